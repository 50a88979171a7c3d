import * as v from "valibot";

// Lists that are parsed like any other, and that nobody may change: `v.readonly()` would take back what it has given only as
// a list that may be changed.
const Vector: v.GenericSchema<readonly number[]> = v.array(v.number());
const Matrix: v.GenericSchema<readonly (readonly number[])[]> = v.array(Vector);

/** Numbers that describe something, and the number of its class. */
export const Example = v.object({ features: Vector, label: v.number() });
export type Example = v.InferOutput<typeof Example>;

/** Softmax regression: for each class a weight for each feature, and a bias. */
export const Model = v.object({ weights: Matrix, biases: Vector });
export type Model = v.InferOutput<typeof Model>;

/** A model that has seen nothing, and finds every class as likely as any other. */
export const untrained = (classes: number, features: number): Model => ({
  weights: Array.from({ length: classes }, () => Array.from({ length: features }, () => 0)),
  biases: Array.from({ length: classes }, () => 0),
});

/** How likely each class is, in the model's eyes. */
const probabilities = ({ weights, biases }: Model, features: readonly number[]): number[] => {
  const scores = weights.map((row, label) => dot(row, features) + (biases[label] ?? 0));
  // The largest one is subtracted, or the exponential of a high score would be infinite.
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = sum(powers);
  return powers.map((power) => power / total);
};

/** The class that is the most likely. */
export const guess = (model: Model, features: readonly number[]): number => {
  const chances = probabilities(model, features);
  return chances.indexOf(Math.max(...chances));
};

/** Cross entropy, the mean over the examples: 0 for a model that is always sure and right, ln 3 for one that guesses among three. */
export const lossOf = (model: Model, examples: readonly Example[]): number =>
  sum(examples.map(({ features, label }) => -Math.log(probabilities(model, features)[label] ?? 0))) / examples.length;

/** The model after one step of gradient descent on some examples. */
export const descend = (model: Model, examples: readonly Example[], rate: number): Model => {
  // For each example and class, how much more likely the model finds the class than it is.
  const errors = examples.map(({ features, label }) =>
    probabilities(model, features).map((chance, index) => chance - (index === label ? 1 : 0)),
  );
  const slope = (label: number, feature: (example: Example) => number): number =>
    sum(examples.map((example, index) => (errors[index]?.[label] ?? 0) * feature(example))) / examples.length;

  return {
    weights: model.weights.map((row, label) =>
      row.map((weight, index) => weight - rate * slope(label, ({ features }) => features[index] ?? 0)),
    ),
    biases: model.biases.map((bias, label) => bias - rate * slope(label, () => 1)),
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const dot = (one: readonly number[], other: readonly number[]): number =>
  sum(one.map((number, index) => number * (other[index] ?? 0)));
