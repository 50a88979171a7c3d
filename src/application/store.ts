import { type Asker, type Reader, readValue } from "../condition/reader.js";
import type { Schema, SchemaRecord } from "../schema/record.js";
import { covers } from "../schema/same.js";
import type { Effect } from "../state/delta.js";
import { deepFreeze } from "../state/freeze.js";
import { put } from "../state/put.js";
import { StateRecord } from "../state/state.js";
import type { HistoryEntry } from "./history.js";
import type { Journal } from "./journal.js";

/** The step that has changed the state. */
interface Committed {
  readonly sequenceId: number;
  readonly action: string;
}

const noHistory: readonly HistoryEntry[] = Object.freeze([]);
const nothing: Effect = { written: {}, deleted: [] };

/**
 * The values of an application, changed only by `commit`. Validation is paid once: beside each value stands the schema
 * that has parsed it, and what another schema made of it is remembered until the value changes.
 */
export class Store implements Reader {
  readonly #values = new Map<string, unknown>();
  readonly #parsedBy = new Map<string, Schema>();
  /** Of each key, what read schemas made of the value that stands there. */
  readonly #readings = new Map<string, WeakMap<Schema, unknown>>();
  #snapshot: StateRecord | null = null;

  readonly #journal: Journal | null;

  constructor(initial: Readonly<Record<string, unknown>>, journal: Journal | null) {
    this.#journal = journal;
    for (const [key, value] of Object.entries(initial)) this.#values.set(key, deepFreeze(value));
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): unknown {
    return this.#values.get(key);
  }

  /** The schema that has parsed what stands in a key; undefined if none has. */
  parsedBy(key: string): Schema | undefined {
    return this.#parsedBy.get(key);
  }

  read(key: string, schema: Schema, asker: Asker): unknown {
    const value = this.#values.get(key);
    const writer = this.#parsedBy.get(key);
    if (writer !== undefined && covers(writer, schema)) return value;
    const readings = this.#readings.get(key);
    if (readings?.has(schema)) return readings.get(schema);
    const given = deepFreeze(readValue(this.#values.has(key), key, value, schema, asker));
    // Where nothing stands, a default may be another each time; what is not frozen may change under our hands
    if (value !== undefined && Object.isFrozen(value))
      this.#readings.set(key, (readings ?? new WeakMap<Schema, unknown>()).set(schema, given));
    return given;
  }

  /** The values, as they are behind an effect. */
  *entries({ written, deleted }: Effect = nothing): Generator<readonly [string, unknown]> {
    for (const [key, value] of this.#values) {
      if (!Object.hasOwn(written, key) && !deleted.includes(key)) yield [key, value];
    }
    for (const key of Object.keys(written)) yield [key, written[key]];
  }

  /** Takes over what a step has done; `schemas` have parsed what it has written. */
  commit({ written, deleted }: Effect, schemas: SchemaRecord, step: Committed): void {
    const keys = Object.keys(written);
    if (this.#journal) this.#journal.completing(step, this.#values, [...keys, ...deleted]);
    for (const key of keys) {
      if (!Object.is(this.#values.get(key), written[key])) this.#readings.delete(key);
      this.#values.set(key, written[key]);
      this.#parsedBy.set(key, schemas[key] as Schema);
    }
    // Asked first: to iterate over nothing costs a step 2 %
    if (deleted.length > 0) this.#remove(deleted);
    this.#snapshot = null;
  }

  #remove(keys: readonly string[]): void {
    for (const key of keys) for (const map of [this.#values, this.#parsedBy, this.#readings]) map.delete(key);
  }

  /** Writes what no write schema has parsed: those who read it parse it. */
  patch(values: Readonly<Record<string, unknown>>): void {
    this.#journal?.changing(this.#values, Object.keys(values));
    for (const [key, value] of Object.entries(values)) {
      this.#values.set(key, deepFreeze(value));
      this.#parsedBy.delete(key);
      this.#readings.delete(key);
    }
    this.#snapshot = null;
  }

  /** The last steps, the newest first, each with the state behind it; empty if nobody keeps them. */
  history(): readonly HistoryEntry[] {
    return this.#journal?.entries(this.#values) ?? noHistory;
  }

  /** The values as a state, made when it is asked for. */
  snapshot(): StateRecord {
    if (this.#snapshot === null) {
      const values: Record<string, unknown> = {};
      for (const [key, value] of this.#values) put(values, key, value);
      this.#snapshot = StateRecord.of(values);
    }
    return this.#snapshot;
  }
}
