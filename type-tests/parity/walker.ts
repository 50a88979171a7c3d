import {
  isErrorEdge,
  type PlainAction,
  type PlainCondition,
  type PlainField,
  type PlainGraph,
  type PlainLiteral,
  type PlainMember,
  type PlainSchema,
} from "./graphs.js";
import { pairOf } from "./sentences.js";

// The third judge: it walks. Each key is walked alone, with a value of flesh and blood in it, and what is met on the way is
// written down. It knows the semantics of the graph, and nothing of how the compiler or `check()` find out: no types, no
// narrowing of them, no walking back.

/** What the walks have found. */
export interface Walked {
  /** The pairs that have a problem, as `pairOf` tells them. */
  readonly pairs: ReadonlySet<string>;
  /** By pair that is unwritten: the number of actions on a shortest path that shows it. */
  readonly unwritten: ReadonlyMap<string, number>;
  /**
   * By pair that does not fit: of each transition that is told so (two may lead from the same action to the same), by who
   * left the value, the number of actions on a shortest path that shows it.
   */
  readonly unfit: ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<string, number>>>;
  /** The actions to which a walk leads. */
  readonly reached: ReadonlySet<string>;
  /** The keys that are there on every walk, when an action has finished to which one leads: as `a x`. */
  readonly certain: ReadonlySet<string>;
  /** The actions behind which a walk can find no transition that is taken. */
  readonly ends: ReadonlySet<string>;
}

/** A value: `undefined` where it was written, `error` where it was captured; `other` is one that nobody names. */
export type Value = PlainLiteral | undefined | Nameless;
interface Nameless {
  readonly nameless: "string" | "number" | "error";
}

/** A transition from one of its sources. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly position: number;
  /** Null for an error edge, which asks nothing. */
  readonly condition: PlainCondition | null;
  readonly isRaised: boolean;
  readonly capture: string | null;
}

/** Walks a graph in every way. */
export function walk(graph: PlainGraph): Walked {
  const walker = new Walker(graph);
  for (const key of keysOf(graph)) {
    walker.walkUnwritten(key);
    walker.walkValues(key);
  }
  walker.tellDead();
  walker.tellEnds();
  return walker;
}

class Walker implements Walked {
  readonly pairs = new Set<string>();
  readonly unwritten = new Map<string, number>();
  readonly unfit = new Map<string, Map<number, Map<string, number>>>();
  readonly certain = new Set<string>();
  readonly ends = new Set<string>();
  /** By action and key: what may be there when the action has finished. Of what is missing a condition sees `undefined`. */
  readonly #after = new Map<string, Set<Value>>();
  readonly #graph: PlainGraph;
  readonly #ways: readonly Way[];
  readonly #actions: ReadonlyMap<string, PlainAction>;
  /** The transitions out of each action that are taken when it has run, and when it has failed. */
  readonly #leaving: ReadonlyMap<string, readonly Way[]>;
  readonly #failing: ReadonlyMap<string, readonly Way[]>;
  readonly reached: ReadonlySet<string>;

