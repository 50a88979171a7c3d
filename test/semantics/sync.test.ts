import * as v from "valibot";
import { afterEach, describe, expect, test, vi } from "vitest";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js, type UntypedAction, type UntypedApplication } from "../support/untyped.js";
import { act, app, count, deferred, idle, standOf } from "./apps.js";

const n = v.number();

/** What `iterateSync` yields, and what it returns. */
function iterated(one: UntypedApplication, options?: unknown) {
  const names: string[] = [];
  const steps = one.iterateSync(options);
  for (;;) {
    const taken = steps.next();
    if (taken.done) return { names, stop: taken.value };
    names.push(taken.value.action);
  }
}

const round = (): UntypedApplication =>
  app(
    { a: count, b: idle },
    [
      ["a", "b", { n: 1 }],
      ["b", "a"],
    ],
    { n: 0 },
  );

describe("rule 18: the sync twins", () => {
  test("answer at once, and the same", async () => {
    for (const halts of [{}, { haltAfter: ["a"] }, { haltBefore: ["b"] }, { haltAfter: js.all("a", "b") }]) {
      const [one, twin] = [round(), round()];
      expect(twin.runSync(halts)).toEqual(await one.run(halts));
      expect(standOf(twin)).toEqual(standOf(one));
      expect(twin.stepSync()).toEqual(await one.step());
      expect(standOf(twin)).toEqual(standOf(one));
    }
    expect(iterated(round())).toMatchObject({ names: ["a", "b", "a"], stop: { action: "a", halted: "end" } });
  });

  test("take turns with the others on one application", async () => {
    const one = app({ count }, [["count", "count"]], { n: 0 });
    expect(one.stepSync()).toMatchObject({ action: "count", result: { n: 1 }, state: { n: 1 } });
    await one.step();
    one.runSync({ haltAfter: ["count"] });
    for await (const _ of one.iterate()) break;
    for (const _ of one.iterateSync()) break;
    expect(standOf(one)).toEqual({ state: { n: 5 }, sequenceId: 4 });
  });

  test("iterateSync runs no further than it is asked, and a break leaves the application free", () => {
    const one = app({ count }, [["count", "count"]], { n: 0 });
    const steps = one.iterateSync();
    expect(one.state.n).toBe(0);
    steps.next();
    steps.next();
    expect(one.state.n).toBe(2);
    steps.return(undefined as never);
    expect(one.stepSync()).toMatchObject({ state: { n: 3 } });
  });

  test("stepSync is null when there is nothing to run", () => {
    const one = app({ idle });
    expect(one.stepSync()).toMatchObject({ action: "idle" });
    expect(one.stepSync()).toBeNull();
  });

  test("throw what an action throws, and take error edges", async () => {
    const thrown = new Error("mine");
    let fails = 3;
    const flaky = act({ writes: { n } }, (state) => {
      if (fails-- > 0) throw thrown;
      return state.update({ n: 1 });
    });
    const calm = act({}, (state, _, { error }) => [error, state]);
    const one = app({ flaky, calm }, [
      ["flaky", "flaky", js.onError({ max: 1 })],
      ["flaky", "calm", js.onError({ max: 1, capture: "problem", delay: 0 })],
      [["flaky", "calm"], "flaky"],
    ]);
    expect(one.stepSync()).toMatchObject({ action: "calm", result: thrown });
    expect(standOf(one)).toEqual({ state: { problem: { name: "Error", message: "mine" } }, sequenceId: 2 });
    expect(one.stepSync()).toMatchObject({ action: "flaky" });
    const bare = app({
      bad: act({}, () => {
        throw thrown;
      }),
    });
    for (const call of [() => bare.runSync(), () => bare.stepSync(), () => bare.iterateSync().next()]) {
      expect(await thrownBy(call)).toBe(thrown);
    }
  });

  test("refuse wrong options at once, by their own names", async () => {
    const one = app({ count }, [["count", "count"]], { n: 0 });
    for (const method of ["runSync", "stepSync", "iterateSync"] as const) {
      const refuse = (options: unknown, ...says: string[]) =>
        expectRefusal(() => one[method](options), refusal("DefinitionError", `${method}()`, ...says));
      await refuse(null, "null");
      await refuse({ input: {} }, "no option 'input'", "Did you mean 'inputs'?");
      await refuse({ signal: "stop" }, "signal of", "a string");
      await expectRefusal(() => one[method]({ inputs: { x: 1 } }), refusal("InputError", "'x'"));
    }
    await expectRefusal(() => one.runSync({ haltAfter: ["cuont"] }), refusal("HaltError", "'cuont'"));
    await expectRefusal(() => one.stepSync({ haltAfter: ["count"] }), refusal("DefinitionError", "'haltAfter'"));
    expect(standOf(one)).toEqual({ state: { n: 0 }, sequenceId: null });
  });

  test("take a signal that an action aborts", async () => {
    const controller = new AbortController();
    const stopper = act({ reads: { n }, writes: { n } }, (state) => {
      if (state.n === 2) controller.abort("stop");
      return state.increment({ n: 1 });
    });
    const one = app({ stopper }, [["stopper", "stopper"]], { n: 0 });
    expect(await thrownBy(() => one.runSync({ signal: controller.signal }))).toBe("stop");
    expect(one.state.n).toBe(2);
  });
});

