import { type Part, type Path, type Place, type Point, rowAt } from "./geometry.js";
import { type Box, type Layout, portDistance, portInset, type Track } from "./layout.js";
import { spread } from "./spread.js";

/** The line of a link, from its source to the arrowhead at its target. */
export interface Route<TLink> {
  readonly link: TLink;
  readonly path: Path;
  /** Where the arrowhead's point is: on the rim of the target. */
  readonly tip: Point;
  readonly heading: "down" | "up";
  readonly label: Place | null;
}

export const arrowLength = 9;

/** The line ends under its arrowhead, so that its end is not seen beside the point. */
export const hidden: number = arrowLength - 2;

type AnyTrack = Track<Box, unknown>;

/** The rows of a layout: half of what the highest in it takes, by the height of its middle. */
type Rows = ReadonlyMap<number, number>;

/**
 * Draws the links: straight through the rows, where the layout has left a lane for them, and curved in the gaps between
 * rows, where nothing stands. So no line touches a box or a label that is not its own.
 */
export function routesOf<TBox extends Box, TLink>(layout: Layout<TBox, TLink>): readonly Route<TLink>[] {
  const rows = rowsOf(layout);
  const starts = portsOf(layout, "upper");
  const ends = portsOf(layout, "lower");
  const ways = layout.tracks.map((track) => {
    const { upper, lower, points, isBack } = track;
    const first = starts.get(track) ?? upper.x;
    const last = ends.get(track) ?? lower.x;
    const top = { x: first, y: upper.y + upper.height / 2 - dent(upper, upper.corner, first - upper.x) };
    const bottom = { x: last, y: lower.y - lower.height / 2 + dent(lower, lower.corner, last - lower.x) };
    const stations = [{ x: first, y: upper.y }, ...points, { x: last, y: lower.y }];
    return { track, top, bottom, bends: bendsThrough(stations, rows, isBack) };
  });
  const middles = middlesOf(ways.flatMap(({ bends }) => bends));
  return ways.map(({ track: { link, isBack, label }, top, bottom, bends }) => {
    const path = pathAlong(top, bottom, bends, middles, isBack);
    return isBack
      ? { link, path: reversed(path), tip: top, heading: "up", label }
      : { link, path, tip: bottom, heading: "down", label };
  });
}

function rowsOf({ boxes, tracks }: Layout<Box, unknown>): Rows {
  const rows = new Map<number, number>();
  const grow = (y: number, height: number) => rows.set(rowAt(y), Math.max(rows.get(rowAt(y)) ?? 0, height / 2));
  for (const { y, height, beside } of boxes) grow(y, Math.max(height, beside?.height ?? 0));
  for (const { label } of tracks) if (label) grow(label.y, label.height);
  return rows;
}

/** Where the lines meet their upper, or their lower boxes. */
function portsOf({ boxes, tracks }: Layout<Box, unknown>, side: "upper" | "lower"): ReadonlyMap<AnyTrack, number> {
  const found = new Map<AnyTrack, number>();
  for (const box of boxes) {
    const { id, x, width } = box;
    const reach = width / 2 - portInset(box);
    const wishes = tracks
      .filter((track) => track[side].id === id)
      .map((track) => ({ track, toward: neighbourOf(track, side).x - x }))
      .sort((one, other) => one.toward - other.toward)
      .map(({ track, toward }) => ({ track, ...wishFor(toward, reach) }));
    const offsets = wishes.map((_, order) => order * portDistance);
    const last = reach - (wishes.length - 1) * portDistance;
    for (const [order, place] of spread(wishes, offsets).entries()) {
      const offset = offsets[order] ?? 0;
      const track = wishes[order]?.track;
      if (track) found.set(track, x + Math.min(Math.max(place - offset, -reach), last) + offset);
    }
  }
  return found;
}

