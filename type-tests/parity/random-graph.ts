import type {
  PlainAction,
  PlainCondition,
  PlainErrorEdge,
  PlainField,
  PlainGraph,
  PlainLiteral,
  PlainMember,
  PlainSchema,
  PlainTransition,
} from "./graphs.js";
import { withNamesKnown } from "./known.js";
import { mended } from "./mend.js";
import type { Random } from "./random.js";

/** What a key may hold at all, and what most of its schemas say. */
interface Universe {
  readonly key: string;
  readonly literals: readonly PlainLiteral[];
  readonly wide: PlainMember;
  readonly usual: PlainSchema;
}

interface Choice {
  readonly branches: readonly PlainTransition[];
  readonly readers: readonly Reader[];
}

interface Reader {
  readonly name: string;
  readonly read: PlainField;
}

/** A random graph of 2 to 12 actions and 1 to 6 keys; about a third of them are right. */
export function randomGraph(random: Random): PlainGraph {
  const graph = withNamesKnown(new Inventor(random).graph());
  // Of what chance makes, hardly anything is right: a part is mended wholly, a part in some rules, a part left alone.
  const isMended = random.pick([() => true, () => random.chance(0.7), () => random.chance(0.4), () => false]);
  return mended(graph, random, isMended);
}

class Inventor {
  readonly #random: Random;
  readonly #names: readonly string[];
  readonly #universes: readonly Universe[];

