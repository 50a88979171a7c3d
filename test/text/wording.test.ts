import { describe, expect, test } from "vitest";
import { cut, kindOf, quoted, suggestion } from "../../src/text/wording.js";

describe("suggestion", () => {
  test("is the nearest name, if it is near", () => {
    const names = ["prompt", "respond", "respect"];
    expect(suggestion("promt", names)).toBe(" Did you mean 'prompt'?");
    expect(suggestion("respont", names)).toBe(" Did you mean 'respond'?");
    expect(suggestion("Prompt", names)).toBe(" Did you mean 'prompt'?");
    expect(suggestion("a", ["b"])).toBe(" Did you mean 'b'?");
    expect(suggestion("nmae", ["name"])).toBe(" Did you mean 'name'?");
    expect(suggestion("something", names)).toBe("");
    expect(suggestion("x", [])).toBe("");
  });

  test("is quick about a name of ten million characters", () => {
    const long = "x".repeat(10_000_000);
    const before = performance.now();
    expect(suggestion(long, [`${long}y`])).toBe("");
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

test("names are quoted in a list", () => {
  expect([quoted([]), quoted(["a"]), quoted(["a", "b"]), quoted(["a", "b", "c"])]).toEqual([
    "",
    "'a'",
    "'a' and 'b'",
    "'a', 'b' and 'c'",
  ]);
});

test("a value is called by its kind", () => {
  const kinds = [null, undefined, [], {}, "a", 1, true, () => 0, 1n, Symbol("s")].map(kindOf);
  expect(kinds).toEqual([
    "null",
    "undefined",
    "an array",
    "an object",
    "a string",
    "a number",
    "a boolean",
    "a function",
    "a bigint",
    "a symbol",
  ]);
});

test("a long text is cut, and says how long it was", () => {
  expect(cut("short")).toBe("short");
  expect(cut("abcdef", 3)).toBe("abc… (6 characters)");
});
