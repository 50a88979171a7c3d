import type { Arc, GraphData } from "../graph.js";

/**
 * A shortest path from the entrypoint to one of the goals that passes no writer, or null. The twin of `flow/witness.ts`:
 * forward by whole frontiers, then back from the goal; among equals the transition declared first decides.
 */
export function witness(
  { arcs, entrypoint }: GraphData,
  writers: ReadonlySet<string>,
  goals: ReadonlySet<string>,
): readonly string[] | null {
  const levels: ReadonlySet<string>[] = [];
  const seen = new Set([entrypoint]);
  let frontier: ReadonlySet<string> = new Set([entrypoint]);
  while (frontier.size > 0) {
    if ([...frontier].some((name) => goals.has(name))) {
      return pathBack(arcs, levels, new Set([...frontier].filter((name) => goals.has(name))));
    }
    const passed = new Set([...frontier].filter((name) => !writers.has(name)));
    levels.push(passed);
    frontier = new Set(arcs.filter(({ from, to }) => passed.has(from) && !seen.has(to)).map(({ to }) => to));
    for (const name of frontier) seen.add(name);
  }
  return null;
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
