import { expect, test } from "vitest";
import { setText, widthOf } from "../../src/visualize/text.js";

test("texts are measured by their characters", () => {
  expect(widthOf("iii", 10)).toBeLessThan(widthOf("mmm", 10));
  expect(widthOf("é", 10)).toBe(widthOf("e", 10));
  expect(widthOf("日本", 10)).toBeGreaterThanOrEqual(20);
  expect(widthOf("e\u0301", 10)).toBe(widthOf("e", 10));
  expect(widthOf("", 10)).toBe(0);
});

test.each([
  ["one line", ["one line"]],
  ["epochs > 100 && mode == 'train'", ["epochs > 100 &&", "mode == 'train'"]],
  ["aVeryLongNameOfAnAction", ["aVeryLongNameOf", "AnAction"]],
  ["a/path/to/somewhere/else", ["a/path/to/", "somewhere/else"]],
  ["the loss is always at 0.001", ["the loss is always", "at 0.001"]],
  ["abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnopq", "rstuvwxyz"]],
])("%j is set in lines that say the same", (text, lines) => {
  expect(setText(text, 10, 100, 3)).toMatchObject({ lines, isCut: false });
});

test("no line is wider than it may be, and what goes beyond the last is cut", () => {
  const { lines, width, isCut } = setText("word ".repeat(50), 10, 100, 3);

  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/…$/);
  expect(width).toBeLessThanOrEqual(100);
  expect(isCut).toBe(true);
});

test("a text of nothing is one empty line, and a character that is too wide a line of its own", () => {
  expect(setText("", 10, 100, 3)).toEqual({ lines: [""], width: 0, isCut: false });
  expect(setText("日本", 10, 5, 3).lines).toEqual(["日", "本"]);
});
