import { checkStream } from "./check-stream.js";
import { checkOptions, type ServerSentEventsOptions } from "./options.js";
import { type AnyStream, Pieces } from "./pieces.js";
import type { PlatformResponse } from "./platform.js";

/**
 * Makes of a stream a `Response` that sends it as server-sent events: `start`, `item` and `step` as they happen; at the
 * end `stop`, with what `run` would have returned, or `error`. Each has its data as JSON, in one line. An event is made when the
 * client is ready for it; a client that goes leaves the stream.
 *
 * @param stream What `app.stream` returned. Nobody else may take its events; its `result` can be awaited as ever.
 * @param options Status and headers of the response; `state` sends states, too; `heartbeat` keeps the connection awake;
 *   `mapError` says what the client is told of an error. If not given, that is its message.
 * @returns The response, of type `text/event-stream`.
 * @throws {DefinitionError} If the options are wrong; what the platform throws for a status or a header that it does not take.
 * @example
 * ```ts
 * import { application, streamingAction, toServerSentEvents } from "typeburr";
 *
 * const count = streamingAction({
 *   reads: {},
 *   writes: {},
 *   *run(state) {
 *     for (let number = 1; number <= 3; number++) yield number;
 *     return state;
 *   },
 * });
 * const builder = application().withActions({ count }).withEntrypoint("count");
 *
 * export const handle = (request: Request): Response =>
 *   toServerSentEvents(builder.build().stream({ signal: request.signal }), { heartbeat: 15_000 });
 * ```
 */
export function toServerSentEvents(stream: AnyStream, options: ServerSentEventsOptions = {}): PlatformResponse {
  checkStream("toServerSentEvents()", stream);
  const { status = 200, statusText = "", headers = [], ...how } = checkOptions(options);
  const pieces = new Pieces(stream, how);
  const encoder = new TextEncoder();
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { text, isLast } = await pieces.next();
        if (isCancelled) return;
        if (text !== "") controller.enqueue(encoder.encode(text));
        if (isLast) controller.close();
      },
      async cancel() {
        isCancelled = true;
        await stream.return();
      },
    },
    { highWaterMark: 0 },
  );
  const all = new Headers({
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    // Or nginx would gather the events before it passes them on
    "x-accel-buffering": "no",
  });
  for (const [name, value] of Symbol.iterator in headers ? headers : Object.entries(headers)) all.set(name, value);
  return new Response(body, { status, statusText, headers: all });
}
