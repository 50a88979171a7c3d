import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { act, app, standOf } from "../semantics/apps.js";
import { shortOf, streaming } from "../semantics/streams.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import type { UntypedEvent } from "../support/untyped.js";
import { helpers, streamOf, yielding } from "./streams.js";

const { toReadableStream, toServerSentEvents } = helpers;

async function read(readable: ReadableStream<UntypedEvent>): Promise<string[]> {
  const events: string[] = [];
  for await (const event of readable) events.push(shortOf(event));
  return events;
}

describe("toReadableStream", () => {
  test("has all events, then ends", async () => {
    const stream = streamOf(yielding([1, 2]));
    expect(await read(toReadableStream(stream))).toEqual(["start action", "action: 1", "action: 2", "step action"]);
    expect(await stream.result).toMatchObject({ halted: "end" });
  });

  test("has all events, though the result has been asked for long before", async () => {
    const stream = streamOf(yielding([1]));
    const readable = toReadableStream(stream);
    const stop = stream.result.then(({ halted }) => halted);
    await delay(5);
    expect(await read(readable)).toEqual(["start action", "action: 1", "step action"]);
    expect(await stop).toBe("end");
  });

  test("makes nothing before it is read, and no more than is read", async () => {
    const log: string[] = [];
    const reader = toReadableStream(streamOf(yielding([1, 2, 3], log))).getReader();
    await delay(5);
    expect(log).toEqual([]);
    await reader.read();
    await reader.read();
    await delay(5);
    expect(log).toEqual(["made 1"]);
    await reader.read();
    await delay(5);
    expect(log).toEqual(["made 1", "made 2"]);
  });

  test("presses back through a pipe", async () => {
    const log: string[] = [];
    const slow = new WritableStream<UntypedEvent>(
      {
        async write(event) {
          await delay(2);
          log.push(`wrote ${shortOf(event)}`);
        },
      },
      { highWaterMark: 1 },
    );
    await toReadableStream(streamOf(yielding([1, 2, 3], log))).pipeTo(slow);
    // One is on its way while another is written
    expect(log.indexOf("made 3")).toBeGreaterThan(log.indexOf("wrote start action"));
    expect(log.at(-1)).toBe("wrote step action");
  });

  test("leaves the stream when it is cancelled: the generator is closed, and the step not committed", async () => {
    const log: string[] = [];
    const one = app({ action: yielding([1, 2], log) });
    const stream = one.stream();
    const reader = toReadableStream(stream).getReader();
    await reader.read();
    await reader.read();
    await reader.cancel("enough");
    expect(log).toEqual(["made 1", "closed"]);
    expect(await thrownBy(() => stream.result)).toMatchObject({ code: "TYPEBURR_CLOSED" });
    expect(await one.run()).toMatchObject({ halted: "end" });
  });

  test("aborts what works when it is cancelled", async () => {
    const waits = streaming({}, async function* (state, _, { signal }) {
      yield 1;
      await delay(60_000, undefined, { signal });
      return state;
    });
    const one = app({ waits });
    const reader = toReadableStream(one.stream()).getReader();
    await reader.read();
    await reader.read();
    const pending = reader.read();
    await delay(5);
    await reader.cancel();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
    expect(one.nextAction()).toBe("waits");
  });

  test("cancelled before it is read lets nothing begin", async () => {
    const log: string[] = [];
    await toReadableStream(streamOf(yielding([1], log))).cancel();
    expect(log).toEqual([]);
  });

  test("is told by cancel what the generator throws when it is closed", async () => {
    const mine = new Error("mine");
    const bad = streaming({}, function* (state) {
      try {
        yield 1;
        return state;
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: that is what it is about
        throw mine;
      }
    });
    const reader = toReadableStream(streamOf(bad)).getReader();
    await reader.read();
    await reader.read();
    expect(await thrownBy(() => reader.cancel())).toBe(mine);
  });

  test("fails with what an action throws", async () => {
    const mine = new Error("mine");
    const readable = toReadableStream(streamOf(act({}, () => Promise.reject(mine))));
    expect(await thrownBy(() => read(readable))).toBe(mine);
  });
});

test("what is no stream is refused by both helpers", async () => {
  for (const [what, says] of [
    [null, "null"],
    [undefined, "undefined"],
    [{}, "an object"],
    [Promise.resolve(), "a promise"],
  ] as const) {
    const stream = what as never;
    await expectRefusal(() => toReadableStream(stream), refusal("DefinitionError", "toReadableStream()", says));
    await expectRefusal(() => toServerSentEvents(stream), refusal("DefinitionError", "toServerSentEvents()", says));
  }
});
