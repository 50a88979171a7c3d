import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js, type UntypedApplication } from "../support/untyped.js";
import { act, app, count, idle, ran } from "./apps.js";

const n = v.number();
const round = (): UntypedApplication =>
  app({ a: idle, b: idle, c: idle }, [
    ["a", "b"],
    ["b", "c"],
    ["c", "a"],
  ]);

/** What `iterate` yields, and what it returns. */
async function iterated(one: UntypedApplication, options?: unknown) {
  const names: string[] = [];
  const steps = one.iterate(options);
  for (;;) {
    const taken = await steps.next();
    if (taken.done) return { names, stop: taken.value };
    names.push(taken.value.action);
  }
}

describe("rule 13: one step before a halt is tested", () => {
  test("haltBefore of the action that is next runs it: a loop with a human is simply run again", async () => {
    const one = round();
    for (let time = 0; time < 3; time++) {
      expect(await one.run({ haltBefore: ["a"] })).toMatchObject({ action: "a", halted: "before" });
      expect(one.sequenceId).toBe(time * 3 + 2);
    }
  });

  test("haltBefore of oneself takes one step each time", async () => {
    const one = app({ count }, [["count", "count"]], { n: 0 });
    for (let time = 1; time <= 3; time++) {
      expect(await one.run({ haltBefore: ["count"] })).toMatchObject({ halted: "before", state: { n: time } });
    }
  });

  test("haltAfter of the action that has just run goes all the way round", async () => {
    const one = round();
    await one.run({ haltAfter: ["b"] });
    expect(await one.run({ haltAfter: ["b"] })).toMatchObject({ action: "b", halted: "after" });
    expect(one.sequenceId).toBe(4);
  });

  test("haltBefore wins over haltAfter", async () => {
    const one = round();
    const options = { haltAfter: ["b"], haltBefore: ["c"] };
    expect(await one.run(options)).toMatchObject({ action: "c", halted: "before", result: null });
    expect(await one.run({ haltAfter: ["c"], haltBefore: ["b"] })).toMatchObject({ action: "c", halted: "after" });
  });
});

