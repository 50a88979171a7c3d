import type { Delta } from "../state/delta.js";
import { put } from "../state/put.js";
import { portable, unportable } from "./portable.js";
import { decode, type Json } from "./serde.js";

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

/** Does to a state what was stored; `state` is changed in place, and its lists. */
export function redo(state: Record<string, unknown>, operations: readonly StoredOperation[]): void {
  for (const operation of operations) {
    if ("delete" in operation) {
      for (const key of operation.delete) delete state[unportable(key)];
      continue;
    }
    const { set = {}, append = {}, extend = {}, increment = {} } = operation;
    for (const [key, value] of decoded(set)) put(state, key, value);
    for (const [key, items] of [...decoded(append), ...decoded(extend)]) {
      const list = (standing(state, key) ?? []) as unknown[];
      for (const item of items as readonly unknown[]) list.push(item);
      put(state, key, list);
    }
    for (const [key, by] of decoded(increment)) {
      put(state, key, ((standing(state, key) ?? 0) as number) + (by as number));
    }
  }
}

const standing = (state: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(state, key) ? state[key] : undefined;

/** What is stored by key. */
export const decoded = (stored: Readonly<Record<string, Json>>): [string, unknown][] =>
  Object.entries(stored).map(([key, value]) => [unportable(key), decode(value)]);