  constructor(graph: PlainGraph) {
    this.#graph = graph;
    this.#ways = waysOf(graph);
    this.#actions = new Map(graph.actions.map((action) => [action.name, action]));
    const waysFrom = (name: string): Way[] => this.#ways.filter(({ from }) => from === name);
    const names = graph.actions.map(({ name }) => name);
    this.#leaving = new Map(names.map((name) => [name, waysFrom(name).filter(({ isRaised }) => !isRaised)]));
    this.#failing = new Map(names.map((name) => [name, waysFrom(name).filter(({ isRaised }) => isRaised)]));
    this.reached = reachedFrom(graph.entrypoint, this.#ways);
  }

  /** Whether a key may be missing when somebody needs it: by every way, whatever is asked there. */
  walkUnwritten(key: string): void {
    const { entrypoint, given } = this.#graph;
    let steps: Presence[] = [{ name: entrypoint, isThere: given.some((value) => value.key === key) }];
    const seen = new Set(steps.map(({ name, isThere }) => `${name} ${isThere}`));
    const uncertain = new Set<string>();
    for (let length = 1; steps.length > 0; length++) {
      const next: Presence[] = [];
      for (const { name, isThere } of steps) {
        const action = this.#action(name);
        if (!isThere && needs(action.reads, key)) this.#noteUnwritten("unwritten-read", name, key, length);
        next.push(...this.#failed(name).map(({ to, capture }) => ({ name: to, isThere: isThere || capture === key })));
        const after = presenceAfter(action, key, isThere);
        if (after.includes(false)) uncertain.add(name);
        for (const way of this.#left(name)) {
          if (after.includes(false) && asksFor(way.condition, key)) {
            this.#noteUnwritten("unwritten-condition", toldOf(way), key, length);
          }
          next.push(...after.map((isThereAfter) => ({ name: way.to, isThere: isThereAfter })));
        }
      }
      steps = next.filter(({ name, isThere }) => !seen.has(`${name} ${isThere}`));
      for (const { name, isThere } of steps) seen.add(`${name} ${isThere}`);
    }
    for (const name of uncertain) this.#noteAfter(name, key, undefined);
    for (const name of this.reached) if (!uncertain.has(name)) this.certain.add(`${name} ${key}`);
  }

  /** Whether a value that somebody leaves may come to somebody who does not take it, by ways that such a value can take. */
  walkValues(key: string): void {
    const values = valuesOf(this.#graph, key);
    const leave = (value: Value, source: string, place: Omit<Place, "memory">, length: number): void => {
      this.#walkValue({ key, value, source }, [{ ...place, memory: firstMemory(this.#graph, key, value) }], length);
    };
    for (const given of this.#graph.given.filter((one) => one.key === key)) {
      leave(given.value, "the initial state", { name: this.#graph.entrypoint, when: "before" }, 1);
    }
    for (const name of this.reached) {
      const field = this.#action(name).writes.find((write) => write.key === key);
      for (const value of field ? values.filter((one) => isLeftBy(field.schema, one)) : []) {
        leave(value, `'${name}'`, { name, when: "after" }, 1);
      }
      for (const { to } of this.#failed(name).filter(({ capture }) => capture === key)) {
        leave({ nameless: "error" }, `the failure of '${name}'`, { name: to, when: "before" }, 2);
      }
    }
  }

  /** Takes one value along all ways that it can take, from where it is left until it is written over. */
  #walkValue(left: LeftValue, starts: readonly Place[], startLength: number): void {
    const seen = new Set<string>();
    const isNew = (place: string): boolean => !seen.has(place) && seen.add(place) !== undefined;
    let places = starts;
    for (let length = startLength; places.length > 0; length++) {
      const next: Place[] = [];
      for (const { name, when, memory } of places) {
        if (!isNew(`${when} ${name} ${memory}`)) continue;
        if (when === "before") next.push(...this.#enter(left, name, memory, length));
        if (when === "before" && needs(this.#action(name).writes, left.key)) continue;
        if (when === "before" && !isNew(`after ${name} ${memory}`)) continue;
        next.push(...this.#leave(left, name, memory, length));
      }
      places = next;
    }
  }

  /** Meets the action that comes with the value, and where it goes if the action fails. */
  #enter(left: LeftValue, name: string, memory: Memory, length: number): Place[] {
    const { key, value } = left;
    const read = this.#action(name).reads.find((field) => field.key === key);
    if (read && !takes(read.schema, value)) this.#noteUnfit("unfit-read", name, left, length);
    const others = this.#failed(name).filter(({ capture }) => capture !== key);
    return others.map(({ to }) => ({ name: to, when: "before", memory }));
  }

  /** Meets the conditions behind an action, and where they let the value go. */
  #leave(left: LeftValue, name: string, memory: Memory, length: number): Place[] {
    const { key, value } = left;
    this.#noteAfter(name, key, value);
    const ways = this.#left(name);
    return ways.flatMap((way): Place[] => {
      const isAsked = (one: Value): boolean => !isTakenBefore(ways, way, key, one);
      const isPassed = (one: Value): boolean => isAsked(one) && canHold(way.condition, key, one);
      const isRefused = readsOf(way.condition).some((field) => field.key === key && !takes(field.schema, value));
      if (isRefused && remembered(memory, value, isAsked)) {
        this.#noteUnfit("unfit-condition", toldOf(way), left, length, way.position);
      }
      const then = remembered(memory, value, isPassed);
      return then === null ? [] : [{ name: way.to, when: "before", memory: then }];
    });
  }

  /** Which transitions stand behind one that is always open. */
  tellDead(): void {
    for (const way of this.#ways) {
      const isBehind = this.#ways.some(
        (other) => other.from === way.from && other.position < way.position && isOpen(other),
      );
      if (isBehind && !way.isRaised) this.pairs.add(pairOf({ rule: "dead", subject: toldOf(way), key: "" }));
    }
  }

  /** Behind which action all conditions may fail at once, as far as the values of each key say. */
  tellEnds(): void {
    for (const name of this.reached) {
      const ways = this.#left(name);
      const isOpenOn = (key: string): boolean => {
        const values = [...(this.#after.get(`${name} ${key}`) ?? [])];
        return values.some((value) => ways.every(({ condition }) => canFail(condition, key, value)));
      };
      const asked = ways.flatMap(({ condition }) => comparedIn(condition).map(({ key }) => key));
      if (!ways.some(isOpen) && asked.every(isOpenOn)) this.ends.add(name);
    }
  }

  #noteAfter(name: string, key: string, value: Value): void {
    const place = `${name} ${key}`;
    this.#after.set(place, (this.#after.get(place) ?? new Set<Value>()).add(value));
  }

  #left(name: string): readonly Way[] {
    return this.#leaving.get(name) ?? [];
  }

  #failed(name: string): readonly Way[] {
    return this.#failing.get(name) ?? [];
  }

  #action(name: string): PlainAction {
    const action = this.#actions.get(name);
    if (!action) throw new Error(`There is no action ${name}.`);
    return action;
  }

  #noteUnwritten(rule: "unwritten-read" | "unwritten-condition", subject: string, key: string, length: number): void {
    const pair = pairOf({ rule, subject, key });
    this.pairs.add(pair);
    this.unwritten.set(pair, Math.min(length, this.unwritten.get(pair) ?? length));
  }

  #noteUnfit(
    rule: "unfit-read" | "unfit-condition",
    subject: string,
    left: LeftValue,
    length: number,
    position = 0,
  ): void {
    const pair = pairOf({ rule, subject, key: left.key });
    const all = this.unfit.get(pair) ?? new Map<number, Map<string, number>>();
    const sources = all.get(position) ?? new Map<string, number>();
    this.pairs.add(pair);
    sources.set(left.source, Math.min(length, sources.get(left.source) ?? length));
    this.unfit.set(pair, all.set(position, sources));
  }
}

/** Before an action runs, or after it has. */
interface Place {
  readonly name: string;
  readonly when: "before" | "after";
  readonly memory: Memory;
}

interface LeftValue {
  readonly key: string;
  readonly value: Value;
  readonly source: string;
}

/**
 * What the analysis knows of a value on its way. Where only literals are ever left it knows the value, `exact`. Where
 * somebody leaves just any string, a string is `fresh`, then `pinned` by a `when`; if a later transition excludes that very
 * value, it has `slipped` through: that a string is not "x" no type can say. So much more than is true the analysis says.
 */
export type Memory = "exact" | "fresh" | "pinned" | "slipped";

/** What is known of a value where it is left. */
export function firstMemory({ actions }: PlainGraph, key: string, value: Value): Memory {
  const written = actions.flatMap(({ writes }) => writes).filter((write) => write.key === key);
  const wide = written.flatMap(({ schema }) => schema.members.filter((member) => "any" in member));
  return typeof value !== "boolean" && isAmong(wide, value) ? "fresh" : "exact";
}

/** What is known behind a transition; null if the value does not pass it. */
export function remembered(memory: Memory, value: Value, isPassed: (value: Value) => boolean): Memory | null {
  const isPinned = !isPassed({ nameless: "string" });
  switch (memory) {
    case "exact":
      return isPassed(value) ? "exact" : null;
    case "fresh":
      if (!isPassed(value)) return null;
      return isPinned ? "pinned" : "fresh";
    case "pinned":
      if (isPassed(value)) return "pinned";
      return isPinned ? null : "slipped";
    case "slipped":
      return isPinned ? null : "slipped";
  }
}

interface Presence {
  readonly name: string;
  readonly isThere: boolean;
}

/** The transitions of a graph, each from one source, in the order in which they are tried. */
export function waysOf({ transitions }: PlainGraph): Way[] {
  return transitions.flatMap(({ from, to, condition }, position) =>
    from.map((source) => {
      const isRaised = isErrorEdge(condition);
      const capture = isErrorEdge(condition) ? condition.capture : null;
      return { from: source, to, position, condition: isErrorEdge(condition) ? null : condition, isRaised, capture };
    }),
  );
}

const toldOf = ({ from, to }: Way): string => `${from} → ${to}`;

const isOpen = ({ condition, isRaised }: Way): boolean => !isRaised && (condition?.kind ?? "otherwise") === "otherwise";

function reachedFrom(entrypoint: string, ways: readonly Way[]): ReadonlySet<string> {
  const reached = new Set([entrypoint]);
  for (const name of reached) for (const { from, to } of ways) if (from === name) reached.add(to);
  return reached;
}

function keysOf({ actions, transitions, given }: PlainGraph): ReadonlySet<string> {
  const declared = actions.flatMap(({ reads, writes, deletes }) => [
    ...[...reads, ...writes].map(({ key }) => key),
    ...deletes,
  ]);
  const asked = transitions.flatMap(({ condition }) => {
    if (isErrorEdge(condition)) return condition.capture ?? [];
    return [...comparedIn(condition).map(({ key }) => key), ...readsOf(condition).map(({ key }) => key)];
  });
  return new Set([...declared, ...asked, ...given.map(({ key }) => key)]);
}

// Keys that are there or not

export const needs = (fields: readonly PlainField[], key: string): boolean =>
  fields.some((field) => field.key === key && field.schema.missing === "refused");

/** What may be after an action that ran well: it writes what it must; it may write more, and delete, or leave it. */
export function presenceAfter(action: PlainAction, key: string, isThere: boolean): readonly boolean[] {
  if (needs(action.writes, key)) return [true];
  const may = new Set([isThere]);
  if (action.deletes.includes(key)) may.add(false);
  if (action.writes.some((write) => write.key === key)) may.add(true);
  return [...may];
}

function asksFor(condition: PlainCondition | null, key: string): boolean {
  return (
    needs(readsOf(condition), key) ||
    comparedIn(condition).some((compared) => compared.key === key && compared.value !== undefined)
  );
}

// Values

/** A value that nobody names stands for all that nobody names: of those it is enough to walk with one. */
export function valuesOf({ actions, transitions, given }: PlainGraph, key: string): readonly Value[] {
  const fields = [
    ...actions.flatMap(({ reads, writes }) => [...reads, ...writes]),
    ...transitions.flatMap(({ condition }) => (isErrorEdge(condition) ? [] : readsOf(condition))),
  ].filter((field) => field.key === key);
  const named = [
    ...fields.flatMap(({ schema }) => schema.members.flatMap((member) => ("is" in member ? [member.is] : []))),
    ...transitions
      .flatMap(({ condition }) => (isErrorEdge(condition) ? [] : comparedIn(condition)))
      .flatMap((compared) => (compared.key === key ? [compared.value] : [])),
    ...given.flatMap((one) => (one.key === key ? [one.value] : [])),
  ];
  const nameless = (["string", "number", "error"] as const).map((kind) => ({ nameless: kind }));
  return [...new Set<Value>([...named, true, false, null, undefined]), ...nameless];
}

function isAmong(members: readonly PlainMember[], value: Value): boolean {
  return members.some((member) => {
    if ("is" in member) return member.is === value;
    if (typeof value === "object" && value !== null) return value.nameless === member.any;
    return typeof value === member.any;
  });
}

/** Whether an action may leave the value. */
export const isLeftBy = ({ members, missing }: PlainSchema, value: Value): boolean =>
  isAmong(members, value) || (value === undefined && missing === "optional");

/** Whether who reads takes the value. */
export const takes = ({ members, missing }: PlainSchema, value: Value): boolean =>
  isAmong(members, value) || (value === undefined && missing !== "refused");

// Conditions: what is known of them is what the value of one key says

/** Whether an earlier transition out of the same action is sure to be taken instead. */
export function isTakenBefore(ways: readonly Way[], way: Way, key: string, value: Value): boolean {
  return ways.some(
    (other) => other.position < way.position && !other.isRaised && !canFail(other.condition, key, value),
  );
}

/** Whether a condition may hold while a key has that value. */
export function canHold(condition: PlainCondition | null, key: string, value: Value): boolean {
  switch (condition?.kind) {
    case "when":
    case "object":
      return condition.values.every((compared) => compared.key !== key || compared.value === value);
    case "not":
      return condition.parts.every((part) => canFail(part, key, value));
    case "and":
      return condition.parts.every((part) => canHold(part, key, value));
    default:
      return true;
  }
}

/** Whether a condition may not hold while a key has that value. That one is always open is T6's matter, not that of values. */
function canFail(condition: PlainCondition | null, key: string, value: Value): boolean {
  switch (condition?.kind) {
    case "when":
    case "object":
      return (
        condition.values.length > 1 ||
        condition.values.every((compared) => compared.key !== key || compared.value !== value)
      );
    case "not":
      return condition.parts.every((part) => canHold(part, key, value));
    case "and":
      return condition.parts.length > 1 || condition.parts.every((part) => canFail(part, key, value));
    default:
      return true;
  }
}

/** The comparisons in a condition, however deep. */
function comparedIn(
  condition: PlainCondition | null,
): readonly { readonly key: string; readonly value: PlainLiteral | undefined }[] {
  if (condition === null) return [];
  if ("parts" in condition) return condition.parts.flatMap(comparedIn);
  return "values" in condition ? condition.values : [];
}

/** What a condition parses, however deep. */
export function readsOf(condition: PlainCondition | null): readonly PlainField[] {
  if (condition === null) return [];
  if ("parts" in condition) return condition.parts.flatMap(readsOf);
  return "reads" in condition ? condition.reads : [];
}
