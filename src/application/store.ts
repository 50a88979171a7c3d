import { type Reader, readValue } from "../condition/reader.js";
import type { Schema, SchemaRecord } from "../schema/record.js";
import { covers } from "../schema/same.js";
import { deepFreeze } from "../state/freeze.js";
import { put } from "../state/put.js";
import { State } from "../state/state.js";

/** What a read schema made of a value. */
interface Reading {
  readonly value: unknown;
  readonly given: unknown;
}

/**
 * The values of an application, changed only by `commit`. Validation is paid once: beside each value stands the schema
 * that has parsed it, and what another schema made of it is remembered until the value changes.
 */
export class Store implements Reader {
  readonly #values = new Map<string, unknown>();
  readonly #parsedBy = new Map<string, Schema>();
  readonly #readings = new WeakMap<Schema, Reading>();
  #snapshot: State | null = null;

  constructor(initial: Readonly<Record<string, unknown>>) {
    for (const [key, value] of Object.entries(initial)) this.#values.set(key, deepFreeze(value));
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): unknown {
    return this.#values.get(key);
  }

  read(key: string, schema: Schema, who: string): unknown {
    const value = this.#values.get(key);
    const writer = this.#parsedBy.get(key);
    if (writer !== undefined && covers(writer, schema)) return value;
    const before = this.#readings.get(schema);
    if (before !== undefined && before.value === value && value !== undefined) return before.given;
    const given = deepFreeze(readValue(this.#values.has(key), key, value, schema, who));
    this.#readings.set(schema, { value, given });
    return given;
  }

  commit(written: Readonly<Record<string, unknown>>, schemas: SchemaRecord): void {
    for (const key of Object.keys(written)) {
      this.#values.set(key, written[key]);
      this.#parsedBy.set(key, schemas[key] as Schema);
    }
    this.#snapshot = null;
  }

  /** The values as a state, made when it is asked for. */
  snapshot(): State {
    if (this.#snapshot === null) {
      const values: Record<string, unknown> = {};
      for (const [key, value] of this.#values) put(values, key, value);
      this.#snapshot = State.of(values);
    }
    return this.#snapshot;
  }
}
