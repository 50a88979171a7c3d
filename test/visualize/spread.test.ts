import fc from "fast-check";
import { expect, test } from "vitest";
import { medianOf, spread } from "../../src/visualize/spread.js";
import { holds } from "../support/property.js";

const wishes = fc.array(fc.record({ at: fc.integer({ min: -50, max: 50 }), weight: fc.integer({ min: 1, max: 4 }) }), {
  minLength: 1,
  maxLength: 7,
});
const rising = (distances: readonly number[]): number[] => {
  let sum = 0;
  return distances.map((distance) => (sum += distance));
};

test("wishes that leave the distances come true", () => {
  const far = [
    { at: -20, weight: 1 },
    { at: 0, weight: 1 },
    { at: 30, weight: 1 },
  ];
  expect(spread(far, [0, 10, 20])).toEqual([-20, 0, 30]);
  expect(spread([], [])).toEqual([]);
});

test("places keep their order and their distances", () => {
  holds(
    fc.property(wishes, fc.array(fc.nat(20), { minLength: 7, maxLength: 7 }), (wanted, distances) => {
      const offsets = rising(distances.slice(0, wanted.length));
      const places = spread(wanted, offsets);
      for (const [index, place] of places.slice(1).entries()) {
        const least = (offsets[index + 1] ?? 0) - (offsets[index] ?? 0);
        expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(least - 1e-9);
      }
    }),
  );
});

test("no other places are nearer to the wishes, by their weights", () => {
  const cost = (wanted: readonly { at: number; weight: number }[], places: readonly number[]): number =>
    wanted.reduce((sum, { at, weight }, index) => sum + weight * Math.abs(at - (places[index] ?? 0)), 0);
  holds(
    fc.property(
      wishes,
      fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 7, maxLength: 7 }),
      (wanted, others) => {
        const offsets = wanted.map((_, index) => index * 10);
        const sorted = others.slice(0, wanted.length).sort((one, other) => one - other);
        const allowed = sorted.map((place, index) => place + (offsets[index] ?? 0));
        expect(cost(wanted, spread(wanted, offsets))).toBeLessThanOrEqual(cost(wanted, allowed) + 1e-9);
      },
    ),
  );
});

test("the median goes by weights, and halfway where it can be several", () => {
  expect(
    medianOf([
      { at: 1, weight: 1 },
      { at: 9, weight: 1 },
    ]),
  ).toBe(5);
  expect(
    medianOf([
      { at: 1, weight: 3 },
      { at: 9, weight: 1 },
      { at: 10, weight: 1 },
    ]),
  ).toBe(1);
});
