import { readFileSync } from "node:fs";
import { application, expr } from "typeburr";
import { describe, expect, test } from "vitest";
import { actions } from "./actions.js";
import { createTraining } from "./application.js";
import { parseFlowers } from "./flowers.js";

const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const flowers = parseFlowers(read("flowers.csv"));

describe("training", () => {
  test("recognises flowers that it has never seen, the same for the same seed", () => {
    const train = () => createTraining({ flowers, seed: 1936, epochLimit: 500 }).runSync();
    const stop = train();

    expect(stop.action).toBe("evaluate");
    expect(stop.state.accuracy).toBe(28 / 30);
    expect(stop.state.confusion).toEqual([
      [10, 0, 0],
      [0, 9, 0],
      [0, 2, 9],
    ]);
    expect(train().state).toEqual(stop.state);
  });

  test("is no matter of luck: with other seeds, it recognises at least nine in ten, too", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { state } = createTraining({ flowers, seed, epochLimit: 500 }).runSync();
      expect(state.accuracy, `seed ${seed}`).toBeGreaterThanOrEqual(0.9);
    }
  });

  test("stops early when it has not improved for 5 epochs", () => {
    const { state } = createTraining({ flowers, seed: 1936, epochLimit: 500 }).runSync();

    expect(state.epochsWithoutImprovement).toBe(5);
    expect(state.epochs).toBeLessThan(500);
    expect(state.validationLoss).toBeGreaterThan(state.bestLoss);
  });

  test("stops at the limit of epochs", () => {
    const app = createTraining({ flowers, seed: 1936, epochLimit: 3 });
    const names = [];
    for (const { action } of app.iterateSync()) names.push(action);

    const epoch = ["train", "validate", "keep"];
    expect(names).toEqual(["split", "standardise", "initialise", ...epoch, ...epoch, ...epoch, "evaluate"]);
    expect(app.state.epochs).toBe(3);
  });

  test("judges the best model, not the last one", () => {
    // A rate at which nothing but the first epochs is an improvement.
    const { state } = createTraining({ flowers, seed: 1936, epochLimit: 500, learningRate: 50 }).runSync();

    expect(state.best).not.toEqual(state.model);
    expect(state.bestLoss).toBeLessThan(state.validationLoss);
  });

  test("splits every flower into one part, and leaves what it was given alone", () => {
    const { state } = createTraining({ flowers, seed: 1936, epochLimit: 1 }).runSync();
    const { training, validation, test: rest } = state.parts;

    expect([training.length, validation.length, rest.length]).toEqual([90, 30, 30]);
    const inOrder = (list: readonly unknown[]) => list.map((flower) => JSON.stringify(flower)).sort();
    expect(inOrder([...training, ...validation, ...rest])).toEqual(inOrder(flowers));
    expect(state.flowers).toEqual(parseFlowers(read("flowers.csv")));
  });

  test("no epoch can change the weights of the one before it", () => {
    const app = createTraining({ flowers, seed: 1936, epochLimit: 10 });
    const first = app.runSync({ haltAfter: ["train"] }).state.model;
    const weights = structuredClone(first);
    app.runSync();

    expect(first).toEqual(weights);
    // @ts-expect-error TS2339: weights are read-only, for the compiler and at run time
    expect(() => first.weights[0]?.fill(0)).toThrow(TypeError);
  });

  test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
    const { graph } = createTraining({ flowers, seed: 1936, epochLimit: 500 });

    expect(graph.check().filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
  });
});

test("the compiler refuses to train on what is not standardised, as README.md says", () => {
  const { graph } = application()
    .withActions({ ...actions, train: actions.train.bind({ learningRate: 0.3 }) })
    .withTransitions(
      ["split", "initialise"],
      ["initialise", "train"],
      ["train", "validate"],
      ["validate", "keep", expr("validationLoss < bestLoss")],
      ["validate", "wait"],
      [["keep", "wait"], "evaluate", expr("epochs >= epochLimit")],
      [["keep", "wait"], "train"],
    )
    .withEntrypoint("split")
    .withState({ flowers, seed: 1936, epochLimit: 500 })
    // @ts-expect-error TS2349: nothing has standardised what initialise reads
    .build();

  expect(read("README.md")).toContain(graph.check()[0].message);
});

test("the compiler knows that training without an edge back may end too early, as README.md says", () => {
  const app = application()
    .withActions({ ...actions, train: actions.train.bind({ learningRate: 0.3 }) })
    .withTransitions(
      ["split", "standardise"],
      ["standardise", "initialise"],
      ["initialise", "train"],
      ["train", "validate"],
      ["validate", "keep", expr("validationLoss < bestLoss")],
      ["validate", "wait"],
      [["keep", "wait"], "evaluate", expr("epochs >= epochLimit")],
    )
    .withEntrypoint("split")
    .withState({ flowers, seed: 1936, epochLimit: 500 })
    .build();
  const { action, state } = app.runSync();

  expect(action).toBe("keep");
  // @ts-expect-error TS2322: a run that ends at keep has not evaluated anything
  const accuracy: number = state.accuracy;
  expect(accuracy).toBeUndefined();
});
