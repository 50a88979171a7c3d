import { ReadError } from "../errors.js";
import { acceptsUndefined } from "../schema/inspect.js";
import type { Schema } from "../schema/record.js";
import { describe, parse } from "../schema/validate.js";

/** Who reads: as messages call it, and the name of the action, if it is one. */
export interface Asker {
  readonly who: string;
  readonly action: string | null;
}

/** Where a condition or an action reads its keys from. */
export interface Reader {
  has(key: string): boolean;
  get(key: string): unknown;
  /**
   * The value as the schema gives it back.
   *
   * @throws {ReadError} If it is missing or does not fit.
   */
  read(key: string, schema: Schema, asker: Asker): unknown;
}

/** Reads from any record: for conditions that are asked outside of an application. */
export function plainReader(state: object): Reader {
  const values = state as Readonly<Record<string, unknown>>;
  return {
    has: (key) => Object.hasOwn(values, key),
    get: (key) => (Object.hasOwn(values, key) ? values[key] : undefined),
    read: (key, schema, asker) => readValue(Object.hasOwn(values, key), key, values[key], schema, asker),
  };
}

/** Parses one value that is read. */
export function readValue(present: boolean, key: string, value: unknown, schema: Schema, asker: Asker): unknown {
  const { who, action } = asker;
  // Asked of the schema: `any` takes what is not there, too, but nobody says that it accepts it
  if (!present && !acceptsUndefined(schema)) throw new ReadError(unwritten(who, key), action, key, []);
  const parsed = parse(schema, value);
  if (parsed.ok) return parsed.value;
  const message = present
    ? `${who} reads '${key}', but what stands there does not fit its schema: ${describe(parsed.issues)}`
    : unwritten(who, key);
  throw new ReadError(message, action, key, parsed.issues);
}

/** What a reader says that finds nothing. */
export function unwritten(who: string, key: string): string {
  return `${who} reads '${key}', which nothing has written: write it before, or give it in withState()`;
}
