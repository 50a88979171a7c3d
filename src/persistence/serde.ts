import { Coded } from "./serde/coded.js";
import type { Json } from "./serde/json.js";
import { read } from "./serde/read.js";
import { scan } from "./serde/scan.js";
import { write } from "./serde/write.js";

export { Coded } from "./serde/coded.js";
export type { Json } from "./serde/json.js";
export { Unreadable, Unwritable } from "./serde/refusals.js";

/**
 * A value as JSON can say it: what it has no words for is tagged, `{ "$type": "Date", "value": "2026-01-01T00:00:00.000Z" }`.
 * Most values come back as they are, without a copy.
 *
 * @throws {Unwritable} If it cannot be said even so: nothing is ever lost.
 */
export function encode(value: unknown): Json {
  const findings = scan(value);
  return findings.isPure ? (value as Json) : write(value, findings);
}

/** What the codec of a key has made of a value. It comes back as {@link Coded}. */
export const encodeCoded = (value: unknown): Json => encode(new Coded(value));

/**
 * The value that `encode` has written, equal in all that can be seen: classes, what stands in several places, itself too.
 * Views of bytes come back with memory of their own.
 *
 * @throws {Unreadable} If something else has written it.
 */
export const decode = (json: Json): unknown => read(json);
