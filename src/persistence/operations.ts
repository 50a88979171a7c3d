import type { Delta } from "../state/delta.js";
import { put } from "../state/put.js";
import { cut, kindOf, textOf } from "../text/wording.js";
import { portable, unportable } from "./portable.js";
import { decode, type Json, Unreadable } from "./serde.js";

/** An operation as it is stored: its name, and what it was given by key, or the keys. `{ append: { history: [...] } }` */
type StoredOperation =
  | { readonly [TName in "set" | "append" | "extend" | "increment"]?: Readonly<Record<string, Json>> }
  | { readonly delete: readonly string[] };

/** How the value that stands in a key is written; `isWhole`: not just items of it, or what was added. */
export type Write = (key: string, value: unknown, isWhole: boolean) => Json;

/** A state as it is stored. */
export function storedValues(values: Iterable<readonly [string, unknown]>, write: Write): Record<string, Json> {
  const stored: Record<string, Json> = {};
  for (const [key, value] of values) put(stored, portable(key), write(key, value, true));
  return stored;
}

/**
 * Operations as they are stored, the first one first.
 *
 * @param isWhole Whether a key is always stored as a whole, never as what was added to it.
 */
export function storedOperations(
  deltas: readonly Delta[],
  write: Write,
  isWhole: (key: string) => boolean,
): StoredOperation[] {
  return deltas.flatMap(({ operation, values, isExact }): StoredOperation[] => {
    if (operation.op === "delete") return [{ delete: operation.keys.map(portable) }];
    const set = (keys: readonly string[]): StoredOperation[] =>
      keys.length === 0
        ? []
        : [
            {
              set: storedValues(
                keys.map((key) => [key, values[key]] as const),
                write,
              ),
            },
          ];
    const keys = Object.keys(values);
    if (operation.op === "set" || !isExact) return set(keys);
    const given = operation.op === "increment" ? operation.by : operation.items;
    const added: Record<string, Json> = {};
    for (const key of keys) if (!isWhole(key)) put(added, portable(key), write(key, given[key], false));
    const parts = Object.keys(added).length === 0 ? [] : [{ [operation.op]: added }];
    return [...parts, ...set(keys.filter(isWhole))];
  });
}

/**
 * Does to a state what was stored; `state` is changed in place, and its lists, where they were made here.
 *
 * @param operations What `storedOperations` has given, as it came back from a store.
 * @throws {Unreadable} If it is something else, or does not fit the state.
 */
export function redo(state: Record<string, unknown>, operations: unknown): void {
  if (!Array.isArray(operations)) throw unreadable(`a list of operations is no list, but ${kindOf(operations)}`);
  for (const operation of operations as unknown[]) {
    const entries = Object.entries(recordIn(operation, "an operation"));
    const [name, values] = entries[0] ?? [];
    if (entries.length !== 1 || name === undefined || !Object.hasOwn(doing, name)) {
      throw unreadable(`there is no operation '${cut(entries.map(([one]) => one).join("', '"))}'`);
    }
    doing[name as keyof typeof doing](state, values);
  }
}

type Doing = (state: Record<string, unknown>, given: unknown) => void;

const extend: Doing = (state, given) => {
  for (const [key, items] of decoded(given)) {
    if (!Array.isArray(items))
      throw unreadable(`what is added to the list '${cut(key)}' is no list, but ${kindOf(items)}`);
    const list = listIn(state, key);
    for (const item of items as unknown[]) list.push(item);
  }
};

const doing: Readonly<Record<"set" | "append" | "extend" | "increment" | "delete", Doing>> = {
  set(state, given) {
    for (const [key, value] of decoded(given)) put(state, key, value);
  },
  append: extend,
  extend,
  increment(state, given) {
    for (const [key, by] of decoded(given)) {
      const number = standing(state, key) ?? 0;
      if (typeof by !== "number") throw unreadable(`what is added to '${cut(key)}' is no number, but ${kindOf(by)}`);
      if (typeof number !== "number") throw unreadable(`'${cut(key)}' is to be added to, and holds ${kindOf(number)}`);
      put(state, key, number + by);
    }
  },
  delete(state, given) {
    if (!Array.isArray(given)) throw unreadable(`a list of keys is no list, but ${kindOf(given)}`);
    for (const key of given as unknown[]) {
      if (typeof key !== "string") throw unreadable(`a key is no string, but ${kindOf(key)}`);
      delete state[unportable(key)];
    }
  },
};

/** Lists that were made here, and that nothing else holds. One that was read may stand within itself. */
const own = new WeakSet<object>();

function listIn(state: Record<string, unknown>, key: string): unknown[] {
  const list = standing(state, key) ?? [];
  if (!Array.isArray(list)) throw unreadable(`the list '${cut(key)}' is to be added to, and holds ${kindOf(list)}`);
  if (own.has(list)) return list;
  const copy: unknown[] = [...list];
  own.add(copy);
  put(state, key, copy);
  return copy;
}

const standing = (state: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(state, key) ? state[key] : undefined;

/**
 * What is stored by key.
 *
 * @throws {Unreadable} If it is no record, with the key if it is what stands in one.
 */
export const decoded = (stored: unknown): [string, unknown][] =>
  Object.entries(recordIn(stored, "what is stored by key")).map(([portableKey, value]) => {
    const key = unportable(portableKey);
    try {
      return [key, decode(value)];
    } catch (error) {
      throw unreadable(`'${cut(key)}': ${textOf(error)}`, error);
    }
  });

function recordIn(json: unknown, what: string): Readonly<Record<string, Json>> {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Readonly<Record<string, Json>>;
  throw unreadable(`${what} is no record, but ${kindOf(json)}`);
}

const unreadable = (reason: string, cause?: unknown): Unreadable =>
  new Unreadable([], reason, cause === undefined ? {} : { cause });
