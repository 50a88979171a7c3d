/** The mean and the standard deviation of each column of a table. */
export const scaleOf = (rows: readonly (readonly number[])[]): Scale => {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
  const means = columns.map(mean);
  const deviations = columns.map((column, index) =>
    Math.sqrt(mean(column.map((number) => (number - (means[index] ?? 0)) ** 2))),
  );
  return { means, deviations };
};

export interface Scale {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** A row in units of standard deviations from the mean. */
export const standardise = (row: readonly number[], { means, deviations }: Scale): number[] =>
  row.map((number, index) => (number - (means[index] ?? 0)) / (deviations[index] || 1));

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0) / numbers.length;
