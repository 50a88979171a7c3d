import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("./", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), "utf8");

/** The rules of the engine that are built; children are still to come. */
const rules = Array.from({ length: 30 }, (_, index) => index + 1);

/** Where their tests are: here, and with the stores. */
const folders = ["", "../persisters/"];

/** The rows of the table: of each rule, the test files that hold it. */
const table = new Map(
  [...read("README.md").matchAll(/^\| (\d+) +\|[^|]+\|([^|]+)\|$/gm)].map(([, rule, files = ""]) => [
    Number(rule),
    files.split(",").map((file) => `${file.trim()}.test.ts`),
  ]),
);

/** Of each test file, the rules that its titles name: `rule 7: ...`, `rules 11 and 12: ...`. */
const named = new Map(
  folders
    .flatMap((place) => readdirSync(new URL(place, folder)).map((file) => `${place}${file}`))
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => [file, rulesIn(read(file))]),
);

function rulesIn(source: string): ReadonlySet<number> {
  const titles = source.matchAll(/(?:describe|test)(?:\.each\([^`]*?\))?\(\s*"(?:rules? )([\d, and]+):/g);
  return new Set([...titles].flatMap(([, numbers = ""]) => numbers.match(/\d+/g) ?? []).map(Number));
}

test("the table has a row for each rule, in order", () => {
  expect([...table.keys()]).toEqual(rules);
});

test.each(rules)("rule %i is named by the tests that the table says hold it", (rule) => {
  const files = table.get(rule) ?? [];
  expect(files).not.toEqual([]);
  expect(files.filter((file) => !named.get(file)?.has(rule))).toEqual([]);
});

test("no title names a rule that there is not", () => {
  const unknown = [...named.values()].flatMap((found) => [...found].filter((rule) => !rules.includes(rule)));
  expect(unknown).toEqual([]);
});
