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
  readonly before: Delta | null;
}

/** The operations, the first one first; those of the deltas in `without` are left out. */
export function operationsOf(delta: Delta | null, without: ReadonlySet<Delta>): Operation[] {
  const operations: Operation[] = [];
  for (let at = delta; at !== null && !without.has(at); at = at.before) operations.push(at.operation);
  return operations.reverse();
}

/** What stands in each key that was written. */
export function writtenBy(delta: Delta | null): Readonly<Record<string, unknown>> {
  if (delta === null) return {};
  if (delta.before === null) return delta.values;
  return { ...writtenBy(delta.before), ...delta.values };
}
