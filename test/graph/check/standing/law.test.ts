import fc from "fast-check";
import { expect, test } from "vitest";
import { checkStanding } from "../../../../src/graph/check/standing.js";
import { dataOf, type GraphData } from "../../../../src/graph/graph.js";
import { holds, holdsAsync } from "../../../support/property.js";
import type { UntypedState } from "../../../support/untyped.js";
import { everyPlace, refusing, type Where } from "./brute-force.js";
import { applicationOf, type Choose, keys, letters, type RandomGraph, randomGraph } from "./random-graph.js";

const first: Choose = () => 0;
const dataFor = (graph: RandomGraph, choose = first): GraphData =>
  dataOf(applicationOf(graph, choose).graph) as GraphData;

const isOpen = (graph: RandomGraph): boolean => {
  const problems = applicationOf(graph, first).graph.check();
  return problems.some(({ rule }) => rule === "dead-transition");
};

/** Initial values may be refused when they are given: those are not looked at. */
const asGiven = (graph: RandomGraph): RandomGraph | null => {
  try {
    applicationOf(graph, first);
    return graph;
  } catch {
    return null;
  }
};

test("what is certain in any place is what every walk there leaves, and no more", () => {
  let [certainKeys, places] = [0, 0];
  holds(
    fc.property(randomGraph, (random) => {
      const graph = asGiven(random);
      if (graph === null) return;
      const data = dataFor(graph);
      for (const { where, certain } of everyPlace(graph)) {
        const problems = checkStanding(data, where, {});
        expect(problems.map(({ key }) => key).sort()).toEqual([...certain].sort());
        certainKeys += certain.size;
        places += 1;
      }
    }),
    2_000,
  );
  expect(places).toBeGreaterThan(5_000);
  expect(certainKeys).toBeGreaterThan(5_000);
});

test("what does not fit is told of all whom it can meet, and of nobody else", () => {
  let found = 0;
  const value = fc.constantFrom<unknown>(...letters, 7, null);
  holds(
    fc.property(randomGraph, fc.constantFrom(...keys), value, (random, key, standing) => {
      const graph = asGiven(random);
      // What is dead is passed by the analysis, and in walks it is not
      if (graph === null || isOpen(graph)) return;
      const data = dataFor(graph);
      const wheres: Where[] = Object.keys(graph.actions).flatMap((name) => [
        { last: name, next: null, failed: null },
        { last: null, next: name, failed: null },
      ]);
      for (const where of wheres) {
        const problems = checkStanding(data, where, { [key]: standing }).filter((one) => one.issues.length > 0);
        const refused = mayLeave(graph, key, standing) ? [] : refusing(graph, where, key, standing);
        const told = problems.map(({ message }) => Number(/ and (\d+) more /.exec(message)?.[1] ?? 0) + 1);
        expect(told.reduce((sum, count) => sum + count, 0)).toBe(refused.length);
        for (const problem of problems) {
          expect(problem.key).toBe(key);
          expect(refused).toContain(/does not fit what (.*?)(?: and \d+ more)? reads?:/.exec(problem.message)?.[1]);
        }
        found += refused.length;
      }
    }),
    2_000,
  );
  expect(found).toBeGreaterThan(400);
});

/** What a graph may leave somewhere it has to take there: schemas ask for more than types do. */
const mayLeave = ({ actions, given }: RandomGraph, key: string, value: unknown): boolean =>
  given[key] === value ||
  Object.values(actions).some(({ writes, maybeWrites }) =>
    [writes, maybeWrites].some((written) => (written[key] as readonly unknown[] | undefined)?.includes(value)),
  );

test("wherever an application comes to stand in a right graph, there is no problem", async () => {
  const seen = { behind: 0, failed: 0, edges: 0 };
  await holdsAsync(
    fc.asyncProperty(randomGraph, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), async (random, answers) => {
      const graph = asGiven(random);
      if (graph === null) return;
      let asked = 0;
      const choose: Choose = (count) => (answers[asked++ % answers.length] ?? 0) % count;
      let failed: string | null = null;
      const stands = (where: Where, state: UntypedState): void => {
        expect(checkStanding(data, where, state.getAll()), JSON.stringify(where)).toEqual([]);
      };
      const app = applicationOf(graph, choose, {
        preRunStep({ action, state }: { action: string; state: UntypedState }) {
          stands({ last: null, next: action, failed: null }, state);
          if (failed === null) return;
          stands({ last: null, next: action, failed }, state);
          failed = null;
          seen.edges += 1;
        },
        onTransition({ from, error }: { from: string; error: unknown }) {
          failed = error === undefined ? null : from;
        },
        postRunStep({ action, state, error }: { action: string; state: UntypedState; error: unknown }) {
          const where = error === undefined ? { last: action, next: null } : { last: null, next: action };
          stands({ ...where, failed: null }, state);
          seen[error === undefined ? "behind" : "failed"] += 1;
        },
      });
      if (app.graph.check().some(({ severity }) => severity === "error")) return;
      const data = dataOf(app.graph) as GraphData;
      for (let left = 12; left > 0; left--) {
        try {
          if ((await app.step()) === null) break;
        } catch (error) {
          expect(error).toMatchObject({ message: "failed as chosen" });
        }
      }
    }),
    3_000,
  );
  expect(seen.behind).toBeGreaterThan(1_000);
  expect(seen.failed).toBeGreaterThan(300);
  expect(seen.edges).toBeGreaterThan(100);
});
