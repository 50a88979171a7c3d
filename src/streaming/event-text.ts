import { kindOf } from "../text/wording.js";
import { isPromiseLike } from "../types/promise.js";

/** Keeps a connection awake, and is no event. */
export const comment = ":\n\n";

/**
 * A server-sent event: a name, and data as JSON. JSON written without indentation has no line breaks, so one line of data is
 * enough, whatever is in it.
 *
 * @param who Whose data they are, for the message.
 * @throws {TypeError} If something in them cannot be written as JSON.
 */
export function eventText(name: string, data: unknown, who: string): string {
  return `event: ${name}\ndata: ${jsonOf(data, who)}\n\n`;
}

/** As `JSON.stringify`, which leaves out or changes without a word what it cannot write. */
function jsonOf(data: unknown, who: string): string {
  try {
    const text = JSON.stringify(data ?? null, (key, value: unknown) => {
      const what = unwritable(value);
      if (what === null) return value;
      throw new TypeError(key === "" ? `it is ${what}` : `'${key}' is ${what}`);
    });
    return text.replace(/[\u0085\u2028\u2029]/g, escaped);
  } catch (error) {
    // Of a cycle the engine draws a picture below the first line
    const [reason] = String(error instanceof Error ? error.message : error).split("\n");
    throw new TypeError(`${who} cannot be sent as JSON: ${reason}`, { cause: error });
  }
}

/** Ends a line for clients that take "line" too far; in JSON it may be written either way. */
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** What JSON has no place for; null if it does. */
function unwritable(value: unknown): string | null {
  if (["bigint", "function", "symbol"].includes(typeof value)) return kindOf(value);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (isPromiseLike(value)) return "a promise";
  if (ArrayBuffer.isView(value)) return "a typed array";
  if (value instanceof Map) return "a Map";
  if (value instanceof Set) return "a Set";
  if (value instanceof RegExp) return "a RegExp";
  return value instanceof Error ? "an Error" : null;
}
