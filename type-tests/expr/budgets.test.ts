import { describe, expect } from "vitest";
import { onSome } from "../harness/for-tests.js";
import { importOf } from "./same.js";

// What expressions cost, in instantiations. The first one of a program pays about 1,000 more: for tables that all share.

const typical = ["epochs > 100 && mode == 'train'", "steps < 500 && mode == 'eval'", "loss < 0.01 || mode != 'eval'"];
const head = [
  `import { expr } from "typeburr";`,
  importOf("ExprProblems", "src/condition/expr/check.js"),
  `interface Known { epochs: number; mode: "train" | "eval"; loss: number; steps: number; user: { name: string } | null }`,
].join(" ");

const written = (texts: readonly string[]): string =>
  texts.map((text, index) => `export const e${index} = expr(${JSON.stringify(text)});`).join("");
const asked = (texts: readonly string[]): string =>
  texts
    .map(
      (text, index) =>
        `export declare const p${index}: ExprProblems<${JSON.stringify(text)}, Known>; export const q${index}: never = p${index};`,
    )
    .join("");

describe("a typical expression stays in its budget", () => {
  // TypeScript 7 counts the files that a program imports by their paths twice, so only `expr` itself is asked
  onSome(new Set(["5.9", "7.0"]), "where it is written", async (compiler) => {
    const prices = await Promise.all(
      [1, 2, 3].map((count) => compiler.instantiations(head + written(typical.slice(0, count)))),
    );
    expect((prices[2] ?? 0) - (prices[1] ?? 0)).toBeLessThan(1_000);
    expect((prices[1] ?? 0) - (prices[0] ?? 0)).toBeLessThan(1_000);
  });

  onSome(new Set(["5.9"]), "and where it stands in a graph", async (compiler) => {
    const price = (texts: readonly string[]): Promise<number> =>
      compiler.instantiations(head + written(texts) + asked(texts));
    const [one, two, three] = [
      await price(typical.slice(0, 1)),
      await price(typical.slice(0, 2)),
      await price(typical),
    ];
    expect([two - one, three - two].map((each) => each < 1_200)).toEqual([true, true]);
    expect(three - two).toBeGreaterThan(500);
  });

  onSome(new Set(["5.9"]), "and equal texts are paid once", async (compiler) => {
    const [text = ""] = typical;
    const once = await compiler.instantiations(head + written([text]) + asked([text]));
    const thrice = await compiler.instantiations(head + written([text, text, text]) + asked([text, text, text]));
    expect(thrice - once).toBeLessThan(50);
  });
});

describe("the longest expressions", () => {
  const filled = (unit: string, last: string): string =>
    unit.repeat(Math.floor((300 - last.length) / unit.length)) + last;
  const right = [
    filled("!", "a"),
    `${"(".repeat(149)}a${")".repeat(149)}`,
    filled("a&&", "a"),
    filled("a<1||", "a"),
    filled("-1<1&&", "a"),
    filled("1e-1<1&&", "a"),
    filled("!(a)||", "a"),
    filled("'a'<b||", "a"),
    filled("a.b.c&&", "a"),
    filled("a || 1 < 2 * ", "a"),
    `${"a".repeat(150)}.${"é".repeat(149)}`,
    `a${" ".repeat(299)}`,
    `${"\t".repeat(299)}a`,
    `a == '${"\\n".repeat(146)}'`,
  ];

  // Tuples of 300 elements take time: of the longest program, half a second on TypeScript 5.9
  onSome(new Set(["5.9", "7.0"]), "are parsed to their ends, however they are made", async (compiler) => {
    const texts = compiler.name === "7.0" ? right : right.filter((_, index) => index % 5 === 0);
    expect(texts.filter(({ length }) => length > 300 || length < 280)).toEqual([]);
    const problems = await compiler.problems(head + written(texts));
    expect(problems.map(({ message }) => message)).toEqual([]);
  });

  onSome(new Set(["5.9", "7.0"]), "as are those that are wrong at their ends", async (compiler) => {
    const wrong = [filled("(", ""), filled("1<", "1"), filled("a > -(", "1"), filled("- ", ""), `a${")".repeat(299)}`];
    const problems = await compiler.problems(head + written(wrong));
    expect(problems.map(({ code }) => code)).toEqual(wrong.map(() => 2345));
  });
});
