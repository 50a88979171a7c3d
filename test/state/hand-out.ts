import * as v from "valibot";
import type { Schema, SchemaRecord } from "../../src/schema/record.js";
import { type Origin, StateRecord as State } from "../../src/state/state.js";

export interface Given {
  /** What stands in the application's state; by default what is shown. */
  readonly stands?: Record<string, unknown>;
  /** The schemas that have parsed what stands there. */
  readonly parsedBy?: Readonly<Record<string, Schema>>;
}

/** A state as an action gets it: it shows `reads`, and may write `writes`. */
export function handOut(reads: Record<string, unknown>, writes: SchemaRecord, given: Given = {}): State {
  const stands = given.stands ?? reads;
  const origin: Origin = {
    action: "work",
    writes,
    current: (key) => (Object.hasOwn(stands, key) ? stands[key] : undefined),
    parsedBy: (key) => given.parsedBy?.[key],
  };
  return State.handOut(reads, origin);
}

/** Two lists, two numbers and two keys for anything. */
export const anything: SchemaRecord = {
  left: v.array(v.number()),
  right: v.array(v.number()),
  up: v.number(),
  down: v.number(),
  any: v.unknown(),
  other: v.unknown(),
};
