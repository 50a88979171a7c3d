import { DefinitionError, type Issue, WriteError } from "../errors.js";
import { type ListParts, listParts } from "../schema/list.js";
import type { Schema, SchemaRecord } from "../schema/record.js";
import { covers } from "../schema/same.js";
import { describe, parse } from "../schema/validate.js";
import { cut, kindOf, quoted, suggestion } from "../text/wording.js";
import { isAlike } from "./alike.js";
import { checkKey } from "./check-key.js";
import { concerns, type Delta, type Operation, operationsOf } from "./delta.js";
import { deepFreeze } from "./freeze.js";
import { define, put } from "./put.js";

/** Who handed a state out: what may be written to it, and what stands in keys that it does not show. */
export interface Origin {
  readonly action: string;
  readonly writes: SchemaRecord;
  /** The keys that may be removed. */
  readonly deletes: readonly string[];
  /** Where nothing may be written or removed: why, and what would mend it. */
  readonly readOnly?: string;
  current(key: string): unknown;
  /** The schema that has parsed what stands in a key; undefined if none has. */
  parsedBy(key: string): Schema | undefined;
}

type Values = Readonly<Record<string, unknown>>;
type Lists = Readonly<Record<string, readonly unknown[]>>;

const nothing: Values = Object.freeze({});

/**
 * An immutable record. Its values are its own properties; its operations stand on the prototype, and each returns a new
 * state. What is written is parsed at once, so that an error points at the line that wrote.
 */
export class StateRecord {
  /** The values, as own properties. */
  readonly [key: string]: unknown;

  static {
    // What users know it as: a logged state says `State { ... }`
    Object.defineProperty(StateRecord, "name", { value: "State" });
  }

  readonly #origin: Origin | null;
  readonly #delta: Delta | null;

  private constructor(values: Values, changes: Values, origin: Origin | null, delta: Delta | null) {
    define(this, values);
    define(this, changes);
    this.#origin = origin;
    this.#delta = delta;
    Object.freeze(this);
  }

  /** A state for an action to work on. */
  static handOut(values: Values, origin: Origin): StateRecord {
    return new StateRecord(values, nothing, origin, null);
  }

  /** A state to look at. It may be changed freely: nothing listens. */
  static of(values: Values): StateRecord {
    return new StateRecord(values, nothing, null, null);
  }

  /** What has been done to a state since `origin` handed it out; undefined if it comes from somewhere else. */
  static deltaSince(origin: Origin, state: unknown): Delta | null | undefined {
    return state instanceof StateRecord && state.#origin === origin ? state.#delta : undefined;
  }

  /**
   * The same values, to which nothing may be written.
   *
   * @param why What the refusal of a write says, and advises.
   */
  static readOnly(state: StateRecord, why: string): StateRecord {
    const origin = state.#origin;
    return origin === null
      ? state
      : new StateRecord(state, nothing, { ...origin, writes: {}, deletes: [], readOnly: why }, null);
  }

  /** Whether a value is a state that was made from `source`. */
  static isMadeFrom(source: StateRecord, value: unknown): boolean {
    return value instanceof StateRecord && value.#origin === source.#origin;
  }

  /** The state with values that the schemas of what it writes have parsed already. */
  static withParsed(state: StateRecord, values: Values): StateRecord {
    return state.#after({ op: "set", values }, values);
  }

