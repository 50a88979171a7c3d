/** The platform's `AbortSignal`, or as much of it as is needed where no library declares one. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer T } } ? T : SignalLike;

interface SignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
}

/** What `run` gets as its third argument. */
export interface ActionContext {
  readonly appId: string;
  readonly partitionKey: string | null;
  /** Number of this attempted step, from 0. */
  readonly sequenceId: number;
  /** The name that the action has in this application. */
  readonly action: string;
  /** Aborts with the signal given to `run`, `step` or `iterate`. */
  readonly signal: Signal;
  /** What the failed action threw, when this one was reached through an error edge. */
  readonly error: unknown;
  /** The same for every attempt at the same step of the same application. */
  readonly idempotencyKey: string;
}
