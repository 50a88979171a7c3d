import { type Direction, type Path, type Place, type Point, turnedPlace, turnedPoint } from "./geometry.js";
import { drawAction, drawLabel } from "./labels.js";
import type { PictureOptions } from "./options.js";
import type { Picture } from "./picture.js";
import { arrowLength, hidden } from "./routes.js";
import { styleSheet, themeClass } from "./themes.js";
import { arcInWords } from "./words.js";
import { element, escaped, rounded } from "./xml.js";

const margin = 20;

/** The dot over the entrypoint, and how far above it is. */
const dot = { radius: 5, distance: 34 };

/** Half of what an arrowhead is wide. */
const arrowSpread = 4.5;

/** Draws a picture as a document that stands alone. */
export function toSvg(picture: Picture, title: string, description: string, options: PictureOptions): string {
  const { direction, theme, standings } = options;
  const { x, y, width, height } = turnedPlace(direction, frameOf(picture));
  const corner = { x: x - width / 2, y: y - height / 2 };
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: [corner.x, corner.y, width, height].map(rounded).join(" "),
    width,
    height,
    role: "img",
    class: themeClass(theme),
    // Names may begin with spaces, or have several
    "xml:space": "preserve",
  };
  const parts = [
    element("title", {}, escaped(title)),
    element("desc", {}, escaped(description)),
    element("style", {}, styleSheet(theme)),
    element("rect", { class: "ground", ...corner, width, height, rx: 12 }),
    ...picture.actions.filter(({ block }) => block.isEntry).map((entry) => drawStart(startOf(entry), direction)),
    ...picture.arcs.map(({ block, path, tip, heading, label }) =>
      element(
        "g",
        { class: `arc ${block.kind}`, "data-from": block.from, "data-to": block.to },
        element("title", {}, escaped(arcInWords(block))),
        element("path", { class: "line", d: drawPath(path, direction) }),
        element("path", { class: "head", d: drawHead(tip, heading, direction) }),
        label ? drawLabel(block, turnedPlace(direction, label)) : "",
      ),
    ),
    ...picture.actions.map((action) =>
      drawAction(action.block, turnedPlace(direction, action), action.corner, standings.get(action.block.action)),
    ),
  ];
  return `${element("svg", attributes, "\n", ...parts.map((part) => `${part}\n`))}\n`;
}

/** Where the line from the dot to the entrypoint begins, and its tip. */
function startOf({ x, y, height }: Place): { from: Point; tip: Point } {
  const tip = { x, y: y - height / 2 };
  return { from: { x, y: tip.y - dot.distance + dot.radius }, tip };
}

/** What all of it takes, and a margin. */
function frameOf({ actions, arcs }: Picture): Place {
  const places: readonly Place[] = [...actions, ...arcs.flatMap(({ label }) => label ?? [])];
  const points: readonly Point[] = [
    ...places.map(({ x, y, width, height }) => ({ x: x - width / 2, y: y - height / 2 })),
    ...places.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })),
    ...arcs.flatMap(({ path }) => path.parts.flatMap(({ handles, end }) => [...(handles ?? []), end])),
    ...actions.filter(({ block }) => block.isEntry).map((entry) => startOf(entry).from),
  ];
  const left = Math.floor(least(points.map(({ x }) => x)) - margin);
  const right = Math.ceil(-least(points.map(({ x }) => -x)) + margin);
  const top = Math.floor(least(points.map(({ y }) => y)) - margin);
  const bottom = Math.ceil(-least(points.map(({ y }) => -y)) + margin);
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** `Math.min(...values)` is a call with as many arguments, which engines limit. */
function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), Infinity);
}

function drawStart({ from, tip }: { from: Point; tip: Point }, direction: Direction): string {
  const path = { start: from, parts: [{ handles: null, end: { x: tip.x, y: tip.y - hidden } }] };
  const { x: cx, y: cy } = turnedPoint(direction, from);
  return element(
    "g",
    { class: "start" },
    element("path", { class: "line", d: drawPath(path, direction) }),
    element("path", { class: "head", d: drawHead(tip, "down", direction) }),
    element("circle", { class: "dot", cx, cy, r: dot.radius }),
  );
}

function drawPath({ start, parts }: Path, direction: Direction): string {
  const at = (point: Point): string => told(turnedPoint(direction, point));
  const steps = parts.map(({ handles, end }) =>
    handles === null ? `L${at(end)}` : `C${at(handles[0])} ${at(handles[1])} ${at(end)}`,
  );
  return [`M${at(start)}`, ...steps].join(" ");
}

function drawHead(tip: Point, heading: "down" | "up" | "left", direction: Direction): string {
  const along = heading === "up" ? arrowLength : -arrowLength;
  const base: readonly Point[] =
    heading === "left"
      ? [
          { x: tip.x + arrowLength, y: tip.y - arrowSpread },
          { x: tip.x + arrowLength, y: tip.y + arrowSpread },
        ]
      : [
          { x: tip.x - arrowSpread, y: tip.y + along },
          { x: tip.x + arrowSpread, y: tip.y + along },
        ];
  return `M${[tip, ...base].map((point) => told(turnedPoint(direction, point))).join(" L")} Z`;
}

function told({ x, y }: Point): string {
  return `${rounded(x)},${rounded(y)}`;
}
