import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { js, type UntypedState } from "../support/untyped.js";

const touches = (reads: readonly string[], writes: readonly string[]) =>
  js.action({
    reads: Object.fromEntries(reads.map((key) => [key, v.string()])),
    writes: Object.fromEntries(writes.map((key) => [key, v.string()])),
    run: (state: UntypedState) => state,
  });

const check = (actions: Record<string, unknown>, transitions: unknown[], state: object = {}) =>
  js
    .application()
    .withActions(actions)
    .withTransitions(...transitions)
    .withEntrypoint(Object.keys(actions)[0])
    .withState(state)
    .build()
    .graph.check();

describe("T1: unwritten reads", () => {
  test("the entrypoint reads what nothing has given", () => {
    expect(check({ a: touches(["x"], ["x"]) }, [["a", "a"]])).toEqual([
      {
        rule: "unwritten-read",
        severity: "error",
        message: "action 'a' reads 'x', which nothing writes on the path a",
        action: "a",
        key: "x",
        path: ["a"],
      },
    ]);
    expect(check({ a: touches(["x"], ["x"]) }, [["a", "a"]], { x: "" })).toEqual([]);
  });

  test("a branch that does not write is told, with its path", () => {
    const actions = { start: touches([], []), yes: touches([], ["r"]), no: touches([], []), end: touches(["r"], []) };
    const transitions = [
      ["start", "yes", { a: 1 }],
      ["start", "no"],
      [["yes", "no"], "end"],
    ];
    expect(check(actions, transitions, { a: 1 }).map(({ message }) => message)).toEqual([
      "action 'end' reads 'r', which nothing writes on the path start → no → end",
    ]);
  });

  test("what may be left out is not counted as written, and what may be missing is not asked for", () => {
    const maybe = js.action({
      reads: { r: v.optional(v.string()) },
      writes: { r: v.optional(v.string()) },
      run: (state: UntypedState) => state,
    });
    expect(check({ maybe, end: touches(["r"], []) }, [["maybe", "end"]]).map(({ action }) => action)).toEqual(["end"]);
    expect(check({ maybe }, [["maybe", "maybe"]])).toEqual([]);
  });

  test("an action that cannot be reached may read what it likes", () => {
    expect(check({ a: touches([], []), lost: touches(["x"], []) }, [["lost", "a"]])).toEqual([]);
  });

  test("a long path is told by its beginning and its end, and given whole", () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `n${index}`);
    const actions = Object.fromEntries(names.map((name) => [name, touches(name === "n999" ? ["x"] : [], [])]));
    const [problem] = check(
      actions,
      names.slice(1).map((name, index) => [`n${index}`, name]),
    );
    expect(problem?.message).toBe(
      "action 'n999' reads 'x', which nothing writes on the path n0 → n1 → n2 → n3 → … → n997 → n998 → n999",
    );
    expect(problem?.path).toEqual(names);
  });

  test("keys and actions of any name", () => {
    const actions = Object.fromEntries([
      ["__proto__", touches([], [])],
      ["constructor", touches(["__proto__", "toString"], [])],
    ]);
    expect(check(actions, [["__proto__", "constructor"]]).map(({ key }) => key)).toEqual(["__proto__", "toString"]);
  });
});

describe("T5: unwritten conditions", () => {
  test("the source's own writes count, the target's do not", () => {
    const actions = { a: touches([], ["x"]), b: touches([], ["y"]), c: touches([], []) };
    expect(check(actions, [["a", "b", { x: "1" }]])).toEqual([]);
    expect(check(actions, [["a", "b", { y: "1" }]])).toMatchObject([
      {
        rule: "unwritten-condition",
        action: "a",
        key: "y",
        path: ["a"],
        message: "the condition of a → b reads 'y', which nothing writes on the path a",
      },
    ]);
  });

  test("every key of a combined condition counts", () => {
    const either = js.or(js.when({ x: "1" }), js.not(js.when({ y: "2" })));
    expect(check({ a: touches([], []) }, [["a", "a", either]]).map(({ key }) => key)).toEqual(["x", "y"]);
  });

  test("a key that is compared with undefined need not be there", () => {
    expect(check({ a: touches([], []) }, [["a", "a", { x: undefined }]])).toEqual([]);
  });
});

describe("T6: dead transitions", () => {
  const actions = { a: touches([], []), b: touches([], []), c: touches([], []) };

  test("behind one that is always open, in this call or an earlier one", () => {
    expect(
      check(actions, [
        ["a", "b"],
        ["a", "c", js.otherwise],
        ["b", "c"],
        [["c", "b"], "a"],
      ]),
    ).toMatchObject([
      { message: "transition a → c can never be taken: a → b before it always is", action: "a", key: null, path: [] },
      { message: "transition b → a can never be taken: b → c before it always is" },
    ]);
  });

  test("not behind a condition, even one that always holds when it is asked", () => {
    expect(
      check(actions, [
        ["a", "b", js.not(js.not(js.otherwise))],
        ["a", "c"],
      ]),
    ).toEqual([]);
  });

  test("not within one list of sources", () => {
    expect(check(actions, [[["a", "a"], "b"]])).toEqual([]);
  });
});
