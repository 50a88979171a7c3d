import type { SpanRecord } from "../action/context.js";
import type { Observer } from "../action/tracing.js";
import type { AsyncError, HookError } from "../errors.js";
import { hookError } from "../lifecycle/hook-error.js";
import type { StepEvent, TransitionEvent } from "../lifecycle/hooks.js";
import type { EventOf, HookFailure, HookName, Lifecycle, Waited } from "../lifecycle/lifecycle.js";
import type { Identity } from "./context.js";
import type { Call, Core } from "./core.js";
import { finish } from "./drive.js";
import { type Inputs, noInputs } from "./inputs.js";
import { pendingHook } from "./pending.js";
import type { Store } from "./store.js";

/** Tells the hooks of one attempted step. What nobody listens to is not even put together. */
export class StepWatch implements Observer {
  readonly #lifecycle: Lifecycle;
  readonly #step: StepEvent;
  readonly #store: Store;
  readonly #waited: Waited;
  #inputs: Inputs = noInputs;
  #state: "new" | "begun" | "over" = "new";
  /** What hooks have thrown that could prevent nothing. */
  #failures: HookFailure[] = [];
  /** What async hooks of spans still have to do. */
  #waiting: Promise<void> | null = null;
  /** The spans that have begun, and not ended. */
  readonly #open = new Map<string, SpanRecord>();

  constructor(
    lifecycle: Lifecycle,
    call: Call,
    { appId, partitionKey }: Identity,
    step: { readonly sequenceId: number; readonly action: string; readonly store: Store },
  ) {
    const { sequenceId, action, store } = step;
    this.#lifecycle = lifecycle;
    this.#step = { appId, partitionKey, sequenceId, action };
    this.#store = store;
    this.#waited = (promise, hook) => pendingHook(call, promise, hook, action);
  }

  get isBegun(): boolean {
    return this.#state !== "new";
  }

  /**
   * @throws {HookError} If a `preRunStep` hook has thrown: then the action does not run.
   */
  *begin(moved: TransitionEvent | null, inputs: Inputs): Core<void, never> {
    this.#inputs = inputs;
    yield* this.#begin(moved, true);
  }

  /** The inputs were refused, and an error edge has been found: a failed step like any other, but for the action's part. */
  *refused(moved: TransitionEvent | null): Core<void, never> {
    yield* this.#begin(moved, false);
  }

  *#begin(moved: TransitionEvent | null, canPrevent: boolean): Core<void, never> {
    this.#state = "begun";
    if (moved !== null) yield* this.#tell("onTransition", moved);
    if (!this.#lifecycle.has("preRunStep")) return;
    const { appId, partitionKey, sequenceId, action } = this.#step;
    const state = this.#store.snapshot();
    const event = { appId, partitionKey, sequenceId, action, state, inputs: this.#inputs };
    if (canPrevent) yield* this.#ask("preRunStep", event);
    else yield* this.#tell("preRunStep", event);
  }

  /** The step has completed; the error is what hooks have thrown. */
  completed(result: unknown): Core<AsyncError | HookError | null, never> {
    return this.#end("completed", result, undefined);
  }

  /** The step has failed, the state is as it was. */
  failed(error: unknown): Core<AsyncError | HookError | null, never> {
    return this.#end("failed", null, error);
  }

  *#end(status: "completed" | "failed", result: unknown, error: unknown): Core<AsyncError | HookError | null, never> {
    if (this.#open.size > 0) this.#endSpans();
    this.#state = "over";
    if (this.#waiting) yield this.#waiting;
    if (this.#lifecycle.has("postRunStep")) {
      // Written out: spreads cost two microseconds each
      const { appId, partitionKey, sequenceId, action } = this.#step;
      const [state, inputs] = [this.#store.snapshot(), this.#inputs];
      const event = { appId, partitionKey, sequenceId, action, state, inputs, status, result, error };
      yield* this.#tell("postRunStep", event);
    }
    return this.#failures.length === 0 ? null : hookError(this.#failures, this.#step.action);
  }

  /**
   * @throws {HookError} If a hook has thrown: then no item is taken.
   */
  *streamStarted(): Core<void, never> {
    if (this.#waiting) yield this.#waiting;
    if (this.#lifecycle.has("preStartStream")) yield* this.#ask("preStartStream", { ...this.#step });
  }

  *streamed(item: unknown, index: number): Core<void, never> {
    if (this.#waiting) yield this.#waiting;
    if (this.#lifecycle.has("postStreamItem")) yield* this.#tell("postStreamItem", { ...this.#step, item, index });
  }

  *streamEnded(items: number, failure: { readonly error: unknown } | null): Core<void, never> {
    if (this.#waiting) yield this.#waiting;
    if (!this.#lifecycle.has("postEndStream")) return;
    const status = failure === null ? "completed" : "failed";
    yield* this.#tell("postEndStream", { ...this.#step, items, status, error: failure?.error });
  }

  spanStarted(span: SpanRecord): void {
    if (this.#state === "over") return;
    this.#open.set(span.id, span);
    this.#tellAside("preStartSpan", { ...this.#step, span });
  }

  spanEnded(span: SpanRecord, status: "completed" | "failed", error: unknown): void {
    // One that outlives its step has been ended with it
    if (this.#open.has(span.id)) this.#spanEnded(span, status, error);
  }

  #spanEnded(span: SpanRecord, status: "completed" | "failed" | "unfinished", error: unknown): void {
    this.#open.delete(span.id);
    this.#tellAside("postEndSpan", { ...this.#step, span, status, error });
  }

  /** Those that the step has not waited for. */
  #endSpans(): void {
    for (const span of [...this.#open.values()].reverse()) this.#spanEnded(span, "unfinished", undefined);
  }

  attributesLogged(span: SpanRecord | null, attributes: Readonly<Record<string, unknown>>): void {
    if (this.#state === "over" || !this.#lifecycle.has("logAttributes")) return;
    // A copy: what the action goes on to do with its record is not what it has logged
    this.#tellAside("logAttributes", { ...this.#step, span, attributes: Object.freeze({ ...attributes }) });
  }

  /** Tells what has happened already. */
  #tell<TName extends HookName>(name: TName, event: EventOf<TName>): Core<void, never> {
    return this.#lifecycle.tell(name, event, this.#waited, this.#failures);
  }

  /** Tells what is about to happen, which a hook that throws prevents. */
  *#ask<TName extends HookName>(name: TName, event: EventOf<TName>): Core<void, never> {
    const failures: HookFailure[] = [];
    yield* this.#lifecycle.tell(name, event, this.#waited, failures);
    const error = hookError(failures, this.#step.action);
    if (error) throw error;
  }

  /** At once, without the action waiting; behind a hook that takes time the next ones wait, and the end of the step. */
  #tellAside<TName extends HookName>(name: TName, event: EventOf<TName>): void {
    if (!this.#lifecycle.has(name)) return;
    const core = this.#tell(name, event);
    if (this.#waiting) {
      this.#waiting = this.#waiting.then(() => finish(core));
      return;
    }
    const taken = core.next();
    if (!taken.done) this.#waiting = finish(core, taken);
  }
}
