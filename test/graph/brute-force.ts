import type { RandomGraph, RandomTransition } from "./random-graph.js";

/** What an enumeration of walks finds: for each key, who meets it unwritten, and on how short a walk. */
export interface Verdict {
  readonly readers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By key, then by transition, told as `from → to`. */
  readonly conditions: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The transitions that cannot be taken, told as `from → to`, as often as they are declared. */
  readonly dead: readonly string[];
}

/**
 * Judges a graph by walking every walk from the entrypoint that is no longer than the graph has actions, with what has
 * been written on the way. A walk to an unwritten key can be shortened until no action comes twice, so none is missed.
 */
export function judge(graph: RandomGraph): Verdict {
  const readers = new Map<string, Map<string, number>>();
  const conditions = new Map<string, Map<string, number>>();
  const limit = Object.keys(graph.actions).length;

  const visit = (name: string, written: readonly string[], length: number): void => {
    const action = graph.actions[name];
    if (!action || length > limit) return;
    for (const key of action.reads) if (!written.includes(key)) note(readers, key, name, length);
    const after = [...new Set([...written, ...action.writes])];
    for (const transition of graph.transitions) {
      for (const source of new Set(transition.from)) {
        if (source !== name) continue;
        for (const key of needsOf(transition)) {
          if (!after.includes(key)) note(conditions, key, `${source} → ${transition.to}`, length);
        }
        visit(transition.to, after, length + 1);
      }
    }
  };
  visit(graph.entrypoint, graph.given, 1);
  return { readers, conditions, dead: deadOf(graph) };
}

const note = (found: Map<string, Map<string, number>>, key: string, who: string, length: number): void => {
  const of = found.get(key) ?? new Map<string, number>();
  of.set(who, Math.min(of.get(who) ?? length, length));
  found.set(key, of);
};

const needsOf = ({ guard }: RandomTransition): readonly string[] => (guard.kind === "optional" ? [] : guard.keys);

const isOpen = ({ guard }: RandomTransition): boolean => guard.kind === "none" || guard.kind === "otherwise";

const deadOf = ({ transitions }: RandomGraph): string[] =>
  transitions.flatMap(({ from, to }, index) =>
    from
      .filter((source) => transitions.slice(0, index).some((one) => isOpen(one) && one.from.includes(source)))
      .map((source) => `${source} → ${to}`),
  );
