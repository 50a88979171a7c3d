import { expect, test } from "vitest";
import { createSimulation } from "./application.js";
import { thin, ticks } from "./axis.js";
import { chartOf } from "./chart.js";

/** The names of the elements in the order in which they end; fails at one that is not well formed. */
const elementsOf = (xml: string): string[] => {
  const open: string[] = [];
  const ended: string[] = [];
  const rest = xml.replace(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g, (_, end, name, _attributes, empty) => {
    if (end === "/") expect(name).toBe(open.pop());
    else if (empty === "") open.push(name);
    if (end === "/" || empty === "/") ended.push(name);
    return "";
  });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/);
  return ended;
};

const pointsOf = (svg: string) =>
  [...svg.matchAll(/ points="([^"]*)"/g)].map(([, points = ""]) =>
    points.split(" ").map((point) => point.split(",").map(Number)),
  );

test("draws the curves of a simulation", () => {
  const { state } = createSimulation({ seed: 7 }).runSync();
  const svg = chartOf("Trading", [
    { title: "Equity", values: state.days.map(({ equity }) => equity) },
    { title: "Price", values: state.days.map(({ price }) => price) },
  ]);

  const elements = elementsOf(svg);
  expect(elements.at(-1)).toBe("svg");
  expect(elements.filter((name) => name === "polyline")).toHaveLength(2);
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).toContain(">day 5000</text>");
  for (const points of pointsOf(svg)) {
    expect(points.length).toBeGreaterThan(500);
    for (const [x = Number.NaN, y = Number.NaN] of points) {
      expect(x >= 0 && x <= 800 && y >= 0 && y <= 220, `${x},${y}`).toBe(true);
    }
  }
  expect(svg.length).toBeLessThan(50_000);
});

test("draws titles as they are, single days, none, and a flat line", () => {
  const title = `Profit & "loss" <2024>`;
  for (const values of [[], [1], [1, 1, 1], [-0.001, 0.002]]) {
    const svg = chartOf(title, [{ title, values }]);

    elementsOf(svg);
    expect(svg).toContain("<title>Profit &amp; &quot;loss&quot; &lt;2024&gt;</title>");
    expect(svg).not.toMatch(/NaN|Infinity/);
  }
});

test("leaves out points that cannot be told apart, but no peak", () => {
  const values = Array.from({ length: 10_000 }, (_, day) =>
    day === 7_777 ? 1_000 : day === 2_222 ? -1_000 : day % 10,
  );
  const points = thin(values, 500);

  expect(points.length).toBeLessThanOrEqual(1_000);
  expect(points).toContainEqual({ day: 7_777, value: 1_000 });
  expect(points).toContainEqual({ day: 2_222, value: -1_000 });
  expect(points.map(({ day }) => day)).toEqual(points.map(({ day }) => day).sort((one, other) => one - other));
});

test.each([
  [0, 100, [0, 25, 50, 75, 100]],
  [7_123, 19_876, [10_000, 15_000]],
  [-0.5, 1.4, [-0.5, 0, 0.5, 1]],
  [5, 5, [5]],
])("marks round numbers from %s to %s", (lowest, highest, marks) => {
  expect(ticks(lowest, highest)).toEqual(marks);
});
