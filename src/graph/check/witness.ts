import type { Arc, GraphData } from "../graph.js";

/**
 * A shortest path from the entrypoint to one of the goals that passes no writer, or null. The twin of `flow/witness.ts`:
 * forward by whole frontiers, then back from the goal; among equals the transition declared first decides.
 */
export function witness(
  graph: GraphData,
  writers: ReadonlySet<string>,
  goals: ReadonlySet<string>,
): readonly string[] | null {
  const { arcs, entrypoint } = graph;
  const outOf = arcsBySource(graph);
  const levels: ReadonlySet<string>[] = [];
  const seen = new Set([entrypoint]);
  let frontier: ReadonlySet<string> = new Set([entrypoint]);
  while (frontier.size > 0) {
    if ([...frontier].some((name) => goals.has(name))) {
      return pathBack(arcs, levels, new Set([...frontier].filter((name) => goals.has(name))));
    }
    const passed = new Set([...frontier].filter((name) => !writers.has(name)));
    levels.push(passed);
    const next = [...passed].flatMap((name) => outOf.get(name) ?? []).filter(({ to }) => !seen.has(to));
    frontier = new Set(next.map(({ to }) => to));
    for (const name of frontier) seen.add(name);
  }
  return null;
}

const indexes = new WeakMap<GraphData, ReadonlyMap<string, readonly Arc[]>>();

/** Indexed once per graph: searched through for every key, 2,000 actions took 34 s. */
function arcsBySource(graph: GraphData): ReadonlyMap<string, readonly Arc[]> {
  const known = indexes.get(graph);
  if (known) return known;
  const index = new Map<string, Arc[]>();
  for (const arc of graph.arcs) index.set(arc.from, [...(index.get(arc.from) ?? []), arc]);
  indexes.set(graph, index);
  return index;
}

function pathBack(arcs: readonly Arc[], levels: readonly ReadonlySet<string>[], goals: ReadonlySet<string>): string[] {
  const path: string[] = [];
  let targets = goals;
  for (const level of [...levels].reverse()) {
    const arc = arcs.find(({ from, to }) => targets.has(to) && level.has(from));
    if (!arc) break;
    path.unshift(arc.to);
    targets = new Set([arc.from]);
  }
  return [...targets, ...path];
}

/** `a → b → c`; of a long path the beginning and the end, because compilers cut a long sentence off. */
export function pathOf(names: readonly string[]): string {
  const shown = names.length < 12 ? names : [...names.slice(0, 4), "…", ...names.slice(-3)];
  return shown.join(" → ");
}
