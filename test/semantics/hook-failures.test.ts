import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { lookedOn, Recorder, throwing } from "../lifecycle/looked-on.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { type Context, js } from "../support/untyped.js";
import { act, count, idle, standOf } from "./apps.js";

const n = v.number();
const mine = new Error("mine");
const fails = act({ writes: { n } }, () => {
  throw mine;
});
const chunks = js.streamingAction({
  reads: {},
  writes: { n },
  *run(state: { update(values: object): unknown }) {
    yield "a";
    yield "b";
    return state.update({ n: 7 });
  },
});
const pass = (): void => {};
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

describe("rule 23: a pre hook that throws", () => {
  test.each([
    ["at once", throwing(mine)],
    ["later", async () => tick().then(throwing(mine))],
  ])("%s, prevents the action; the others still run, postRunStep is told once", async (_, preRunStep) => {
    const recorder = new Recorder();
    let runs = 0;
    const counted = act({ reads: { n }, writes: { n } }, (state) => {
      runs += 1;
      return state.increment({ n: 1 });
    });
    let isBroken = true;
    const broken = { preRunStep: () => (isBroken ? preRunStep() : undefined) };
    const one = lookedOn([broken, recorder.hooks], { counted }, [], { n: 0 });
    const error = await expectRefusal(
      () => one.run(),
      refusal("HookError", "preRunStep at action 'counted' threw: mine"),
    );
    expect(error).toMatchObject({ hook: "preRunStep", action: "counted", cause: mine });
    expect(runs).toBe(0);
    expect(standOf(one)).toEqual({ state: { n: 0 }, sequenceId: 0 });
    expect(recorder.names.slice(2)).toEqual(["preRunStep counted", "postRunStep counted", "postExecuteCall"]);
    expect(recorder.of("postRunStep")).toMatchObject([{ status: "failed", error, state: { n: 0 }, result: null }]);
    expect(recorder.of("postExecuteCall")).toMatchObject([{ status: "failed", error, hookErrors: [] }]);

    isBroken = false;
    expect(await one.run()).toMatchObject({ action: "counted", state: { n: 1 } });
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 1 });
  });

  test("several are told together", async () => {
    const other = new TypeError("other");
    const one = lookedOn([{ preRunStep: throwing(mine) }, { preRunStep: throwing(other) }], { idle });
    const error = await expectRefusal(
      () => one.step(),
      refusal("HookError", "preRunStep at action 'idle'", "mine; other"),
    );
    expect(error).toMatchObject({ hook: "preRunStep", cause: { name: "AggregateError", errors: [mine, other] } });
  });

  test("is caught by an error edge that names its class, and by no other", async () => {
    const hooks = [{ preRunStep: ({ action }: { action: string }) => (action === "a" ? throwing(mine)() : undefined) }];
    const ways = (...edge: unknown[]) => lookedOn(hooks, { a: idle, b: idle }, [["a", "b", js.onError(...edge)]]);
    await expectRefusal(() => ways().run(), refusal("HookError", "mine"));
    await expectRefusal(() => ways(Error).run(), refusal("HookError", "mine"));
    const { HookError } = await import("typeburr");
    expect(await ways(HookError).run()).toMatchObject({ action: "b" });
  });

  test("of a stream takes no item; the generator is closed, and has not begun", async () => {
    const recorder = new Recorder();
    const done: string[] = [];
    const items = js.streamingAction({
      reads: {},
      writes: {},
      *run(state: unknown) {
        try {
          yield done.push("begun");
        } finally {
          done.push("closed");
        }
        return state;
      },
    });
    const one = lookedOn([{ preStartStream: throwing(mine) }, recorder.hooks], { items });
    const error = await expectRefusal(() => one.run(), refusal("HookError", "preStartStream at action 'items'"));
    expect(done).toEqual([]);
    expect(recorder.of("postEndStream")).toMatchObject([{ status: "failed", items: 0, error }]);
    expect(recorder.of("postRunStep")).toMatchObject([{ status: "failed", error }]);
  });
});

