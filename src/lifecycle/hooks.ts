/** Which application a hook is told about. */
export interface ApplicationEvent {
  readonly appId: string;
  readonly partitionKey: string | null;
}

/** Which attempted step a hook is told about. */
export interface StepEvent extends ApplicationEvent {
  /** Number of the attempted step, from 0. */
  readonly sequenceId: number;
  readonly action: string;
}

export interface CreateEvent extends ApplicationEvent {
  readonly state: object;
  readonly entrypoint: string;
}

export interface RunStepEvent extends StepEvent {
  /** The state before the step. */
  readonly state: object;
  /** The inputs that the action declares, parsed. Empty where they were refused. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface StepEndEvent extends RunStepEvent {
  /** The state after the step; where it has failed, the state before it. */
  readonly state: object;
  /** The step's result; null where it has failed. */
  readonly result: unknown;
  /** What was thrown; undefined where the step has completed. */
  readonly error: unknown;
}

/** The ways to move an application on. */
export type CallMethod = "step" | "run" | "iterate" | "stream" | "stepSync" | "runSync" | "iterateSync";

export interface CallEvent extends ApplicationEvent {
  readonly method: CallMethod;
}

export interface CallEndEvent extends CallEvent {
  /** What the call has thrown; undefined if it has come to its end, or was left by its caller. */
  readonly error: unknown;
  /** What hooks have thrown in steps that failed by themselves: the caller is told of the failure, and of this nobody else. */
  readonly hookErrors: readonly unknown[];
}

export interface StreamItemEvent extends StepEvent {
  readonly item: unknown;
  /** Number of the item, from 0. */
  readonly index: number;
}

export interface StreamEndEvent extends StepEvent {
  /** How many items there were. */
  readonly items: number;
  /** What was thrown; undefined where the generator has come to its end. */
  readonly error: unknown;
}

export interface SpanEvent extends StepEvent {
  readonly span: SpanRecord;
}

export interface SpanRecord {
  /** `"0:2"`: the second span of step 0. */
  readonly id: string;
  readonly name: string;
  /** The span in which it was begun; null if none. */
  readonly parentId: string | null;
}

export interface SpanEndEvent extends SpanEvent {
  /** What the work has thrown; undefined if nothing. */
  readonly error: unknown;
}

export interface AttributesEvent extends StepEvent {
  /** The span in which they were logged; null if none. */
  readonly span: SpanRecord | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface TransitionEvent extends ApplicationEvent {
  /** Number of the attempted step that comes next; of the last one, where nothing does. */
  readonly sequenceId: number;
  readonly from: string;
  /** The action to come; null where no condition held. */
  readonly to: string | null;
  /** The transitions that were tried, in order. Of those behind the one that was taken nobody knows. */
  readonly tried: readonly TriedTransition[];
  /** What the source has thrown, where an error edge was taken; undefined otherwise. */
  readonly error: unknown;
}

export interface TriedTransition {
  readonly to: string;
  /** The condition's name. */
  readonly condition: string;
  readonly held: boolean;
}

type Awaitable = void | PromiseLike<void>;

/**
 * What looks on while applications run. Each method is optional, gets one record, and may be async; what it returns is
 * awaited, but not looked at. Hooks run in the order in which they were registered.
 *
 * A `pre` hook that throws prevents the action. Any other cannot undo what has happened; the caller gets a `HookError`, when all
 * hooks have run and the step is committed.
 *
 * @example
 * ```ts
 * import type { LifecycleHooks } from "typeburr";
 *
 * const timer: LifecycleHooks = {
 *   preRunStep: ({ action }) => console.time(action),
 *   postRunStep: ({ action }) => console.timeEnd(action),
 * };
 * ```
 */
export interface LifecycleHooks {
  /** When the application has been built. If it is async, the first call waits for it. */
  postApplicationCreate?(event: CreateEvent): Awaitable;
  /** Before an action runs. */
  preRunStep?(event: RunStepEvent): Awaitable;
  /** After every attempted step, once, whether it has completed or failed. */
  postRunStep?(event: StepEndEvent): Awaitable;
  /** Around each call that moves the application on, once. */
  preExecuteCall?(event: CallEvent): Awaitable;
  postExecuteCall?(event: CallEndEvent): Awaitable;
  /** Around the items of a streaming action, however it is run. */
  preStartStream?(event: StepEvent): Awaitable;
  postStreamItem?(event: StreamItemEvent): Awaitable;
  postEndStream?(event: StreamEndEvent): Awaitable;
  /** Around `context.span(...)`. The work does not wait for it; the step does, before it ends. */
  preStartSpan?(event: SpanEvent): Awaitable;
  postEndSpan?(event: SpanEndEvent): Awaitable;
  /** When an action calls `logAttributes(...)`. As for spans, the step waits for it before it ends. */
  logAttributes?(event: AttributesEvent): Awaitable;
  /** When the application moves along a transition, before the next action's `preRunStep`; and when it ends because none held. */
  onTransition?(event: TransitionEvent): Awaitable;
}
