import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { type Context, js, type Run, type UntypedAction, type UntypedApplication } from "../support/untyped.js";
import { act, app, count, deferred, idle, ran, standOf } from "./apps.js";

const { onError } = js;
const n = v.number();

class Late extends Error {
  override readonly name = "Late";
}
class VeryLate extends Late {}

/** Throws what the list says, one after the other; then succeeds. */
const failing = (thrown: readonly unknown[], contexts: Context[] = []): UntypedAction => {
  const left = [...thrown];
  return act({ writes: { written: v.optional(n) } }, (state, _, context) => {
    contexts.push(context);
    state.update({ written: 1 });
    if (left.length > 0) throw left.shift();
    return state;
  });
};

/** Keeps the contexts that it gets. */
const watching = (contexts: Context[]): UntypedAction =>
  act({}, (state, _, context) => {
    contexts.push(context);
    return state;
  });

const always = (thrown: unknown): UntypedAction =>
  act({}, () => {
    throw thrown;
  });

describe("rule 11: an error edge", () => {
  test("is taken when its source throws, now or later, and leads past the caller", async () => {
    for (const bad of [
      always(new Late()),
      act({}, async () => {
        await Promise.resolve();
        throw new Late();
      }),
    ]) {
      const one = app(
        { count, bad, calm: count },
        [
          ["count", "bad"],
          ["bad", "calm", onError(Late)],
          ["bad", "count"],
        ],
        {
          n: 0,
        },
      );
      expect(await one.run()).toMatchObject({ action: "calm", halted: "end", state: { n: 2 } });
    }
  });

  test("leads on without what the failed action wrote and wiped, and its target is not asked for by conditions", async () => {
    const bad = act({ reads: { n }, writes: { n }, deletes: ["kept"] }, (state) => {
      state.update({ n: 99 }).wipe("kept");
      throw new Late();
    });
    const one = app(
      { bad, calm: count, other: idle },
      [
        ["bad", "other"],
        ["bad", "calm", onError()],
      ],
      { n: 0, kept: 1 },
    );
    expect(await one.run()).toMatchObject({ action: "calm" });
    expect(standOf(one)).toEqual({ state: { n: 1, kept: 1 }, sequenceId: 1 });
  });

  test("is no way out of an action that succeeds", async () => {
    expect(await ran(app({ idle, calm: idle }, [["idle", "calm", onError()]]))).toEqual(["idle"]);
    const one = app({ idle, calm: idle, next: idle }, [
      ["idle", "calm", onError()],
      ["idle", "next"],
    ]);
    expect(await ran(one)).toEqual(["idle", "next"]);
  });

  test("catches by instanceof, and the first that does is taken", async () => {
    const make = (thrown: unknown) =>
      app({ bad: always(thrown), veryLate: idle, late: idle, any: idle }, [
        ["bad", "veryLate", onError(VeryLate)],
        ["bad", "late", onError(Late)],
        ["bad", "any", onError()],
      ]);
    for (const [thrown, action] of [
      [new VeryLate(), "veryLate"],
      [new Late(), "late"],
      [new Error("other"), "any"],
      ["a string", "any"],
      [undefined, "any"],
      [null, "any"],
    ] as const) {
      expect(await make(thrown).step()).toMatchObject({ action });
    }
  });

  test("that does not catch lets the error through, unchanged; state and position stay", async () => {
    const thrown = new Error("other");
    const one = app(
      { count, bad: always(thrown), calm: idle },
      [
        ["count", "bad"],
        ["bad", "calm", onError(Late)],
      ],
      {
        n: 0,
      },
    );
    await one.step();
    for (const call of [() => one.step(), () => one.run(), () => one.iterate().next()]) {
      expect(await thrownBy(call)).toBe(thrown);
    }
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 3 });
  });

  test("of the first step, and of the target of another error edge, is taken just so", async () => {
    const one = app({ first: always(new Late("1")), second: always(new Late("2")), calm: idle }, [
      ["first", "second", onError(Late)],
      ["second", "calm", onError(Late)],
    ]);
    expect(await one.run()).toMatchObject({ action: "calm", halted: "end" });
    expect(one.sequenceId).toBe(2);
  });

  test("a list of sources makes an edge out of each", async () => {
    const make = (actions: Record<string, UntypedAction>) =>
      app({ ...actions, calm: idle }, [
        ["a", "b"],
        [["a", "b"], "calm", onError()],
      ]);
    expect(await ran(make({ a: idle, b: always(new Late()) }))).toEqual(["a", "calm"]);
    expect(await ran(make({ a: always(new Late()), b: idle }))).toEqual(["calm"]);
  });

  test("does not catch what a condition throws: the step before it is done", async () => {
    const flaky = js.condition({
      reads: {},
      test: () => {
        throw new Late();
      },
    });
    const one = app(
      { count, next: idle, calm: idle },
      [
        ["count", "next", flaky],
        ["count", "calm", onError()],
      ],
      { n: 0 },
    );
    expect(await thrownBy(() => one.run())).toBeInstanceOf(Late);
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 0 });
  });
});

