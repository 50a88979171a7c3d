import type { ActionContext, Signal, Tracing } from "../action/context.js";
import { idempotencyKeyOf } from "../action/idempotency-key.js";
import { type Observer, tracing } from "../action/tracing.js";
import type { StepSignal } from "./step-signal.js";

/** Names for an application, where it is stored and logged. */
export interface Identity {
  readonly appId: string;
  readonly partitionKey: string | null;
}

/** What a context is made from. */
interface Situation {
  readonly sequenceId: number;
  readonly action: string;
  readonly error: unknown;
  /** The last step that was committed. */
  readonly committedId: number | null;
  readonly signal: StepSignal;
  readonly observer: Observer | null;
}

/** What `run` gets as its third argument. What few actions ask for is made when they do. */
export class StepContext implements ActionContext {
  static {
    // What users know it as: logged, it shows the facts of the step
    Object.defineProperty(StepContext, "name", { value: "ActionContext" });
  }

  readonly appId: string;
  readonly partitionKey: string | null;
  readonly sequenceId: number;
  readonly action: string;
  readonly error: unknown;
  readonly #situation: Situation;
  #tracing: Tracing | null = null;

  constructor({ appId, partitionKey }: Identity, situation: Situation) {
    this.appId = appId;
    this.partitionKey = partitionKey;
    this.sequenceId = situation.sequenceId;
    this.action = situation.action;
    this.error = situation.error;
    this.#situation = situation;
  }

  get signal(): Signal {
    return this.#situation.signal.get();
  }

  /** All attempts at one step follow the same committed one. */
  get idempotencyKey(): string {
    return idempotencyKeyOf(this, this.#situation.committedId);
  }

  // Getters, so that they can be taken out: `async (state, inputs, { span }) => ...`

  get span(): Tracing["span"] {
    return this.#traced().span;
  }

  get logAttributes(): Tracing["logAttributes"] {
    return this.#traced().logAttributes;
  }

  #traced(): Tracing {
    this.#tracing ??= tracing(this.sequenceId, this.#situation.observer);
    return this.#tracing;
  }
}
