import * as v from "valibot";

/** What the market and the trader had at the end of a day. */
export const Day = v.object({ price: v.number(), equity: v.number() });
export type Day = v.InferOutput<typeof Day>;

export const Summary = v.object({
  /** What the trader has gained since the first day, as a share of what he had then; so for the price. */
  gain: v.number(),
  priceGain: v.number(),
  /** The deepest fall of the equity from a peak, as a share of the peak. */
  deepestFall: v.number(),
});
export type Summary = v.InferOutput<typeof Summary>;

/** What can be said of a run of days. */
export const summaryOf = (days: readonly Day[]): Summary => {
  let [peak, deepestFall] = [0, 0];
  for (const { equity } of days) {
    peak = Math.max(peak, equity);
    deepestFall = Math.max(deepestFall, 1 - equity / peak);
  }
  return {
    gain: gainOf(days.map(({ equity }) => equity)),
    priceGain: gainOf(days.map(({ price }) => price)),
    deepestFall,
  };
};

const gainOf = (values: readonly number[]): number => (values.at(-1) ?? 0) / (values[0] ?? 1) - 1;