describe("rule 11: max", () => {
  /** Retries `flaky` so often, then gives up, and comes round again. */
  const retrying = (flaky: UntypedAction, max: number): UntypedApplication =>
    app({ flaky, giveUp: idle }, [
      ["flaky", "flaky", onError(Late, { max })],
      ["flaky", "giveUp", onError(Late)],
      [["flaky", "giveUp"], "flaky"],
    ]);

  test("is how often the edge is taken: one attempt more is made", async () => {
    const contexts: Context[] = [];
    const one = retrying(failing(Array(9).fill(new Late()), contexts), 3);
    expect(await one.run({ haltAfter: ["giveUp"] })).toMatchObject({ action: "giveUp", halted: "after" });
    expect(contexts.map(({ sequenceId }) => sequenceId)).toEqual([0, 1, 2, 3]);
    expect(one.sequenceId).toBe(4);
  });

  test("counts from anew when the action has succeeded", async () => {
    const late = new Late();
    // Fails twice before each success, three times: never too often in a row
    const attempts = [late, late, null, late, late, null, late, late];
    const flaky = act({}, (state) => {
      const thrown = attempts.shift();
      if (thrown) throw thrown;
      return state;
    });
    expect(await ran(retrying(flaky, 2), 3)).toEqual(["flaky", "flaky", "flaky"]);
  });

  test("counts from anew when another edge out of the action has been taken", async () => {
    const one = retrying(failing(Array(6).fill(new Late())), 2);
    // Fails three times, gives up; fails three times, gives up; succeeds
    expect(await ran(one, 3)).toEqual(["giveUp", "giveUp", "flaky"]);
    expect(one.sequenceId).toBe(8);
  });

  test("is counted for each edge and each action by itself", async () => {
    const [a, b] = [failing(Array(2).fill(new Late())), failing(Array(2).fill(new Late()))];
    const one = app({ a, b }, [
      [["a", "b"], "b", onError({ max: 1 })],
      [["a", "b"], "a", onError({ max: 1 })],
    ]);
    // a fails, to b; b fails, to b; b fails, to a (b's first edge is exhausted); a fails, to a (a's is, too); a succeeds
    expect(await ran(one, 1)).toEqual(["a"]);
    expect(one.sequenceId).toBe(4);
  });

  test("outlasts the call: an exhausted edge stays so until the action succeeds", async () => {
    const contexts: Context[] = [];
    const late = new Late();
    const one = app({ flaky: failing([late, late, late, late], contexts), end: idle }, [
      ["flaky", "flaky", onError({ max: 2 })],
      ["flaky", "end"],
    ]);
    expect(await thrownBy(() => one.run())).toBe(late);
    expect(await thrownBy(() => one.step())).toBe(late);
    expect(contexts).toHaveLength(4);
    expect(await ran(one)).toEqual(["flaky", "end"]);
  });

  test("left out, there is no limit", async () => {
    const one = app({ flaky: failing(Array(5_000).fill(new Late())) }, [["flaky", "flaky", onError()]]);
    expect(await one.run()).toMatchObject({ action: "flaky", halted: "end" });
    expect(one.sequenceId).toBe(5_000);
  });
});

