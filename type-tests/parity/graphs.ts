import type { Random } from "./random.js";

/** A graph as plain data, from which each judge gets its own form. */
export interface PlainGraph {
  readonly actions: readonly PlainAction[];
  readonly transitions: readonly PlainTransition[];
  readonly entrypoint: string;
  /** The keys that the initial state gives. */
  readonly given: readonly string[];
  /** Whether each transition has a withTransitions of its own. */
  readonly isApart: boolean;
}

export interface PlainAction {
  readonly name: string;
  readonly reads: readonly PlainKey[];
  readonly writes: readonly PlainKey[];
}

export interface PlainKey {
  readonly key: string;
  readonly isOptional: boolean;
}

export interface PlainTransition {
  readonly from: readonly string[];
  readonly to: string;
  readonly condition: PlainCondition | null;
}

export type PlainCondition =
  | { readonly kind: "when" | "object" | "absent" | "function"; readonly keys: readonly string[] }
  | { readonly kind: "otherwise" }
  | { readonly kind: "not" | "and" | "or"; readonly parts: readonly PlainCondition[] };

/** A random graph of 2 to 8 actions and 1 to 4 keys. */
export function randomGraph(random: Random): PlainGraph {
  const names = "abcdefgh".slice(0, random.integer(2, 8)).split("");
  const keys = ["w", "x", "y", "z"].slice(0, random.integer(1, 4));
  const some = (probability: number): PlainKey[] =>
    random.some(keys, probability).map((key) => ({ key, isOptional: random.chance(0.2) }));
  // A way through all of them first, so that most actions are reached; then any.
  const along = names.slice(1).map((to, i) => randomTransition(random, names, keys, names[i], to));
  const across = Array.from({ length: random.integer(0, names.length) }, () => randomTransition(random, names, keys));
  return {
    actions: names.map((name) => ({ name, reads: some(0.25), writes: some(0.3) })),
    transitions: random.chance(0.5) ? [...along, ...across] : [...across, ...along],
    entrypoint: random.chance(0.8) ? "a" : random.pick(names),
    given: random.some(keys, 0.2),
    isApart: random.chance(0.5),
  };
}

function randomTransition(
  random: Random,
  names: readonly string[],
  keys: readonly string[],
  from = random.pick(names),
  to = random.pick(names),
): PlainTransition {
  const other = random.pick(names);
  const sources = random.chance(0.25) && other !== from ? [from, other] : [from];
  return { from: sources, to, condition: random.chance(0.35) ? null : randomCondition(random, keys, 2) };
}

function randomCondition(random: Random, keys: readonly string[], depth: number): PlainCondition {
  const kind = random.pick(["when", "when", "object", "absent", "function", "otherwise", "not", "and", "or"] as const);
  const part = (): PlainCondition => {
    const made = randomCondition(random, keys, depth - 1);
    return made.kind === "object" ? { ...made, kind: "when" } : made;
  };
  switch (kind) {
    case "otherwise":
      return { kind };
    case "not":
      return depth === 0 ? { kind: "otherwise" } : { kind, parts: [part()] };
    case "and":
    case "or":
      return depth === 0 ? { kind: "otherwise" } : { kind, parts: [part(), part()] };
    default:
      return { kind, keys: [...new Set([random.pick(keys), random.pick(keys)])] };
  }
}
