import { describe, expect, test } from "vitest";
import { parse } from "../../../src/condition/expr/parse.js";
import { ends, spaces } from "../../../src/condition/expr/symbols.js";
import { expectRefusal, refusal } from "../../support/refusal.js";
import { js } from "../../support/untyped.js";

describe("a program has the words of an expression in the order in which they are worked on", () => {
  const programs: [text: string, program: string][] = [
    ["a", "a"],
    ["epochs > 100 && mode == 'train'", "epochs 100 > mode 'train' == &&"],
    ["a || b && c", "a b c && ||"],
    ["(a || b) && c", "a b || () c &&"],
    ["a == b < c + d * e", "a b c d e * + < =="],
    ["a - b - c", "a b - c -"],
    ["a - (b - c)", "a b c - () -"],
    ["!a.b && !(c)", "a.b ! c () ! &&"],
    ["!!a", "a ! !"],
    ["-a * -b", "a (-) b (-) *"],
    ["a-1", "a 1 -"],
    ["a - -1", "a -1 -"],
    ["- 1 < --1", "-1 -1 (-) <"],
    ["-(1)", "1 () (-)"],
    ["a<=b>=c", "a b <= c >="],
    ["a!=b==!c", "a b != c ! =="],
    ["1e3 == .5 || 1. != 1.5E-7", "1e3 .5 == 1. 1.5E-7 != ||"],
    [`"it's" == 'say "x"'`, `"it's" 'say "x"' ==`],
    ["größe > $a_1 && 变量", "größe $a_1 > 变量 &&"],
    ["true.x == null.length", "true.x null.length =="],
    ["\u00a0a\u2003&&\n\tb\ufeff", "a b &&"],
  ];

  test.each(programs)("%j", (text, program) => {
    const parsed = parse(text);
    expect(typeof parsed === "string" ? parsed : parsed.join(" ")).toBe(program);
  });
});

describe("a text that is none says why, and where", () => {
  const mistakes: [text: string, mistake: string, column: number][] = [
    ["", "a value is expected", 1],
    ["   ", "a value is expected", 4],
    ["a &&", "a value is expected", 5],
    ["a && ", "a value is expected", 6],
    ["a && || b", "a value is expected", 6],
    ["()", "a value is expected", 2],
    ["+a", "a value is expected", 1],
    ["a == ,", "a value is expected", 6],
    ["[a]", "a value is expected", 1],
    ["`a`", "a value is expected", 1],
    ["a b", "an operator is expected", 3],
    ["a!b", "an operator is expected", 2],
    ["a & b", "an operator is expected", 3],
    ["a ? b", "an operator is expected", 3],
    ["a.at(0)", "an operator is expected", 5],
    ["a[0]", "an operator is expected", 2],
    ["'a' 'b'", "an operator is expected", 5],
    ["a === b", "'=' is no operator (== and != are, and strict)", 5],
    ["a !== b", "'=' is no operator (== and != are, and strict)", 5],
    ["a = b", "'=' is no operator (== and != are, and strict)", 3],
    ["(a", "')' is expected", 3],
    ["((a) && b ", "')' is expected", 11],
    ["a)", "')' closes nothing", 2],
    ["a == 'b", "no quote ends the string", 6],
    ["a == 'b\\", "no quote ends the string", 6],
    ["a == 'b\\'", "no quote ends the string", 6],
    ["a == 'b\"", "no quote ends the string", 6],
    ["a == '\\u0041'", "'\\u' is no escape", 7],
    ["a == '\\x'", "'\\x' is no escape", 7],
    ["1_000 > a", "'1_000' is no number", 1],
    ["1n == a", "'1n' is no number", 1],
    ["0x10 > a", "'0x10' is no number", 1],
    ["010 > a", "'010' is no number", 1],
    ["00 > a", "'00' is no number", 1],
    ["1e > a", "'1e' is no number", 1],
    ["1e+ > a", "'1e+' is no number", 1],
    ["1e400 > a", "'1e400' is no number", 1],
    ["1.2.3 > a", "'1.2.3' is no number", 1],
    ["1.length > a", "'1.length' is no number", 1],
    ["3d == a", "'3d' is no number", 1],
    [".a == 1", "'.a' is no key", 1],
    ["a. == 1", "'a.' is no key", 1],
    ["a..b == 1", "'a..b' is no key", 1],
    [". == 1", "'.' is no key", 1],
    ["a.0 == 1", "'a.0' is no key", 1],
    ["😀 > 1 1", "an operator is expected", 7],
    ["'😀' == a b", "an operator is expected", 10],
  ];

  test.each(mistakes)("%j: %s", async (text, mistake, column) => {
    const sentence = `${mistake} at column ${column} of "${text}"`;
    expect(parse(text)).toBe(sentence);
    await expectRefusal(() => js.expr(text), refusal("DefinitionError", sentence));
  });
});

describe("a hostile text is refused, or answered, at once", () => {
  const long = "the expression is longer than 300 characters";
  const nested = (depth: number, text: string): string => "(".repeat(depth) + text + ")".repeat(depth);

  test.each([
    ["10 MB of nothing", " ".repeat(10_000_000)],
    ["10 MB of a key", "a".repeat(10_000_000)],
    ["10 MB of a string", `'${"a".repeat(10_000_000)}'`],
    ["100,000 parentheses", nested(100_000, "a")],
    ["100,000 parentheses that are never closed", "(".repeat(100_000)],
    ["100,000 signs", `${"-".repeat(100_000)}1`],
    ["one character too many", `${" ".repeat(300)}a`],
  ])("%s", async (_, text) => {
    const begun = performance.now();
    await expectRefusal(() => js.expr(text), refusal("DefinitionError", long));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test("of 300 characters all are parsed, those of two units, too", () => {
    expect(js.expr(nested(149, "ab"))({ ab: true })).toBe(true);
    expect(js.expr(`${"!".repeat(298)}a`)({ a: true })).toBe(true);
    expect(js.expr(`'${"😀".repeat(293)}' != a`)({ a: "" })).toBe(true);
    expect(js.expr(`a != b${" && a != b".repeat(29)}`)({ a: 1, b: 2 })).toBe(true);
  });

  test("odd characters are parts of keys: none is dropped", () => {
    const lone = "\ud800";
    const state = Object.create(null) as Record<string, unknown>;
    for (const key of ["é", "a\u0301", lone, "\u200b", "a\u0000b", "＝", "‘", "´", "…", "constructor"]) {
      state[key] = true;
      expect([key, js.expr(key)(state)]).toEqual([key, true]);
    }
  });
});

test("what is skipped is what JavaScript skips, and ends words", () => {
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(new Set(spaces)).toEqual(new Set(all.filter((character) => character.trim() === "")));
  const ascii = all.slice(33, 127).filter((character) => !/[\w$.]/.test(character));
  expect(new Set(ends)).toEqual(new Set([...spaces, ...ascii]));
});
