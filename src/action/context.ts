/** The platform's `AbortSignal`, or as much of it as is needed where no library declares one. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer T } } ? T : SignalLike;

interface SignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
}

/** Notes what an action does while it does it, for the hooks. */
export interface Tracing {
  /**
   * Does a part of the work in a span of its own: `preStartSpan` and `postEndSpan` tell hooks when it began and how it ended.
   *
   * @param name What hooks call the span.
   * @param work Gets the span, for spans and attributes within it. May be async.
   * @returns What `work` returns.
   * @throws What `work` throws, unchanged; {@link DefinitionError} without a name, or without a function.
   */
  span<TResult>(name: string, work: (span: Span) => TResult): TResult;
  /**
   * Hands values to the `logAttributes` hooks: token counts, model names, costs.
   *
   * @throws {DefinitionError} If they are no record.
   */
  logAttributes(attributes: Readonly<Record<string, unknown>>): void;
}

/** A named stretch of an action's work. */
export interface Span extends Tracing {
  /** `"0:2"`: the second span of step 0. The same each time the same steps are run. */
  readonly id: string;
  readonly name: string;
}

/** A span, as hooks are told of it. */
export interface SpanRecord {
  /** `"0:2"`: the second span of step 0. */
  readonly id: string;
  readonly name: string;
  /** The span in which it was begun; null if none. */
  readonly parentId: string | null;
}

/** What `run` gets as its third argument. */
export interface ActionContext extends Tracing {
  readonly appId: string;
  readonly partitionKey: string | null;
  /** Number of this attempted step, from 0. */
  readonly sequenceId: number;
  /** The name that the action has in this application. */
  readonly action: string;
  /** Aborts with the signal given to `run`, `step`, `iterate` or `stream`, and when a stream is left while the action works. */
  readonly signal: Signal;
  /** What the failed action threw, when this one was reached through an error edge. */
  readonly error: unknown;
  /** The same for every attempt at the same step of the same application. */
  readonly idempotencyKey: string;
}