describe("rule 11: errors of the library", () => {
  const causes: readonly (readonly [string, string, UntypedAction])[] = [
    ["a read that is missing", "ReadError", act({ reads: { gone: n } })],
    ["a write that does not fit", "WriteError", act({ writes: { n } }, (state) => state.update({ n: "1" }))],
    ["a write that was left out", "WriteError", act({ writes: { n } })],
    ["a key that may not be wiped", "WriteError", act({}, (state) => state.wipe("n"))],
    ["no state", "OutcomeError", act({}, () => undefined)],
    ["a missing input", "InputError", act({ inputs: { x: n } })],
  ];
  const classes = js as unknown as Record<string, unknown>;

  test.each(causes)("%s is caught by an edge that names its class, or TypeburrError", async (_, name, bad) => {
    for (const named of [name, "TypeburrError"]) {
      const contexts: Context[] = [];
      const one = app({ bad, calm: watching(contexts) }, [["bad", "calm", onError(classes[named])]]);
      expect(await one.run()).toMatchObject({ action: "calm" });
      expect(contexts[0]?.error).toMatchObject({ name });
      expect(standOf(one)).toEqual({ state: {}, sequenceId: 1 });
    }
  });

  test.each(causes)("%s is not caught by Error, another class, or none", async (_, name, bad) => {
    const other = name === "ReadError" ? "WriteError" : "ReadError";
    const anyObject = Object;
    for (const edge of [onError(Error), onError(), onError(classes[other]), onError(anyObject)]) {
      const one = app({ bad, calm: idle }, [["bad", "calm", edge]]);
      expect(await thrownBy(() => one.run())).toMatchObject({ name });
      expect(await thrownBy(() => one.run())).toMatchObject({ name });
    }
  });

  test("inputs that no action declares are the call's, and no edge's", async () => {
    const one = app({ idle, calm: idle }, [["idle", "calm", onError(classes.InputError)]]);
    await expectRefusal(() => one.run({ inputs: { x: 1 } }), refusal("InputError", "no action declares"));
    expect(one.sequenceId).toBeNull();
  });
});