/** A line that can be straight should be; the others leave near the middle. */
function wishFor(toward: number, reach: number): { at: number; weight: number } {
  if (Math.abs(toward) <= reach) return { at: toward, weight: 8 };
  return { at: Math.sign(toward) * Math.min(reach, 28), weight: 1 };
}

/** Where a line goes from its upper box, or comes from to its lower one. */
function neighbourOf({ points, upper, lower }: AnyTrack, side: "upper" | "lower"): Point {
  return side === "upper" ? (points[0] ?? lower) : (points.at(-1) ?? upper);
}

/** How far the rim of a box is within its side, at a distance from the middle: more than nothing at a round corner. */
export function dent({ width, height }: Place, corner: number, offset: number): number {
  const radius = Math.min(corner, height / 2, width / 2);
  const beyond = Math.max(0, Math.abs(offset) - (width / 2 - radius));
  return radius - Math.sqrt(Math.max(0, radius ** 2 - beyond ** 2));
}

/** Where a line moves sideways, in the gap between two rows. */
interface Bend {
  /** The row above the gap. */
  readonly row: number;
  readonly from: Point;
  readonly to: Point;
}

function bendsThrough(stations: readonly Point[], rows: Rows, isBack: boolean): readonly Bend[] {
  return stations.slice(1).flatMap((to, index) => {
    const from = stations[index] ?? to;
    if (Math.abs(from.x - to.x) < 0.5) return [];
    // A line comes in straight under its arrowhead
    const above = isBack && index === 0 ? arrowLength : 0;
    const below = !isBack && index === stations.length - 2 ? arrowLength : 0;
    const rowOf = ({ y }: Point): number => rows.get(rowAt(y)) ?? 0;
    return [
      {
        row: rowAt(from.y),
        from: { x: from.x, y: from.y + rowOf(from) + above },
        to: { x: to.x, y: to.y - rowOf(to) - below },
      },
    ];
  });
}

/**
 * At which part of its height a bend is steepest sideways. Those that go the same way in the same gap take turns, in the order
 * in which they do not cross.
 */
function middlesOf(bends: readonly Bend[]): ReadonlyMap<Bend, number> {
  const lanes = new Map<string, Bend[]>();
  for (const bend of bends) {
    const lane = `${Math.sign(bend.to.x - bend.from.x)} ${bend.row}`;
    lanes.set(lane, [...(lanes.get(lane) ?? []), bend]);
  }
  const middles = new Map<Bend, number>();
  for (const lane of lanes.values()) {
    const step = Math.min(0.2, 0.5 / Math.max(1, lane.length - 1));
    lane.sort((one, other) => (other.from.x - one.from.x) * Math.sign(one.to.x - one.from.x));
    for (const [index, bend] of lane.entries()) middles.set(bend, 0.5 + (index - (lane.length - 1) / 2) * step);
  }
  return middles;
}

function pathAlong(
  top: Point,
  bottom: Point,
  bends: readonly Bend[],
  middles: ReadonlyMap<Bend, number>,
  isBack: boolean,
): Path {
  const start = { x: top.x, y: top.y + (isBack ? hidden : 0) };
  const parts: Part[] = [];
  let at: Point = start;
  const lineTo = (end: Point): void => {
    if (end.y > at.y) parts.push({ handles: null, end });
  };
  for (const bend of bends) {
    const { from, to } = bend;
    lineTo(from);
    const y = from.y + (to.y - from.y) * (middles.get(bend) ?? 0.5);
    const handles = [
      { x: from.x, y },
      { x: to.x, y },
    ] as const;
    parts.push({ handles, end: to });
    at = to;
  }
  lineTo({ x: bottom.x, y: bottom.y - (isBack ? 0 : hidden) });
  return { start, parts };
}

function reversed({ start, parts }: Path): Path {
  const ends = [start, ...parts.map(({ end }) => end)];
  const turned = parts.map(({ handles }, index): Part => {
    return { handles: handles && [handles[1], handles[0]], end: ends[index] ?? start };
  });
  return { start: ends.at(-1) ?? start, parts: turned.reverse() };
}
