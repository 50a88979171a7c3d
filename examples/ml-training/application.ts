import { application, condition, expr } from "typeburr";
import * as v from "valibot";
import { actions } from "./actions.js";
import type { Flower } from "./flowers.js";

interface Options {
  readonly flowers: Flower[];
  /** What the split and the order of the flowers depend on: the same seed trains the same model. */
  readonly seed: number;
  readonly epochLimit: number;
  readonly learningRate?: number;
}

const hasStalled = condition({
  reads: { epochsWithoutImprovement: v.number() },
  test: ({ epochsWithoutImprovement }) => epochsWithoutImprovement >= 5,
  name: "has not improved for 5 epochs",
});

/** Trains a model that tells species of iris apart, until it has stalled or reached the limit, and judges the best one. */
export const createTraining = ({ flowers, seed, epochLimit, learningRate = 0.3 }: Options) =>
  application()
    .withActions({ ...actions, train: actions.train.bind({ learningRate }) })
    .withTransitions(
      ["split", "standardise"],
      ["standardise", "initialise"],
      ["initialise", "train"],
      ["train", "validate"],
      ["validate", "keep", expr("validationLoss < bestLoss")],
      ["validate", "wait"],
      [["keep", "wait"], "evaluate", expr("epochs >= epochLimit")],
      ["wait", "evaluate", hasStalled],
      [["keep", "wait"], "train"],
    )
    .withEntrypoint("split")
    .withState({ flowers, seed, epochLimit })
    .build();
