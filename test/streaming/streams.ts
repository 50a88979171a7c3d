import * as typeburr from "typeburr";
import { app } from "../semantics/apps.js";
import { streaming } from "../semantics/streams.js";
import type { UntypedAction, UntypedEvent, UntypedStream } from "../support/untyped.js";

/** The helpers as JavaScript sees them. */
export const helpers = typeburr as unknown as {
  toReadableStream(stream: UntypedStream): ReadableStream<UntypedEvent>;
  toServerSentEvents(stream: UntypedStream, options?: unknown): Response;
};

/** Yields these, and notes how far it came. */
export const yielding = (items: readonly unknown[], log: string[] = []): UntypedAction =>
  streaming({}, async function* (state) {
    try {
      for (const item of items) {
        log.push(`made ${String(item)}`);
        yield item;
      }
      return [null, state];
    } finally {
      log.push("closed");
    }
  });

export const streamOf = (action: UntypedAction, options?: unknown): UntypedStream => app({ action }).stream(options);
