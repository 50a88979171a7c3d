import type { Edge } from "./edges.js";

type Walk = readonly Edge[];
type WaysOut = ReadonlyMap<string, readonly Edge[]>;

/**
 * Walks from the entrypoint that together take every edge that can be reached. Each goes to the nearest edge that none has
 * taken, and on to the next, until it would come to an action for the second time. So each takes at least one edge that no
 * other has taken, and there are no more walks than edges.
 */
export function cover(entrypoint: string, edges: readonly Edge[]): readonly Walk[] {
  const waysOut = waysOutOf(edges);
  const untaken = new Set(edges);
  const walks: Walk[] = [];
  for (;;) {
    const walk = walkFrom(entrypoint, waysOut, untaken);
    if (walk.length === 0) return walks;
    walks.push(walk);
  }
}

/** By action, the edges out of it; what happens when nothing fails comes first. */
function waysOutOf(edges: readonly Edge[]): WaysOut {
  const waysOut = new Map<string, Edge[]>();
  for (const isError of [false, true]) {
    for (const edge of edges) {
      if (edge.isError === isError) waysOut.set(edge.from, [...(waysOut.get(edge.from) ?? []), edge]);
    }
  }
  return waysOut;
}

/** One walk; what it takes is taken out of `untaken`. Empty if nothing is left that can be reached. */
function walkFrom(entrypoint: string, waysOut: WaysOut, untaken: Set<Edge>): Walk {
  const walk: Edge[] = [];
  const met = new Set<string>();
  for (let at = entrypoint; ; at = walk.at(-1)?.to ?? at) {
    const stretch = nearestUntaken(at, waysOut, untaken, met);
    for (const edge of stretch) {
      met.add(edge.from);
      walk.push(edge);
      untaken.delete(edge);
    }
    const last = stretch.at(-1);
    if (last === undefined || met.has(last.to)) return walk;
  }
}

/** The shortest way to an edge that has not been taken, and it; through actions that have not been met. */
function nearestUntaken(start: string, waysOut: WaysOut, untaken: ReadonlySet<Edge>, met: ReadonlySet<string>): Walk {
  const ways = new Map<string, Walk>([[start, []]]);
  for (const [action, way] of ways) {
    const out = waysOut.get(action) ?? [];
    const found = out.find((edge) => untaken.has(edge));
    if (found) return [...way, found];
    // A map is walked through to what is added on the way
    for (const edge of out) if (!met.has(edge.to) && !ways.has(edge.to)) ways.set(edge.to, [...way, edge]);
  }
  return [];
}
