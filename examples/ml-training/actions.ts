import { action, fields } from "typeburr";
import * as v from "valibot";
import { Flower, measurementsOf, species } from "./flowers.js";
import { descend, Example, guess, lossOf, Model, untrained } from "./model.js";
import { type Scale, scaleOf, standardise as standardised } from "./scale.js";
import { shuffle } from "./shuffle.js";

const f = fields({
  flowers: v.array(Flower),
  /** What the order of the flowers depends on. */
  seed: v.number(),
  /** The flowers in three parts, as they were measured. */
  parts: v.object({ training: v.array(Flower), validation: v.array(Flower), test: v.array(Flower) }),
  /** What the model learns from. */
  training: v.array(Example),
  /** What tells when it has learnt enough. */
  validation: v.array(Example),
  /** What it is judged by in the end, and never sees before. */
  test: v.array(Example),
  model: Model,
  epochs: v.number(),
  validationLoss: v.number(),
  /** The model with the lowest loss so far. */
  best: Model,
  bestLoss: v.number(),
  epochsWithoutImprovement: v.number(),
  /** What share of the test flowers the best model recognises. */
  accuracy: v.number(),
  /** How often each species (row) was taken for each (column). */
  confusion: v.array(v.array(v.number())),
});

const split = action({
  reads: f.pick("flowers", "seed"),
  writes: f.pick("parts"),
  run: (state) => {
    const flowers = shuffle(state.flowers, state.seed);
    const [first, second] = [Math.round(flowers.length * 0.6), Math.round(flowers.length * 0.8)];
    return state.update({
      parts: {
        training: flowers.slice(0, first),
        validation: flowers.slice(first, second),
        test: flowers.slice(second),
      },
    });
  },
});

const standardise = action({
  reads: f.pick("parts"),
  writes: f.pick("training", "validation", "test"),
  run: (state) => {
    const { training, validation, test } = state.parts;
    // Of the training part alone: the other two must not tell the model anything, not even their mean.
    const scale = scaleOf(training.map(measurementsOf));
    return state.update({
      training: examplesOf(training, scale),
      validation: examplesOf(validation, scale),
      test: examplesOf(test, scale),
    });
  },
});

const examplesOf = (flowers: readonly Flower[], scale: Scale): Example[] =>
  flowers.map((flower) => ({
    features: standardised(measurementsOf(flower), scale),
    label: species.indexOf(flower.species),
  }));

const initialise = action({
  reads: f.pick("validation"),
  writes: f.pick("model", "epochs", "best", "bestLoss", "epochsWithoutImprovement"),
  run: (state) => {
    const model = untrained(species.length, 4);
    const bestLoss = lossOf(model, state.validation);
    return state.update({ model, epochs: 0, best: model, bestLoss, epochsWithoutImprovement: 0 });
  },
});

/** One epoch: every training flower once, in an order of its own, ten at a time. */
const train = action({
  reads: f.pick("training", "model", "epochs", "seed"),
  writes: f.pick("model", "epochs"),
  inputs: { learningRate: v.pipe(v.number(), v.gtValue(0)) },
  run: (state, { learningRate }) => {
    const examples = shuffle(state.training, state.seed + state.epochs);
    const batches = Array.from({ length: Math.ceil(examples.length / 10) }, (_, index) =>
      examples.slice(10 * index, 10 * (index + 1)),
    );
    const model = batches.reduce<Model>((learning, batch) => descend(learning, batch, learningRate), state.model);
    return state.update({ model }).increment({ epochs: 1 });
  },
});

const validate = action({
  reads: f.pick("validation", "model"),
  writes: f.pick("validationLoss"),
  run: (state) => state.update({ validationLoss: lossOf(state.model, state.validation) }),
});

const keep = action({
  reads: f.pick("model", "validationLoss"),
  writes: f.pick("best", "bestLoss", "epochsWithoutImprovement"),
  run: (state) => state.update({ best: state.model, bestLoss: state.validationLoss, epochsWithoutImprovement: 0 }),
});

const wait = action({
  reads: {},
  writes: f.pick("epochsWithoutImprovement"),
  run: (state) => state.increment({ epochsWithoutImprovement: 1 }),
});

const evaluate = action({
  reads: f.pick("test", "best"),
  writes: f.pick("accuracy", "confusion"),
  run: (state) => {
    const guesses = state.test.map(({ features, label }) => ({ label, guessed: guess(state.best, features) }));
    const count = (actual: number, taken: number) =>
      guesses.filter(({ label, guessed }) => label === actual && guessed === taken).length;
    return state.update({
      accuracy: guesses.filter(({ label, guessed }) => label === guessed).length / guesses.length,
      confusion: species.map((_, actual) => species.map((_, taken) => count(actual, taken))),
    });
  },
});

export const actions = { split, standardise, initialise, train, validate, keep, wait, evaluate };