describe("rule 11: capture", () => {
  const captureOf = async (thrown: unknown): Promise<unknown> => {
    const one = app({ bad: always(thrown), calm: idle }, [["bad", "calm", onError({ capture: "problem" })]]);
    await one.run();
    return one.state.problem;
  };

  class Unnamed extends Error {}
  const odd = Object.create(null, {
    message: {
      get: () => {
        throw new Error("getter");
      },
    },
  });
  const thrown: readonly (readonly [string, unknown, object])[] = [
    ["an error", new TypeError("no"), { name: "TypeError", message: "no" }],
    ["an error of a class of its own", new Late("soon"), { name: "Late", message: "soon" }],
    ["an error without a name of its own", new Unnamed("x"), { name: "Error", message: "x" }],
    [
      "what a fetch throws when it is stopped",
      new DOMException("stop", "AbortError"),
      { name: "AbortError", message: "stop" },
    ],
    ["what looks like an error", { name: "Alien", message: "hello" }, { name: "Alien", message: "hello" }],
    ["a string", "broken", { name: "string", message: "broken" }],
    ["a number", 404, { name: "number", message: "404" }],
    ["undefined", undefined, { name: "undefined", message: "undefined" }],
    ["null", null, { name: "null", message: "null" }],
    ["a symbol", Symbol("s"), { name: "symbol", message: "Symbol(s)" }],
    ["an object", { code: 1 }, { name: "object", message: "[object Object]" }],
    ["what cannot be told", odd, { name: "object", message: "" }],
    ["what has no text", Object.create(null), { name: "object", message: "" }],
  ];

  test.each(thrown)("writes name and message of %s, frozen", async (_, value, expected) => {
    const problem = await captureOf(value);
    expect(problem).toStrictEqual(expected);
    expect(Object.isFrozen(problem)).toBe(true);
  });

  test("is seen by the target, which parses it as any value that no schema has seen", async () => {
    const shout = v.object({ message: v.pipe(v.string(), v.toUpperCase()) });
    const tell = act({ reads: { problem: shout } }, (state) => [state.problem, state]);
    const one = app({ bad: always(new Late("soon")), tell }, [["bad", "tell", onError({ capture: "problem" })]]);
    expect(await one.run()).toMatchObject({ result: { message: "SOON" } });
    expect(one.state.problem).toEqual({ name: "Late", message: "soon" });

    const strict = act({ reads: { problem: v.string() } });
    const two = app({ bad: always(new Late()), strict }, [["bad", "strict", onError({ capture: "problem" })]]);
    await expectRefusal(() => two.run(), refusal("ReadError", "action 'strict' reads 'problem'"));
    expect(two.state.problem).toEqual({ name: "Late", message: "" });
  });

  test("overwrites what stood there, and what was made of it", async () => {
    const text = v.pipe(
      v.object({ message: v.string() }),
      v.transform(({ message }) => message),
    );
    const seen: unknown[] = [];
    const look = act({ reads: { problem: v.optional(text) } }, (state) => {
      seen.push(state.problem);
      if (seen.length < 3) throw new Late(`try ${seen.length}`);
      return state;
    });
    const put = act({ writes: { problem: v.object({ message: v.string() }) } }, (state) =>
      state.update({ problem: { message: "first" } }),
    );
    const one = app({ put, look }, [
      ["put", "look"],
      ["look", "look", onError({ capture: "problem" })],
    ]);
    await one.run();
    expect(seen).toEqual(["first", "try 1", "try 2"]);
  });

  test("is parsed even by the schema that has parsed what stood there", async () => {
    const problem = v.strictObject({ message: v.string() });
    const put = act({ writes: { problem } }, (state) => state.update({ problem: { message: "fine" } }));
    const look = act({ reads: { problem } });
    const one = app({ put, bad: always(new Late()), look }, [
      ["put", "bad"],
      ["bad", "look", onError({ capture: "problem" })],
    ]);
    await expectRefusal(() => one.run(), refusal("ReadError", "action 'look' reads 'problem'", "name"));
  });

  test("writes nothing where the edge is not taken", async () => {
    const one = app({ bad: always(new Error("x")), calm: idle }, [
      ["bad", "calm", onError(Late, { capture: "problem" })],
    ]);
    await thrownBy(() => one.run());
    expect(one.state.getAll()).toEqual({});
  });
});

describe("rule 11: context.error", () => {
  test("is what was thrown, itself, for the target, and for nobody after it", async () => {
    const contexts: Context[] = [];
    const late = new Late();
    const [calm, after] = [watching(contexts), watching(contexts)];
    await app({ bad: always(late), calm, after }, [
      ["bad", "calm", onError()],
      ["calm", "after"],
    ]).run();
    expect(contexts[0]?.error).toBe(late);
    expect(contexts[1]?.error).toBeUndefined();
  });

  test("is the last one thrown for an action that is tried again, and stays when its target fails", async () => {
    const [one, two] = [new Late("1"), new Late("2")];
    const contexts: Context[] = [];
    const flaky = failing([one, two], contexts);
    await app({ flaky }, [["flaky", "flaky", onError()]]).run();
    expect(contexts.map(({ error }) => error)).toEqual([undefined, one, two]);

    const again: Context[] = [];
    const target = failing([two], again);
    const retried = app({ bad: always(one), target, end: idle }, [
      ["bad", "target", onError()],
      ["target", "end"],
    ]);
    expect(await thrownBy(() => retried.run())).toBe(two);
    expect(await ran(retried)).toEqual(["target", "end"]);
    expect(again.map(({ error }) => error)).toEqual([one, one]);
  });
});

