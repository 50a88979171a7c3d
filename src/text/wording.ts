import { isPromiseLike } from "../types/promise.js";

/**
 * " Did you mean 'x'?" for a name that is close to one of those that exist, else "".
 */
export function suggestion(wrong: string, names: Iterable<string>): string {
  if (wrong.length > longest) return "";
  const limit = Math.max(1, Math.floor(wrong.length * 0.4));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const name of names) {
    const distance = Math.abs(name.length - wrong.length) > limit ? Infinity : editDistance(wrong, name);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best === undefined ? "" : ` Did you mean '${best}'?`;
}

/** The longest name that is told in full, and looked for among others. */
const longest = 100;

/** A text that may be of any length, told. */
export function cut(text: string, length: number = longest): string {
  return text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text;
}

/** 'a', 'b' and 'c' */
export function quoted(names: Iterable<string>): string {
  const all = [...names].map((name) => `'${name}'`);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

/** What a value is, for a message: `null`, `an array`, `a string`. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (isPromiseLike(value)) return "a promise";
  const type = typeof value;
  return type === "object" ? "an object" : `a ${type}`;
}

/** What was thrown, as text: the message of an error. */
export function textOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message) : String(error);
  } catch {
    return typeof error;
  }
}

/** Letters to insert, leave out, replace, or swap with their neighbour. */
function editDistance(left: string, right: string): number {
  let above: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      const swap = isSwapped ? (above[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution, swap));
    }
    [above, row] = [row, next];
  }
  return row[right.length] ?? 0;
}