  /** Sets keys. */
  update(values: Values): StateRecord {
    checkArgument("update", "{ key: value }", values);
    const written: Record<string, unknown> = {};
    for (const key of Object.keys(values)) put(written, key, this.#parsed("update", key, values[key]));
    return this.#after({ op: "set", values: written }, written);
  }

  /** Adds one item to each named list; a key never written starts as `[]`. */
  append(items: Values): StateRecord {
    checkArgument("append", "{ list: item }", items);
    const lists: Record<string, readonly unknown[]> = {};
    for (const key of Object.keys(items)) put(lists, key, [items[key]]);
    return this.#extended("append", lists);
  }

  /** Adds several items to each named list. */
  extend(items: Lists): StateRecord {
    checkArgument("extend", "{ list: items }", items);
    for (const [key, list] of Object.entries(items)) {
      if (!Array.isArray(list))
        throw this.#refusal(key, `extend() takes a list of items for '${key}', not ${kindOf(list)}`);
    }
    return this.#extended("extend", items);
  }

  /** Adds to a number; a key never written starts as 0. */
  increment(amounts: Readonly<Record<string, number>>): StateRecord {
    checkArgument("increment", "{ number: by }", amounts);
    for (const [key, by] of Object.entries(amounts) as [string, unknown][]) {
      if (typeof by !== "number")
        throw this.#refusal(key, `increment() takes a number for '${key}', not ${kindOf(by)}`);
    }
    return this.#incremented({ op: "increment", by: { ...amounts } });
  }

  /** Removes keys. What was written there before does not count as written. */
  wipe(...keys: readonly string[]): StateRecord {
    for (const key of keys as readonly unknown[]) {
      if (typeof key !== "string") throw new DefinitionError(`wipe() takes names of keys, not ${kindOf(key)}`);
      this.#checkDeleted(key);
    }
    return this.#wiped({ op: "delete", keys: [...new Set(keys)] });
  }

  /** The same state, showing only some of its keys. */
  subset(...keys: readonly string[]): StateRecord {
    const shown: Record<string, unknown> = {};
    for (const key of keys) if (this.has(key)) put(shown, key, this.#own(key));
    return new StateRecord(shown, nothing, this.#origin, this.#delta);
  }

  /**
   * This state with what the other has written on top: of a state made from the same one its operations, of any other its
   * values.
   */
  merge(other: StateRecord): StateRecord {
    if (!(other instanceof StateRecord)) throw new DefinitionError(`merge() takes a state, not ${kindOf(other)}`);
    if (other.#origin !== this.#origin || this.#origin === null) return this.update({ ...other });
    const shared = new Set<Operation>();
    for (let at = this.#delta; at !== null; at = at.before) shared.add(at.operation);
    let merged: StateRecord = this;
    for (const operation of operationsOf(other.#delta, shared)) merged = merged.#redone(operation);
    return merged;
  }

  has(key: string): boolean {
    return Object.hasOwn(this, key);
  }

  keys(): string[] {
    return Object.keys(this);
  }

  /** The values as a plain object. */
  getAll(): Record<string, unknown> {
    return { ...this };
  }

  #own(key: string): unknown {
    return this[key];
  }

  /** What stands in a key. Not what an action reads there: a read schema may have left out or changed some of it. */
  #current(key: string): unknown {
    if (this.#origin === null) return this.has(key) ? this.#own(key) : undefined;
    const change = this.#changeOf(key);
    if (change === null) return this.#origin.current(key);
    return Object.hasOwn(change.values, key) ? change.values[key] : undefined;
  }

  /** The last operation that has written or removed a key since the state was handed out. */
  #changeOf(key: string): Delta | null {
    let at = this.#delta;
    while (at !== null && !concerns(at, key)) at = at.before;
    return at;
  }

  #incremented(operation: Extract<Operation, { op: "increment" }>): StateRecord {
    const written: Record<string, unknown> = {};
    let isExact = true;
    for (const [key, by] of Object.entries(operation.by)) {
      const sum = this.#number(key) + by;
      const parsed = this.#parsed("increment", key, sum);
      isExact &&= Object.is(parsed, sum);
      put(written, key, parsed);
    }
    return this.#after(operation, written, { isExact });
  }

  /** `redone`: the operation that this is once more, whose items have been parsed. */
  #extended(op: "append" | "extend", items: Lists, redone?: Operation): StateRecord {
    const added: Record<string, readonly unknown[]> = {};
    const written: Record<string, unknown> = {};
    let isExact = true;
    for (const key of Object.keys(items)) {
      const schema = this.#schema(op, key);
      const parts = schema && listParts(schema);
      const current = this.#list(op, key);
      const before = schema && parts ? this.#parsedList(op, key, current, schema, parts) : current;
      // A list is parsed item by item: appending to ten thousand messages costs one message
      const list = [...(items[key] as readonly unknown[])];
      const parsed = parts && !redone ? list.map((value) => this.#parsedBy(parts.item, op, key, value)) : list;
      put(added, key, deepFreeze(parsed));
      const whole = Object.freeze([...before, ...parsed]);
      const checks = parts ? parts.whole : schema;
      const checked = checks ? this.#parsedBy(checks, op, key, whole) : whole;
      isExact &&= before === current && (checked === whole || isSameList(checked, whole));
      put(written, key, checked);
    }
    return this.#after(redone ?? { op, items: added }, written, { isExact });
  }

  /** The list in a key, of which every item has been parsed: one that was given as initial state is parsed here, once. */
  #parsedList(
    op: string,
    key: string,
    list: readonly unknown[],
    schema: Schema,
    { items }: ListParts,
  ): readonly unknown[] {
    if (list.length === 0 || this.#changeOf(key) || !covers(schema, schema)) return list;
    const parser = this.#origin?.parsedBy(key);
    if (parser !== undefined && covers(parser, schema)) return list;
    const parsed = parse(items, list);
    // A list that came back from a store has been parsed before: kept as it is, it need not be stored again
    if (parsed.ok) return isAlike(parsed.value, list) ? list : deepFreeze(parsed.value as readonly unknown[]);
    throw this.#refusal(
      key,
      `${op}(): what stands in '${key}' does not fit its schema: ${describe(parsed.issues)}`,
      parsed.issues,
    );
  }

  #list(op: string, key: string): readonly unknown[] {
    const current = this.#current(key) ?? [];
    if (!Array.isArray(current)) throw this.#refusal(key, `${op}(): '${key}' holds ${kindOf(current)}, no list`);
    return current;
  }

  #number(key: string): number {
    const current = this.#current(key) ?? 0;
    if (typeof current !== "number")
      throw this.#refusal(key, `increment(): '${key}' holds ${kindOf(current)}, no number`);
    return current;
  }

  /** The operation once more, on this state. What it was given has been parsed; what comes of it here has not. */
  #redone(operation: Operation): StateRecord {
    if (operation.op === "set") return this.#after(operation, operation.values);
    if (operation.op === "increment") return this.#incremented(operation);
    if (operation.op === "delete") return this.#wiped(operation);
    return this.#extended(operation.op, operation.items, operation);
  }

