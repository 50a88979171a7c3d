import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { js } from "../../support/untyped.js";
import { errors, sentences, touches, typed } from "./graphs.js";

describe("T1: unwritten reads", () => {
  test("the entrypoint reads what nothing has given", () => {
    expect(errors({ a: touches("x -> x") }, [["a", "a"]])).toEqual([
      {
        rule: "unwritten-read",
        severity: "error",
        message: "action 'a' reads 'x', which nothing writes on the path a",
        action: "a",
        key: "x",
        path: ["a"],
      },
    ]);
    expect(errors({ a: touches("x -> x") }, [["a", "a"]], { x: "" })).toEqual([]);
  });

  test("a branch that does not write is told, with its path", () => {
    const actions = { start: touches(""), yes: touches("-> r"), no: touches(""), end: touches("r") };
    const transitions = [
      ["start", "yes", { a: 1 }],
      ["start", "no"],
      [["yes", "no"], "end"],
    ];
    expect(sentences(actions, transitions, { a: 1 })).toEqual([
      "action 'end' reads 'r', which nothing writes on the path start → no → end",
    ]);
  });

  test("every reader is told, in the order of actions, then of keys", () => {
    const actions = { a: touches(""), c: touches("y x"), b: touches("x") };
    expect(
      sentences(actions, [
        ["a", "b"],
        ["b", "c"],
      ]),
    ).toEqual([
      "action 'c' reads 'y', which nothing writes on the path a → b → c",
      "action 'c' reads 'x', which nothing writes on the path a → b → c",
      "action 'b' reads 'x', which nothing writes on the path a → b",
    ]);
  });

  test("what may be left out is not counted as written, and what may be missing is not asked for", () => {
    const maybe = touches("r? -> r?");
    expect(errors({ maybe, end: touches("r") }, [["maybe", "end"]])).toMatchObject([
      { rule: "unwritten-read", action: "end" },
      { rule: "unfit-read", action: "end" },
    ]);
    expect(errors({ maybe }, [["maybe", "maybe"]])).toEqual([]);
  });

  test("an action that cannot be reached may read what it likes", () => {
    expect(errors({ a: touches(""), lost: touches("x") }, [["lost", "a"]])).toEqual([]);
  });

  test("of paths that are as short, the transition declared first decides, from the end", () => {
    const actions = { a: touches(""), b: touches(""), c: touches(""), end: touches("x") };
    expect(
      sentences(
        actions,
        [
          [["c", "b"], "end"],
          ["a", "b", { k: 1 }],
          ["a", "c"],
        ],
        { k: 1 },
      ),
    ).toEqual(["action 'end' reads 'x', which nothing writes on the path a → c → end"]);
  });

  test("a long path is told by its beginning and its end, and given whole", () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `n${index}`);
    const actions = Object.fromEntries(names.map((name) => [name, touches(name === "n999" ? "x" : "")]));
    const [problem] = errors(
      actions,
      names.slice(1).map((name, index) => [`n${index}`, name]),
    );
    expect(problem?.message).toBe(
      "action 'n999' reads 'x', which nothing writes on the path n0 → n1 → n2 → n3 → … → n997 → n998 → n999",
    );
    expect(problem?.path).toEqual(names);
  });

  test("eleven names are told whole", () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const told = (length: number): string | undefined => {
      const shown = names.slice(0, length);
      const actions = Object.fromEntries(shown.map((name, index) => [name, touches(index === length - 1 ? "x" : "")]));
      return sentences(
        actions,
        shown.slice(1).map((name, index) => [`n${index}`, name]),
      )[0];
    };
    expect(told(11)).toContain("n0 → n1 → n2 → n3 → n4 → n5 → n6 → n7 → n8 → n9 → n10");
    expect(told(12)).toContain("n0 → n1 → n2 → n3 → … → n9 → n10 → n11");
  });

  test("keys and actions of any name", () => {
    const reader = typed({ ["__proto__"]: v.string(), toString: v.string() }, {});
    const actions = Object.fromEntries([
      ["__proto__", touches("")],
      ["constructor", reader],
    ]);
    expect(errors(actions, [["__proto__", "constructor"]]).map(({ key }) => key)).toEqual(["__proto__", "toString"]);
  });
});

