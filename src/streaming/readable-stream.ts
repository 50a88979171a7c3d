import type { ApplicationStream } from "../application/events.js";
import { checkStream } from "./check-stream.js";
import type { ReadableStreamOf } from "./platform.js";

/**
 * Makes of a stream a web `ReadableStream` of its events. An event is made when somebody reads it; `cancel` leaves the
 * stream.
 *
 * @param stream What `app.stream` returned. Nobody else may take its events; its `result` can be awaited as ever.
 * @returns The events. What a step throws is the stream's error.
 * @throws {DefinitionError} If it is no stream.
 * @example
 * ```ts
 * import { application, streamingAction, toReadableStream } from "typeburr";
 *
 * const count = streamingAction({
 *   reads: {},
 *   writes: {},
 *   *run(state) {
 *     for (let number = 1; number <= 3; number++) yield number;
 *     return state;
 *   },
 * });
 * const app = application().withActions({ count }).withEntrypoint("count").build();
 *
 * const reader = toReadableStream(app.stream()).getReader();
 * const { value } = await reader.read();
 * if (value?.type === "item") console.log(value.item.toFixed());
 * await reader.cancel();
 * ```
 */
export function toReadableStream<TEvent>(stream: ApplicationStream<TEvent, unknown>): ReadableStreamOf<TEvent> {
  checkStream("toReadableStream()", stream);
  // Asked for now, lest the result takes the events while nobody reads
  const events = stream[Symbol.asyncIterator]();
  let isCancelled = false;
  return new ReadableStream<TEvent>(
    {
      async pull(controller) {
        const taken = await events.next();
        if (isCancelled) return;
        if (taken.done) controller.close();
        else controller.enqueue(taken.value);
      },
      async cancel() {
        isCancelled = true;
        await events.return();
      },
    },
    // Nothing is made before it is read
    { highWaterMark: 0 },
  );
}
