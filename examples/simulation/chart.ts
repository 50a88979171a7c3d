import { thin, ticks } from "./axis.js";

interface Panel {
  readonly title: string;
  /** One value a day. */
  readonly values: readonly number[];
}

const width = 800;
const panelHeight = 220;
const margin = { left: 64, right: 16, top: 40, bottom: 16 };
const inner = { width: width - margin.left - margin.right, height: panelHeight - margin.top - margin.bottom };

/** Two tones of each colour: the chart is read on white paper and on a dark screen. */
const style = `
    text { font: 12px system-ui, sans-serif; fill: #1f2328 }
    .paper { fill: #ffffff }
    .title { font-size: 14px; font-weight: 600 }
    .grid { stroke: #d8dee4 }
    .curve { fill: none; stroke-width: 1.5; stroke-linejoin: round }
    .curve-0 { stroke: #0969da }
    .curve-1 { stroke: #9a6700 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .paper { fill: #0d1117 }
      .grid { stroke: #30363d }
      .curve-0 { stroke: #58a6ff }
      .curve-1 { stroke: #d29922 }
    }`;

/**
 * Draws curves over the same days, one below the other.
 *
 * @returns An SVG document.
 */
export const chartOf = (title: string, panels: readonly Panel[]): string => {
  const height = panels.length * panelHeight + margin.bottom;
  const days = Math.max(...panels.map(({ values }) => values.length));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `  <title>${escaped(title)}</title>`,
    `  <style>${style}\n  </style>`,
    `  <rect class="paper" width="100%" height="100%"/>`,
    ...panels.map((panel, index) => drawn(panel, index)),
    `  <text x="${margin.left}" y="${height - 12}">day 1</text>`,
    `  <text x="${width - margin.right}" y="${height - 12}" text-anchor="end">day ${days}</text>`,
    "</svg>",
    "",
  ].join("\n");
};

const drawn = ({ title, values }: Panel, index: number): string => {
  const points = thin(values, inner.width);
  // Not spread into Math.max: a function does not take as many arguments as a list has items.
  const lowest = points.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const highest = points.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const x = (day: number): string => (margin.left + (inner.width * day) / Math.max(values.length - 1, 1)).toFixed(1);
  const y = (value: number): string =>
    (margin.top + inner.height * (1 - (value - lowest) / (highest - lowest || 1))).toFixed(1);

  const grid = ticks(lowest, highest).flatMap((tick) => [
    `    <line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y(tick)}" y2="${y(tick)}"/>`,
    `    <text x="${margin.left - 8}" y="${y(tick)}" dy="4" text-anchor="end">${tick.toLocaleString("en")}</text>`,
  ]);
  return [
    `  <g transform="translate(0 ${index * panelHeight})">`,
    `    <text class="title" x="${margin.left}" y="24">${escaped(title)}</text>`,
    ...grid,
    `    <polyline class="curve curve-${index % 2}" points="${points.map(({ day, value }) => `${x(day)},${y(value)}`).join(" ")}"/>`,
    "  </g>",
  ].join("\n");
};

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