describe("T4: error edges", () => {
  const image = touches("-> picture");

  test("what the source writes is not written if it has failed", () => {
    const actions = { prompt: touches(""), image, respond: touches("picture") };
    const transitions = [
      ["prompt", "image"],
      ["image", "respond"],
      ["image", "respond", js.onError()],
    ];
    expect(errors(actions, transitions)).toMatchObject([
      {
        rule: "unwritten-read",
        message: "action 'respond' reads 'picture', which nothing writes on the path prompt → image (failed) → respond",
        path: ["prompt", "image", "respond"],
      },
    ]);
    expect(errors(actions, transitions, { picture: "" })).toEqual([]);
  });

  test("what the edge captures is written", () => {
    const failure = v.object({ name: v.string(), message: v.string() });
    const actions = { a: touches(""), apologise: typed({ problem: failure }, {}) };
    expect(errors(actions, [["a", "apologise", js.onError({ capture: "problem" })]])).toEqual([]);
    expect(sentences(actions, [["a", "apologise", js.onError({ capture: "other" })]])).toEqual([
      "action 'apologise' reads 'problem', which nothing writes on the path a (failed) → apologise",
    ]);
  });

  test("an action that fails over and over", () => {
    const actions = { image, end: touches("picture") };
    expect(
      errors(actions, [
        ["image", "image", js.onError({ max: 3 })],
        ["image", "end"],
      ]),
    ).toEqual([]);
  });
});

describe("T10: deletes", () => {
  test("a key is unwritten behind an action that deletes it", () => {
    const actions = { write: touches("-> draft"), cleanup: touches("-> -draft"), respond: touches("draft") };
    const transitions = [
      ["write", "cleanup"],
      ["cleanup", "respond"],
    ];
    expect(errors(actions, transitions)).toEqual([
      {
        rule: "deleted-read",
        severity: "error",
        message: "action 'respond' reads 'draft', which 'cleanup' deletes on the path write → cleanup → respond",
        action: "respond",
        key: "draft",
        path: ["write", "cleanup", "respond"],
      },
    ]);
    expect(sentences(actions, transitions, { draft: "" })).toHaveLength(1);
  });

  test("one that always writes what it deletes has written it", () => {
    const actions = { a: touches("-> x -x"), b: touches("x"), c: touches("-> x? -x") };
    expect(errors(actions, [["a", "b"]])).toEqual([]);
    expect(
      sentences(actions, [
        ["a", "c"],
        ["c", "b"],
      ]),
    ).toContain("action 'b' reads 'x', which 'c' deletes on the path a → c → b");
  });

  test("of several that delete, the last one is told", () => {
    const actions = { a: touches("-> -x"), b: touches(""), c: touches("-> -x"), d: touches(""), end: touches("x") };
    const line = [
      ["a", "b"],
      ["b", "c"],
      ["c", "d"],
      ["d", "end"],
    ];
    expect(sentences(actions, line, { x: "" })).toEqual([
      "action 'end' reads 'x', which 'c' deletes on the path a → b → c → d → end",
    ]);
  });

  test("the reader itself is not counted, but for the next time", () => {
    const actions = { a: touches("x -> -x") };
    expect(sentences(actions, [["a", "a"]])).toEqual(["action 'a' reads 'x', which nothing writes on the path a"]);
    expect(sentences(actions, [["a", "a"]], { x: "" })).toEqual([
      "action 'a' reads 'x', which 'a' deletes on the path a → a",
    ]);
  });

  test("one that fails has not deleted", () => {
    const actions = { a: touches("-> -x"), b: touches("x") };
    expect(errors(actions, [["a", "b", js.onError()]], { x: "" })).toEqual([]);
    expect(sentences(actions, [["a", "b", js.onError()]])).toEqual([
      "action 'b' reads 'x', which nothing writes on the path a (failed) → b",
    ]);
  });

  test("one that cannot be reached deletes nothing", () => {
    const actions = { a: touches("x"), lost: touches("-> -x") };
    expect(errors(actions, [["lost", "a"]], { x: "" })).toEqual([]);
  });

  test("without the key from the outset is as short a path as by deleting: it is preferred", () => {
    const actions = { a: touches(""), b: touches("-> x"), c: touches("-> -x"), d: touches(""), end: touches("x") };
    const transitions = [
      ["a", "b", { k: 1 }],
      ["a", "d"],
      ["b", "c"],
      ["d", "c"],
      ["c", "end"],
    ];
    expect(sentences(actions, transitions, { k: 1 })).toEqual([
      "action 'end' reads 'x', which 'c' deletes on the path a → d → c → end",
    ]);
  });
});

