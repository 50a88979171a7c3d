interface Point {
  readonly day: number;
  readonly value: number;
}

/** As many points as can be told apart: of the days that fall on one pixel the lowest and the highest. */
export const thin = (values: readonly number[], pixels: number): Point[] => {
  const points = values.map((value, day) => ({ day, value }));
  const perPixel = Math.ceil(points.length / pixels);
  if (perPixel <= 2) return points;
  return Array.from({ length: Math.ceil(points.length / perPixel) }, (_, pixel) =>
    extremes(points.slice(pixel * perPixel, (pixel + 1) * perPixel)),
  ).flat();
};

const extremes = (points: readonly Point[]): Point[] => {
  const byValue = [...points].sort((one, other) => one.value - other.value);
  const ends = [byValue[0], byValue.at(-1)].filter((point) => point !== undefined);
  return ends.sort((one, other) => one.day - other.day);
};

/** A few round numbers between two others; none, if there is no number between them. */
export const ticks = (lowest: number, highest: number): number[] => {
  if (lowest > highest) return [];
  if (lowest === highest) return [lowest];
  const rough = (highest - lowest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(lowest / step);
  const last = Math.floor(highest / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
};
