import { put } from "./put.js";

/** One operation on the state, as data. */
export type Operation =
  | { readonly op: "set"; readonly values: Readonly<Record<string, unknown>> }
  | { readonly op: "append" | "extend"; readonly items: Readonly<Record<string, readonly unknown[]>> }
  | { readonly op: "increment"; readonly by: Readonly<Record<string, number>> }
  | { readonly op: "delete"; readonly keys: readonly string[] };

/** What a state has gone through since it was handed out, the last operation first. */
export interface Delta {
  readonly operation: Operation;
  /** What stands in the keys that the operation wrote. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether the operation leads to these values without any schema; one that was changed by a schema does not. */
  readonly isExact: boolean;
  readonly before: Delta | null;
}

/** What all operations together come to. No key is in both. */
export interface Effect {
  /** What stands in each key that was written. */
  readonly written: Readonly<Record<string, unknown>>;
  /** The keys that were removed. */
  readonly deleted: readonly string[];
}

/** The chain, the first one first. */
export function chainOf(delta: Delta | null): Delta[] {
  const chain: Delta[] = [];
  for (let at = delta; at !== null; at = at.before) chain.push(at);
  return chain.reverse();
}

/** The operations, the first one first; those in `without` are left out. */
export function operationsOf(delta: Delta | null, without: ReadonlySet<Operation>): Operation[] {
  return chainOf(delta).flatMap(({ operation }) => (without.has(operation) ? [] : operation));
}

/** Whether an operation has written a key, or removed it. */
export function concerns({ operation, values }: Delta, key: string): boolean {
  return operation.op === "delete" ? operation.keys.includes(key) : Object.hasOwn(values, key);
}

/** What a delta comes to: of each key, the last operation on it decides. */
export function effectOf(delta: Delta | null): Effect {
  if (delta === null) return { written: {}, deleted: none };
  if (delta.before === null) return { written: delta.values, deleted: deletedBy(delta.operation) };
  const written: Record<string, unknown> = {};
  const deleted = new Set<string>();
  for (const { operation, values } of chainOf(delta)) {
    for (const key of deletedBy(operation)) {
      delete written[key];
      deleted.add(key);
    }
    for (const key of Object.keys(values)) {
      put(written, key, values[key]);
      deleted.delete(key);
    }
  }
  return { written, deleted: deleted.size === 0 ? none : [...deleted] };
}

const none: readonly string[] = Object.freeze([]);

function deletedBy(operation: Operation): readonly string[] {
  return operation.op === "delete" ? operation.keys : none;
}