describe("T5: unwritten and deleted conditions", () => {
  test("the source's own writes count, the target's do not", () => {
    const actions = { a: touches("-> x"), b: touches("-> y"), c: touches("") };
    expect(errors(actions, [["a", "b", { x: "1" }]])).toEqual([]);
    expect(errors(actions, [["a", "b", { y: "1" }]])).toEqual([
      {
        rule: "unwritten-condition",
        severity: "error",
        action: "a",
        key: "y",
        path: ["a"],
        message: "the condition of a → b reads 'y', which nothing writes on the path a",
      },
    ]);
  });

  test("every transition is told, in the order of declaration", () => {
    const actions = { a: touches(""), b: touches(""), c: touches("") };
    expect(
      sentences(actions, [
        [["a", "a", "b"], "c", { x: 1 }],
        ["a", "b", js.when({ y: 1, x: 2 })],
      ]),
    ).toEqual([
      "the condition of a → c reads 'x', which nothing writes on the path a",
      "the condition of b → c reads 'x', which nothing writes on the path a → b",
      "the condition of a → b reads 'y', which nothing writes on the path a",
      "the condition of a → b reads 'x', which nothing writes on the path a",
    ]);
  });

  test("every key of a combined condition counts", () => {
    const either = js.or(js.when({ x: "1" }), js.not(js.when({ y: "2" })));
    expect(errors({ a: touches("") }, [["a", "a", either]]).map(({ key }) => key)).toEqual(["x", "y"]);
  });

  test("a key that is compared with undefined need not be there", () => {
    expect(errors({ a: touches("") }, [["a", "a", { x: undefined }]])).toEqual([]);
  });

  test("the source itself may have deleted it", () => {
    const actions = { a: touches("-> k"), p: touches("-> -k"), n: touches("") };
    const transitions = [
      ["a", "p"],
      ["p", "n", { k: "" }],
    ];
    expect(errors(actions, transitions)).toMatchObject([
      {
        rule: "deleted-condition",
        message: "the condition of p → n reads 'k', which 'p' deletes on the path a → p",
      },
    ]);
  });

  test("one before it may have deleted it, or failed to write it", () => {
    const actions = { a: touches("-> k"), b: touches("-> -k"), p: touches(""), n: touches("") };
    expect(
      sentences(actions, [
        ["a", "b"],
        ["b", "p"],
        ["p", "n", { k: "" }],
      ]),
    ).toEqual(["the condition of p → n reads 'k', which 'b' deletes on the path a → b → p"]);
    expect(
      sentences(actions, [
        ["a", "p", js.onError()],
        ["p", "n", { k: "" }],
      ]),
    ).toEqual(["the condition of p → n reads 'k', which nothing writes on the path a (failed) → p"]);
  });
});
