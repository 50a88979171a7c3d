import type { Entry } from "../../action/definition.js";
import type { Narrowing } from "../../condition/condition.js";
import { keysOf } from "../../condition/expr/keys.js";
import type { Primitive } from "../../types/toolbelt.js";
import type { Arc, GraphData } from "../graph.js";

/** A graph as the rules ask for it, indexed once: searched through for every key, 2,000 actions took 34 s. */
export interface Flow {
  readonly graph: GraphData;
  /** The actions that can be reached from the entrypoint, by arcs of every kind. */
  readonly reachable: ReadonlySet<string>;
  /** The arcs of every kind, each once: a list of sources may name one twice. */
  readonly arcs: readonly Arc[];
  /** In the order of declaration. */
  into(action: string): readonly Arc[];
  outOf(action: string): readonly Arc[];
  /** All keys that anybody has to do with. */
  readonly keys: readonly KeyFlow[];
  /** Who has to do with a key: the twin of `flow/keys.ts`. */
  of(key: string): KeyFlow;
  /** What is known of a key where an arc is tried: the earlier ones out of the same action did not hold. */
  knownAt(arc: Arc, key: string): readonly Narrowing[];
  /** What is known besides, where it is taken. */
  knownBy(arc: Arc, key: string): readonly Narrowing[];
  /** The keys that have to be there where an arc is tried; without those that an expression names and nobody knows. */
  neededOn(arc: Arc): readonly string[];
}

export interface KeyFlow {
  readonly key: string;
  /** Whether the initial state has it. */
  readonly isGiven: boolean;
  /** Whether an action reads it, if only where it is there. */
  readonly isRead: boolean;
  /** The actions that cannot run without it. */
  readonly readers: ReadonlySet<string>;
  /** The actions that always write it. */
  readonly writers: ReadonlySet<string>;
  /** All that may write it, with their schemas. */
  readonly mayWrite: ReadonlyMap<string, Entry>;
  /** The actions that may delete it, and do not always write it. */
  readonly deleters: ReadonlySet<string>;
  /** The error edges that write the error to it. */
  readonly captures: readonly Arc[];
  /** The arcs whose conditions cannot be asked without it. */
  readonly askedBy: readonly Arc[];
  /** Whether some condition says anything of its value; and the values that conditions name. */
  readonly isNarrowed: boolean;
  readonly named: readonly Primitive[];
}

/** Whether a key is sure to be written on an arc: by its source, or if that has failed, by the arc. */
export const isWrittenOn = (key: KeyFlow, { from, raised }: Arc): boolean =>
  raised ? raised.capture === key.key : key.writers.has(from);

/** Whether a key may ever be there. */
export const isKnown = ({ isGiven, mayWrite, captures }: KeyFlow): boolean =>
  isGiven || mayWrite.size > 0 || captures.length > 0;

const flows = new WeakMap<GraphData, Flow>();

export function flowOf(graph: GraphData): Flow {
  const flow = flows.get(graph) ?? index(graph);
  flows.set(graph, flow);
  return flow;
}

function index(graph: GraphData): Flow {
  const arcs = distinctArcs(graph.arcs);
  const into = grouped(arcs, ({ to }) => to);
  const outOf = grouped(arcs, ({ from }) => from);
  const keys = indexKeys(graph);
  const failures = indexFailures(graph);
  const of = (key: string): KeyFlow => keys.get(key) ?? blank(graph, key);
  const expressed = arcs.flatMap(({ condition }) => condition.expressions.flatMap(({ program }) => keysOf(program)));
  const misspelt = new Set(expressed.filter((key) => !isKnown(of(key)) && !of(key).isRead));
  return {
    graph,
    arcs,
    reachable: reachableFrom(graph.entrypoint, outOf),
    into: (action) => into.get(action) ?? [],
    outOf: (action) => outOf.get(action) ?? [],
    keys: [...keys.values()],
    of,
    knownAt(arc, key) {
      if (arc.raised) return [];
      const earlier = failures.get(arc.from)?.get(key) ?? [];
      return earlier.filter(({ position }) => position < arc.position).map(({ narrowing }) => narrowing);
    },
    knownBy: ({ raised, condition }, key) =>
      raised ? [] : condition.whenHolds.filter((narrowing) => narrowing.key === key),
    neededOn: ({ raised, condition: { needs } }) => (raised ? [] : needs.filter((key) => !misspelt.has(key))),
  };
}

