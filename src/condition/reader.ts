import { ReadError } from "../errors.js";
import type { Schema } from "../schema/record.js";
import { describe, parse } from "../schema/validate.js";

/** Where a condition or an action reads its keys from. */
export interface Reader {
  has(key: string): boolean;
  get(key: string): unknown;
  /**
   * The value as the schema gives it back.
   *
   * @throws {ReadError} If it is missing or does not fit; `who` reads it.
   */
  read(key: string, schema: Schema, who: string): unknown;
}

/** Reads from any record: for conditions that are asked outside of an application. */
export function plainReader(state: object): Reader {
  const values = state as Readonly<Record<string, unknown>>;
  return {
    has: (key) => Object.hasOwn(values, key),
    get: (key) => (Object.hasOwn(values, key) ? values[key] : undefined),
    read: (key, schema, who) => readValue(Object.hasOwn(values, key), key, values[key], schema, who),
  };
}

/** Parses one value that is read. */
export function readValue(present: boolean, key: string, value: unknown, schema: Schema, who: string): unknown {
  const parsed = parse(schema, value);
  if (parsed.ok) return parsed.value;
  const message = present
    ? `${who} reads '${key}', but what stands there does not fit its schema: ${describe(parsed.issues)}`
    : `${who} reads '${key}', which nothing has written: write it before, or give it in withState()`;
  throw new ReadError(message, who, key, parsed.issues);
}
