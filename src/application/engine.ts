import type { ActionContext, Signal } from "../action/context.js";
import { OutcomeError, WriteError } from "../errors.js";
import { missingWrite } from "../sentences.js";
import { type Delta, writtenBy } from "../state/delta.js";
import { put } from "../state/put.js";
import { type Origin, StateRecord } from "../state/state.js";
import { kindOf } from "../text/wording.js";
import { isPromiseLike } from "../types/promise.js";
import { type HaltTest, neverHalts } from "./halt-test.js";
import { type Inputs, inputsFor } from "./inputs.js";
import type { Node, Plan } from "./plan.js";
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
}

/**
 * The loop, written once: a generator that yields what has to be awaited, and is driven from outside. Nothing is awaited
 * that is no promise, so an action that is not async costs no turn of the event loop.
 */
export type Core<TYield, TReturn> = Generator<TYield | PromiseLike<unknown>, TReturn, unknown>;

/** Stands between steps in what `steps` yields; a step record would cost a snapshot of the state. */
export const stepDone = Symbol("step");

export class Engine {
  readonly store: Store;
  readonly #plan: Plan;
  readonly #identity: { readonly appId: string; readonly partitionKey: string | null };
  #last: Node | null = null;
  #lastResult: unknown = null;
  #sequenceId: number | null = null;
  /** The last one that was committed: what makes all attempts at one step alike. */
  #committedId: number | null = null;

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

  /** Runs on until a halt or the end; yields `stepDone` after each step. */
  *steps(call: Call): Core<typeof stepDone, StopRecord> {
    let next = yield* this.#next();
    while (next !== null) {
      yield* this.step(call, next);
      yield stepDone;
      // Asked in any case: `all(...)` counts what has completed
      const after = call.haltAfter(next.action);
      // What comes next is asked only where it matters: a condition may cost a call to a model, or throw
      if (after && call.haltBefore === neverHalts) return this.#stop("after");
      next = yield* this.#next();
      if (next !== null && call.haltBefore(next.action)) {
        return { action: next.action, halted: "before", result: null, state: this.store.snapshot() };
      }
      if (after) return this.#stop("after");
    }
    return this.#stop("end");
  }

  /** Runs the next action once; null when there is none. */
  *single(call: Call): Core<never, StepRecord | null> {
    const next = yield* this.#next();
    if (next === null) return null;
    yield* this.step(call, next);
    return this.record();
  }

  /** One step: commits all of it, or nothing. */
  *step(call: Call, node: Node): Core<never, void> {
    call.signal?.throwIfAborted();
    const inputs = inputsFor(node, call.inputs);
    const sequenceId = this.#sequenceId === null ? 0 : this.#sequenceId + 1;
    this.#sequenceId = sequenceId;
    const { definition } = node;
    const origin: Origin = {
      action: node.action,
      writes: definition.writeSchemas,
      current: (key) => this.store.get(key),
      parsedBy: (key) => this.store.parsedBy(key),
    };
    const signal = new StepSignal(call.signal);
    let outcome: unknown;
    try {
      const context = this.#context(signal, node, sequenceId);
      const returned = definition.run(this.#handOut(node, origin), inputs, context);
      outcome = isPromiseLike(returned) ? yield returned : returned;
    } finally {
      signal.release();
    }
    call.signal?.throwIfAborted();
    const { delta, result } = outcomeOf(node, origin, outcome);
    const written = writtenBy(delta);
    for (const { key } of node.required) {
      if (!Object.hasOwn(written, key)) throw new WriteError(`${node.who}: ${missingWrite(key)}`, node.action, key, []);
    }
    this.store.commit(written, definition.writeSchemas);
    this.#committedId = sequenceId;
    this.#last = node;
    this.#lastResult = result === noResult ? Object.freeze(written) : result;
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
      error: undefined,
      get idempotencyKey() {
        return JSON.stringify([partitionKey, appId, committedId]);
      },
    };
  }

  #stop(halted: "after" | "end"): StopRecord {
    const { action, result, state } = this.record();
    return { action, halted, result, state };
  }

  /** The first way out whose condition holds; the entrypoint, if nothing has run. */
  *#next(): Core<never, Node | null> {
    if (this.#last === null) return this.#plan.entrypoint;
    for (const { to, condition } of this.#last.ways) {
      if (condition.always) return to;
      const answer = condition.holds(this.store);
      if (typeof answer === "boolean" ? answer : yield answer) return to;
    }
    return null;
  }
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
