import type { ActionContext, Signal } from "../action/context.js";
import { AsyncError, OutcomeError, WriteError } from "../errors.js";
import { missingWrite } from "../sentences.js";
import { type Delta, effectOf } from "../state/delta.js";
import { put } from "../state/put.js";
import { type Origin, StateRecord } from "../state/state.js";
import { kindOf } from "../text/wording.js";
import { isPromiseLike } from "../types/promise.js";
import { captured, delayOf, type Streak, timesOf, wait, wayOut } from "./failure.js";
import { type HaltTest, neverHalts } from "./halt-test.js";
import { type Inputs, inputsFor } from "./inputs.js";
import { pending } from "./pending.js";
import type { ErrorWay, Node, Plan } from "./plan.js";
import { StepSignal } from "./step-signal.js";
import { Store } from "./store.js";

/** One completed step, untyped. */
export interface StepRecord {
  readonly action: string;
  readonly result: unknown;
  readonly state: StateRecord;
}

/** Where a run came to rest, untyped. */
export interface StopRecord {
  readonly action: string;
  readonly halted: "after" | "before" | "end";
  readonly result: unknown;
  readonly state: StateRecord;
}

/** What one call asks for. */
export interface Call {
  readonly inputs: Inputs;
  /** Null if the caller gave none. */
  readonly signal: Signal | null;
  readonly haltAfter: HaltTest;
  readonly haltBefore: HaltTest;
  /** Of a sync call, the method that would wait; null of one that does. */
  readonly twin: "run" | "step" | "iterate" | null;
}

/**
 * The loop, written once: a generator that yields what has to be awaited, and is driven from outside. Nothing is awaited
 * that is no promise, so an action that is not async costs no turn of the event loop.
 */
export type Core<TYield, TReturn> = Generator<TYield | PromiseLike<unknown>, TReturn, unknown>;

/** Stands between steps in what `steps` yields; a step record would cost a snapshot of the state. */
export const stepDone = Symbol("step done");
/** In its place, where the step has failed and an error edge has been taken. */
export const stepFailed = Symbol("step failed");

export class Engine {
  readonly store: Store;
  readonly #plan: Plan;
  readonly #identity: { readonly appId: string; readonly partitionKey: string | null };
  #last: Node | null = null;
  #lastResult: unknown = null;
  #sequenceId: number | null = null;
  /** The last one that was committed: what makes all attempts at one step alike. */
  #committedId: number | null = null;
  /** The error edge that has been taken last, unless its target has completed since: that target is next. */
  #raised: { readonly to: Node; readonly error: unknown } | null = null;
  /** Of actions that have not completed since, the error edge that has been taken last. */
  readonly #streaks = new Map<string, Streak>();

  constructor(
    plan: Plan,
    initial: Readonly<Record<string, unknown>>,
    identity: { readonly appId: string; readonly partitionKey: string | null },
  ) {
    this.#plan = plan;
    this.store = new Store(initial);
    this.#identity = identity;
  }

  get sequenceId(): number | null {
    return this.#sequenceId;
  }

  /** The last step, as callers see it. */
  record(): StepRecord {
    return { action: this.#last?.action ?? "", result: this.#lastResult, state: this.store.snapshot() };
  }

  /** Runs on until a halt or the end; yields `stepDone` or `stepFailed` after each step. */
  *steps(call: Call): Core<typeof stepDone | typeof stepFailed, StopRecord> {
    let next = yield* this.#next(call);
    while (next !== null) {
      const isDone = yield* this.#step(call, next);
      yield isDone ? stepDone : stepFailed;
      // Asked in any case: `all(...)` counts what has completed
      const after = isDone && call.haltAfter(next.action);
      // What comes next is asked only where it matters: a condition may cost a call to a model, or throw
      if (after && call.haltBefore === neverHalts) return this.#stop("after");
      next = yield* this.#next(call);
      if (next !== null && call.haltBefore(next.action)) {
        return { action: next.action, halted: "before", result: null, state: this.store.snapshot() };
      }
      if (after) return this.#stop("after");
    }
    return this.#stop("end");
  }

