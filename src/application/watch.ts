import type { AsyncError, HookError } from "../errors.js";
import { hookError } from "../lifecycle/hook-error.js";
import type { SpanRecord, StepEvent, TransitionEvent } from "../lifecycle/hooks.js";
import type { EventOf, HookFailure, HookName, Lifecycle } from "../lifecycle/lifecycle.js";
import type { Observer } from "../lifecycle/tracing.js";
import type { StateRecord } from "../state/state.js";
import type { Identity } from "./context.js";
import type { Call, Core } from "./core.js";
import { finish } from "./drive.js";
import type { Inputs } from "./inputs.js";
import { pendingHook } from "./pending.js";

/** Tells the hooks of one attempted step. */
export class StepWatch implements Observer {
  readonly #lifecycle: Lifecycle;
  readonly #call: Call;
  readonly #step: StepEvent;
  readonly #before: StateRecord;
  readonly #inputs: Inputs;
  #failures: HookFailure[] = [];
  /** What async hooks of spans still have to do. */
  #waiting: Promise<void> | null = null;

  constructor(
    lifecycle: Lifecycle,
    call: Call,
    { appId, partitionKey }: Identity,
    step: {
      readonly sequenceId: number;
      readonly action: string;
      readonly before: StateRecord;
      readonly inputs: Inputs;
    },
  ) {
    this.#lifecycle = lifecycle;
    this.#call = call;
    this.#step = { appId, partitionKey, sequenceId: step.sequenceId, action: step.action };
    this.#before = step.before;
    this.#inputs = step.inputs;
  }

  /**
   * @throws {HookError} If a hook has thrown: then the action does not run.
   */
  *begin(moved: TransitionEvent | null): Core<void, never> {
    if (moved !== null) yield* this.#tell("onTransition", moved);
    yield* this.#tell("preRunStep", { ...this.#step, state: this.#before, inputs: this.#inputs });
    const error = this.#failed();
    if (error) throw error;
  }

  /** The step has completed; the error is what hooks have thrown. */
  *completed(state: StateRecord, result: unknown): Core<AsyncError | HookError | null, never> {
    return yield* this.#end(state, result, undefined);
  }

  /** The step has failed, the state is as it was. */
  *failed(error: unknown): Core<AsyncError | HookError | null, never> {
    return yield* this.#end(this.#before, null, error);
  }

  *#end(state: StateRecord, result: unknown, error: unknown): Core<AsyncError | HookError | null, never> {
    if (this.#waiting) yield this.#waiting;
    yield* this.#tell("postRunStep", { ...this.#step, state, inputs: this.#inputs, result, error });
    return this.#failed();
  }

  *streamStarted(): Core<void, never> {
    yield* this.#tell("preStartStream", this.#step);
    const error = this.#failed();
    if (error) throw error;
  }

  *streamed(item: unknown, index: number): Core<void, never> {
    yield* this.#tell("postStreamItem", { ...this.#step, item, index });
  }

  *streamEnded(items: number, error: unknown): Core<void, never> {
    yield* this.#tell("postEndStream", { ...this.#step, items, error });
  }

  spanStarted(span: SpanRecord): void {
    this.#tellAside("preStartSpan", { ...this.#step, span });
  }

  spanEnded(span: SpanRecord, error: unknown): void {
    this.#tellAside("postEndSpan", { ...this.#step, span, error });
  }

  attributesLogged(span: SpanRecord | null, attributes: Readonly<Record<string, unknown>>): void {
    this.#tellAside("logAttributes", { ...this.#step, span, attributes });
  }

  #tell<TName extends HookName>(name: TName, event: EventOf<TName>): Core<void, never> {
    const waited = (promise: PromiseLike<unknown>): PromiseLike<unknown> =>
      pendingHook(this.#call, promise, name, this.#step.action);
    return this.#lifecycle.tell(name, event, waited, this.#failures);
  }

  /** At once, without the action waiting; behind a hook that takes time the next ones wait, and the end of the step. */
  #tellAside<TName extends HookName>(name: TName, event: EventOf<TName>): void {
    const core = this.#tell(name, event);
    if (this.#waiting) {
      this.#waiting = this.#waiting.then(() => finish(core));
      return;
    }
    const taken = core.next();
    if (!taken.done) this.#waiting = finish(core, taken);
  }

  #failed(): AsyncError | HookError | null {
    const failures = this.#failures;
    this.#failures = [];
    return hookError(failures, this.#step.action);
  }
}
