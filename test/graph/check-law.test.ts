import fc from "fast-check";
import type { Problem } from "typeburr";
import { expect, test } from "vitest";
import { ReadError } from "../../src/index.js";
import { holds, holdsAsync } from "../support/property.js";
import { judge } from "./brute-force.js";
import { applicationOf, type RandomGraph, type RandomTransition, randomGraph } from "./random-graph.js";

const of = (problems: readonly Problem[], rule: Problem["rule"]) => problems.filter((problem) => problem.rule === rule);

/** The walk that a problem tells: it exists, and no action on it writes the key. */
function expectTruePath(graph: RandomGraph, { path, key }: Problem, writesBefore: readonly string[]): void {
  expect(path[0]).toBe(graph.entrypoint);
  for (const [index, name] of path.slice(1).entries()) {
    const before = path[index];
    expect(graph.transitions.some(({ from, to }) => to === name && from.includes(before ?? ""))).toBe(true);
  }
  expect(graph.given).not.toContain(key);
  for (const name of writesBefore) expect(graph.actions[name]?.writes).not.toContain(key);
}

/** Keys and those who meet them unwritten, told as one text each. */
const pairsOf = (found: ReadonlyMap<string, ReadonlyMap<string, number>>): string[] =>
  [...found].flatMap(([key, who]) => [...who.keys()].map((one) => `${one}: ${key}`));

test("T1: what check() names is true and nearest, and every action and key with a problem is named", () => {
  let found = 0;
  holds(
    fc.property(randomGraph, (graph) => {
      const problems = of(applicationOf(graph).graph.check(), "unwritten-read");
      const { readers } = judge(graph);
      expect(problems.map(({ action, key }) => `${action}: ${key}`).sort()).toEqual(pairsOf(readers).sort());
      for (const problem of problems) {
        const { action, key, path, message } = problem;
        expect(path.length).toBe(readers.get(key ?? "")?.get(action));
        expect(path.at(-1)).toBe(action);
        expectTruePath(graph, problem, path.slice(0, -1));
        expect(message).toBe(`action '${action}' reads '${key}', which nothing writes on the path ${path.join(" → ")}`);
        found += 1;
      }
    }),
    2_000,
  );
  expect(found).toBeGreaterThan(300);
});

test("T5: the same of what conditions read", () => {
  let found = 0;
  holds(
    fc.property(randomGraph, (graph) => {
      const problems = of(applicationOf(graph).graph.check(), "unwritten-condition");
      const { conditions } = judge(graph);
      const arcOf = ({ message }: Problem): string => /^the condition of (\S+ → \S+) reads/.exec(message)?.[1] ?? "";
      // Two transitions between the same actions may ask for the same key
      const told = new Set(problems.map((problem) => `${arcOf(problem)}: ${problem.key}`));
      expect([...told].sort()).toEqual(pairsOf(conditions).sort());
      for (const problem of problems) {
        const { action, key, path, message } = problem;
        expect(path.length).toBe(conditions.get(key ?? "")?.get(arcOf(problem)));
        expect(path.at(-1)).toBe(action);
        expectTruePath(graph, problem, path);
        expect(message).toBe(
          `the condition of ${arcOf(problem)} reads '${key}', which nothing writes on the path ${path.join(" → ")}`,
        );
        found += 1;
      }
    }),
    2_000,
  );
  expect(found).toBeGreaterThan(300);
});

test("T6: every transition behind one that is always open is named, and no other", () => {
  let found = 0;
  holds(
    fc.property(randomGraph, (graph) => {
      const problems = of(applicationOf(graph).graph.check(), "dead-transition");
      const { dead } = judge(graph);
      expect(problems.map(({ message }) => /^transition (\S+ → \S+) can never/.exec(message)?.[1])).toEqual(dead);
      for (const { message, action, key, path } of problems) {
        const [, from, open] = /: (\S+) → (\S+) before it always is$/.exec(message) ?? [];
        expect([from, key, path]).toEqual([action, null, []]);
        expect(
          graph.transitions.some(
            (one) => one.to === open && one.from.includes(action) && /none|otherwise/.test(one.guard.kind),
          ),
        ).toBe(true);
        found += 1;
      }
    }),
    2_000,
  );
  expect(found).toBeGreaterThan(300);
});

test("a graph that check() accepts never meets an unwritten key, whatever its conditions answer", async () => {
  let steps = 0;
  await holdsAsync(
    fc.asyncProperty(randomGraph, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), async (graph, answers) => {
      let asked = 0;
      const steering = { holds: () => answers[asked++ % answers.length] ?? true, ran: () => {} };
      const app = applicationOf(graph, steering);
      if (of(app.graph.check(), "unwritten-read").length + of(app.graph.check(), "unwritten-condition").length > 0) {
        return;
      }
      for (let taken = 0; taken < 20; taken++) {
        if ((await app.step()) === null) break;
        steps += 1;
      }
    }),
    2_000,
  );
  expect(steps).toBeGreaterThan(500);
});

test("a walk along the path that a sentence tells ends in the error that it foretells", async () => {
  let walked = 0;
  await holdsAsync(
    fc.asyncProperty(randomGraph, async (graph) => {
      const problems = applicationOf(graph).graph.check();
      const [problem] = of(problems, "unwritten-read");
      // A path through a dead transition, or by conditions that are themselves wrong, cannot be walked
      const others = problems.filter(({ rule, severity }) => severity === "error" && rule !== "unwritten-read");
      if (!problem || others.length > 0) return;
      const taken: string[] = [];
      const steering = {
        ran: (name: string) => taken.push(name),
        holds: (transition: RandomTransition) => transition === wanted(graph, problem.path, taken.length),
      };
      const app = applicationOf(graph, steering);
      let error: unknown;
      for (let left = problem.path.length; left > 0 && error === undefined; left--) {
        await app.step().catch((caught: unknown) => {
          error = caught;
        });
      }
      // A shorter way may have met another key before
      if (isOpenBefore(graph, problem.path)) return;
      expect(error).toBeInstanceOf(ReadError);
      expect(taken).toEqual(problem.path.slice(0, taken.length));
      walked += 1;
    }),
    3_000,
  );
  expect(walked).toBeGreaterThan(100);
});

/** The transition by which the path goes on after so many actions. */
const wanted = (graph: RandomGraph, path: readonly string[], taken: number): RandomTransition | undefined =>
  graph.transitions.find(({ from, to }) => from.includes(path[taken - 1] ?? "") && to === path[taken]);

/** Whether somewhere on the path a transition that is always open, and leads elsewhere, comes first. */
const isOpenBefore = (graph: RandomGraph, path: readonly string[]): boolean =>
  path.slice(0, -1).some((name, index) => {
    const out = graph.transitions.filter(({ from }) => from.includes(name));
    const first = out.findIndex(({ guard }) => guard.kind === "none" || guard.kind === "otherwise");
    const taken = out.indexOf(wanted(graph, path, index + 1) as RandomTransition);
    return first !== -1 && first < taken;
  });