describe("rule 11: delay", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const at: number[] = [];
  const failingAt = (times: number): UntypedAction => {
    at.length = 0;
    return act({}, (state) => {
      at.push(Date.now());
      if (at.length <= times) throw new Late();
      return state;
    });
  };
  const waits = () => at.slice(1).map((time, index) => time - (at[index] ?? 0));

  test("waits so long before the target runs", async () => {
    const one = app({ flaky: failingAt(2) }, [["flaky", "flaky", onError({ delay: 100 })]]);
    const run = one.run();
    await vi.runAllTimersAsync();
    expect(await run).toMatchObject({ halted: "end" });
    expect(waits()).toEqual([100, 100]);
  });

  test("may be a function of the attempt, from 1, in a row", async () => {
    const attempts: number[] = [];
    const delay = (attempt: number) => {
      attempts.push(attempt);
      return 100 * 2 ** attempt;
    };
    const one = app({ flaky: failingAt(3) }, [["flaky", "flaky", onError({ delay })]]);
    const run = one.run();
    await vi.runAllTimersAsync();
    await run;
    expect([attempts, waits()]).toEqual([
      [1, 2, 3],
      [200, 400, 800],
    ]);
  });

  test("comes before the position moves", async () => {
    const one = app(
      { bad: always(new Late()), calm: count },
      [["bad", "calm", onError({ delay: 100, capture: "problem" })]],
      {
        n: 0,
      },
    );
    const run = one.run();
    await vi.advanceTimersByTimeAsync(99);
    expect(standOf(one)).toEqual({ state: { n: 0 }, sequenceId: 0 });
    await vi.runAllTimersAsync();
    await run;
    expect(standOf(one)).toMatchObject({ state: { n: 1, problem: { name: "Late" } }, sequenceId: 1 });
  });

  test("is cut short by the signal: the step has failed, with the reason, and nothing has moved", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const one = app({ flaky: failingAt(1), calm: idle }, [
      ["flaky", "calm", onError({ delay: 1_000_000, max: 1, capture: "problem" })],
    ]);
    const run = thrownBy(() => one.run({ signal }));
    await vi.advanceTimersByTimeAsync(10);
    controller.abort("enough");
    expect(await run).toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
    // The same action is next again, and its edge has not been taken
    expect(await one.step()).toMatchObject({ action: "flaky" });
  });

  test("is not waited for when its own function aborts the signal", async () => {
    const controller = new AbortController();
    const delay = () => {
      controller.abort("enough");
      return 1_000_000;
    };
    const one = app({ flaky: failingAt(1) }, [["flaky", "flaky", onError({ delay })]]);
    expect(await thrownBy(() => one.run({ signal: controller.signal }))).toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves no listener on the signal when it is over", async () => {
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, "addEventListener"), vi.spyOn(signal, "removeEventListener")];
    const run = app({ flaky: failingAt(5) }, [["flaky", "flaky", onError({ delay: 1 })]]).run({ signal });
    await vi.runAllTimersAsync();
    await run;
    expect(add).toHaveBeenCalledTimes(5);
    expect(remove).toHaveBeenCalledTimes(5);
  });

  test("a function that answers what no timer can wait is told, with the error as its cause; nothing has moved", async () => {
    for (const [answer, says] of [
      [-1, "answered -1"],
      [Number.NaN, "answered NaN"],
      [Number.POSITIVE_INFINITY, "answered Infinity"],
      ["1s", "answered a string"],
      [Promise.resolve(1), "answered a promise"],
    ] as const) {
      const late = new Late();
      const one = app({ bad: always(late), calm: idle }, [["bad", "calm", onError({ delay: () => answer })]]);
      const error = await expectRefusal(
        () => one.run(),
        refusal("DefinitionError", "delay of onError()", says, "milliseconds from 0 to 2147483647"),
      );
      expect((error as Error).cause).toBe(late);
      expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
    }
  });

  test("a function that throws stops the step, and nothing has moved", async () => {
    const thrown = new Error("no delay");
    const delay = () => {
      throw thrown;
    };
    const late = new Late();
    const one = app({ bad: always(late), calm: idle }, [["bad", "calm", onError({ delay })]]);
    const told = refusal("DefinitionError", "'on error' out of action 'bad', threw: no delay");
    expect(((await expectRefusal(() => one.run(), told)) as Error).cause).toBe(late);
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
  });
});