describe("rule 14: where a run stops", () => {
  test("after a named action, with its result", async () => {
    const own = act({ writes: { n } }, (state) => ["result", state.update({ n: 1 })]);
    const stop = await app({ a: idle, own, c: idle }, [
      ["a", "own"],
      ["own", "c"],
    ]).run({ haltAfter: ["own", "c"] });
    expect(stop).toEqual({ action: "own", halted: "after", result: "result", state: { n: 1 } });
  });

  test("before a named action: that is the action, and there is no result", async () => {
    const stop = await app({ count, b: idle }, [["count", "b"]], { n: 0 }).run({ haltBefore: ["b"] });
    expect(stop).toEqual({ action: "b", halted: "before", result: null, state: { n: 1 } });
  });

  test("at the end, when nothing is next; named there, it is after", async () => {
    const graph: [Record<string, unknown>, unknown[]] = [{ a: idle, b: idle }, [["a", "b"]]];
    expect(await app(...graph).run()).toMatchObject({ action: "b", halted: "end", result: {} });
    expect(await app(...graph).run({ haltAfter: ["b"] })).toMatchObject({ action: "b", halted: "after" });
    expect(await app(...graph).run({ haltBefore: ["a"] })).toMatchObject({ action: "b", halted: "end" });
  });

  test("after a named action, no condition out of it is asked: it may cost, or throw", async () => {
    let asked = 0;
    const costly = js.condition({
      reads: {},
      test: () => {
        asked += 1;
        throw new Error("no model");
      },
    });
    const one = app({ a: idle, b: idle }, [["a", "b", costly]]);
    expect(await one.run({ haltAfter: ["a"] })).toMatchObject({ action: "a", halted: "after" });
    expect(asked).toBe(0);
  });

  test("all(...) stops when every named action has completed since this call began, in any order", async () => {
    const one = round();
    const all = (...names: string[]) => one.run({ haltAfter: js.all(...names) });
    expect(await all("a", "c")).toMatchObject({ action: "c", halted: "after" });
    expect(one.sequenceId).toBe(2);
    // What completed in the call before does not count
    expect(await all("c", "b", "b")).toMatchObject({ action: "c" });
    expect(one.sequenceId).toBe(5);
    expect(await all("b")).toMatchObject({ action: "b" });
    expect(await all("a", "b", "c")).toMatchObject({ action: "b" });
    expect(one.sequenceId).toBe(10);
  });

  test("all(...) made once may be used again and again", async () => {
    const one = round();
    const haltAfter = js.all("a", "b");
    for (const last of ["b", "b"]) expect(await one.run({ haltAfter })).toMatchObject({ action: last });
    expect(one.sequenceId).toBe(4);
  });

  test("a list means any of them, a tag those that have it, all(tag) all of those", async () => {
    const slow = act({ tags: ["slow", "odd"] });
    const fast = act({ tags: ["fast"] });
    const make = () =>
      app({ f: fast, s: slow, t: slow }, [
        ["f", "s"],
        ["s", "t"],
        ["t", "f"],
      ]);
    expect(await make().run({ haltAfter: ["@tag:slow"] })).toMatchObject({ action: "s" });
    expect(await make().run({ haltAfter: ["t", "@tag:fast"] })).toMatchObject({ action: "f" });
    expect(await make().run({ haltBefore: ["@tag:odd"] })).toMatchObject({ action: "s", halted: "before" });
    expect(await make().run({ haltAfter: js.all("@tag:slow") })).toMatchObject({ action: "t" });
    expect(await make().run({ haltAfter: js.all("@tag:slow", "@tag:fast") })).toMatchObject({ action: "t" });
  });

  test("where both lists are wrong, one error names all", async () => {
    const both = { haltAfter: ["x"], haltBefore: ["y"] };
    const error = await expectRefusal(() => app({ a: idle }).run(both), refusal("HaltError", "'x'", "'y'"));
    expect(error).toMatchObject({ names: ["x", "y"] });
  });

  describe.each(["haltAfter", "haltBefore"])("a wrong %s is an error before the first step", (option) => {
    const tagged = act({ tags: ["slow"] });
    const wrong: readonly (readonly [string, unknown, string[], string[]])[] = [
      [
        "unknown names, each of them",
        ["ask", "nope", "answr", "@tag:slwo"],
        ["'nope'.", "'answr'. Did you mean 'answer'?", "'@tag:slwo'. Did you mean '@tag:slow'?"],
        ["nope", "answr", "@tag:slwo"],
      ],
      ["an unknown name in all()", js.all("ask", "nope"), ["'nope'"], ["nope"]],
      ["a bare string", "ask", ["must be a list of action names", "a string", '["ask"]'], []],
      ["an empty list", [], ["is empty", "leave it out"], []],
      ["an empty all()", js.all(), ["is empty"], []],
      ["null", null, ["must be a list", "null"], []],
      ["a record", { ask: true }, ["must be a list", "an object"], []],
      ["a set", new Set(["ask"]), ["must be a list", "an object"], []],
      ["a number in the list", ["ask", 1], ["a number, which is no name"], ["a number"]],
      ["what cannot be told in the list", [Object.create(null)], ["an object, which is no name"], ["an object"]],
      ["a list in all()", js.all(["ask", "answer"]), ["an array, which is no name"], ["an array"]],
      ["an inherited name", ["toString", "__proto__"], ["'toString'", "'__proto__'"], ["toString", "__proto__"]],
    ];

    test.each(wrong)("%s", async (_, halts, says, names) => {
      let steps = 0;
      const ask = act({}, (state) => {
        steps += 1;
        return state;
      });
      const one = app({ ask, answer: tagged }, [["ask", "answer"]]);
      const error = await expectRefusal(() => one.run({ [option]: halts }), refusal("HaltError", option, ...says));
      expect(error).toMatchObject({ names });
      await expectRefusal(() => one.iterate({ [option]: halts }), refusal("HaltError", option));
      expect([steps, one.sequenceId]).toEqual([0, null]);
    });
  });

  test("undefined is no halt", async () => {
    const stop = await app({ a: idle }).run({ haltAfter: undefined, haltBefore: undefined, inputs: undefined });
    expect(stop.halted).toBe("end");
  });
});

