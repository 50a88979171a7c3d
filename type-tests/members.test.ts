import { expect, test } from "vitest";
import { accepts, membersOf } from "../src/schema/members.js";
import type { Schema } from "../src/schema/record.js";
import { repository } from "./harness/folders.js";
import { onSome } from "./harness/for-tests.js";
import { schemas, unseen } from "./members/schemas.js";

// What the run time says of two schemas, and what the compiler says of their types.

const seen: Readonly<Record<string, Schema>> = schemas;
const all: Readonly<Record<string, Schema>> = { ...schemas, ...unseen };
const pairs = Object.keys(all).flatMap((writer) => Object.keys(all).map((reader) => [writer, reader] as const));

// One pair a line: the compiler has something against those that do not fit.
const header = [
  `import type * as v from "valibot";`,
  `import type { schemas, unseen } from "${repository}/type-tests/members/schemas.js";`,
  `type All = typeof schemas & typeof unseen;`,
  `type Fits<W extends keyof All, R extends keyof All> = [v.InferOutput<All[W]>] extends [v.InferInput<All[R]>] ? true : false;`,
].join(" ");
const program = [
  header,
  ...pairs.map(([writer, reader], index) => `const _${index}: Fits<"${writer}", "${reader}"> = true;`),
].join("\n");

const isFit = (writer: Schema, reader: Schema): boolean => membersOf(writer).every((member) => accepts(reader, member));

// TypeScript 5.9 says the same, and takes ten times as long
onSome(new Set(["7.0"]), "what fits by type fits at run time, and nothing else", async (compiler) => {
  const problems = await compiler.problems(program);
  expect(problems.filter(({ line }) => line === 1)).toEqual([]);
  const unfit = new Set(problems.map(({ line }) => line - 2));
  const told = (index: number): string => (pairs[index] ?? []).join(" into ");
  const indexes = [...pairs.keys()];
  const refused = indexes.filter((index) => {
    const [writer, reader] = pairs[index] as readonly [string, string];
    return !isFit(all[writer] as Schema, all[reader] as Schema);
  });
  // To the compiler a branded string is an object besides
  expect(refused.filter((index) => !unfit.has(index)).map(told)).toEqual(["branded into recordAny"]);
  const missed = indexes.filter((index) => {
    const isSeen = (pairs[index] as readonly string[]).every((name) => Object.hasOwn(seen, name));
    return isSeen && unfit.has(index) && !refused.includes(index);
  });
  expect(missed.map(told)).toEqual([]);
});

test("the table has pairs of both kinds", () => {
  expect(pairs.length).toBeGreaterThan(10_000);
});
