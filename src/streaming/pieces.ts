import type { ApplicationStream } from "../application/events.js";
import { letGo } from "../types/promise.js";
import { comment, eventText } from "./event-text.js";
import type { ServerSentEventsOptions } from "./options.js";

/** What a stream of any application yields, and what it comes to. */
type AnyEvent =
  | { readonly type: "start"; readonly action: string }
  | { readonly type: "item"; readonly action: string; readonly item: unknown }
  | { readonly type: "step"; readonly action: string; readonly result: unknown; readonly state: object };
type AnyStop = { readonly action: string; readonly halted: string; readonly result: unknown; readonly state: object };
export type AnyStream = ApplicationStream<AnyEvent, AnyStop>;
type Taken = IteratorResult<AnyEvent, AnyStop | undefined>;

/** A piece of the body. */
interface Piece {
  readonly text: string;
  readonly isLast: boolean;
}

const silence = Symbol("silence");

/** The pieces of the body of server-sent events, each made when it is asked for. */
export class Pieces {
  readonly #stream: AnyStream;
  readonly #how: ServerSentEventsOptions;
  /** Asked for, and not come before the last heartbeat. */
  #awaited: Promise<Taken> | null = null;

  constructor(stream: AnyStream, how: ServerSentEventsOptions) {
    // Asked for now, lest the result takes the events while nobody reads
    this.#stream = stream[Symbol.asyncIterator]();
    this.#how = how;
  }

  async next(): Promise<Piece> {
    try {
      this.#awaited ??= this.#stream.next();
      const taken = await this.#orSilence(this.#awaited);
      if (taken === silence) return { text: comment, isLast: false };
      this.#awaited = null;
      if (!taken.done) return { text: this.#eventText(taken.value), isLast: false };
      const { value: stop } = taken;
      // Somebody else has left the stream: then there is nothing to tell
      return { text: stop ? this.#eventText({ type: "stop", ...stop }) : "", isLast: true };
    } catch (error) {
      // What cannot be sent ends the stream, too; the client is told of the first error
      await this.#stream.return().catch(() => {});
      return { text: this.#errorText(error), isLast: true };
    }
  }

  #eventText({ type, ...data }: AnyEvent | (AnyStop & { readonly type: "stop" })): string {
    const { state: _state, ...rest } = { state: null, ...data };
    return eventText(type, this.#how.state ? data : rest, `${type} of action '${data.action}'`);
  }

  #errorText(error: unknown): string {
    const { mapError = (thrown) => ({ message: messageOf(thrown) }) } = this.#how;
    try {
      const mapped: unknown = mapError(error);
      letGo(mapped);
      return eventText("error", mapped, "error");
    } catch {
      return eventText("error", { message: "the error cannot be told" }, "error");
    }
  }

  async #orSilence(awaited: Promise<Taken>): Promise<Taken | typeof silence> {
    const { heartbeat } = this.#how;
    if (heartbeat === undefined) return await awaited;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await Promise.race([
        awaited,
        new Promise<typeof silence>((resolve) => {
          timer = setTimeout(() => resolve(silence), heartbeat);
        }),
      ]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