  /** Runs the next action, and on along error edges until one has completed; null when there is none. */
  *single(call: Call): Core<typeof stepFailed, StepRecord | null> {
    for (let next = yield* this.#next(call); next !== null; next = yield* this.#next(call)) {
      if (yield* this.#step(call, next)) return this.record();
      yield stepFailed;
    }
    return null;
  }

  /** One step: commits all of it, or nothing. Returns whether it has completed; if not, an error edge has been taken. */
  *#step(call: Call, node: Node): Core<never, boolean> {
    call.signal?.throwIfAborted();
    const sequenceId = this.#sequenceId === null ? 0 : this.#sequenceId + 1;
    try {
      const inputs = inputsFor(node, call.inputs);
      this.#sequenceId = sequenceId;
      const { definition } = node;
      const origin: Origin = {
        action: node.action,
        writes: definition.writeSchemas,
        deletes: definition.deletes,
        current: (key) => this.store.get(key),
        parsedBy: (key) => this.store.parsedBy(key),
      };
      const signal = new StepSignal(call.signal);
      let outcome: unknown;
      try {
        const context = this.#context(signal, node, sequenceId);
        const returned = definition.execute(this.#handOut(node, origin), inputs, context);
        outcome = isPromiseLike(returned) ? yield pending(call, returned, node.action, null) : returned;
      } finally {
        signal.release();
      }
      call.signal?.throwIfAborted();
      const { delta, result } = outcomeOf(node, origin, outcome);
      const effect = effectOf(delta);
      const { written } = effect;
      for (const { key } of node.required) {
        if (!Object.hasOwn(written, key))
          throw new WriteError(`${node.who}: ${missingWrite(key)}`, node.action, key, []);
      }
      this.store.commit(effect, definition.writeSchemas);
      this.#lastResult = result === noResult ? Object.freeze(written) : result;
    } catch (error) {
      const way = isOfCall(call, error) ? null : wayOut(node, error, this.#streaks.get(node.action));
      if (way === null) throw error;
      // Counted though its inputs may have been refused: the position moves
      this.#sequenceId = sequenceId;
      yield* this.#raise(call, node, way, error);
      return false;
    }
    this.#committedId = sequenceId;
    this.#last = node;
    this.#raised = null;
    if (this.#streaks.size > 0) this.#streaks.delete(node.action);
    return true;
  }

  /** Takes an error edge: the position moves on, without what the action wrote. */
  *#raise(call: Call, { action, who }: Node, { to, edge, position }: ErrorWay, error: unknown): Core<never, void> {
    const times = timesOf(this.#streaks.get(action), position) + 1;
    const delay = delayOf(edge, times, error);
    if (delay > 0) {
      if (call.twin !== null) {
        const message = `the delay of '${edge.name}' out of ${who} takes time: call ${call.twin}() and await it`;
        throw new AsyncError(message, action, edge.name, { cause: error });
      }
      yield wait(delay, call.signal);
    }
    if (edge.capture !== null) this.store.capture(edge.capture, captured(error));
    this.#streaks.set(action, { position, times });
    this.#raised = { to, error };
  }

  #handOut(node: Node, origin: Origin): StateRecord {
    const values: Record<string, unknown> = {};
    for (const { key, schema } of node.definition.reads) {
      const value = this.store.read(key, schema, node);
      if (value !== undefined || this.store.has(key)) put(values, key, value);
    }
    return StateRecord.handOut(values, origin);
  }

  #context(signal: StepSignal, node: Node, sequenceId: number): ActionContext {
    const { appId, partitionKey } = this.#identity;
    const committedId = this.#committedId;
    return {
      appId,
      partitionKey,
      sequenceId,
      action: node.action,
      get signal() {
        return signal.get();
      },
      error: this.#raised?.error,
      get idempotencyKey() {
        return JSON.stringify([partitionKey, appId, committedId, node.action]);
      },
    };
  }

  #stop(halted: "after" | "end"): StopRecord {
    const { action, result, state } = this.record();
    return { action, halted, result, state };
  }

  /**
   * Where an error edge has led; else the first way out whose condition holds; the entrypoint, if nothing has run.
   */
  *#next(call: Call): Core<never, Node | null> {
    if (this.#raised !== null) return this.#raised.to;
    const last = this.#last;
    if (last === null) return this.#plan.entrypoint;
    for (const { to, condition } of last.ways) {
      if (condition.always) return to;
      const answer = condition.holds(this.store);
      if (typeof answer === "boolean" ? answer : yield pending(call, answer, last.action, condition.name)) return to;
    }
    return null;
  }
}

/** Whether a step has failed because of the call, not of the action: it was aborted, or cannot wait. */
function isOfCall({ signal, twin }: Call, error: unknown): boolean {
  return signal?.aborted === true || (twin !== null && error instanceof AsyncError);
}

const noResult = Symbol("no result of its own");

function outcomeOf(node: Node, origin: Origin, outcome: unknown): { delta: Delta | null; result: unknown } {
  const isPair = Array.isArray(outcome) && outcome.length === 2;
  const state: unknown = isPair ? outcome[1] : outcome;
  const delta = StateRecord.deltaSince(origin, state);
  if (delta !== undefined) return { delta, result: isPair ? outcome[0] : noResult };
  const mend = "return state.update({ ... }), or [result, state.update({ ... })]";
  const what =
    state instanceof StateRecord
      ? "a state that was not made from the one it was given"
      : outcome === undefined
        ? "nothing"
        : `${kindOf(outcome)}, no state`;
  throw new OutcomeError(`run() of ${node.who} returned ${what}: ${mend}`, node.action);
}
