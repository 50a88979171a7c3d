import { fromAction, fromFailure, fromInitialState } from "../../sentences.js";
import type { Arc } from "../graph.js";
import { type Flow, isWrittenOn, type KeyFlow } from "./flow.js";
import type { Path } from "./path.js";
import type { Values, ValuesAt } from "./values.js";

/** Who reads a key, and what he does not take. */
export interface Reader {
  readonly key: KeyFlow;
  readonly values: ValuesAt;
  readonly refused: Values;
}

/** Something that does not fit, from where it is left to where it is read. */
export interface Reached extends Path {
  /** Who leaves it, as a sentence tells it. */
  readonly source: string;
}

/** What does not fit at the entry of each action. */
type Level = ReadonlyMap<string, Values>;

interface Contribution {
  readonly source: string;
  /** The arc on which it leaves its source; null for the initial state. */
  readonly arc: Arc | null;
  readonly values: Values;
}

/**
 * How something that does not fit reaches the entry of actions; null if nothing does. Backward from there by whole levels,
 * with what does not fit, cut down by what each arc knows of it; an action that always writes the key ends the walk. Of what
 * is left on one level the initial state's comes first, then that by the transition declared first, from its first source.
 */
export function reaching(flow: Flow, reader: Reader, actions: readonly string[]): Reached | null {
  return walkBack(flow, reader, actions, reader.values.all & reader.refused);
}

function walkBack(flow: Flow, reader: Reader, actions: readonly string[], values: Values): Reached | null {
  const levels: Level[] = [];
  const seen = new Map<string, Values>();
  let level: Level = new Map(values === 0n ? [] : actions.map((action) => [action, values]));
  while (level.size > 0) {
    levels.push(level);
    for (const [action, here] of level) seen.set(action, here | (seen.get(action) ?? 0n));
    const { found, before } = lookBack(flow, reader, level, seen);
    if (found) return { source: found.source, ...pathFrom(flow, reader, levels, found) };
    level = before;
  }
  return null;
}

/** The same where an arc is tried: what its source leaves there, or has let through. */
export function reachingArc(flow: Flow, reader: Reader, arc: Arc): Reached | null {
  const { key, values, refused } = reader;
  const { from } = arc;
  const tried = values.triedOn(arc, values.all & refused) & refused;
  if (flow.reachable.has(from) && (tried & values.leftBy(from)) !== 0n) {
    return { source: fromAction(from), arcs: [], end: from };
  }
  return key.writers.has(from) ? null : walkBack(flow, reader, [from], tried);
}

/** One level back: what is left on an arc into it, or stands at the entrypoint; and what else comes from further back. */
function lookBack(
  flow: Flow,
  { key, values, refused }: Reader,
  level: Level,
  seen: Level,
): { readonly found: Contribution | null; readonly before: Level } {
  const before = new Map<string, Values>();
  let found: (Contribution & { readonly arc: Arc }) | null = null;
  for (const [action, here] of level) {
    for (const arc of flow.into(action)) {
      const { from, raised, position } = arc;
      const passing = values.takenOn(arc, here) & refused;
      const left = passing & leftOn(key, values, arc);
      if (left !== 0n && flow.reachable.has(from) && (found === null || position < found.arc.position)) {
        found = { source: raised ? fromFailure(from) : fromAction(from), arc, values: left };
      }
      const fresh = isWrittenOn(key, arc) ? 0n : passing & ~(seen.get(from) ?? 0n);
      if (fresh !== 0n) before.set(from, fresh | (before.get(from) ?? 0n));
    }
  }
  const initial = (level.get(flow.graph.entrypoint) ?? 0n) & values.leftInitially;
  return { found: initial === 0n ? found : { source: fromInitialState(), arc: null, values: initial }, before };
}

/** What is written on an arc: by its source, or if that has failed, by the arc. */
function leftOn(key: KeyFlow, values: ValuesAt, { from, raised }: Arc): Values {
  if (raised) return raised.capture === key.key ? values.leftByFailure : 0n;
  return key.mayWrite.has(from) ? values.leftBy(from) : 0n;
}

/**
 * From where it is left, level by level: each time by the transition declared first on which the walk back has come to some
 * of it. That something of it lies within the level is not enough: a "a" would take ways that only other strings can take.
 */
function pathFrom(
  flow: Flow,
  { key, values }: Reader,
  levels: readonly Level[],
  { arc, values: left }: Contribution,
): Path {
  const carried = (way: Arc, level: Level | undefined, some: Values): Values =>
    values.carriedOn(way, some, level?.get(way.to) ?? 0n);
  const [farthest, ...nearer] = [...levels].reverse();
  const arcs: Arc[] = arc ? [arc] : [];
  let end = arc?.to ?? flow.graph.entrypoint;
  let now = arc ? carried(arc, farthest, left) : left;
  for (const level of nearer) {
    const next = flow.outOf(end).find((way) => !isWrittenOn(key, way) && carried(way, level, now) !== 0n);
    // There always is one: what stands here has been found by going back on it
    if (!next) break;
    now = carried(next, level, now);
    arcs.push(next);
    end = next.to;
  }
  return { arcs, end };
}
