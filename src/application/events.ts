import type { Facts } from "../graph/facts.js";
import type { StateAfter } from "../graph/flow/stops.js";
import type { ResultIn } from "./stop.js";

/**
 * What a stream yields, discriminated by `type`, then by `action`: that a step begins; each item of a streaming action, as
 * it comes; the step when it is committed. A step that fails and takes an error edge has just its beginning.
 */
export type StreamEvent<TFacts extends Facts> = Events<TFacts>["each"];

// A member of an interface, read by index: what comes out has no name, and a hover shows the events themselves
export interface Events<TFacts extends Facts> {
  readonly each:
    | { readonly type: "start"; readonly action: keyof TFacts["actions"] & string }
    | {
        // Where an action yields nothing, its member is left out
        [N in keyof TFacts["actions"] & string]: [TFacts["actions"][N]["~facets"]["item"]] extends [never]
          ? never
          : { readonly type: "item"; readonly action: N; readonly item: TFacts["actions"][N]["~facets"]["item"] };
      }[keyof TFacts["actions"] & string]
    | {
        [N in keyof TFacts["actions"] & string]: {
          readonly type: "step";
          readonly action: N;
          readonly result: ResultIn<TFacts["actions"][N], StateAfter<TFacts, N>>;
          readonly state: StateAfter<TFacts, N>;
        };
      }[keyof TFacts["actions"] & string];
}

/**
 * A run as events, taken with `for await`. The next step, and the next item, wait until they are asked for; before the first
 * is, nothing has begun.
 */
export interface ApplicationStream<out TEvent, out TStop> extends AsyncIterator<TEvent, TStop | undefined, void> {
  /**
   * What `run` would have returned. Rejects as `run` would have, and with a {@link ClosedError} if the stream is left before its
   * end; who does not ask never hears of it. Awaited where nobody takes the events, it takes them itself.
   */
  readonly result: Promise<TStop>;
  /**
   * Leaves the stream, as `break` does: the generator of the action that is running is closed, and its step not committed.
   * While an action works, its `context.signal` aborts.
   *
   * @throws What a generator throws when it is closed.
   */
  return(): Promise<IteratorResult<TEvent, TStop | undefined>>;
  [Symbol.asyncIterator](): this;
}
