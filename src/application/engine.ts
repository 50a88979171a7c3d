import { AsyncError } from "../errors.js";
import type { TransitionEvent, TriedTransition } from "../lifecycle/hooks.js";
import type { Lifecycle } from "../lifecycle/lifecycle.js";
import type { StoredStep } from "../persistence/record.js";
import { put } from "../state/put.js";
import { type Origin, StateRecord } from "../state/state.js";
import { isPromiseLike } from "../types/promise.js";
import { tellHooks } from "./call-watch.js";
import { type Identity, StepContext } from "./context.js";
import { type Call, type Core, type ItemRecord, isLeft, stepDone, stepFailed } from "./core.js";
import { captured, delayOf, triedOnError, wait, wayOut } from "./failure.js";
import { neverHalts } from "./halt-test.js";
import { type Inputs, inputsFor } from "./inputs.js";
import type { Journal } from "./journal.js";
import { Ledger, type LedgerParts } from "./ledger.js";
import { type Outcome, outcomeOf } from "./outcome.js";
import { pending } from "./pending.js";
import type { Node, Plan } from "./plan.js";
import type { Standing, Taken } from "./standing.js";
import { StepSignal } from "./step-signal.js";
import { Store } from "./store.js";
import { streamItems } from "./stream-items.js";
import { StepWatch } from "./watch.js";

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

/** How it was found out what is next. */
type Move = Pick<TransitionEvent, "from" | "to" | "tried" | "error">;

/** What an engine is made of, besides its plan. */
export interface EngineParts {
  /** The state that it begins with. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly standing: Standing;
  readonly identity: Identity;
  readonly lifecycle: Lifecycle | null;
  readonly ledger: LedgerParts | null;
  readonly journal: Journal | null;
}

export class Engine {
  readonly store: Store;
  readonly #plan: Plan;
  readonly #identity: Identity;
  readonly #lifecycle: Lifecycle | null;
  /** The same, if it is told of steps. */
  readonly #stepHooks: Lifecycle | null;
  /** Whether hooks want to know which transitions were tried. */
  readonly #isTracking: boolean;
  readonly #ledger: Ledger | null;
  readonly #standing: Standing;
  /** How it was found out what is next, until hooks have been told. */
  #moved: Move | null = null;

  constructor(plan: Plan, { values, standing, identity, lifecycle, ledger, journal }: EngineParts) {
    this.#plan = plan;
    this.store = new Store(values, journal);
    this.#identity = identity;
    this.#lifecycle = lifecycle;
    this.#stepHooks = lifecycle?.tellsOfSteps ? lifecycle : null;
    this.#isTracking = lifecycle?.has("onTransition") ?? false;
    this.#ledger = ledger && new Ledger(ledger, standing, this.store);
    this.#standing = standing;
  }

  get sequenceId(): number | null {
    return this.#standing.sequenceId;
  }

  /** The last step, as callers see it. */
  record(): StepRecord {
    const { last, lastResult } = this.#standing;
    return { action: last?.action ?? "", result: lastResult, state: this.store.snapshot() };
  }

  /** The name of the next action; null if there is none. */
  *peek(): Core<string | null, never> {
    const next = yield* this.#wayOn({ twin: null }, null);
    return next?.action ?? null;
  }

  /**
   * Goes back to where everything starts; the state stays. Keys of the initial state that were deleted have their initial values
   * again: at the entrypoint they are certain.
   */
  reset(initial: Readonly<Record<string, unknown>>): void {
    this.#ledger?.checkSettled();
    const deleted = Object.entries(initial).filter(([key]) => !this.store.has(key));
    if (deleted.length > 0) this.patch(Object.fromEntries(deleted));
    this.#standing.reset();
  }

  /** Writes values between steps; they are stored with the next one. */
  patch(values: Readonly<Record<string, unknown>>): void {
    this.#ledger?.checkSettled();
    this.#ledger?.changed(values);
    this.store.patch(values);
  }

