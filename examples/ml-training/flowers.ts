import * as v from "valibot";

export const species = ["setosa", "versicolor", "virginica"] as const;

/** One flower as it was measured, in centimetres. */
export const Flower = v.object({
  sepalLength: v.number(),
  sepalWidth: v.number(),
  petalLength: v.number(),
  petalWidth: v.number(),
  species: v.picklist(species),
});
export type Flower = v.InferOutput<typeof Flower>;

/** What is measured of a flower, in the order in which the model sees it. */
export const measurementsOf = (flower: Flower): number[] => [
  flower.sepalLength,
  flower.sepalWidth,
  flower.petalLength,
  flower.petalWidth,
];

const length = v.pipe(v.string(), v.nonEmpty(), v.toNumber());
const Row = v.pipe(
  v.tuple([length, length, length, length, v.picklist(species)]),
  v.transform(([sepalLength, sepalWidth, petalLength, petalWidth, species]) => ({
    sepalLength,
    sepalWidth,
    petalLength,
    petalWidth,
    species,
  })),
);

/**
 * Reads the flowers from the text of `flowers.csv`, whose first line names the columns.
 *
 * @throws {v.ValiError} If a line is no flower.
 */
export const parseFlowers = (csv: string): Flower[] => {
  const [, ...lines] = csv.trim().split(/\r?\n/);
  return lines.map((line) => v.parse(Row, line.split(",")));
};
