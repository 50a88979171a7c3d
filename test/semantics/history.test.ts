import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js, type UntypedApplication } from "../support/untyped.js";
import { act, count, draft } from "./apps.js";

const counter = (options?: object): UntypedApplication =>
  draft({ count }, [["count", "count"]], { n: 0 })
    .withHistory(options)
    .build();

const told = (app: UntypedApplication) =>
  app.history.map(({ sequenceId, action, state }) => [sequenceId, action, state.getAll()]);

describe("history", () => {
  test("walks back through the states behind the last completed steps, the newest first", async () => {
    const app = counter();
    expect(app.history).toEqual([]);
    for (let step = 0; step < 3; step++) await app.step();

    expect(told(app)).toEqual([
      [2, "count", { n: 3 }],
      [1, "count", { n: 2 }],
      [0, "count", { n: 1 }],
    ]);
  });

  test("keeps as many steps as it is told, and none if nobody asks", async () => {
    const app = counter({ limit: 2 });
    for (let step = 0; step < 10; step++) await app.step();
    const without = draft({ count }, [["count", "count"]], { n: 0 }).build();
    await without.step();

    expect(told(app)).toEqual([
      [9, "count", { n: 10 }],
      [8, "count", { n: 9 }],
    ]);
    expect(without.history).toEqual([]);
  });

  test("a step that has failed is not in it; what was changed between steps is in the state of neither", async () => {
    let fails = 1;
    const flaky = act({ reads: { n: v.number() }, writes: { n: v.number() } }, (state) => {
      if (state.n === 1 && fails-- > 0) throw new Error("not yet");
      return state.increment({ n: 1 });
    });
    const app = draft({ flaky }, [["flaky", "flaky"]], { n: 0, note: "" })
      .withHistory()
      .build();
    app.updateState({ note: "before" });
    await app.step();
    await expect(app.step()).rejects.toThrow("not yet");
    app.updateState({ n: 10 });
    await app.step();
    app.updateState({ n: 100 });

    expect(told(app)).toEqual([
      [2, "flaky", { n: 11, note: "before" }],
      [0, "flaky", { n: 1, note: "before" }],
    ]);
  });

  test("what was added, deleted and captured is taken back; what did not change is shared", async () => {
    const big = Object.freeze(Array.from({ length: 1_000 }, (_, index) => ({ index })));
    const first = act({ writes: { a: v.number() } }, (state) => state.update({ a: 1 }));
    const second = act({ deletes: ["a"], writes: { b: v.number() } }, (state) => state.wipe("a").update({ b: 2 }));
    const app = draft({ first, second }, [["first", "second"]], { big })
      .withHistory()
      .build();
    await app.run();

    expect(app.history.map(({ state }) => state.keys().sort())).toEqual([
      ["b", "big"],
      ["a", "big"],
    ]);
    for (const { state } of app.history) expect(state.big).toBe(app.state.big);
    expect(Object.isFrozen(app.history)).toBe(true);
  });

  test("what is changed between steps again and again is looked back to once: it is bounded, too", async () => {
    const stuck = act({ writes: { problem: v.any() } }, () => {
      throw new TypeError("not yet");
    });
    const edge = js.onError(TypeError, { max: 5_000, capture: "problem" });
    const app = draft(
      { count, stuck },
      [
        ["count", "stuck"],
        ["stuck", "stuck", edge],
      ],
      { n: 0, note: 0 },
    )
      .withHistory({ limit: 2 })
      .build();
    const cost = (): number => {
      const begun = performance.now();
      for (let look = 0; look < 200; look++) expect(told(app)).toEqual([[0, "count", { n: 1, note: 0 }]]);
      return performance.now() - begun;
    };
    await app.step();
    const before = cost();
    for (let note = 1; note <= 50_000; note++) app.updateState({ note });
    await expect(app.run()).rejects.toThrow("not yet");

    expect(cost()).toBeLessThan(before * 5 + 50);
  });

  test("it is only looked at: changing a state of it changes nothing", async () => {
    const app = counter();
    await app.step();
    const [entry] = app.history;

    expect(() => Object.assign(entry?.state as object, { n: 5 })).toThrow(TypeError);
    expect(app.state.getAll()).toEqual({ n: 1 });
  });

  test.each([0, -1, 1.5, Number.NaN, "3", null])("a limit of %j is refused", async (limit) => {
    await expectRefusal(() => counter({ limit }), refusal("DefinitionError", "limit of withHistory()", "whole number"));
  });

  test("a limit of Infinity is told as that", async () => {
    await expectRefusal(() => counter({ limit: Number.POSITIVE_INFINITY }), refusal("DefinitionError", "not Infinity"));
  });

  test("options that do not exist are refused", async () => {
    await expectRefusal(() => counter({ limt: 3 }), refusal("DefinitionError", "'limt'", "Did you mean 'limit'"));
  });
});
