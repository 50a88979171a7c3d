import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { js } from "../../support/untyped.js";
import { errors, sentences, touches, typed } from "./graphs.js";

const mode = v.picklist(["image", "text"]);
const decide = typed({}, { mode });
const takes = (...modes: ["image" | "text" | "none", ...("image" | "text" | "none")[]]) =>
  typed({ mode: v.picklist(modes) }, {});
const passes = touches("");
const line = (...names: string[]) => names.slice(1).map((name, index) => [names[index], name]);

describe("T2: what reaches a reader fits", () => {
  test("what another action leaves there does not", () => {
    expect(errors({ decide, image: takes("image") }, [["decide", "image"]])).toEqual([
      {
        rule: "unfit-read",
        severity: "error",
        message: "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema",
        action: "image",
        key: "mode",
        path: ["decide", "image"],
      },
    ]);
    expect(errors({ decide, image: takes("image", "text", "none") }, [["decide", "image"]])).toEqual([]);
  });

  test("every reader is told, in the order of actions, then of keys, by whoever is nearest", () => {
    const number = v.number();
    const actions = {
      a: typed({}, { x: number, y: number }),
      c: touches("y x"),
      b: typed({ x: v.string() }, { y: v.boolean() }),
    };
    expect(sentences(actions, line("a", "b", "c"))).toEqual([
      "action 'c' reads 'y', but what 'b' leaves there does not fit its schema",
      "action 'c' reads 'x', but what 'a' leaves there does not fit its schema",
      "action 'b' reads 'x', but what 'a' leaves there does not fit its schema",
    ]);
  });

  test("what is overwritten on the way does not matter; by one that need not write, it does", () => {
    const actions = { a: typed({}, { x: v.number() }), b: touches("-> x"), c: touches("-> x?"), end: touches("x") };
    expect(errors(actions, line("a", "b", "end"))).toEqual([]);
    expect(errors({ ...actions, end: touches("x?") }, line("a", "c", "end"))).toMatchObject([
      { message: "action 'end' reads 'x', but what 'a' leaves there does not fit its schema", path: ["a", "c", "end"] },
    ]);
    // What may be left out may be left as `undefined`
    expect(sentences(actions, line("b", "c", "end"), { x: "" })).toEqual([]);
    expect(sentences({ b: actions.b, c: actions.c, end: actions.end }, line("b", "c", "end"))).toEqual([
      "action 'end' reads 'x', but what 'c' leaves there does not fit its schema",
    ]);
  });

  test("an optional read may be absent, and must fit when it is not", () => {
    const actions = { a: typed({}, { x: v.number() }), end: touches("x?") };
    expect(sentences(actions, [["a", "end"]])).toHaveLength(1);
    expect(errors({ ...actions, a: passes }, [["a", "end"]])).toEqual([]);
  });

  test("an action that deletes may have let it through", () => {
    const actions = { a: typed({}, { x: v.number() }), b: touches("-> -x"), end: touches("x?") };
    expect(sentences(actions, line("a", "b", "end"))).toEqual([
      "action 'end' reads 'x', but what 'a' leaves there does not fit its schema",
    ]);
  });

  test("an action that cannot be reached leaves nothing, and reads nothing", () => {
    const actions = { a: touches("-> x"), lost: typed({ x: v.boolean() }, { x: v.number() }), end: touches("x") };
    expect(
      errors(actions, [
        ["a", "end"],
        ["lost", "end"],
      ]),
    ).toEqual([]);
  });

  test("goes by type: checks are asked when there is a value", () => {
    const email = typed({ x: v.pipe(v.string(), v.email()) }, {});
    expect(errors({ a: touches("-> x"), email }, [["a", "email"]])).toEqual([]);
    const person = (schema: v.GenericSchema) => v.object({ name: v.string(), age: schema });
    const actions = { a: typed({}, { x: person(v.number()) }), b: typed({ x: person(v.string()) }, {}) };
    expect(sentences(actions, [["a", "b"]])).toHaveLength(1);
    expect(errors({ ...actions, b: typed({ x: v.object({ name: v.string() }) }, {}) }, [["a", "b"]])).toEqual([]);
  });

  test("what code cannot see fits, and is held against nobody", () => {
    const transformed = v.pipe(
      v.string(),
      v.transform((text) => text.length),
    );
    const actions = { a: typed({}, { x: transformed }), b: typed({}, { x: v.number() }), end: touches("x") };
    expect(errors(actions, line("a", "end"))).toEqual([]);
    expect(errors(actions, [...line("a", "end"), ["end", "b"]])).toEqual([]);
    expect(sentences({ ...actions, a: typed({}, { x: v.unknown() }) }, line("a", "end"))).toContain(
      "action 'end' reads 'x', but what 'a' leaves there does not fit its schema",
    );
  });

  test("the same type from two writers is told of the nearest", () => {
    const person = () => v.object({ name: v.string() });
    const actions = { a: typed({}, { x: person() }), b: typed({}, { x: person() }), end: touches("x") };
    expect(sentences(actions, line("a", "b", "end"))).toEqual([
      "action 'end' reads 'x', but what 'b' leaves there does not fit its schema",
    ]);
  });

  test("of writers that are as near, the transition declared first decides, then its first source", () => {
    const number = typed({}, { x: v.number() });
    const actions = { start: passes, a: number, b: number, c: number, end: touches("x") };
    const starts = [
      ["start", "a", { k: 1 }],
      ["start", "b", { k: 2 }],
      ["start", "c"],
    ];
    const told = (...transitions: unknown[]): string[] => sentences(actions, [...starts, ...transitions], { k: 1 });
    expect(told(["c", "end"], [["b", "a"], "end"])).toEqual([
      "action 'end' reads 'x', but what 'c' leaves there does not fit its schema",
    ]);
    expect(told([["b", "a"], "end"], ["c", "end"])).toEqual([
      "action 'end' reads 'x', but what 'b' leaves there does not fit its schema",
    ]);
  });
});

