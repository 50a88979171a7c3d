import fc from "fast-check";
import { HydrationError } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import { expect, test } from "vitest";
import { holdsAsync } from "../../../support/property.js";
import type { UntypedApplication, UntypedBuilder } from "../../../support/untyped.js";
import { builderOf, type Choose, letters, type RandomGraph, randomGraph } from "./random-graph.js";

const building = (graph: RandomGraph, choose: Choose): UntypedBuilder =>
  builderOf(graph, choose).withIdentifiers({ appId: "a" });

/** The same graph with other actions in some places, of another one. */
const changed = (graph: RandomGraph, { actions, transitions }: RandomGraph, names: readonly string[]): RandomGraph => {
  const known = Object.keys(graph.actions);
  const others = Object.entries(actions).filter(([name]) => names.includes(name) && known.includes(name));
  const more = transitions.filter(({ from, to }) => names.includes(from) && known.includes(from) && known.includes(to));
  return {
    ...graph,
    actions: { ...graph.actions, ...Object.fromEntries(others) },
    transitions: [...more, ...graph.transitions.filter(({ from }) => !names.includes(from))],
  };
};

/** The same graph, where one letter is no letter any more: another one stands wherever it stood. */
const without = (graph: RandomGraph, [letter, other]: readonly string[]): RandomGraph =>
  JSON.parse(JSON.stringify(graph).replaceAll(`"${letter}"`, `"${other}"`));

/** Steps, as many as there are, but for failures that are chosen. */
async function take(steps: number, app: UntypedApplication): Promise<number> {
  let taken = 0;
  for (; taken < steps; taken++) {
    try {
      if ((await app.step()) === null) break;
    } catch (error) {
      expect(error).toMatchObject({ message: "failed as chosen" });
    }
  }
  return taken;
}

const isRight = (graph: RandomGraph, choose: Choose): boolean => {
  try {
    const problems = building(graph, choose).build().graph.check();
    return problems.every(({ severity }) => severity === "warning");
  } catch {
    return false;
  }
};

const seen = { missing: 0, unfit: 0, went: 0, steps: 0 };

/** Runs the older graph, stores it, and goes on in the newer one; but for a refusal nothing may be wrong. */
async function takeOver(older: RandomGraph, newer: RandomGraph, steps: number, choose: Choose): Promise<void> {
  const store = memoryPersister();
  await take(steps, building(older, choose).withPersister(store).build());
  const begin = { state: { ...newer.given }, entrypoint: newer.entrypoint };
  try {
    const app = await building(newer, choose).initializeFrom(store, { default: begin }).build();
    seen.steps += await take(10, app);
    seen.went += 1;
  } catch (error) {
    if (!(error instanceof HydrationError)) throw error;
    const { problems } = error;
    if (problems.some(({ message }) => message.endsWith("is missing"))) seen.missing += 1;
    if (problems.some(({ issues }) => issues.length > 0)) seen.unfit += 1;
  }
}

test("a right graph that takes over the state of an older one refuses it, or runs on without an error", async () => {
  const names = fc.subarray(["a0", "a1", "a2", "a3", "a4"], { minLength: 1, maxLength: 2 });
  const two = fc.shuffledSubarray([...letters], { minLength: 2, maxLength: 2 });
  const newerOf = fc.oneof(
    fc.tuple(randomGraph, names).map(
      ([other, replaced]) =>
        (graph: RandomGraph) =>
          changed(graph, other, replaced),
    ),
    two.map((given) => (graph: RandomGraph) => without(graph, given)),
  );
  const steps = fc.integer({ min: 1, max: 6 });
  const answers = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
  await holdsAsync(
    fc.asyncProperty(randomGraph, newerOf, steps, answers, async (older, change, count, list) => {
      let asked = 0;
      const choose: Choose = (all) => (list[asked++ % list.length] ?? 0) % all;
      const newer = change(older);
      if (isRight(older, choose) && isRight(newer, choose)) await takeOver(older, newer, count, choose);
    }),
    6_000,
  );
  expect(seen.missing).toBeGreaterThan(5);
  expect(seen.unfit).toBeGreaterThan(15);
  expect(seen.went).toBeGreaterThan(200);
  expect(seen.steps).toBeGreaterThan(500);
});
