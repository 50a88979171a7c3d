import type { Schema } from "./record.js";

/** A schema, or an action of a pipe, seen from its make. */
export type Part = Readonly<Record<string, unknown>>;

/** Whether a member of a schema is a schema or an action of a pipe, and no record or list of them, and no user's value. */
export function isPart(value: unknown): value is Part {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Part).kind === "string" &&
    typeof (value as Part).reference === "function"
  );
}

/**
 * Whether what a schema gave back comes out equal when it is parsed by it again: it has no transform, default or fallback,
 * and no choice that could fall differently the second time.
 */
export function isStable(schema: Schema): boolean {
  return gradeOf(schema) !== "changes";
}

/**
 * Whether there is a transformation in a schema: then what it gives back need not be what it takes. A default is none.
 */
export function transforms(part: unknown): boolean {
  if (!isPart(part)) return false;
  if (part.kind === "transformation") return !inName.has(String(part.type));
  // What it makes of a value only it knows
  if (part.type === "lazy") return true;
  return [...(Array.isArray(part.pipe) ? part.pipe : []), ...partsOf(part), ...optionsOf(part)].some(transforms);
}

/**
 * What a schema does to what it accepts. `keeps`: it gives it back equal. `trims`: it may leave something out (`object`
 * leaves out what it does not know) or fill it up, but keeps what it gave back. `changes`: all else.
 */
type Grade = "keeps" | "trims" | "changes";

const leaves = new Set([
  "any",
  "bigint",
  "blob",
  "boolean",
  "custom",
  "date",
  "enum",
  "file",
  "function",
  "instance",
  "literal",
  "nan",
  "never",
  "null",
  "number",
  "picklist",
  "string",
  "symbol",
  "undefined",
  "unknown",
  "void",
]);
/** Schemas that are as good as their parts. */
const containers = new Set([
  "array",
  "exact_optional",
  "map",
  "non_nullable",
  "non_nullish",
  "non_optional",
  "nullable",
  "nullish",
  "optional",
  "set",
  "undefinedable",
]);
/** Schemas that build anew: they leave out unknown keys, further items, a prototype; a tuple fills up what is missing. */
const trimmers = new Set([
  "loose_object",
  "loose_tuple",
  "object",
  "object_with_rest",
  "record",
  "strict_object",
  "strict_tuple",
  "tuple",
  "tuple_with_rest",
]);
/** Transformations in name only. */
const inName = new Set(["brand", "flavor", "readonly"]);

function gradeOf(part: unknown): Grade {
  if (!isPart(part)) return "changes";
  if (part.fallback !== undefined || part.default !== undefined) return "changes";
  if (Array.isArray(part.pipe)) return gradeOfPipe(part.pipe);
  // valibot 1.5 assigns to that entry, and so gives the object another prototype
  if (Object.hasOwn((part.entries as Part | undefined) ?? {}, "__proto__")) return "changes";
  const type = String(part.type);
  if (leaves.has(type)) return "keeps";
  if (containers.has(type)) return worst(partsOf(part).map(gradeOf));
  if (trimmers.has(type)) return worst(["trims", ...partsOf(part).map(gradeOf)]);
  if (type === "union" || type === "variant") return gradeOfChoice(optionsOf(part));
  return "changes";
}

/** Only the first schema of a pipe may leave things out: those before a later one have not seen what it leaves. */
function gradeOfPipe([first, ...rest]: readonly unknown[]): Grade {
  const areHarmless = rest.every((step) => {
    if (!isPart(step)) return false;
    if (step.kind === "schema") return gradeOf(step) === "keeps";
    return step.kind !== "transformation" || inName.has(String(step.type));
  });
  return areHarmless ? gradeOf(first) : "changes";
}

/** What one option has trimmed, an option before it may accept, and trim further, unless a literal tells them apart. */
function gradeOfChoice(options: readonly unknown[]): Grade {
  const grades = options.map(gradeOf);
  const trimming = options.filter((_, index) => grades[index] === "trims");
  const isClear = trimming.every((option, index) => trimming.slice(index + 1).every((other) => isApart(option, other)));
  return isClear ? worst(grades) : "changes";
}

function isApart(left: unknown, right: unknown): boolean {
  const [entries, others] = [left, right].map((option) => ((option as Part).entries ?? {}) as Part);
  return Object.keys(entries as Part).some((key) => {
    const values = literalsOf(entries?.[key]);
    const otherValues = others && Object.hasOwn(others, key) ? literalsOf(others[key]) : null;
    return values !== null && otherValues !== null && values.every((value) => !otherValues.includes(value));
  });
}

function literalsOf(part: unknown): readonly unknown[] | null {
  if (!isPart(part)) return null;
  if (part.type === "literal") return [part.literal];
  return (part.type === "picklist" || part.type === "enum") && Array.isArray(part.options) ? part.options : null;
}

/** The options of a choice; those of a `variant` within a `variant` stand beside the others. */
function optionsOf(part: Part): unknown[] {
  const options = Array.isArray(part.options) ? part.options : [];
  return options.flatMap((option: unknown) =>
    isPart(option) && option.type === "variant" && !option.pipe ? optionsOf(option) : [option],
  );
}

/** The schemas that a schema is made of, wherever they stand in it. */
function partsOf({ item, items, rest, key, value, wrapped, entries }: Part): unknown[] {
  const lists = [...(Array.isArray(items) ? items : []), ...Object.values((entries as Part | undefined) ?? {})];
  return [...lists, ...[item, rest, key, value, wrapped].filter((part) => part !== undefined)];
}

function worst(grades: readonly Grade[]): Grade {
  if (grades.includes("changes")) return "changes";
  return grades.includes("trims") ? "trims" : "keeps";
}
