import type { Schema } from "./record.js";

/**
 * Whether a value that one schema gave back needs no parsing by another: both are the same or structurally the same, and
 * parsing again could change nothing (no transform, no default, no fallback). Memoised per pair, so that a step asks a
 * question, not a comparison.
 */
export function covers(writer: Schema, reader: Schema): boolean {
  const known = memo.get(writer)?.get(reader);
  if (known !== undefined) return known;
  const answer = isStable(reader) && isSame(writer, reader);
  const answers = memo.get(writer) ?? new WeakMap<object, boolean>();
  memo.set(writer, answers.set(reader, answer));
  return answer;
}

const memo = new WeakMap<object, WeakMap<object, boolean>>();

/** Schemas whose output, parsed again, comes out equal, provided that all their parts are such. */
const stableSchemas = new Set([
  "any",
  "array",
  "bigint",
  "blob",
  "boolean",
  "custom",
  "date",
  "enum",
  "exact_optional",
  "file",
  "function",
  "instance",
  "literal",
  "loose_object",
  "loose_tuple",
  "map",
  "nan",
  "never",
  "non_nullable",
  "non_nullish",
  "non_optional",
  "null",
  "nullable",
  "nullish",
  "number",
  "object",
  "object_with_rest",
  "optional",
  "picklist",
  "record",
  "set",
  "strict_object",
  "strict_tuple",
  "string",
  "symbol",
  "tuple",
  "tuple_with_rest",
  "undefined",
  "undefinedable",
  "union",
  "unknown",
  "variant",
  "void",
]);
/** Transformations in name only. */
const stableTransformations = new Set(["brand", "flavor", "readonly"]);
/** Members that say nothing about what a schema accepts. */
const ignored = new Set(["~standard", "~run", "~types", "reference", "expects", "message"]);

type Part = Readonly<Record<string, unknown>>;

function isStable(part: unknown): boolean {
  if (Array.isArray(part)) return part.every(isStable);
  if (typeof part !== "object" || part === null) return true;
  const { kind, type, fallback, default: standIn } = part as Part;
  if (fallback !== undefined || standIn !== undefined) return false;
  if (kind === "schema" && !stableSchemas.has(String(type))) return false;
  if (kind === "transformation" && !stableTransformations.has(String(type))) return false;
  if (kind === undefined && Object.getPrototypeOf(part) !== Object.prototype) return true;
  return members(part as Part).every((key) => isStable((part as Part)[key]));
}

function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (left instanceof RegExp) return right instanceof RegExp && String(left) === String(right);
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, i) => isSame(item, right[i]));
  }
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (Object.getPrototypeOf(left) !== Object.prototype) return false;
  const keys = members(left as Part);
  return (
    keys.length === members(right as Part).length &&
    keys.every((key) => isSame((left as Part)[key], (right as Part)[key]))
  );
}

function members(part: Part): string[] {
  return Object.keys(part).filter((key) => !ignored.has(key));
}
