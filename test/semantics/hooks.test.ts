import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { everyHook, lookedOn, Recorder } from "../lifecycle/looked-on.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js, type UntypedApplication } from "../support/untyped.js";
import { act, count, idle } from "./apps.js";

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
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

describe("rule 22: what hooks are told, and when", () => {
  test("a run from its beginning to its end", async () => {
    const recorder = new Recorder();
    const traced = act({}, (state, _, { span, logAttributes }) => {
      span("work", (inner) => (inner as { logAttributes(of: object): void }).logAttributes({ tokens: 3 }));
      logAttributes({ cost: 1 });
      return state;
    });
    const one = lookedOn([recorder.hooks], { traced, chunks, flaky: fails, calm: idle }, [
      ["traced", "chunks"],
      ["chunks", "flaky"],
      ["flaky", "calm", js.onError()],
      ["flaky", "traced"],
    ]);
    await one.run();
    expect(recorder.names).toEqual([
      "postApplicationCreate",
      "preExecuteCall",
      "preRunStep traced",
      "preStartSpan traced",
      "logAttributes traced",
      "postEndSpan traced",
      "logAttributes traced",
      "postRunStep traced",
      "onTransition",
      "preRunStep chunks",
      "preStartStream chunks",
      "postStreamItem chunks",
      "postStreamItem chunks",
      "postEndStream chunks",
      "postRunStep chunks",
      "onTransition",
      "preRunStep flaky",
      "postRunStep flaky",
      "onTransition",
      "preRunStep calm",
      "postRunStep calm",
      "onTransition",
      "postExecuteCall",
    ]);
    for (const { event } of recorder.told) expect(event).toMatchObject({ appId: "test", partitionKey: "me" });
  });

  test("each gets what its name says", async () => {
    const recorder = new Recorder();
    const ask = act({ inputs: { text: v.pipe(v.string(), v.trim()) }, writes: { n } }, (state, { text }) => [
      `said ${text}`,
      state.update({ n: 1 }),
    ]);
    const one = lookedOn([recorder.hooks], { ask, chunks, fails }, [
      ["ask", "chunks"],
      ["chunks", "fails"],
    ]);
    await thrownBy(() => one.run({ inputs: { text: " hi " } }));

    expect(recorder.of("postApplicationCreate")).toMatchObject([{ state: {}, entrypoint: "ask" }]);
    expect(recorder.of("preExecuteCall")).toMatchObject([{ method: "run" }]);
    expect(recorder.of("preRunStep")).toMatchObject([
      { sequenceId: 0, action: "ask", state: {}, inputs: { text: "hi" } },
      { sequenceId: 1, action: "chunks", state: { n: 1 }, inputs: {} },
      { sequenceId: 2, action: "fails", state: { n: 7 }, inputs: {} },
    ]);
    expect(recorder.of("postRunStep")).toMatchObject([
      {
        sequenceId: 0,
        status: "completed",
        state: { n: 1 },
        inputs: { text: "hi" },
        result: "said hi",
        error: undefined,
      },
      { sequenceId: 1, status: "completed", state: { n: 7 }, result: { n: 7 } },
      { sequenceId: 2, status: "failed", state: { n: 7 }, result: null, error: mine },
    ]);
    expect(recorder.of("postStreamItem")).toMatchObject([
      { sequenceId: 1, action: "chunks", item: "a", index: 0 },
      { item: "b", index: 1 },
    ]);
    expect(recorder.of("postEndStream")).toMatchObject([{ status: "completed", items: 2, error: undefined }]);
    expect(recorder.of("postExecuteCall")).toMatchObject([
      { method: "run", status: "failed", error: mine, hookErrors: [] },
    ]);
  });

  test("several hook objects in the order registered, async ones awaited in turn, undefined ones passed over", async () => {
    const told: string[] = [];
    const slow = everyHook(async (name) => {
      await tick();
      told.push(`slow ${name}`);
    });
    const quick = everyHook((name) => told.push(`quick ${name}`));
    const one = lookedOn([slow, { preRunStep: undefined }, quick], { chunks });
    await one.run();
    const order = told.map((line) => line.split(" "));
    for (let at = 0; at < order.length; at += 2) {
      expect(order.slice(at, at + 2)).toEqual([
        ["slow", order[at]?.[1]],
        ["quick", order[at]?.[1]],
      ]);
    }
    expect(order).toHaveLength(20);
  });

  test("hooks of several withHooks() come one after the other, and a builder before keeps its own", async () => {
    const told: string[] = [];
    const hook = (name: string) => ({ preRunStep: () => told.push(name) });
    const base = js.application().withActions({ idle }).withEntrypoint("idle").withHooks(hook("first"));
    const more = base.withHooks(hook("second"), hook("third"));
    await base.build().run();
    await more.build().run();
    expect(told).toEqual(["first", "first", "second", "third"]);
  });

  test("an instance keeps its `this`, and its hooks may stand on the prototype", async () => {
    class Base {
      readonly seen: string[] = [];
      preRunStep({ action }: { action: string }): void {
        this.seen.push(`pre ${action}`);
      }
    }
    class Counter extends Base {
      #steps = 0;
      async postRunStep(): Promise<void> {
        this.#steps += 1;
        this.seen.push(`post ${this.#steps}`);
      }
    }
    const counter = new Counter();
    const one = lookedOn([counter], { idle });
    await one.run();
    expect(counter.seen).toEqual(["pre idle", "post 1"]);
  });

  test("any thenable is waited for, whatever it comes to", async () => {
    const told: string[] = [];
    const thenable = {
      // biome-ignore lint/suspicious/noThenProperty: a thenable that is no promise
      then: (done: (value: unknown) => void) => {
        told.push("asked");
        done({ state: "ignored" });
      },
    };
    await lookedOn([{ preRunStep: () => thenable }, { preRunStep: () => told.push("next") }], { idle }).run();
    expect(told).toEqual(["asked", "next"]);
  });
});