describe("T3: conditions narrow what reaches a reader", () => {
  test("until it is written again", () => {
    const actions = { decide, wait: passes, image: takes("image"), again: decide, late: takes("image") };
    const transitions = [["decide", "wait", { mode: "image" }], ...line("wait", "image", "again", "late")];
    expect(sentences(actions, transitions)).toEqual([
      "action 'late' reads 'mode', but what 'again' leaves there does not fit its schema",
    ]);
  });

  test("those behind one that did not hold know so", () => {
    const actions = { decide, image: takes("image"), text: takes("text") };
    const transitions = [
      ["decide", "image", { mode: "image" }],
      ["decide", "text"],
    ];
    expect(errors(actions, transitions)).toEqual([]);
    expect(sentences(actions, [...transitions].reverse())).toContain(
      "action 'text' reads 'mode', but what 'decide' leaves there does not fit its schema",
    );
    // An error edge knows nothing, and excludes nothing
    const failing = { start: decide, ...actions };
    expect(sentences(failing, [["start", "decide"], ["decide", "text", js.onError()], ...transitions])).toEqual([
      "action 'text' reads 'mode', but what 'start' leaves there does not fit its schema on the path start → decide (failed) → text",
    ]);
  });

  test("by not(), and(), or() and by two keys at once", () => {
    const actions = { decide, image: takes("image"), text: takes("text") };
    const by = (condition: unknown): number => errors(actions, [["decide", "text", condition]], { k: 1 }).length;
    expect(by(js.not(js.when({ mode: "image" })))).toBe(0);
    expect(by(js.and(js.when({ k: 1 }), js.when({ mode: "text" })))).toBe(0);
    expect(by(js.when({ k: 1, mode: "text" }))).toBe(0);
    expect(by(js.not(js.when({ k: 1, mode: "image" })))).toBe(1);
    expect(by(js.or(js.when({ mode: "text" }), js.when({ mode: "text" })))).toBe(1);
    expect(by(js.condition({ reads: { mode }, test: () => true }))).toBe(1);
  });

  test("the path is told where conditions narrow, and there are three names or more", () => {
    const actions = { decide, wait: passes, image: takes("image"), text: takes("text") };
    const transitions = [
      ["decide", "wait", { k: 1 }],
      ["decide", "image", { mode: "image" }],
      ["wait", "image"],
      ["decide", "text"],
    ];
    expect(errors(actions, transitions, { k: 1 })).toMatchObject([
      {
        message:
          "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema on the path decide → wait → image",
        path: ["decide", "wait", "image"],
      },
    ]);
    expect(sentences({ decide, text: takes("text") }, [["decide", "text", js.not(js.when({ mode: "text" }))]])).toEqual(
      ["action 'text' reads 'mode', but what 'decide' leaves there does not fit its schema"],
    );
  });

  test("of a wide type by one of its values", () => {
    const actions = { a: touches("-> x"), b: typed({ x: v.literal("go") }, {}) };
    expect(errors(actions, [["a", "b", { x: "go" }]])).toEqual([]);
    expect(sentences(actions, [["a", "b", { x: "stop" }]])).toHaveLength(1);
    expect(sentences(actions, [["a", "b", js.not(js.when({ x: "stop" }))]])).toHaveLength(1);
    expect(errors(actions, [["a", "b", { x: 1 }]])).toEqual([]);
  });

  test("the path leads through what lets the value pass, by the transition declared first", () => {
    const actions = { decide, a: passes, b: passes, c: passes, end: takes("image") };
    const transitions = [
      ["decide", "a", { mode: "image" }],
      ["decide", "b", { k: 1 }],
      ["decide", "c"],
      [["a", "c", "b"], "end"],
    ];
    expect(sentences(actions, transitions, { k: 1 })).toEqual([
      "action 'end' reads 'mode', but what 'decide' leaves there does not fit its schema on the path decide → b → end",
    ]);
  });

  test("conditions one after the other", () => {
    const actions = { decide, wait: passes, image: takes("image") };
    const transitions = [
      ["decide", "wait"],
      ["wait", "image", { mode: "image" }],
      ["wait", "wait", js.condition({ reads: {}, test: () => true })],
      ["wait", "image", js.not(js.when({ mode: "text" }))],
    ];
    expect(errors(actions, transitions)).toEqual([]);
    expect(sentences(actions, [...transitions.slice(0, 3), ["wait", "image", js.when({ mode: "text" })]])).toEqual([
      "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema on the path decide → wait → image",
    ]);
  });

  test("what is cut down and then excluded is told nevertheless, as the compiler does", () => {
    const actions = { a: touches("-> x"), b: passes, c: typed({ x: v.literal("go") }, {}) };
    const transitions = [
      ["a", "b", { x: "stop" }],
      ["b", "c", js.not(js.when({ x: "stop" }))],
    ];
    expect(sentences(actions, transitions)).toEqual([
      "action 'c' reads 'x', but what 'a' leaves there does not fit its schema on the path a → b → c",
    ]);
  });
});

