import { Graph, layout as place } from "@dagrejs/dagre";
import type { Place, Point, Size } from "./geometry.js";

export interface Box extends Size {
  /** Like a variable's name: dagre keeps boxes in objects, which sort what looks like a number and inherit `constructor`. */
  readonly id: string;
  readonly corner: number;
  /** What stands to the right of it; null for nothing. */
  readonly beside: Size | null;
}

/** From one box to another. */
export interface Link<TBox extends Box> {
  readonly from: TBox;
  readonly to: TBox;
  readonly label: Size | null;
  /** How much it matters that it is short and straight. */
  readonly weight: number;
}

/** The way of a link, from its upper box to its lower one. */
export interface Track<TBox extends Box, TLink> {
  readonly link: TLink;
  readonly upper: TBox & Place;
  readonly lower: TBox & Place;
  /** Whether the link itself leads up: it closes a loop. */
  readonly isBack: boolean;
  /** Where it crosses the rows between its boxes. */
  readonly points: readonly Point[];
  readonly label: Place | null;
}

export interface Layout<TBox extends Box, TLink> {
  readonly boxes: readonly (TBox & Place)[];
  readonly tracks: readonly Track<TBox, TLink>[];
}

/** Between two rows, with labels or without. */
const rowDistance = 64;

/** Between a line and what stands beside it in a row. */
export const lineDistance = 24;

/** Between two lines on the side of a box. */
export const portDistance = 14;

/** How far the first of them is from the end of the side. */
export function portInset({ corner }: Box): number {
  return Math.max(12, corner * 0.8);
}

/**
 * Finds the places, top down. The entrypoint stands alone in the first row; a box is widened where its lines need the room.
 */
export function layOut<TBox extends Box, TLink extends Link<TBox>>(
  boxes: readonly TBox[],
  entry: TBox,
  links: readonly TLink[],
): Layout<TBox, TLink> {
  const back = findBackLinks(boxes, entry, links);
  const ways = links.map((link, index) => {
    const isBack = back.has(link);
    return { link, isBack, upper: isBack ? link.to : link.from, lower: isBack ? link.from : link.to, name: `${index}` };
  });
  const widthOf = (box: TBox): number => {
    const above = ways.filter(({ lower }) => lower === box).length;
    const below = ways.filter(({ upper }) => upper === box).length;
    return Math.max(box.width, (Math.max(above, below) - 1) * portDistance + 2 * portInset(box));
  };

  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", ranksep: rowDistance });
  for (const box of boxes) {
    graph.setNode(box.id, { width: widthOf(box), height: Math.max(box.height, box.beside?.height ?? 0) });
  }
  for (const { link, isBack, upper, lower, name } of ways) {
    const weight = isBack ? 1 : link.weight;
    graph.setEdge(upper.id, lower.id, { ...(link.label ?? none), weight, labelpos: "c" }, name);
  }
  const hanging = new Set([entry, ...ways.map(({ lower }) => lower)]);
  for (const box of boxes) {
    if (!hanging.has(box)) graph.setEdge(entry.id, box.id, { ...none, weight: 0 });
  }
  place(graph);

  const placed = (box: TBox): TBox & Place => {
    const { x, y } = graph.node(box.id);
    return { ...box, x, y, width: widthOf(box) };
  };
  return {
    boxes: boxes.map(placed),
    tracks: ways.map(({ link, isBack, upper, lower, name }) => {
      const { x, y, points } = graph.edge(upper.id, lower.id, name);
      const label = link.label && { x, y, ...link.label };
      // The first and the last are where dagre would have the line meet the boxes
      return { link, isBack, upper: placed(upper), lower: placed(lower), points: points.slice(1, -1), label };
    }),
  };
}

const none: Size = { width: 0, height: 0 };

/**
 * The links that lead to where a walk from the entrypoint is coming from, in the order of declaration, and all to the
 * entrypoint itself. Turned round, they let every link lead down, and the picture reads as the graph is told.
 */
function findBackLinks<TBox extends Box, TLink extends Link<TBox>>(
  boxes: readonly TBox[],
  entry: TBox,
  links: readonly TLink[],
): ReadonlySet<TLink> {
  const outOf = new Map<TBox, TLink[]>();
  for (const link of links) outOf.set(link.from, [...(outOf.get(link.from) ?? []), link]);
  const back = new Set<TLink>();
  const seen = new Set<TBox>();
  const open = new Set<TBox>();
  const walk = (box: TBox): void => {
    seen.add(box);
    open.add(box);
    for (const link of outOf.get(box) ?? []) {
      if (open.has(link.to)) back.add(link);
      else if (!seen.has(link.to)) walk(link.to);
    }
    if (box !== entry) open.delete(box);
  };
  for (const box of [entry, ...boxes]) if (!seen.has(box)) walk(box);
  return back;
}
