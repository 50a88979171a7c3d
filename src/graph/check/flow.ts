import type { Arc, GraphData } from "../graph.js";

/** Who reads and who writes each key: the twin of `flow/keys.ts` and `flow/conditions.ts`. */
export interface Flow {
  /** The actions that cannot run without the key. */
  readonly readers: ReadonlyMap<string, ReadonlySet<string>>;
  /** The transitions whose condition needs the key. */
  readonly conditionReaders: ReadonlyMap<string, readonly Arc[]>;
  /** The actions that always write the key. */
  writersOf(key: string): ReadonlySet<string>;
}

export function flowOf({ actions, arcs }: GraphData): Flow {
  const readers = new Map<string, Set<string>>();
  const writers = new Map<string, Set<string>>();
  const conditionReaders = new Map<string, Arc[]>();
  for (const [name, { reads, writes }] of actions) {
    for (const { key, optional } of reads) if (!optional) entry(readers, key, () => new Set<string>()).add(name);
    for (const { key, optional } of writes) if (!optional) entry(writers, key, () => new Set<string>()).add(name);
  }
  for (const arc of arcs)
    for (const key of arc.condition.needs) entry(conditionReaders, key, () => [] as Arc[]).push(arc);
  return { readers, conditionReaders, writersOf: (key) => writers.get(key) ?? none };
}

const none: ReadonlySet<string> = new Set();

function entry<TKey, TValue>(map: Map<TKey, TValue>, key: TKey, create: () => TValue): TValue {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}
