import type { SpanRecord } from "../action/context.js";

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

/** What `postApplicationCreate` is told. */
export interface CreateEvent extends ApplicationEvent {
  readonly state: object;
  readonly entrypoint: string;
}

/** What `preRunStep` is told. */
export interface RunStepEvent extends StepEvent {
  /** The state before the step. */
  readonly state: object;
  /** The inputs that the action declares, parsed. Empty where they were refused, and an error edge caught that. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What `postRunStep` is told. */
export interface StepEndEvent extends RunStepEvent {
  readonly status: "completed" | "failed";
  /** The state after the step; where it has failed, the state before it. */
  readonly state: object;
  /** The step's result; null where it has failed. */
  readonly result: unknown;
  /** What was thrown, by the action or in its name; undefined where the step has completed. */
  readonly error: unknown;
}

/** The ways to move an application on. */
export type CallMethod = "step" | "run" | "iterate" | "stream" | "stepSync" | "runSync" | "iterateSync";

/** What `preExecuteCall` is told. */
export interface CallEvent extends ApplicationEvent {
  readonly method: CallMethod;
}

/** What `postExecuteCall` is told. */
export interface CallEndEvent extends CallEvent {
  /** `"left"`: the caller broke out of the loop. */
  readonly status: "completed" | "failed" | "left";
  /** What the call has thrown; undefined if it has come to its end, or was left. */
  readonly error: unknown;
  /** What hooks have thrown in steps that failed by themselves: the caller is told of the failure, and not of this. */
  readonly hookErrors: readonly unknown[];
}

/** What `postStreamItem` is told. */
export interface StreamItemEvent extends StepEvent {
  readonly item: unknown;
  /** Number of the item, from 0. */
  readonly index: number;
}

/** What `postEndStream` is told. */
export interface StreamEndEvent extends StepEvent {
  readonly status: "completed" | "failed";
  /** How many items there were. */
  readonly items: number;
  /** What was thrown; undefined where the generator has come to its end. */
  readonly error: unknown;
}

/** What `preStartSpan` is told. */
export interface SpanEvent extends StepEvent {
  readonly span: SpanRecord;
}

/** What `postEndSpan` is told. */
export interface SpanEndEvent extends SpanEvent {
  /** `"unfinished"`: the step ended before the work did, and what comes of it is not told. Await what `span()` returns. */
  readonly status: "completed" | "failed" | "unfinished";
  /** What the work has thrown; undefined if nothing. */
  readonly error: unknown;
}

/** What `logAttributes` is told. */
export interface AttributesEvent extends StepEvent {
  /** The span in which they were logged; null if none. */
  readonly span: SpanRecord | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What `onTransition` is told. */
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

/** A transition whose condition was asked, or an error edge. */
export interface TriedTransition {
  readonly to: string;
  /** The condition's name. */
  readonly condition: string;
  readonly held: boolean;
}

/** Whatever comes of a hook: `({ action }) => names.push(action)` is one. A promise is awaited. */
type Anything = unknown;

/**
 * What looks on while applications run. Each method is optional, gets one frozen record, and may be async; what it returns is
 * awaited, but not looked at. Hooks run in the order in which they were registered, and each runs, whatever others throw.
 *
 * What a `preExecuteCall`, `preRunStep` or `preStartStream` hook throws prevents what it stands before. What any other throws
 * cannot undo what has happened: the caller gets a `HookError` when the step is committed. Where an action fails too, the caller
 * gets what the action has thrown, and `postExecuteCall` hooks are told of both.
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
  /** When the application has been built. What it throws, `build` throws. If it is async, the first call waits for it, and throws. */
  postApplicationCreate?(event: CreateEvent): Anything;
  /** Before a call moves the application on. A call that is refused, busy or with wrong options, does not begin. */
  preExecuteCall?(event: CallEvent): Anything;
  /** After each call that has begun, once, however it has ended. */
  postExecuteCall?(event: CallEndEvent): Anything;
  /** When the application moves along a transition, before the next action's `preRunStep`; and when it ends because none held. */
  onTransition?(event: TransitionEvent): Anything;
  /** Before an action runs. */
  preRunStep?(event: RunStepEvent): Anything;
  /** After every attempted step, once, whether it has completed or failed. */
  postRunStep?(event: StepEndEvent): Anything;
  /** Before the first item of a streaming action, however it is run. */
  preStartStream?(event: StepEvent): Anything;
  /** After each item, before the consumer gets it. */
  postStreamItem?(event: StreamItemEvent): Anything;
  /** After the last item, once, however the stream has ended. */
  postEndStream?(event: StreamEndEvent): Anything;
  /** When `context.span(...)` begins. The work does not wait for it; the step does, before it ends. */
  preStartSpan?(event: SpanEvent): Anything;
  /** When a span has ended; at the latest with its step. As for its beginning, only the step waits. */
  postEndSpan?(event: SpanEndEvent): Anything;
  /** When an action calls `logAttributes(...)`. As for spans, only the step waits. */
  logAttributes?(event: AttributesEvent): Anything;
}