describe("rule 16: two calls at once, one of them sync", () => {
  test("the second is refused", async () => {
    const says = refusal("BusyError", "application 'test' is running already");
    const gate = deferred();
    const slow = act({}, async (state) => {
      await gate.promise;
      return state;
    });
    const one = app({ slow });
    const first = one.run();
    for (const call of [() => one.runSync(), () => one.stepSync(), () => one.iterateSync().next()]) {
      await expectRefusal(call, says);
    }
    gate.resolve();
    await first;

    const two = app({ count }, [["count", "count"]], { n: 0 });
    const steps = two.iterateSync();
    steps.next();
    await expectRefusal(() => two.step(), says);
    await expectRefusal(() => two.runSync(), says);
    steps.return(undefined as never);
    expect(await two.step()).toMatchObject({ state: { n: 2 } });

    const again: UntypedAction = act({}, (state) => {
      three.stepSync();
      return state;
    });
    const three = app({ again });
    await expectRefusal(() => three.runSync(), says);
    await expectRefusal(() => three.stepSync(), says);
  });
});

describe("rule 18: meeting a promise", () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  afterEach(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(unhandled).not.toHaveBeenCalled();
  });

  const calls: readonly (readonly [string, string, (one: UntypedApplication) => unknown])[] = [
    ["runSync", "run", (one) => one.runSync()],
    ["stepSync", "step", (one) => one.stepSync()],
    ["iterateSync", "iterate", (one) => one.iterateSync().next()],
  ];

  test.each(calls)(
    "in an action, %s names it; state and position are as before, and %s goes on",
    async (_, twin, call) => {
      let isBroken = true;
      const answer = act({ reads: { n }, writes: { n } }, async (state) => {
        await Promise.resolve();
        if (isBroken) throw new Error("late, and nobody is there");
        return state.increment({ n: 1 });
      });
      const one = app({ count, answer }, [["count", "answer"]], { n: 0 });
      one.stepSync();
      const error = await expectRefusal(
        () => call(one),
        refusal("AsyncError", `action 'answer' is async: call ${twin}() and await it`),
      );
      expect(error).toMatchObject({ action: "answer", condition: null });
      expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 1 });
      await expectRefusal(() => call(one), refusal("AsyncError", "'answer'"));
      isBroken = false;
      expect(await one.run()).toMatchObject({ action: "answer", halted: "end", state: { n: 2 } });
    },
  );

  test.each(calls)("in a condition, %s names that; the step before it is done", async (_, twin, call) => {
    const isReady = js.condition({
      reads: {},
      name: "isReady",
      test: async () => {
        throw new Error("late, and nobody is there");
      },
    });
    const one = app({ count, next: idle }, [["count", "next", js.not(isReady)]], { n: 0 });
    one.stepSync();
    const error = await expectRefusal(
      () => call(one),
      refusal("AsyncError", `a condition out of 'count' is async: call ${twin}() and await it`),
    );
    expect(error).toMatchObject({ action: "count", condition: "not isReady" });
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 0 });
  });

  test("what was done before it in the same call stands", async () => {
    const one = app(
      { count, slow: act({}, async (state) => state) },
      [
        ["count", "count", { n: 1 }],
        ["count", "slow"],
      ],
      {
        n: 0,
      },
    );
    await expectRefusal(() => one.runSync(), refusal("AsyncError", "'slow'"));
    expect(standOf(one)).toEqual({ state: { n: 2 }, sequenceId: 2 });
    expect(await one.run()).toMatchObject({ action: "slow", halted: "end" });
  });

  test("any thenable is one", async () => {
    const thenable = act({}, () => ({
      // biome-ignore lint/suspicious/noThenProperty: a thenable that is no promise
      then: (_: unknown, reject: (error: unknown) => void) => {
        reject(new Error("late"));
        throw new Error("later");
      },
    }));
    await expectRefusal(() => app({ thenable }).runSync(), refusal("AsyncError", "'thenable'"));
  });

  test("no error edge catches it: it is the call that cannot wait", async () => {
    const { AsyncError, TypeburrError } = js as unknown as Record<string, unknown>;
    const slow = act({}, async (state) => state);
    const edges = [AsyncError, TypeburrError].map((named) => ["slow", "calm", js.onError(named)]);
    const one = app({ slow, calm: idle }, edges);
    await expectRefusal(() => one.runSync(), refusal("AsyncError", "'slow'"));
    expect(await one.run()).toMatchObject({ action: "slow", halted: "end" });
  });

  test("a delay of an error edge is refused likewise, with the error as its cause, and the edge is not taken", async () => {
    const thrown = new Error("mine");
    let fails = 2;
    const flaky = act({}, (state) => {
      if (fails-- > 0) throw thrown;
      return state;
    });
    const one = app({ flaky }, [["flaky", "flaky", js.onError(Error, { max: 1, delay: () => 1, capture: "problem" })]]);
    const error = await expectRefusal(
      () => one.runSync(),
      refusal("AsyncError", "the delay of 'on Error, once' out of action 'flaky' takes time: call run() and await it"),
    );
    expect(error).toMatchObject({ action: "flaky", condition: "on Error, once", cause: thrown });
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
    expect(await one.run()).toMatchObject({ action: "flaky", halted: "end" });
    expect(one.sequenceId).toBe(2);
  });
});
