import { type Point, rowAt, type Size } from "./geometry.js";
import { type Box, type Layout, type Link, lineDistance, type Track } from "./layout.js";
import { medianOf, spread, type Wish } from "./spread.js";
import { type Rows, type Stop, untangle } from "./untangle.js";

/** Between two boxes of a row. */
const boxDistance = 36;

/** The places settle long before, in graphs of any size that one can look at. */
const rounds = 24;

/**
 * Moves what stands in a row sideways until lines are as straight as they can be: dagre knows no line that matters more than
 * another, and here those that lead on do. What leads back goes beside them.
 */
export function straighten<TBox extends Box, TLink extends Link<TBox>>(
  layout: Layout<TBox, TLink>,
): Layout<TBox, TLink> {
  const sign = isMirrored(layout.tracks) ? -1 : 1;
  const stopOf = new Map(
    layout.boxes.map((box) => {
      const half = box.width / 2;
      const lines = layout.tracks.filter(({ upper, lower }) => upper.id === box.id || lower.id === box.id).length;
      const right = half + (box.beside?.width ?? 0);
      return [box.id, { ...stopAt(box, sign), left: half, right, isBox: true, lines }] as const;
    }),
  );
  const chains = layout.tracks.map((track) => {
    const stops = track.points.map((point) => {
      const half = halfAt(point, track.label);
      return { ...stopAt(point, sign), left: half, right: half, isBox: false, lines: 1 };
    });
    const [upper, lower] = [stopOf.get(track.upper.id), stopOf.get(track.lower.id)];
    const whole = [...(upper ? [upper] : []), ...stops, ...(lower ? [lower] : [])];
    for (const [index, stop] of whole.slice(1).entries()) connect(whole[index] ?? stop, stop, pullOf(track));
    return stops;
  });
  const rows = rowsOf([...stopOf.values(), ...chains.flat()]);
  untangle(rows);
  settle(rows);

  const moved = <TPlace extends Point>(place: TPlace, stop: Stop | undefined): TPlace =>
    stop ? { ...place, x: stop.x } : place;
  return {
    boxes: layout.boxes.map((box) => moved(box, stopOf.get(box.id))),
    tracks: layout.tracks.map((track, index) => ({
      ...track,
      upper: moved(track.upper, stopOf.get(track.upper.id)),
      lower: moved(track.lower, stopOf.get(track.lower.id)),
      points: track.points.map((point, at) => moved(point, chains[index]?.[at])),
      label:
        track.label &&
        moved(
          track.label,
          chains[index]?.find(({ row }) => track.label && row === rowAt(track.label.y)),
        ),
    })),
  };
}

function stopAt({ x, y }: Point, sign: 1 | -1): Pick<Stop, "x" | "row" | "neighbours"> {
  return { x: sign * x, row: rowAt(y), neighbours: [] };
}

/** What a line takes where it crosses a row: most only themselves, and one its label. */
function halfAt({ y }: Point, label: (Point & Size) | null): number {
  return label && rowAt(label.y) === rowAt(y) ? label.width / 2 : 0;
}

/**
 * A line pulls at its boxes, and keeps itself straight by all means. Where it has to bend, it does so at the box that has more
 * lines: it is the other that pulls at it. What is above counts a little more, or all of a chain would go halfway to each
 * other for ever.
 */
function connect(above: Stop, below: Stop, pull: number): void {
  const weightOf = (at: Stop, to: Stop): number => (at.isBox ? pull : to.isBox ? pull / to.lines : 8);
  above.neighbours.push({ stop: below, weight: weightOf(above, below) });
  below.neighbours.push({ stop: above, weight: weightOf(below, above) * 1.02 });
}

/** How much a line pulls at its boxes. */
function pullOf({ isBack, link }: Track<Box, Link<Box>>): number {
  return isBack ? 0.25 : link.weight;
}

/** Whether what is declared first stands to the right more often than to the left: mirrored, it reads as it is written. */
function isMirrored<TBox extends Box>(tracks: readonly Track<TBox, Link<TBox>>[]): boolean {
  const last = new Map<string, number>();
  let order = 0;
  for (const { upper, lower, isBack } of tracks) {
    if (isBack) continue;
    const before = last.get(upper.id);
    if (before !== undefined) order += Math.sign(lower.x - before);
    last.set(upper.id, lower.x);
  }
  return order < 0;
}

function rowsOf(stops: readonly Stop[]): Rows {
  const byHeight = new Map<number, Stop[]>();
  for (const stop of stops) byHeight.set(stop.row, [...(byHeight.get(stop.row) ?? []), stop]);
  return [...byHeight]
    .sort(([one], [other]) => one - other)
    .map(([, row]) => row.sort((one, other) => one.x - other.x));
}

function settle(rows: Rows): void {
  const turned = [...rows].reverse();
  for (let round = 0; round < rounds; round++) {
    for (const row of round % 2 === 0 ? rows : turned) settleRow(row);
  }
}

function settleRow(row: readonly Stop[]): void {
  const offsets = [0];
  for (const [index, stop] of row.slice(1).entries()) {
    const before = row[index] ?? stop;
    const distance = before.isBox && stop.isBox ? boxDistance : lineDistance;
    offsets.push((offsets[index] ?? 0) + before.right + distance + stop.left);
  }
  const places = spread(row.map(wishOf), offsets);
  for (const [index, stop] of row.entries()) stop.x = places[index] ?? stop.x;
}

/** Near to all neighbours; what has none stays where it is. */
function wishOf({ x, neighbours }: Stop): Wish {
  if (neighbours.length === 0) return { at: x, weight: 0.1 };
  const wishes = neighbours.map(({ stop, weight }) => ({ at: stop.x, weight }));
  return { at: medianOf(wishes), weight: wishes.reduce((sum, { weight }) => sum + weight, 0) };
}
