import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { measurementsOf, parseFlowers, species } from "./flowers.js";

const csv = readFileSync(new URL("flowers.csv", import.meta.url), "utf8");

test("has 50 flowers of each species, with the means that Fisher gives", () => {
  const flowers = parseFlowers(csv);
  for (const name of species) expect(flowers.filter(({ species }) => species === name)).toHaveLength(50);

  const setosa = flowers.filter(({ species }) => species === "setosa").map(measurementsOf);
  const means = [0, 1, 2, 3].map((column) => setosa.reduce((sum, row) => sum + (row[column] ?? 0), 0) / 50);
  for (const [column, mean] of [5.006, 3.428, 1.462, 0.246].entries()) expect(means[column]).toBeCloseTo(mean, 10);
});

test.each(["5.1,3.5,1.4,0.2,rose", "5.1,,1.4,0.2,setosa", "5.1,x,1.4,0.2,setosa", "5.1,3.5"])("refuses %s", (line) => {
  expect(() => parseFlowers(`header\n${line}`)).toThrow();
});