describe("rule 14: iterate is run, step by step", () => {
  test("it yields each step and returns the stop", async () => {
    expect(await iterated(round(), { haltAfter: ["b"] })).toMatchObject({
      names: ["a", "b"],
      stop: { action: "b", halted: "after" },
    });
    expect(await iterated(round(), { haltBefore: ["c"] })).toMatchObject({
      names: ["a", "b"],
      stop: { action: "c", halted: "before", result: null },
    });
    expect(await iterated(app({ a: idle }))).toMatchObject({ names: ["a"], stop: { halted: "end" } });
    const ended = app({ a: idle });
    await ended.run();
    expect(await iterated(ended)).toMatchObject({ names: [], stop: { action: "a", halted: "end" } });
  });

  test("each step has the state as it was after it", async () => {
    const states: unknown[] = [];
    for await (const step of app({ count }, [["count", "count"]], { n: 0 }).iterate()) {
      states.push(step.state);
      if (states.length === 3) break;
    }
    expect(states).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  test("nothing runs ahead of who asks", async () => {
    const one = app({ count }, [["count", "count"]], { n: 0 });
    const steps = one.iterate();
    await steps.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(one.state.n).toBe(1);
    await steps.return(undefined as never);
  });
});

describe("rule 15: inputs", () => {
  test("are offered to every step of the call that declares them, and to no later call", async () => {
    const seen: unknown[] = [];
    const listen = act({ inputs: { x: v.optional(n) } }, (state, inputs) => {
      seen.push(inputs);
      return state;
    });
    const one = app({ a: listen, b: idle, c: listen }, [
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
    ]);
    await one.run({ haltAfter: ["c"], inputs: { x: 1 } });
    await one.run({ haltAfter: ["c"] });
    expect(seen).toEqual([{ x: 1 }, { x: 1 }, { x: undefined }, { x: undefined }]);
  });

  test("one that is missing further on stops the run there", async () => {
    const needs = act({ inputs: { x: n } });
    const one = app({ count, needs }, [["count", "needs"]], { n: 0 });
    await expectRefusal(() => one.run(), refusal("InputError", "action 'needs'", "'x'"));
    expect([one.state.n, one.sequenceId]).toEqual([1, 0]);
    expect(await one.run({ inputs: { x: 1 } })).toMatchObject({ action: "needs", halted: "end" });
  });
});

describe("rule 17: no halt, and no way to end", () => {
  const forever = () => app({ count }, [["count", "count"]], { n: 0 });

  test("break out of iterate stops between steps, and the application goes on afterwards", async () => {
    const one = forever();
    for await (const step of one.iterate()) if (step.state.n === 5) break;
    expect(one.state.n).toBe(5);
    expect(await ran(one, 2)).toEqual(["count", "count"]);
    for await (const _ of one.iterate()) break;
    expect([one.state.n, one.sequenceId]).toEqual([8, 7]);
  });

  test("an error of the consumer's own stops it likewise", async () => {
    const one = forever();
    await expect(async () => {
      for await (const _ of one.iterate()) throw new Error("consumer");
    }).rejects.toThrow("consumer");
    expect(await one.step()).toMatchObject({ state: { n: 2 } });
  });

  test("a timer and a signal get through a run of actions that never wait", async () => {
    const one = forever();
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 5);
    await expect(one.run({ signal: AbortSignal.timeout(100) })).rejects.toMatchObject({ name: "TimeoutError" });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
    expect(await one.step()).not.toBeNull();
  });

  test("and through an iteration over them, and through actions that are async but never wait", async () => {
    const one = forever();
    await expect(iterated(one, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: "TimeoutError" });
    const hasty = app({ a: act({}, async (state) => state) }, [["a", "a"]]);
    await expect(hasty.run({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("and between actions of which each takes its time", async () => {
    const busy = act({}, (state) => {
      const until = performance.now() + 10;
      while (performance.now() < until);
      return state;
    });
    const one = app({ busy }, [["busy", "busy"]]);
    await expect(one.run({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: "TimeoutError" });
    expect(one.sequenceId).toBeLessThan(60);
  });
});
