import { afterAll, expect, test } from "vitest";
import { type Compiler, openCompilers, type Problem } from "./harness/index.js";
import { type PlainGraph, randomGraph } from "./parity/graphs.js";
import { checked, programOf, type Verdict } from "./parity/judges.js";
import { Random } from "./parity/random.js";

// The compiler and `graph.check()` say the same of every graph, in the same words.

const seed = Number(process.env.TYPEBURR_SEED ?? Date.now() % 1_000_000);
const graphsInAll = 300;
const graphsAtOnce = 50;

// Without the option a condition may ask whether any key is absent.
const opened = openCompilers({ exactOptionalPropertyTypes: false });
const compiler = opened.find(({ name }) => name === "7.0") as Compiler;
afterAll(() => compiler.close());

const random = new Random(seed);
const graphs = Array.from({ length: graphsInAll }, () => randomGraph(random));

test(`${graphsInAll} random graphs (TYPEBURR_SEED=${seed}) have the same verdict, in the same words`, async () => {
  for (let first = 0; first < graphs.length; first += graphsAtOnce) {
    const batch = graphs.slice(first, first + graphsAtOnce);
    const expected = batch.map(checked);
    const problems = await compiler.problems(programOfAll(batch, expected));
    for (const [index, graph] of batch.entries()) {
      const { unwritten, dead } = expected[index] as Verdict;
      const about = `TYPEBURR_SEED=${seed}, graph ${first + index}:\n${programOf(graph, "graph")}`;
      const [declared = [], said = [], built = []] = problemsAt(problems, index);

      expect(
        said.map(({ message }) => message),
        about,
      ).toEqual([]);
      expect(
        built.map(({ code }) => code),
        about,
      ).toEqual(unwritten.length > 0 ? [2349] : []);
      expect([...new Set(declared.map(({ code }) => code))], about).toEqual(dead.length > 0 ? [2322] : []);
      const told = declared.flatMap(({ message }) => message.match(deadTransition) ?? []);
      if (graph.isApart) expect([...new Set(told)].sort(), about).toEqual(dead);
      // Of one call the compiler tells the first argument that does not fit.
      else expect(dead, about).toEqual(expect.arrayContaining(told));
    }
  }
});

test("the random graphs are right and wrong, in each way", () => {
  const verdicts = graphs.map(checked);
  const share = (isOne: (verdict: Verdict) => boolean): number => verdicts.filter(isOne).length / verdicts.length;
  expect(share(({ unwritten, dead }) => unwritten.length + dead.length === 0)).toBeGreaterThan(0.03);
  expect(share(({ unwritten }) => unwritten.some((one) => one.startsWith("action")))).toBeGreaterThan(0.2);
  expect(share(({ unwritten }) => unwritten.some((one) => one.startsWith("the condition")))).toBeGreaterThan(0.2);
  expect(share(({ dead }) => dead.length > 0)).toBeGreaterThan(0.2);
});

const deadTransition = /transition \S+ → \S+ can never be taken: \S+ → \S+ before it always is/g;

// Three lines for each graph: its declaration; whether `build` says exactly what is expected; and its call.
function programOfAll(batch: readonly PlainGraph[], expected: readonly Verdict[]): string {
  const blocks = batch.map((graph, index) => {
    const sentences = expected[index]?.unwritten.map((sentence) => JSON.stringify(sentence)) ?? [];
    return `{ ${programOf(graph, "graph")}
const said: IsSaid<(typeof graph)["build"], ${sentences.join(" | ") || "never"}> = true;
graph.build(); }`;
  });
  return [header, ...blocks].join("\n");
}

const header = [
  `import { action, and, application, condition, not, or, otherwise, when } from "typeburr"; import * as v from "valibot";`,
  `type Said<T> = T extends { readonly message: infer S } ? S : never;`,
  `type IsSaid<T, S> = 0 extends T & 1 ? "any" : [Said<T>, S] extends [S, Said<T>] ? true : { readonly compiler: Said<T>; readonly check: S };`,
].join(" ");

function problemsAt(problems: readonly Problem[], index: number): Problem[][] {
  const first = 2 + 3 * index;
  return [first, first + 1, first + 2].map((line) => problems.filter((problem) => problem.line === line));
}
