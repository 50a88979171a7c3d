import { define } from "./put.js";

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

/** The operations, the first one first; those in `without` are left out. */
export function operationsOf(delta: Delta | null, without: ReadonlySet<Operation>): Operation[] {
  const operations: Operation[] = [];
  for (let at = delta; at !== null; at = at.before) if (!without.has(at.operation)) operations.push(at.operation);
  return operations.reverse();
}

/** What stands in each key that was written. */
export function writtenBy(delta: Delta | null): Readonly<Record<string, unknown>> {
  if (delta === null) return {};
  if (delta.before === null) return delta.values;
  const steps: Delta[] = [];
  for (let at: Delta | null = delta; at !== null; at = at.before) steps.push(at);
  const written: Record<string, unknown> = {};
  for (const { values } of steps.reverse()) define(written, values);
  return written;
}