describe("T4: what fails leaves what was there, or the error", () => {
  const number = typed({}, { x: v.number() });

  test("its writes did not happen", () => {
    const actions = { a: number, b: touches("-> x"), end: touches("x") };
    const transitions = [
      ["a", "b"],
      ["b", "end"],
      ["b", "end", js.onError()],
    ];
    expect(errors(actions, transitions)).toMatchObject([
      {
        message: "action 'end' reads 'x', but what 'a' leaves there does not fit its schema",
        path: ["a", "b", "end"],
      },
    ]);
    expect(errors({ b: actions.b, end: actions.end }, [["b", "end", js.onError()]], { x: "" })).toEqual([]);
    expect(sentences(actions, [["a", "b", { x: 1 }], ...transitions.slice(1)])).toEqual([
      "action 'end' reads 'x', but what 'a' leaves there does not fit its schema on the path a → b (failed) → end",
    ]);
  });

  test("what is captured does not fit", () => {
    const actions = { start: passes, call: touches("-> x"), end: touches("x"), again: touches("x") };
    const transitions = [
      ["start", "call"],
      ["call", "end", js.onError({ capture: "x" })],
      ["end", "again"],
    ];
    expect(errors(actions, transitions)).toMatchObject([
      {
        rule: "unfit-read",
        message: "action 'end' reads 'x', but what the failure of 'call' leaves there does not fit its schema",
        path: ["call", "end"],
      },
      { action: "again", path: ["call", "end", "again"] },
    ]);
    const problem = v.object({ name: v.string(), message: v.string() });
    const tells = typed({ x: v.union([v.string(), problem]) }, {});
    expect(errors({ ...actions, end: tells, again: passes }, transitions)).toEqual([]);
  });
});

