import type { Signal } from "../action/context.js";
import type { ClosedError } from "../errors.js";
import type { CallMethod } from "../lifecycle/hooks.js";
import type { HaltTest } from "./halt-test.js";
import type { Inputs } from "./inputs.js";

/** What one call asks for. */
export interface Call {
  readonly method: CallMethod;
  readonly inputs: Inputs;
  /** Null if the caller gave none. */
  readonly signal: Signal | null;
  readonly haltAfter: HaltTest;
  readonly haltBefore: HaltTest;
  /** Of a sync call, the method that would wait; null of one that does. */
  readonly twin: "run" | "step" | "iterate" | null;
  /** Whether the caller wants to see items and beginnings of steps. */
  readonly isStream: boolean;
  /** What the call fails with if it is left before its end; null if it cannot be. */
  readonly closed: ClosedError | null;
  /** What hooks have thrown in steps that failed by themselves. */
  readonly hookErrors: unknown[];
}

/** Whether an error is that the call was left, or what an action makes of it when it is aborted for that. */
export const isLeft = ({ closed, signal }: Call, error: unknown): boolean =>
  closed !== null && (error === closed || signal?.reason === closed);

/** Stands between steps in what a core yields; a step record would cost a snapshot of the state. */
export const stepDone = Symbol("step done");
/** In its place, where the step has failed and an error edge has been taken. */
export const stepFailed = Symbol("step failed");

/** The beginning of a step, where the caller wants to see it. */
interface StartRecord {
  readonly type: "start";
  readonly action: string;
}

/** An item of a streaming action, where the caller wants to see it. */
export interface ItemRecord {
  readonly type: "item";
  readonly action: string;
  readonly item: unknown;
}

/** What a core yields that is not to be awaited. */
export type Marker = typeof stepDone | typeof stepFailed | StartRecord | ItemRecord;

/**
 * The loop, written once: a generator that yields what has to be awaited, and is driven from outside. Nothing is awaited
 * that is no promise, so an action that is not async costs no turn of the event loop.
 */
export type Core<TReturn, TMarker = Marker> = Generator<TMarker | PromiseLike<unknown>, TReturn, unknown>;
