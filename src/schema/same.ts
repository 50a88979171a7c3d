import type { Schema } from "./record.js";
import { isPart, isStable, type Part } from "./stable.js";

/**
 * Whether a value that one schema gave back needs no parsing by another: both are the same or structurally the same, and
 * parsing again could change nothing. Memoised per pair, so that a step asks a question, not a comparison.
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

/** Members that say nothing about what a schema accepts. */
const ignored = new Set(["~standard", "~run", "~types", "reference", "expects", "message"]);
/** Validations that ask for nothing but what their type says. */
const selfExplaining = new Set(["empty", "non_empty"]);

function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (left instanceof RegExp) return right instanceof RegExp && String(left) === String(right);
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, i) => isSame(item, right[i]));
  }
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (Object.getPrototypeOf(left) !== Object.prototype) return false;
  if (hidesItsRequirement(left as Part)) return false;
  const keys = members(left as Part);
  return (
    keys.length === members(right as Part).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame((left as Part)[key], (right as Part)[key]))
  );
}

/** A `rawCheck` keeps its function to itself: two of them look alike, whatever they ask. */
function hidesItsRequirement(part: Part): boolean {
  return (
    isPart(part) && part.kind === "validation" && !("requirement" in part) && !selfExplaining.has(String(part.type))
  );
}

function members(part: Part): string[] {
  const keys = Object.keys(part);
  // In a record of the user's, such as the entries of an object, `message` is a key like any other
  return isPart(part) ? keys.filter((key) => !ignored.has(key)) : keys;
}