  #wiped(operation: Extract<Operation, { op: "delete" }>): StateRecord {
    const kept: Record<string, unknown> = {};
    for (const key of this.keys()) if (!operation.keys.includes(key)) put(kept, key, this.#own(key));
    return this.#after(operation, nothing, { kept });
  }

  /** `kept`: the values that stay, where not all of them do. */
  #after(
    operation: Operation,
    values: Values,
    { kept = this, isExact = true }: { readonly kept?: Values; readonly isExact?: boolean } = {},
  ): StateRecord {
    const origin = this.#origin;
    return new StateRecord(kept, values, origin, origin && { operation, values, isExact, before: this.#delta });
  }

  /** The schema of a key that may be written; null where nothing is declared because nothing listens. */
  #schema(method: string, key: string): Schema | null {
    if (this.#origin === null) {
      checkKey(key);
      return null;
    }
    const { writes } = this.#origin;
    if (Object.hasOwn(writes, key)) return writes[key] as Schema;
    throw this.#undeclared(`${method}() writes`, key, "writes", Object.keys(writes));
  }

  /** Refuses a key that may not be removed; where nothing listens, anything may. */
  #checkDeleted(key: string): void {
    const declared = this.#origin?.deletes;
    if (declared === undefined) checkKey(key);
    else if (!declared.includes(key)) throw this.#undeclared("wipe() removes", key, "deletes", declared);
  }

  #undeclared(what: string, key: string, list: "writes" | "deletes", declared: readonly string[]): WriteError {
    const readOnly = this.#origin?.readOnly;
    if (readOnly !== undefined) return this.#refusal(key, `${what} '${cut(key)}', but ${readOnly}`);
    const names = declared.length === 0 ? "" : ` (${quoted(declared)})`;
    const mend = list === "writes" ? "or write another key" : "or leave it alone";
    const message = `${what} '${cut(key)}', which is not declared under ${list}${names}: declare it, ${mend}.`;
    return this.#refusal(key, `${message}${suggestion(key, declared)}`);
  }

  #parsed(method: string, key: string, value: unknown): unknown {
    const schema = this.#schema(method, key);
    return schema === null ? deepFreeze(value) : this.#parsedBy(schema, method, key, value);
  }

  #parsedBy(schema: Schema, method: string, key: string, value: unknown): unknown {
    const parsed = parse(schema, value);
    if (parsed.ok) return deepFreeze(parsed.value);
    const message = `${method}() writes '${key}', which does not fit its schema: ${describe(parsed.issues)}`;
    throw this.#refusal(key, message, parsed.issues);
  }

  #refusal(key: string, message: string, issues: readonly Issue[] = []): WriteError {
    const action = this.#origin?.action ?? null;
    return new WriteError(action === null ? message : `action '${action}': ${message}`, action, key, issues);
  }
}

/** Whether a list has the items of another, the same ones. */
function isSameList(list: unknown, other: readonly unknown[]): boolean {
  return (
    Array.isArray(list) && list.length === other.length && list.every((item, index) => Object.is(item, other[index]))
  );
}

function checkArgument(method: string, shape: string, argument: unknown): void {
  if (typeof argument === "object" && argument !== null && !Array.isArray(argument)) return;
  throw new DefinitionError(`${method}() takes a record, ${shape}, not ${kindOf(argument)}`);
}
