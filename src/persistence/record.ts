import type { CapturedError } from "../condition/on-error.js";

/** The shape of records that this version writes. */
export const currentFormat = 1;

/** How often in a row an error edge has been taken, of an action that has not completed since. */
export interface EdgeCount {
  readonly from: string;
  readonly to: string;
  /** Position of the edge's declaration among the transitions, from 0. */
  readonly edge: number;
  readonly times: number;
}

/** Where an application stands behind a step. */
export interface Position {
  /** The last action that has completed; null if none has since the beginning, or since it was set back to its entrypoint. */
  readonly last: string | null;
  /** The action that is next in any case: the one that has failed, or where an error edge leads; null where transitions decide. */
  readonly next: string | null;
  /** Number of the last completed step; null if there is none. */
  readonly committedId: number | null;
  /** What the action at the beginning of an error edge has thrown, where that edge has led to `next`. */
  readonly error: CapturedError | null;
  readonly edges: readonly EdgeCount[];
}

/** A step of an application. */
export interface StepPointer {
  readonly partitionKey: string | null;
  readonly appId: string;
  readonly sequenceId: number;
}

/** One attempted step, as a store keeps it: plain data, and JSON as text that any store can keep. */
export interface StoredStep extends StepPointer {
  /** Version of this shape: 1. */
  readonly format: number;
  /** The version of the application that has written it; null if it has none. */
  readonly version: string | null;
  /**
   * The number of the step before; null for the first one of an application. A store that has another one as its last
   * refuses the record.
   */
  readonly previousId: number | null;
  /** The action that was attempted. */
  readonly action: string;
  readonly status: "completed" | "failed";
  readonly position: Position;
  /** JSON: what was done to the state, as a list of operations. */
  readonly delta: string;
  /** JSON: the whole state behind the step, by key. Null where it is that of the step before, changed by the delta. */
  readonly snapshot: string | null;
  /** The step of another application that this one was forked from; null if it was not. */
  readonly parent: StepPointer | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Of no other record. It tells whether a record is the one that somebody wanted to write. */
  readonly writeId: string;
}

/** What a store gives back: a step, and the state behind it. */
export interface StoredState extends Omit<StoredStep, "snapshot"> {
  /** By key. What a codec has written is still as it was written. */
  readonly state: Readonly<Record<string, unknown>>;
  /** How much is stored since the last snapshot, in characters: that snapshot, and what came after it. */
  readonly weight: { readonly snapshot: number; readonly deltas: number };
}