  constructor(random: Random) {
    this.#random = random;
    this.#names = [..."abcdefghijkl"].slice(0, random.integer(2, random.chance(0.6) ? 6 : 12));
    this.#universes = ["p", "q", "r", "s", "t", "u"]
      .slice(0, random.integer(1, random.chance(0.6) ? 3 : 6))
      .map((key) => this.#universe(key));
  }

  graph(): PlainGraph {
    const random = this.#random;
    // A way through all of them first, so that most actions are reached; then any, and choices by the value of a key.
    const along = this.#names.slice(1).map((to, i) => this.#transition(this.#names[i], to));
    const across = Array.from({ length: random.integer(0, this.#names.length) }, () => this.#transition());
    const choices = Array.from({ length: random.integer(0, 2) }, () => this.#choice());
    const chosen = choices.flatMap(({ branches }) => branches);
    const narrow = choices.flatMap(({ readers }) => readers);
    return {
      actions: this.#names.map((name) => {
        const own = this.#action(name);
        const taken = narrow.find((reader) => reader.name === name)?.read;
        return taken ? { ...own, reads: [...own.reads.filter(({ key }) => key !== taken.key), taken] } : own;
      }),
      transitions: random.shuffled([along, across, chosen]).flat(),
      entrypoint: random.chance(0.85) ? "a" : random.pick(this.#names),
      given: random.some(this.#universes, 0.25).map((universe) => this.#given(universe)),
      isApart: random.chance(0.4),
      isInline: random.chance(0.3),
    };
  }

  #universe(key: string): Universe {
    const random = this.#random;
    const kind = random.pick(["string", "string", "string", "number", "boolean", "error"] as const);
    const all = { string: ["x", "y", "z", "w"], number: [1, 2, 3], boolean: [true, false], error: [null] }[kind];
    const some = all.slice(0, random.integer(2, 4));
    const literals = random.chance(0.3) ? [...new Set([...some, null])] : some;
    const isWide = kind === "error" || random.chance(0.35);
    const usual: PlainMember[] = isWide ? [{ any: kind }] : literals.map((is) => ({ is }));
    return { key, literals, wide: { any: kind }, usual: { members: usual, missing: "refused" } };
  }

  #action(name: string): PlainAction {
    const random = this.#random;
    return {
      name,
      reads: random.some(this.#universes, 0.3).map((universe) => this.#field(universe, 0.5)),
      writes: random.some(this.#universes, 0.35).map((universe) => this.#field(universe, 0.35)),
      deletes: random.some(this.#universes, 0.08).map(({ key }) => key),
    };
  }

  #field({ key, literals, wide, usual }: Universe, usually: number): PlainField {
    const random = this.#random;
    const missing = random.chance(0.8) ? "refused" : "optional";
    if (random.chance(usually)) return { key, schema: { ...usual, missing } };
    const some = random.some(literals, 0.5);
    const members = (some.length === 0 ? [random.pick(literals)] : some).map((is) => ({ is }));
    if (random.chance(0.15))
      return { key, schema: { members: [wide, ...members.filter(({ is }) => is === null)], missing } };
    return { key, schema: { members, missing: missing === "optional" && random.chance(0.3) ? "default" : missing } };
  }

  #given({ key, literals }: Universe): { readonly key: string; readonly value: PlainLiteral } {
    return { key, value: this.#random.pick(literals) };
  }

  #transition(from = this.#random.pick(this.#names), to = this.#random.pick(this.#names)): PlainTransition {
    const random = this.#random;
    const others = random
      .some(
        this.#names.filter((name) => name !== from),
        0.3,
      )
      .slice(0, 2);
    const sources = random.chance(0.2) ? random.shuffled([from, ...others]) : [from];
    if (random.chance(0.12)) return { from: sources, to, condition: this.#errorEdge() };
    return { from: sources, to, condition: random.chance(0.3) ? null : this.#condition(2, true) };
  }

  #errorEdge(): PlainErrorEdge {
    const random = this.#random;
    return { kind: "error", capture: random.chance(0.4) ? random.pick(this.#universes).key : null };
  }

  /** Transitions out of one action, one for each of some values of a key, often one for the rest; and who reads them so. */
  #choice(): Choice {
    const random = this.#random;
    const from = random.pick(this.#names);
    const { key, literals } = random.pick(this.#universes);
    const chosen = random.some(literals, 0.8);
    const rest = literals.filter((value) => !chosen.includes(value));
    const branches: PlainTransition[] = [];
    const readers: Reader[] = [];
    const lead = (condition: PlainCondition | null, values: readonly PlainLiteral[]): void => {
      const to = random.pick(this.#names);
      branches.push({ from: [from], to, condition });
      const members = values.map((is) => ({ is }));
      if (members.length > 0 && random.chance(0.6))
        readers.push({ name: to, read: { key, schema: { members, missing: "refused" } } });
    };
    for (const value of chosen) {
      const when: PlainCondition = { kind: "when", values: [{ key, value }] };
      if (random.chance(0.85)) lead(when, [value]);
      else
        lead(
          { kind: "not", parts: [when] },
          literals.filter((other) => other !== value),
        );
    }
    if (random.chance(0.6)) lead(null, rest);
    return { branches, readers };
  }

  #condition(depth: number, isOutermost = false): PlainCondition {
    const random = this.#random;
    const kinds = [
      "when",
      "when",
      "when",
      "object",
      "function",
      "expression",
      "absent",
      "otherwise",
      "not",
      "not",
      "and",
      "or",
    ] as const;
    const kind = random.pick(kinds);
    switch (kind) {
      case "otherwise":
        return { kind };
      case "not":
        return depth === 0 ? { kind: "otherwise" } : { kind, parts: [this.#condition(depth - 1)] };
      case "and":
      case "or": {
        const parts = Array.from({ length: random.integer(1, 3) }, () => this.#condition(depth - 1));
        return depth === 0 ? { kind: "otherwise" } : { kind, parts };
      }
      case "absent":
        return { kind: "when", values: [{ key: random.pick(this.#universes).key, value: undefined }] };
      case "expression": {
        const asked = random.shuffled(this.#universes.filter(({ literals }) => literals.length > 1)).slice(0, 2);
        const values = asked.map(({ key, literals }) => ({ key, value: random.pick(literals) }));
        return values.length === 0 ? { kind: "otherwise" } : { kind, values };
      }
      case "function":
        return {
          kind,
          reads: random
            .some(this.#universes, 0.4)
            .slice(0, 2)
            .map((universe) => this.#field(universe, 0.7)),
        };
      default: {
        const asked = random.shuffled(this.#universes).slice(0, random.chance(0.8) ? 1 : 2);
        const values = asked.map(({ key, literals }) => ({ key, value: random.pick(literals) }));
        return { kind: isOutermost ? kind : "when", values };
      }
    }
  }
}
