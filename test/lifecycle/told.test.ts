import { describe, expect, test } from "vitest";
import { changesBetween } from "../../src/lifecycle/log/changes.js";
import { duration } from "../../src/lifecycle/log/duration.js";
import { line, told, toldError } from "../../src/lifecycle/log/told.js";
import { throwing } from "./looked-on.js";

class Basket {
  readonly apples = 3;
}
const circular: Record<string, unknown> = { name: "a" };
circular.self = circular;
const nested = { a: { b: { c: { d: 1 } } }, list: [[[[1]]]] };
const getters = Object.defineProperty({ good: 1 }, "bad", { enumerable: true, get: throwing(new Error("mine")) });
const everyTrapThrows = new Proxy({}, new Proxy({}, { get: () => throwing(new Error("trap")) }));
const long = "x".repeat(10_000_000);

const values: readonly (readonly [unknown, string])[] = [
  ["text", '"text"'],
  ["", '""'],
  ["a\nb\u001b[31m\u009b\u202e", '"a␊b␛[31m��"'],
  [1, "1"],
  [-0, "0"],
  [Number.NaN, "NaN"],
  [12n, "12n"],
  [true, "true"],
  [null, "null"],
  [undefined, "undefined"],
  [Symbol("s"), "Symbol(s)"],
  [() => {}, "a function"],
  [throwing, "function throwing"],
  [[], "[]"],
  [[1, "a"], '[1, "a"]'],
  [{}, "{}"],
  [{ a: 1, b: "x" }, '{ a: 1, b: "x" }'],
  [Object.assign(Object.create(null), { a: 1 }), "{ a: 1 }"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
  [new Date(Number.NaN), "Invalid Date"],
  [new Map([[1, 2]]), "Map(1)"],
  [new Set([1, 2]), "Set(2)"],
  [new Uint8Array(3), "Uint8Array(3)"],
  [new TypeError("mine"), "TypeError: mine"],
  [new Basket(), "Basket { apples: 3 }"],
  [Promise.resolve(), "Promise {}"],
  [circular, '{ name: "a", self: (circular) }'],
  [nested, "{ a: { b: { c: {…} } }, list: [[[1 items]]] }"],
  [getters, "{ good: 1, bad: (unreadable) }"],
  [everyTrapThrows, "(unreadable)"],
  [Object.defineProperty(new Error("x"), "message", { get: throwing(1) }), "(unreadable)"],
];

describe("a value is told on one line", () => {
  test.each(values.map(([value, text]) => ({ value, text })))("$text", ({ value, text }) => {
    expect(told(value)).toBe(text);
  });

  const big: readonly (readonly [string, unknown])[] = [
    ["a string", long],
    ["a list", Array.from({ length: 100_000 }, (_, at) => at)],
    ["a sparse list", new Array(4_000_000_000)],
    ["a record", Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`key${at}`, at]))],
    ["a name", { [long]: long }],
    ["a deep one", Array.from({ length: 100_000 }).reduce((inner: unknown) => ({ inner, more: [inner, inner] }), 1)],
    ["a list of strings", [long, long, long, long, long, long, long, long, long]],
    ["a symbol", Symbol(long)],
    ["an error", new Error(long)],
    ["a bigint", 10n ** 10_000n],
    ["the name of a class", new ({ [long]: class {} }[long] as new () => object)()],
  ];
  test.each(big)("%s is cut", (_, value) => {
    const begun = performance.now();
    for (const room of [0, 10, 60]) expect(told(value, room).length).toBeLessThan(room + 160);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test("what was cut says so", () => {
    expect(told("abcdefghijkl", 10)).toBe('"abcdefghij…" (12 characters)');
    expect(told([1, 2, 3, 4, 5, 6], 10)).toBe("[1, 2, 3, 4, … 2 more]");
    expect(line("ab😀", 3)).toBe("ab…");
  });

  test("an error of several lines is one", () => {
    expect(toldError(new RangeError("first\n  second\r\nthird"))).toBe("RangeError: first second third");
    expect(toldError(new Error(""))).toBe("Error");
    expect(toldError("text")).toBe('"text"');
    expect(toldError(undefined)).toBe("undefined");
    expect(toldError(everyTrapThrows)).toBe("(unreadable)");
  });
});

describe("what changed between two states", () => {
  const same = { a: 1 };
  const cases: readonly (readonly [object, object, string])[] = [
    [{}, {}, "nothing changed"],
    [{ same, n: Number.NaN }, { same, n: Number.NaN }, "nothing changed"],
    [{ counter: 1 }, { counter: 2 }, "counter 1 → 2"],
    [{}, { text: "hi" }, 'text "hi"'],
    [{ draft: "x", n: 1 }, { n: 1 }, "draft deleted"],
    [{ list: [] }, { list: ["a"] }, "list +1 item"],
    [{ list: ["a"] }, { list: ["a", "b", "c"] }, "list +2 items"],
    [{ list: ["a", "b"] }, { list: ["b"] }, 'list ["a", "b"] → ["b"]'],
    [{ list: ["a"] }, { list: ["b", "c"] }, 'list ["a"] → ["b", "c"]'],
    [{ same }, { same: { a: 1 } }, "same changed"],
    [{ maybe: undefined }, { maybe: null }, "maybe undefined → null"],
    [{ a: 1, b: 1 }, { b: 2, c: 3 }, "b 1 → 2, c 3, a deleted"],
  ];
  test.each(cases)("%j, then %j: %s", (before, after, text) => {
    expect(changesBetween(before, after)).toBe(text);
  });

  test("no more than can be read", () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`k${at}`, long]));
    const text = changesBetween({}, many);
    expect(text).toContain("… 980 more");
    expect(text.length).toBeLessThan(3_000);
  });

  test("a list of ten thousand costs what a list of ten costs", () => {
    const before = Array.from({ length: 10_000 }, (_, at) => at);
    expect(changesBetween({ before }, { before: [...before, 1] })).toBe("before +1 item");
  });
});

test.each([
  [0, "0.0 ms"],
  [0.44, "0.4 ms"],
  [9.96, "10 ms"],
  [999.4, "999 ms"],
  [999.6, "1.0 s"],
  [59_940, "59.9 s"],
  [59_999, "1 min 0 s"],
  [125_400, "2 min 5 s"],
])("%d milliseconds: %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