test("a stream that yields what does not fit has ended once, as failed; that item nobody is told of", async () => {
  const recorder = new Recorder();
  const numbers = js.streamingAction({
    reads: {},
    writes: {},
    item: n,
    *run(state: unknown) {
      yield 1;
      yield "two";
      return state;
    },
  });
  const one = lookedOn([recorder.hooks], { numbers });
  const error = await expectRefusal(() => one.run(), refusal("ItemError", "action 'numbers' yields an item"));
  expect(recorder.of("postStreamItem")).toMatchObject([{ item: 1, index: 0 }]);
  expect(recorder.of("postEndStream")).toMatchObject([{ status: "failed", items: 1, error }]);
  expect(recorder.of("postRunStep")).toMatchObject([{ status: "failed", error }]);
});

describe("rule 22: hooks only look on", () => {
  test("events are frozen, and what is done to them neither hook nor application sees", async () => {
    const recorder = new Recorder();
    const vandal = everyHook((_, event) => {
      expect(Object.isFrozen(event)).toBe(true);
      for (const key of Object.keys(event)) Reflect.set(event, key, "changed");
      for (const value of Object.values(event)) {
        if (typeof value === "object" && value !== null && !(value instanceof Error)) {
          expect(Object.isFrozen(value)).toBe(true);
          Reflect.set(value, "n", 1_000);
        }
      }
      return { state: { n: 1_000 } };
    });
    const logged = { n: 1 };
    const inputs: unknown[] = [];
    const noisy = act({ inputs: { list: v.array(n) }, reads: { n }, writes: { n } }, (state, given, context) => {
      inputs.push(given);
      context.span("s", () => context.logAttributes(logged));
      return state.increment({ n: 1 });
    });
    const one = lookedOn(
      [vandal, recorder.hooks],
      { noisy, chunks, fails, calm: idle },
      [
        ["noisy", "chunks", { n: 1 }],
        ["chunks", "fails"],
        ["fails", "calm", js.onError()],
      ],
      { n: 0 },
    );
    const stop = await one.run({ inputs: { list: [1] } });
    expect(stop).toMatchObject({ action: "calm", halted: "end", state: { n: 7 } });
    expect(inputs).toEqual([{ list: [1] }]);
    expect(logged).toEqual({ n: 1 });
    for (const { event } of recorder.told) {
      expect(event.appId).toBe("test");
      expect(JSON.stringify(event)).not.toMatch(/changed|1000/);
    }
    expect(recorder.of("onTransition")[0]).toMatchObject({ tried: [{ to: "chunks", condition: "n=1", held: true }] });
    for (const one of recorder.of("onTransition").flatMap(({ tried }) => tried)) {
      expect(Object.isFrozen(one)).toBe(true);
    }
  });

  test("the state of an event can be worked on; nothing listens", async () => {
    const states: unknown[] = [];
    const hook = ({ state }: { state: { update(values: object): object } }) => {
      states.push(state.update({ n: 99 }));
    };
    const one = lookedOn([{ preRunStep: hook, postRunStep: hook }], { count }, [], { n: 0 });
    expect(await one.run()).toMatchObject({ state: { n: 1 } });
    expect(states).toEqual([{ n: 99 }, { n: 99 }]);
  });

  test("a call from within a hook is refused: the application is running", async () => {
    const one: UntypedApplication = lookedOn([{ preRunStep: () => one.step() }], { idle });
    const error = await expectRefusal(() => one.run(), refusal("HookError", "preRunStep at action 'idle' threw"));
    expect(error).toMatchObject({ cause: { name: "BusyError" } });
  });
});

describe("rule 9: refused inputs", () => {
  const needs = act({ inputs: { text: v.string() } });

  test("no step has been attempted, so hooks are told of none", async () => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { needs });
    const error = await expectRefusal(() => one.run(), refusal("InputError", "'text'"));
    expect(recorder.names).toEqual(["postApplicationCreate", "preExecuteCall", "postExecuteCall"]);
    expect(recorder.of("postExecuteCall")).toMatchObject([{ status: "failed", error }]);
  });

  test("where an error edge catches it, it is a failed step like any other, and no transition is lost", async () => {
    const { InputError } = await import("typeburr");
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { first: idle, needs, last: idle }, [
      ["first", "needs"],
      ["needs", "last", js.onError(InputError)],
    ]);
    expect(await one.run()).toMatchObject({ action: "last" });
    expect(recorder.names.slice(4, -2)).toEqual([
      "onTransition",
      "preRunStep needs",
      "postRunStep needs",
      "onTransition",
      "preRunStep last",
      "postRunStep last",
    ]);
    expect(recorder.of("onTransition")).toMatchObject([
      { from: "first", to: "needs" },
      { from: "needs", to: "last", error: { name: "InputError" } },
      { from: "last", to: null },
    ]);
    expect(recorder.of("postRunStep")[1]).toMatchObject({
      status: "failed",
      inputs: {},
      error: { name: "InputError" },
    });
  });
});
