import type { Signal } from "../action/context.js";
import type { ClosedError } from "../errors.js";
import type { StopRecord } from "./engine.js";
import type { StepSignal } from "./step-signal.js";

/** What a stream yields, untyped. */
export type EventRecord =
  | { readonly type: "start"; readonly action: string }
  | { readonly type: "item"; readonly action: string; readonly item: unknown }
  | { readonly type: "step"; readonly action: string; readonly result: unknown; readonly state: object };

/**
 * The promise of what a stream comes to. Who asks for it without taking the events has them taken; who never asks never
 * hears of a failure.
 */
class Outcome<TValue> extends Promise<TValue> {
  /** What `then` makes is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  #asked: () => void = () => {};

  static of<TValue>(
    settle: (resolve: (value: TValue) => void, reject: (reason: unknown) => void) => void,
    asked: () => void,
  ): Outcome<TValue> {
    const outcome = new Outcome<TValue>(settle);
    Promise.prototype.then.call(outcome, undefined, () => {});
    outcome.#asked = asked;
    return outcome;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  override then<TDone = TValue, TFailed = never>(
    done?: ((value: TValue) => TDone | PromiseLike<TDone>) | null,
    failed?: ((reason: unknown) => TFailed | PromiseLike<TFailed>) | null,
  ): Promise<TDone | TFailed> {
    this.#asked();
    return super.then(done, failed);
  }
}

/** They end with the stop; with nothing, if they are left before. */
type Events = AsyncGenerator<EventRecord, StopRecord | undefined, void>;
type Taken = IteratorResult<EventRecord, StopRecord | undefined>;

const over: Taken = { done: true, value: undefined };

/** The untyped side of a stream: events as they come, and what `run` would have returned. */
export class EventStream implements AsyncIterator<EventRecord, StopRecord | undefined, void> {
  readonly result: Promise<StopRecord>;
  readonly #begin: (signal: Signal) => Events;
  readonly #signal: StepSignal;
  readonly #closed: ClosedError;
  /** Null until the first event is asked for: a stream that nobody takes leaves no trace. */
  #events: Events | null = null;
  /** How many events have been asked for and have not come. */
  #pending = 0;
  /** An event that has been taken for the sake of the result alone. Who comes now gets it. */
  #ahead: Promise<Taken> | null = null;
  #isTaken = false;
  #isDrained = false;
  #isLeft = false;
  #resolve: (stop: StopRecord) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(signal: StepSignal, closed: ClosedError, begin: (signal: Signal) => Events) {
    this.#signal = signal;
    this.#closed = closed;
    this.#begin = begin;
    this.result = Outcome.of<StopRecord>(
      (resolve, reject) => {
        this.#resolve = resolve;
        this.#reject = reject;
      },
      () => this.#asked(),
    );
  }

  next(): Promise<Taken> {
    this.#isTaken = true;
    const taken = this.#ahead ?? this.#take();
    this.#ahead = null;
    return taken;
  }

  /** Stops: the generator of the action that is running is closed, and its step is not committed. */
  async return(): Promise<Taken> {
    this.#isLeft = true;
    // A generator can be closed where it has yielded. While it works it can only be asked to stop
    if (this.#pending > 0) this.#signal.abort(this.#closed);
    try {
      return (await this.#events?.return(undefined)) ?? over;
    } finally {
      this.#signal.release();
      this.#reject(this.#closed);
    }
  }

  /** Who asks for it means to take the events: then the result leaves them alone. */
  [Symbol.asyncIterator](): this {
    this.#isTaken = true;
    return this;
  }

  async #take(): Promise<Taken> {
    if (this.#isLeft) return over;
    this.#events ??= this.#begin(this.#signal.get());
    this.#pending += 1;
    try {
      const taken = await this.#events.next();
      if (taken.done && taken.value) this.#resolve(taken.value);
      if (taken.done) this.#signal.release();
      return taken;
    } catch (error) {
      this.#signal.release();
      return this.#failed(error);
    } finally {
      this.#pending -= 1;
    }
  }

  /** What fails when it has been asked to stop has done as it was asked: whoever waits learns that there is no more. */
  #failed(error: unknown): Taken {
    if (!this.#isLeft) {
      this.#reject(error);
      throw error;
    }
    if (error !== this.#closed) this.#closed.cause ??= error;
    return over;
  }

  #asked(): void {
    if (this.#isTaken || this.#isDrained) return;
    this.#isDrained = true;
    this.#drain().catch(() => {});
  }

  /** Takes the events for one who only wants the result, until somebody else takes them. */
  async #drain(): Promise<void> {
    // Who takes them in the same breath comes first
    await null;
    while (!this.#isTaken && !this.#isLeft) {
      const taking = this.#take();
      this.#ahead = taking;
      const { done } = await taking;
      if (done) return;
      if (this.#ahead === taking) this.#ahead = null;
    }
  }
}
