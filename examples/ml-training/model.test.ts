import { expect, test } from "vitest";
import { descend, guess, lossOf, type Model, untrained } from "./model.js";

const examples = [
  { features: [1, -2], label: 0 },
  { features: [0.5, 3], label: 1 },
  { features: [-1, 0.2], label: 2 },
];
const model: Model = {
  weights: [
    [0.1, -0.3],
    [0.7, 0.2],
    [-0.4, 0.5],
  ],
  biases: [0.3, -0.1, 0.2],
};

const replaced = <TItem>(list: readonly TItem[], index: number, item: TItem): TItem[] =>
  list.map((old, at) => (at === index ? item : old));

test("finds every class as likely as any other at first", () => {
  expect(lossOf(untrained(3, 2), examples)).toBeCloseTo(Math.log(3), 12);
});

test("descends where the loss is measured to fall", () => {
  const tiny = 1e-6;
  const stepped = descend(model, examples, 1);
  const slope = (moved: Model) => (lossOf(moved, examples) - lossOf(model, examples)) / tiny;
  for (const [label, row] of model.weights.entries()) {
    for (const [feature, weight] of row.entries()) {
      const weights = replaced(model.weights, label, replaced(row, feature, weight + tiny));
      expect(stepped.weights[label]?.[feature]).toBeCloseTo(weight - slope({ ...model, weights }), 5);
    }
  }
  for (const [label, bias] of model.biases.entries()) {
    const biases = replaced(model.biases, label, bias + tiny);
    expect(stepped.biases[label]).toBeCloseTo(bias - slope({ ...model, biases }), 5);
  }
});

test("learns examples by heart", () => {
  let learning = untrained(3, 2);
  for (let step = 0; step < 200; step++) learning = descend(learning, examples, 0.5);

  expect(examples.map(({ features }) => guess(learning, features))).toEqual([0, 1, 2]);
});

test("takes scores of any size", () => {
  expect(lossOf({ weights: [[1e4], [-1e4]], biases: [0, 0] }, [{ features: [1], label: 0 }])).toBe(0);
});
