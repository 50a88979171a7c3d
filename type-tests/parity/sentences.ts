/** What a sentence says of a graph. */
export interface Told {
  readonly rule: Rule;
  /** The action that reads, or the transition as `a → b`. */
  readonly subject: string;
  /** Empty for a dead transition. */
  readonly key: string;
  /** Who deletes the key on the way; null if nobody does. */
  readonly deleter: string | null;
  /** Whose value does not fit, in the sentence's words; null for the other rules. */
  readonly source: string | null;
  /** The names on the path, `…` among them if it is cut off; null if none is told. */
  readonly path: readonly string[] | null;
}

export const rules = ["unwritten-read", "unwritten-condition", "unfit-read", "unfit-condition", "dead"] as const;
type Rule = (typeof rules)[number];

// Spelled here once more, and not taken from the library: a sentence that changes there must be noticed.
const unwritten =
  /^(?:action '(?<action>\S+)'|the condition of (?<arc>\S+ → \S+)) reads '(?<key>\w+)', which (?:nothing writes|'(?<deleter>\S+)' deletes) on the path (?<path>.+)$/;
const unfit =
  /^(?:action '(?<action>\S+)'|the condition of (?<arc>\S+ → \S+)) reads '(?<key>\w+)', but what (?<source>.+?) leaves there does not fit its schema(?: on the path (?<path>.+))?$/;
const dead = /^transition (?<arc>\S+ → \S+) can never be taken: \S+ → \S+ before it always is$/;

/** Reads a sentence. */
export function read(sentence: string): Told {
  const found = unwritten.exec(sentence) ?? unfit.exec(sentence) ?? dead.exec(sentence);
  if (!found?.groups) throw new Error(`No sentence of a rule that is known here: ${sentence}`);
  const { action, arc, key = "", deleter = null, source = null, path } = found.groups;
  return {
    rule: ruleOf(key, source, action === undefined ? "condition" : "read"),
    subject: action ?? arc ?? "",
    key,
    deleter,
    source,
    path: path?.split(" → ") ?? null,
  };
}

function ruleOf(key: string, source: string | null, reader: "condition" | "read"): Rule {
  if (key === "") return "dead";
  return source === null ? `unwritten-${reader}` : `unfit-${reader}`;
}

/** What is said, without how: judges agree if they agree on this. */
export function pairOf({ rule, subject, key }: Pick<Told, "rule" | "subject" | "key">): string {
  return `${rule} | ${subject} | ${key}`;
}