describe("rules 11 and 12: an abort by the caller's signal", () => {
  const stopped = (run: Run) => app({ slow: act({}, run), calm: idle }, [["slow", "calm", onError()]]);

  test("is not caught, whatever the action makes of it", async () => {
    for (const thrown of [new DOMException("stop", "AbortError"), new Late()]) {
      const controller = new AbortController();
      const one = stopped(async () => {
        controller.abort("stop");
        throw thrown;
      });
      expect(await thrownBy(() => one.run({ signal: controller.signal }))).toBe(thrown);
      expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
    }
  });

  test("nor where the action does not notice", async () => {
    const controller = new AbortController();
    const one = stopped((state) => {
      controller.abort("stop");
      return state;
    });
    expect(await thrownBy(() => one.run({ signal: controller.signal }))).toBe("stop");
    expect(await thrownBy(() => one.run({ signal: controller.signal }))).toBe("stop");
    expect(one.sequenceId).toBe(0);
  });

  test("stops a row of attempts between two of them", async () => {
    const one = app({ bad: always(new Late()) }, [["bad", "bad", onError()]]);
    for (const call of ["run", "step"] as const) {
      await expect(one[call]({ signal: AbortSignal.timeout(30) })).rejects.toMatchObject({ name: "TimeoutError" });
    }
    const steps = one.iterate({ signal: AbortSignal.timeout(30) });
    await expect(steps.next()).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("a signal of the action's own is the action's own: what it throws is caught", async () => {
    const one = stopped((_, __, { signal }) => {
      expect(signal.aborted).toBe(false);
      throw new DOMException("too late", "TimeoutError");
    });
    expect(await one.run({ signal: new AbortController().signal })).toMatchObject({ action: "calm" });
  });
});

describe("rules 2, 10 and 11: a failed attempt", () => {
  test("counts, is no completed step, and shares its idempotency key with those that follow it", async () => {
    const contexts: Context[] = [];
    const flaky = failing([new Late(), new Late()], contexts);
    const one = app({ flaky, next: watching(contexts) }, [
      ["flaky", "flaky", onError()],
      ["flaky", "next"],
    ]);
    await one.run();
    expect(contexts.map(({ sequenceId }) => sequenceId)).toEqual([0, 1, 2, 3]);
    const keys = contexts.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys.slice(0, 3)).toEqual(Array(3).fill(keys[0]));
    expect(keys[3]).not.toBe(keys[0]);
  });

  test("another action that an error edge leads to is another step", async () => {
    const contexts: Context[] = [];
    const one = app({ bad: failing([new Late()], contexts), calm: watching(contexts) }, [["bad", "calm", onError()]]);
    await one.run();
    expect(contexts[1]?.idempotencyKey).not.toBe(contexts[0]?.idempotencyKey);
  });

  test("step() goes on to the target, and is done when one has completed", async () => {
    const one = app(
      { a: always(new Late()), b: always(new Late()), c: count, d: idle },
      [
        ["a", "b", onError()],
        ["b", "c", onError()],
        ["c", "d"],
      ],
      { n: 0 },
    );
    expect(await one.step()).toMatchObject({ action: "c", result: { n: 1 }, state: { n: 1 } });
    expect(one.sequenceId).toBe(2);
    expect(await one.step()).toMatchObject({ action: "d" });
  });

  test("step() throws what the target throws, and the target is next again", async () => {
    const two = new Late("2");
    const contexts: Context[] = [];
    const one = app({ a: always(new Late("1")), b: failing([two], contexts) }, [["a", "b", onError()]]);
    expect(await thrownBy(() => one.step())).toBe(two);
    expect(one.sequenceId).toBe(1);
    expect(await one.step()).toMatchObject({ action: "b" });
    expect(contexts).toHaveLength(2);
  });

  test("iterate() yields nothing for it", async () => {
    const one = app({ flaky: failing([new Late(), new Late()]), end: idle }, [
      ["flaky", "flaky", onError()],
      ["flaky", "end"],
    ]);
    const names: string[] = [];
    for await (const { action } of one.iterate()) names.push(action);
    expect(names).toEqual(["flaky", "end"]);
    expect(one.sequenceId).toBe(3);
  });

  test("a consumer's await has its turn, though the attempts never wait", async () => {
    const gate = deferred();
    setTimeout(gate.resolve, 5);
    let isOpen = false;
    gate.promise.then(() => {
      isOpen = true;
    });
    const flaky = act({}, (state) => {
      if (!isOpen) throw new Late();
      return state;
    });
    const make = () => app({ flaky }, [["flaky", "flaky", onError()]]);
    expect(await make().step()).toMatchObject({ action: "flaky" });
    isOpen = false;
    setTimeout(() => {
      isOpen = true;
    }, 5);
    expect((await make().iterate().next()).value).toMatchObject({ action: "flaky" });
  });
});

describe("rules 13 and 14: halts", () => {
  const make = () =>
    app({ bad: failing([new Late()]), calm: idle, end: idle }, [
      ["bad", "calm", onError({ capture: "problem" })],
      ["calm", "end"],
    ]);

  test("haltBefore of the target holds after the error edge; the next call runs it, and it sees the error", async () => {
    const contexts: Context[] = [];
    const late = new Late();
    const one = app({ bad: always(late), calm: watching(contexts) }, [
      ["bad", "calm", onError({ capture: "problem" })],
    ]);
    expect(await one.run({ haltBefore: ["calm"] })).toEqual({
      action: "calm",
      halted: "before",
      result: null,
      state: { problem: { name: "Late", message: "" } },
    });
    expect(one.sequenceId).toBe(0);
    expect(await one.run({ haltBefore: ["calm"] })).toMatchObject({ action: "calm", halted: "end" });
    expect(contexts[0]?.error).toBe(late);
  });

  test("haltBefore of oneself stops between the attempts", async () => {
    const one = app({ bad: failing([new Late(), new Late()]) }, [["bad", "bad", onError()]]);
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(await one.run({ haltBefore: ["bad"] })).toMatchObject({ action: "bad", halted: "before" });
    }
    expect(await one.run({ haltBefore: ["bad"] })).toMatchObject({ action: "bad", halted: "end" });
  });

  test("haltAfter does not stop after what has failed, and all() does not count it", async () => {
    expect(await make().run({ haltAfter: ["bad", "end"] })).toMatchObject({ action: "end", halted: "after" });
    expect(await make().run({ haltAfter: js.all("bad", "calm") })).toMatchObject({ action: "end", halted: "end" });
    const again = app({ bad: failing([new Late()]), end: idle }, [
      ["bad", "bad", onError()],
      ["bad", "end"],
    ]);
    expect(await again.run({ haltAfter: ["bad"] })).toMatchObject({ action: "bad", halted: "after" });
    expect(again.sequenceId).toBe(1);
  });
});

describe("rule 16: while an error edge waits", () => {
  test("the application is running", async () => {
    const one = app({ bad: failing([new Late()]) }, [["bad", "bad", onError({ delay: 5 })]]);
    const first = one.run();
    await expectRefusal(() => one.step(), refusal("BusyError"));
    expect(await first).toMatchObject({ halted: "end" });
  });
});