describe("T2 and the initial state", () => {
  test("a value that is no value of the type reaches nobody: build() refuses it", () => {
    expect(() => sentences({ image: takes("image") }, [], { mode: "text" })).toThrow("'image' reads");
  });

  test("it is told where parsing takes what the type does not", () => {
    const day = typed({ x: v.pipe(v.string(), v.toDate()) }, { x: v.pipe(v.string(), v.toDate()) });
    expect(errors({ day, end: typed({ x: v.date() }, {}) }, [["day", "end"]], { x: "2026-01-01" })).toEqual([]);
    expect(sentences({ day }, [["day", "day"]], { x: "2026-01-01" })).toEqual([
      "action 'day' reads 'x', but what 'day' leaves there does not fit its schema",
    ]);
  });
});

describe("T5: what reaches a condition fits", () => {
  const isImage = js.condition({ reads: { mode: v.literal("image") }, test: () => true });

  test("what its source leaves, or lets through", () => {
    const actions = { decide, wait: passes, end: passes };
    expect(errors(actions, [["decide", "end", isImage]])).toEqual([
      {
        rule: "unfit-condition",
        severity: "error",
        message: "the condition of decide → end reads 'mode', but what 'decide' leaves there does not fit its schema",
        action: "decide",
        key: "mode",
        path: ["decide"],
      },
    ]);
    expect(
      sentences(actions, [
        ["decide", "wait"],
        ["wait", "end", js.not(js.or(isImage))],
      ]),
    ).toEqual(["the condition of wait → end reads 'mode', but what 'decide' leaves there does not fit its schema"]);
  });

  test("the earlier transitions that did not hold are known, its own condition is not", () => {
    const actions = { decide, end: passes };
    const isText = js.when({ mode: "text" });
    expect(
      errors(actions, [
        ["decide", "end", isText],
        ["decide", "end", isImage],
      ]),
    ).toEqual([]);
    expect(sentences(actions, [["decide", "end", js.and(js.when({ mode: "image" }), isImage)]])).toHaveLength(1);
    expect(
      sentences({ decide, wait: passes, end: passes }, [
        ["decide", "wait", { mode: "text" }],
        ["wait", "wait", js.condition({ reads: {}, test: () => true })],
        ["wait", "end", isImage],
      ]),
    ).toEqual(["the condition of wait → end reads 'mode', but what 'decide' leaves there does not fit its schema"]);
  });

  test("with the path, where conditions narrow and it is long", () => {
    const actions = { decide, a: passes, b: passes, end: passes };
    expect(
      sentences(actions, [
        ["decide", "a", js.not(js.when({ mode: "image" }))],
        ["a", "b"],
        ["b", "end", isImage],
      ]),
    ).toEqual([
      "the condition of b → end reads 'mode', but what 'decide' leaves there does not fit its schema on the path decide → a → b",
    ]);
  });

  test("a key that it reads twice has to fit both times", () => {
    const isText = js.condition({ reads: { mode: v.literal("text") }, test: () => true });
    const both = (condition: unknown): string[] => sentences({ decide, end: passes }, [["decide", "end", condition]]);
    expect(both(js.or(js.condition({ reads: { mode }, test: () => true }), isText))).toHaveLength(1);
  });

  test("what an action that failed left there before", () => {
    const actions = { a: typed({}, { x: v.number() }), b: touches("-> x"), c: passes };
    const isShort = js.condition({ reads: { x: v.string() }, test: () => true });
    expect(
      errors(actions, [
        ["a", "b"],
        ["b", "c", isShort],
      ]),
    ).toEqual([]);
    expect(
      sentences(actions, [
        ["a", "b"],
        ["b", "c", js.onError()],
        ["c", "b", isShort],
      ]),
    ).toEqual(["the condition of c → b reads 'x', but what 'a' leaves there does not fit its schema"]);
  });
});