/** The arcs, each once: a list of sources may name one twice. */
export function distinctArcs(arcs: readonly Arc[]): readonly Arc[] {
  const seen = new Set<string>();
  return arcs.filter(({ from, position }) => {
    const mark = `${position} ${from}`;
    return !seen.has(mark) && seen.add(mark);
  });
}

// entrypoint -> the actions that can be reached. A set that grows is walked to its end
function reachableFrom(entrypoint: string, outOf: ReadonlyMap<string, readonly Arc[]>): ReadonlySet<string> {
  const reached = new Set([entrypoint]);
  for (const name of reached) for (const { to } of outOf.get(name) ?? []) reached.add(to);
  return reached;
}

interface Mutable {
  readonly key: string;
  readonly isGiven: boolean;
  isRead: boolean;
  readonly readers: Set<string>;
  readonly writers: Set<string>;
  readonly mayWrite: Map<string, Entry>;
  readonly deleters: Set<string>;
  readonly captures: Arc[];
  readonly askedBy: Arc[];
  isNarrowed: boolean;
  readonly named: Primitive[];
}

function blank({ given }: GraphData, key: string): Mutable {
  return {
    key,
    isGiven: given.has(key),
    isRead: false,
    readers: new Set(),
    writers: new Set(),
    mayWrite: new Map(),
    deleters: new Set(),
    captures: [],
    askedBy: [],
    isNarrowed: false,
    named: [],
  };
}

function indexKeys(graph: GraphData): ReadonlyMap<string, KeyFlow> {
  const keys = new Map<string, Mutable>();
  const of = (key: string): Mutable => entry(keys, key, () => blank(graph, key));
  for (const key of graph.given) of(key);
  for (const [name, { reads, writes, deletes }] of graph.actions) {
    for (const { key, optional } of reads) {
      of(key).isRead = true;
      if (!optional) of(key).readers.add(name);
    }
    for (const write of writes) {
      of(write.key).mayWrite.set(name, write);
      if (!write.optional) of(write.key).writers.add(name);
    }
    for (const key of deletes) if (!of(key).writers.has(name)) of(key).deleters.add(name);
  }
  for (const arc of graph.arcs) {
    const { condition, raised } = arc;
    if (raised) {
      if (raised.capture !== null) of(raised.capture).captures.push(arc);
      continue;
    }
    for (const key of condition.needs) of(key).askedBy.push(arc);
    for (const narrowing of [...condition.whenHolds, ...condition.whenFails]) {
      of(narrowing.key).isNarrowed = true;
      of(narrowing.key).named.push("is" in narrowing ? narrowing.is : narrowing.isnt);
    }
  }
  return keys;
}

interface Failure {
  readonly position: number;
  readonly narrowing: Narrowing;
}

// graph -> by source and key, what is known behind each arc that was not taken
function indexFailures({ arcs }: GraphData): ReadonlyMap<string, ReadonlyMap<string, readonly Failure[]>> {
  const failures = new Map<string, Map<string, Failure[]>>();
  for (const { from, position, condition, raised } of arcs) {
    if (raised) continue;
    for (const narrowing of condition.whenFails) {
      const ofSource = entry(failures, from, () => new Map<string, Failure[]>());
      entry(ofSource, narrowing.key, (): Failure[] => []).push({ position, narrowing });
    }
  }
  return failures;
}

/** Items by what they have in common, in the order in which that is met first. */
export function grouped<TItem>(
  items: readonly TItem[],
  keyOf: (item: TItem) => string,
): ReadonlyMap<string, readonly TItem[]> {
  const groups = new Map<string, TItem[]>();
  for (const item of items) entry(groups, keyOf(item), (): TItem[] => []).push(item);
  return groups;
}

function entry<TKey, TValue>(map: Map<TKey, TValue>, key: TKey, create: () => TValue): TValue {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}