  /** Runs on until a halt or the end; yields `stepDone` or `stepFailed` after each step. */
  *steps(call: Call): Core<StopRecord> {
    let done = yield* this.#settled(call);
    if (done) yield stepDone;
    for (let isFirst = done === null; ; isFirst = false) {
      // Asked in any case: `all(...)` counts what has completed
      const after = done !== null && call.haltAfter(done.action);
      // What comes next is asked only where it matters: a condition may cost a call to a model, or throw
      if (after && call.haltBefore === neverHalts) return this.#stop("after");
      const next = yield* this.#next(call);
      if (next !== null && !isFirst && call.haltBefore(next.action)) {
        return { action: next.action, halted: "before", result: null, state: this.store.snapshot() };
      }
      if (after) return this.#stop("after");
      if (next === null) break;
      const isDone = yield* this.#step(call, next);
      done = isDone ? next : null;
      yield isDone ? stepDone : stepFailed;
    }
    if (this.#moved) yield* this.#tellEnd(call);
    return this.#stop("end");
  }

  /** Runs the next action, and on along error edges until one has completed; null when there is none. */
  *single(call: Call): Core<StepRecord | null> {
    if (yield* this.#settled(call)) return this.record();
    for (let next = yield* this.#next(call); next !== null; next = yield* this.#next(call)) {
      if (yield* this.#step(call, next)) return this.record();
      yield stepFailed;
    }
    if (this.#moved) yield* this.#tellEnd(call);
    return null;
  }

  /** The action of a step of an earlier call that turns out to be stored: it counts as the first one of this call. */
  *#settled(call: Call): Core<Node | null, never> {
    if (!this.#ledger?.isUnsettled(call)) return null;
    const { committedId } = this.#standing;
    yield* this.#ledger.settle(call);
    return this.#standing.committedId === committedId ? null : this.#standing.last;
  }

  /** One step: commits all of it, or nothing. Returns whether it has completed; if not, an error edge has been taken. */
  *#step(call: Call, node: Node): Core<boolean> {
    call.signal?.throwIfAborted();
    const standing = this.#standing;
    const sequenceId = standing.sequenceId === null ? 0 : standing.sequenceId + 1;
    const watch = this.#watch(call, node, sequenceId);
    let outcome: Outcome;
    let record: StoredStep | null;
    try {
      const inputs = inputsFor(node, call.inputs);
      standing.sequenceId = sequenceId;
      if (watch) yield* watch.begin(this.#takeMove(sequenceId), inputs);
      if (call.isStream) yield { type: "start", action: node.action };
      outcome = yield* this.#attempt(call, node, sequenceId, inputs, watch);
      record = this.#ledger?.completed(node, sequenceId, outcome) ?? null;
    } catch (error) {
      const way = isOfCall(call, error) ? null : wayOut(node, error, standing.streaks.get(node.action));
      // Counted though its inputs may have been refused: the position moves
      if (way !== null) standing.sequenceId = sequenceId;
      if (watch && way !== null && !watch.isBegun) yield* watch.refused(this.#takeMove(sequenceId));
      const hookError = watch?.isBegun ? yield* watch.failed(error) : null;
      // Of two errors the caller gets the step's
      if (hookError) call.hookErrors.push(hookError);
      if (way === null) {
        if (standing.sequenceId === sequenceId) yield* this.#failed(call, node);
        throw error;
      }
      yield* this.#raise(call, node, standing.taking(node, way, error));
      if (hookError === null) return false;
      call.hookErrors.pop();
      throw hookError;
    }
    if (record === null) this.#commit(node, sequenceId, outcome);
    else yield* this.#save(call, node, watch, record, () => this.#commit(node, sequenceId, outcome));
    const hookError = watch && (yield* watch.completed(standing.lastResult));
    if (hookError) throw hookError;
    return true;
  }

  /** Takes over what a step has done: state, position and number together. */
  #commit(node: Node, sequenceId: number, { effect, result }: Outcome): void {
    this.store.commit(effect, node.definition.writeSchemas, { sequenceId, action: node.action });
    this.#standing.completed(node, sequenceId, result);
  }

  /** Runs the action and checks what it has done. */
  *#attempt(
    call: Call,
    node: Node,
    sequenceId: number,
    inputs: Inputs,
    watch: StepWatch | null,
  ): Core<Outcome, ItemRecord> {
    const { definition } = node;
    const origin: Origin = {
      action: node.action,
      writes: definition.writeSchemas,
      deletes: definition.deletes,
      current: (key) => this.store.get(key),
      parsedBy: (key) => this.store.parsedBy(key),
    };
    const signal = new StepSignal(call.signal);
    let returned: unknown;
    try {
      const context = new StepContext(this.#identity, {
        sequenceId,
        action: node.action,
        error: this.#standing.raised?.error,
        committedId: this.#standing.committedId,
        signal,
        observer: watch,
      });
      returned = definition.execute(this.#handOut(node, origin), inputs, context);
      if (definition.isStreaming) returned = yield* streamItems(call, node, returned, watch);
      else if (isPromiseLike(returned)) returned = yield pending(call, returned, node.action, null);
    } finally {
      signal.release();
    }
    call.signal?.throwIfAborted();
    return outcomeOf(node, origin, returned);
  }

  /** Takes an error edge: the position moves on, without what the action wrote. */
  *#raise(call: Call, node: Node, taken: Taken): Core<void, never> {
    const { way, error } = taken;
    const { to, edge } = way;
    try {
      yield* this.#delay(call, node, taken);
    } catch (cut) {
      yield* this.#failed(call, node);
      throw cut;
    }
    const capture = edge.capture === null ? {} : { [edge.capture]: captured(error) };
    const move = (): void => {
      if (edge.capture !== null) this.store.patch(capture);
      this.#standing.moved(node, taken);
      if (this.#isTracking) this.#moved = { from: node.action, to: to.action, tried: triedOnError(node, way), error };
    };
    if (this.#ledger === null) return move();
    try {
      yield* this.#ledger.moved(call, node, taken, capture, move);
    } catch (failure) {
      this.#standing.failed(node);
      throw failure;
    }
  }

  /** An action has failed, and is next again. */
  *#failed(call: Call, node: Node): Core<void, never> {
    this.#standing.failed(node);
    if (this.#ledger) yield* this.#ledger.failed(call, node);
  }

  *#delay(call: Call, node: Node, { way: { edge }, error, times }: Taken): Core<void, never> {
    const delay = delayOf(edge, node, times, error);
    if (delay === 0) return;
    if (call.twin !== null) {
      const message = `the delay of '${edge.name}' out of ${node.who} takes time: call ${call.twin}() and await it`;
      throw new AsyncError(message, node.action, edge.name, { cause: error });
    }
    yield wait(delay, call.signal);
  }

  /** Saves a completed step, and then takes it over; if the store fails, the step has. */
  *#save(call: Call, node: Node, watch: StepWatch | null, record: StoredStep, adopt: () => void): Core<void, never> {
    try {
      if (this.#ledger) yield* this.#ledger.save(call, node, record, adopt);
    } catch (error) {
      this.#standing.failed(node);
      const hookError = watch && (yield* watch.failed(error));
      if (hookError) call.hookErrors.push(hookError);
      throw error;
    }
  }

  #handOut(node: Node, origin: Origin): StateRecord {
    const values: Record<string, unknown> = {};
    for (const { key, schema } of node.definition.reads) {
      const value = this.store.read(key, schema, node);
      if (value !== undefined || this.store.has(key)) put(values, key, value);
    }
    return StateRecord.handOut(values, origin);
  }

  /** Null if no hooks are told of steps. */
  #watch(call: Call, { action }: Node, sequenceId: number): StepWatch | null {
    if (this.#stepHooks === null) return null;
    return new StepWatch(this.#stepHooks, call, this.#identity, { sequenceId, action, store: this.store });
  }

  /** What hooks are told of a move; what comes next has the number after the last one. */
  #takeMove(sequenceId: number): TransitionEvent | null {
    const moved = this.#moved;
    this.#moved = null;
    if (moved === null) return null;
    const { from, to, tried, error } = moved;
    for (const one of tried) Object.freeze(one);
    const { appId, partitionKey } = this.#identity;
    return { appId, partitionKey, sequenceId, from, to, tried: Object.freeze(tried), error };
  }

  /** Tells that no condition held. */
  *#tellEnd(call: Call): Core<void, never> {
    const moved = this.#takeMove(this.sequenceId ?? 0);
    if (moved && this.#lifecycle) yield* tellHooks(this.#lifecycle, call, "onTransition", moved);
  }

  #stop(halted: "after" | "end"): StopRecord {
    const { action, result, state } = this.record();
    return { action, halted, result, state };
  }

  /** The action that is next; how that was found out is kept for hooks. */
  *#next(call: Call): Core<Node | null, never> {
    const { last, raised } = this.#standing;
    if (raised !== null) return raised.to;
    this.#moved = null;
    if (last === null || !this.#isTracking) return yield* this.#wayOn(call, null);
    const tried: TriedTransition[] = [];
    const to = yield* this.#wayOn(call, tried);
    this.#moved = { from: last.action, to: to?.action ?? null, tried, error: undefined };
    return to;
  }

  /**
   * Where an error edge has led; else the first way out whose condition holds; the entrypoint, if nothing has run.
   *
   * @param tried Where it is noted which transitions were tried, if somebody wants to know.
   */
  *#wayOn(call: Pick<Call, "twin">, tried: TriedTransition[] | null): Core<Node | null, never> {
    const { last, raised } = this.#standing;
    if (raised !== null) return raised.to;
    if (last === null) return this.#plan.entrypoint;
    for (const { to, condition } of last.ways) {
      const answer = condition.always || condition.holds(this.store);
      const held =
        typeof answer === "boolean" ? answer : Boolean(yield pending(call, answer, last.action, condition.name));
      tried?.push({ to: to.action, condition: condition.name, held });
      if (held) return to;
    }
    return null;
  }
}

/** Whether a step has failed because of the call, not of the action: it was aborted, or left, or cannot wait. */
function isOfCall(call: Call, error: unknown): boolean {
  const { signal, twin } = call;
  return signal?.aborted === true || isLeft(call, error) || (twin !== null && error instanceof AsyncError);
}