describe("rule 23: any other hook that throws", () => {
  const others = [
    "postRunStep",
    "onTransition",
    "postStreamItem",
    "postEndStream",
    "preStartSpan",
    "postEndSpan",
    "logAttributes",
  ];
  const everything = js.streamingAction({
    reads: { n },
    writes: { n },
    *run(state: { increment(by: object): unknown }, _: unknown, { span, logAttributes }: Context) {
      yield 1;
      span("s", pass);
      logAttributes({});
      return state.increment({ n: 1 });
    },
  });

  test.each(others)("%s cannot undo the step: the caller gets the error, the next call goes on", async (name) => {
    const recorder = new Recorder();
    let isBroken = false;
    const hook = () => (isBroken ? throwing(mine)() : undefined);
    const one = lookedOn(
      [{ [name]: hook }, recorder.hooks],
      { everything, last: idle },
      [
        ["everything", "everything", js.expr("n < 3")],
        ["everything", "last"],
      ],
      { n: 0 },
    );
    await one.step();
    isBroken = true;
    const error = await expectRefusal(
      () => one.run(),
      refusal("HookError", `${name} at action 'everything' threw: mine`),
    );
    expect(error).toMatchObject({ hook: name, action: "everything", cause: mine });
    expect(standOf(one)).toEqual({ state: { n: 2 }, sequenceId: 1 });
    expect(recorder.of("postRunStep")).toMatchObject([{}, { status: "completed", error: undefined, state: { n: 2 } }]);
    expect(recorder.of("postExecuteCall")).toMatchObject([
      { status: "completed" },
      { status: "failed", error, hookErrors: [] },
    ]);
    isBroken = false;
    expect(await one.run()).toMatchObject({ action: "last", halted: "end", state: { n: 3 } });
  });

  test("what several hooks throw in one step is told at its end, together", async () => {
    const other = new TypeError("other");
    const one = lookedOn([{ postStreamItem: throwing(mine), postRunStep: throwing(other) }], { chunks });
    const error = await expectRefusal(
      () => one.run(),
      refusal("HookError", "postStreamItem, postRunStep at action 'chunks' threw: mine; mine; other"),
    );
    expect(error).toMatchObject({ hook: "postStreamItem", cause: { errors: [mine, mine, other] } });
    expect(one.state.n).toBe(7);
  });

  test("values of any kind may be thrown", async () => {
    const bad = Object.defineProperty(new Error("x"), "message", { get: throwing("no message") });
    const values: readonly (readonly [unknown, string])[] = [
      [undefined, "undefined"],
      [null, "null"],
      ["text", "text"],
      [Object.create(null), "object"],
      [bad, "object"],
      [new Error("x".repeat(10_000_000)), "(10000000 characters)"],
    ];
    for (const [value, says] of values) {
      const one = lookedOn([{ postRunStep: throwing(value) }], { idle });
      const error = await expectRefusal(() => one.run(), refusal("HookError", says));
      expect((error as Error).message.length).toBeLessThan(700);
      expect((error as Error).cause).toBe(value);
    }
  });

  test("the call ends where it stands, and iterate yields the steps before", async () => {
    const names: string[] = [];
    const one = lookedOn(
      [{ postRunStep: ({ sequenceId }: { sequenceId: number }) => (sequenceId === 1 ? throwing(mine)() : undefined) }],
      { count },
      [["count", "count"]],
      { n: 0 },
    );
    const steps = (async () => {
      for await (const { action } of one.iterate()) names.push(action);
    })();
    await expectRefusal(() => steps, refusal("HookError", "mine"));
    expect(names).toEqual(["count"]);
    expect(standOf(one)).toEqual({ state: { n: 2 }, sequenceId: 1 });
  });

  test("at the end of an application: onTransition belongs to no step", async () => {
    const one = lookedOn([{ onTransition: throwing(mine) }], { idle });
    const error = await expectRefusal(() => one.run(), refusal("HookError", "onTransition threw: mine"));
    expect(error).toMatchObject({ hook: "onTransition", action: null });
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
  });
});

describe("rule 23: an action fails, and a hook too", () => {
  test.each(["postRunStep", "preStartSpan", "logAttributes"])(
    "%s: the caller gets the action's error, unchanged",
    async (name) => {
      const recorder = new Recorder();
      const bad = act({}, (_, __, { span, logAttributes }) => {
        logAttributes({});
        span("s", throwing(mine));
      });
      const one = lookedOn([{ [name]: throwing("hook") }, recorder.hooks], { bad });
      expect(await thrownBy(() => one.run())).toBe(mine);
      expect(mine.cause).toBeUndefined();
      expect(recorder.of("postRunStep")).toMatchObject([{ status: "failed", error: mine }]);
      expect(recorder.of("postExecuteCall")).toMatchObject([
        { status: "failed", error: mine, hookErrors: [{ name: "HookError", hook: name, cause: "hook" }] },
      ]);
    },
  );

  test("a hook before the step and one behind it fail: the caller gets the first", async () => {
    const recorder = new Recorder();
    const one = lookedOn([{ preRunStep: throwing("pre"), postRunStep: throwing("post") }, recorder.hooks], { idle });
    const error = await expectRefusal(() => one.run(), refusal("HookError", "preRunStep at action 'idle' threw: pre"));
    expect(recorder.of("postExecuteCall")).toMatchObject([
      { error, hookErrors: [{ hook: "postRunStep", cause: "post" }] },
    ]);
  });

  test("an error edge is taken while a hook throws: the caller gets the hook's error, the target is next", async () => {
    const recorder = new Recorder();
    const after = ({ action }: { action: string }) => (action === "fails" ? throwing("hook")() : undefined);
    const one = lookedOn([{ postRunStep: after }, recorder.hooks], { fails, calm: idle }, [
      ["fails", "calm", js.onError({ capture: "problem" })],
    ]);
    await expectRefusal(() => one.run(), refusal("HookError", "postRunStep at action 'fails' threw: hook"));
    expect(standOf(one)).toEqual({ state: { problem: { name: "Error", message: "mine" } }, sequenceId: 0 });
    expect(recorder.of("postExecuteCall")).toMatchObject([{ status: "failed", hookErrors: [] }]);
    expect(one.nextAction()).toBe("calm");
    expect(await one.run()).toMatchObject({ action: "calm", halted: "end" });
    expect(recorder.of("onTransition")).toMatchObject([{ from: "fails", to: "calm", error: mine }, { to: null }]);
  });

  test("the delay of an error edge fails: postExecuteCall is told what the hook has thrown", async () => {
    const recorder = new Recorder();
    const one = lookedOn([{ postRunStep: throwing("hook") }, recorder.hooks], { fails, calm: idle }, [
      ["fails", "calm", js.onError({ delay: throwing("delay") })],
    ]);
    const error = await thrownBy(() => one.run());
    expect(error).toMatchObject({ name: "DefinitionError", message: expect.stringContaining("threw: delay") });
    expect(recorder.of("postExecuteCall")).toMatchObject([{ error, hookErrors: [{ cause: "hook" }] }]);
  });

  test("undefined, thrown by an action, is a failure", async () => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { bad: act({}, throwing(undefined)) });
    expect(await thrownBy(() => one.run())).toBeUndefined();
    expect(recorder.of("postRunStep")).toMatchObject([{ status: "failed", error: undefined }]);
    expect(recorder.of("postExecuteCall")).toMatchObject([{ status: "failed", error: undefined }]);
  });
});
