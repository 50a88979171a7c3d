import type { ClosedError } from "../errors.js";
import type { StopRecord } from "./engine.js";

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

/** The untyped side of a stream: events as they come, and what `run` would have returned. */
export class EventStream implements AsyncIterableIterator<EventRecord, StopRecord | undefined, void> {
  readonly result: Promise<StopRecord>;
  readonly #events: Events;
  readonly #closed: ClosedError;
  #isBegun = false;
  #resolve: (stop: StopRecord) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(events: Events, closed: ClosedError) {
    this.#events = events;
    this.#closed = closed;
    this.result = Outcome.of<StopRecord>(
      (resolve, reject) => {
        this.#resolve = resolve;
        this.#reject = reject;
      },
      () => this.#drain(),
    );
  }

  async next(): Promise<Taken> {
    this.#isBegun = true;
    try {
      const taken = await this.#events.next();
      if (taken.done && taken.value) this.#resolve(taken.value);
      return taken;
    } catch (error) {
      this.#reject(error);
      throw error;
    }
  }

  /** Stops: the generator of the action that is running is closed, and its step is not committed. */
  async return(): Promise<Taken> {
    this.#isBegun = true;
    this.#reject(this.#closed);
    return await this.#events.return(undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Takes the events for one who only wants the result. */
  #drain(): void {
    if (this.#isBegun) return;
    const rest = async (): Promise<void> => {
      for (let taken = await this.next(); !taken.done; taken = await this.next());
    };
    rest().catch(() => {});
  }
}
