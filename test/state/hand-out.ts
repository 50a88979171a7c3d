import * as v from "valibot";
import type { Schema, SchemaRecord } from "../../src/schema/record.js";
import { type Origin, StateRecord as State } from "../../src/state/state.js";

export interface Given {
  /** What stands in the application's state; by default what is shown. */
  readonly stands?: Record<string, unknown>;
  /** The schemas that have parsed what stands there. */
  readonly parsedBy?: Readonly<Record<string, Schema>>;
  /** The keys that may be wiped; by default those of `writes`. */
  readonly deletes?: readonly string[];
}

/** As an action's: it shows `reads`, and may write `writes`. */
export function originOf(reads: Record<string, unknown>, writes: SchemaRecord, given: Given = {}): Origin {
  const stands = given.stands ?? reads;
  return {
    action: "work",
    writes,
    deletes: given.deletes ?? Object.keys(writes),
    current: (key) => (Object.hasOwn(stands, key) ? stands[key] : undefined),
    parsedBy: (key) => given.parsedBy?.[key],
  };
}

/** A state as an action gets it. */
export function handOut(reads: Record<string, unknown>, writes: SchemaRecord, given: Given = {}): State {
  return State.handOut(reads, originOf(reads, writes, given));
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
