import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { act, app, deferred } from "../semantics/apps.js";
import { streaming } from "../semantics/streams.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { helpers, streamOf, yielding } from "./streams.js";

const { toServerSentEvents } = helpers;

const textOf = async (action: Parameters<typeof streamOf>[0], options?: unknown): Promise<string> =>
  await toServerSentEvents(streamOf(action), options).text();

/** As a client reads them. */
const eventsOf = (text: string): [string, unknown][] =>
  text
    .split("\n\n")
    .filter((block) => block.startsWith("event: "))
    .map((block) => {
      const [, name = "", data = ""] = /^event: (.+)\ndata: (.+)$/s.exec(block) ?? [];
      return [name, JSON.parse(data)];
    });

/** Reads one piece. */
async function readText(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value } = await reader.read();
  return new TextDecoder().decode(value);
}

describe("toServerSentEvents", () => {
  test("sends each event under its name, with its data in one line of JSON, and the stop at the end", async () => {
    expect(await textOf(yielding(["a", "b"]))).toBe(
      [
        'event: start\ndata: {"action":"action"}\n\n',
        'event: item\ndata: {"action":"action","item":"a"}\n\n',
        'event: item\ndata: {"action":"action","item":"b"}\n\n',
        'event: step\ndata: {"action":"action","result":null}\n\n',
        'event: stop\ndata: {"action":"action","halted":"end","result":null}\n\n',
      ].join(""),
    );
  });

  test("sends all events, though the result has been asked for long before", async () => {
    const stream = streamOf(yielding([1]));
    const response = toServerSentEvents(stream);
    const stop = stream.result.then(({ halted }) => halted);
    await delay(5);
    expect(eventsOf(await response.text()).map(([name]) => name)).toEqual(["start", "item", "step", "stop"]);
    expect(await stop).toBe("end");
  });

  test("is safe with lines, and with what looks like an event", async () => {
    const items = [
      "a\nb\r\nc\rd",
      "\n\nevent: error\ndata: {}\n\n",
      "\u2028 \u2029 \u0085 \u0000 😀 \ud800",
      { "\n": ["\n"] },
      "",
      null,
    ];
    const text = await textOf(yielding(items));
    const sent = eventsOf(text).filter(([name]) => name === "item");
    expect(sent.map(([, data]) => (data as { item: unknown }).item)).toEqual(items);
    expect(text.match(/^event: /gm)).toHaveLength(items.length + 3);
    // What ends a line for a client, or for one that takes it too far
    expect(text).not.toMatch(/[\r\u0085\u2028\u2029]/);
  });

  test("sends states only on request", async () => {
    const secret = act({}, (state) => state);
    const make = (options?: unknown) => toServerSentEvents(app({ secret }, [], { key: 7 }).stream(), options).text();
    expect(await make()).not.toContain("7");
    expect(eventsOf(await make({ state: true }))).toEqual([
      ["start", { action: "secret" }],
      ["step", { action: "secret", result: {}, state: { key: 7 } }],
      ["stop", { action: "secret", halted: "end", result: {}, state: { key: 7 } }],
    ]);
  });

  test("is a response of its type, with status and headers as they are asked for", async () => {
    const plain = toServerSentEvents(streamOf(yielding([])));
    expect(plain).toBeInstanceOf(Response);
    expect(plain.status).toBe(200);
    expect(Object.fromEntries(plain.headers)).toEqual({
      "content-type": "text/event-stream",
      "cache-control": "no-cache",
      "x-accel-buffering": "no",
    });
    for (const headers of [
      { "Cache-Control": "no-store", "x-own": "1" },
      new Headers({ "cache-control": "no-store" }),
    ]) {
      const own = toServerSentEvents(streamOf(yielding([])), { status: 201, statusText: "Made", headers });
      expect([own.status, own.statusText, own.headers.get("cache-control")]).toEqual([201, "Made", "no-store"]);
    }
  });

  test("makes an event when the client is ready for it", async () => {
    const log: string[] = [];
    const reader = toServerSentEvents(streamOf(yielding([1, 2], log))).body?.getReader();
    if (!reader) throw new Error("no body");
    await delay(5);
    expect(log).toEqual([]);
    await reader.read();
    await reader.read();
    await delay(5);
    expect(log).toEqual(["made 1"]);
    await reader.cancel();
    expect(log).toEqual(["made 1", "closed"]);
  });

  test("leaves the stream when the client goes, also while an action works", async () => {
    const closed = deferred<boolean>();
    const waits = streaming({}, async function* (state, _, { signal }) {
      try {
        yield 1;
        await delay(60_000, undefined, { signal });
        return state;
      } finally {
        closed.resolve(signal.aborted);
      }
    });
    for (const heartbeat of [undefined, 5]) {
      const stream = streamOf(waits);
      const reader = toServerSentEvents(stream, heartbeat ? { heartbeat } : {}).body?.getReader();
      await reader?.read();
      await reader?.read();
      const pending = reader?.read();
      if (heartbeat) await pending;
      await delay(10);
      await reader?.cancel();
      expect(await closed.promise).toBe(true);
      expect(await thrownBy(() => stream.result)).toMatchObject({ code: "TYPEBURR_CLOSED" });
    }
  });

  test("keeps the connection awake while it waits, and only then", async () => {
    const gate = deferred();
    const slow = streaming({}, async function* (state) {
      yield 1;
      await gate.promise;
      yield 2;
      return state;
    });
    const reader = toServerSentEvents(streamOf(slow), { heartbeat: 5 }).body?.getReader();
    if (!reader) throw new Error("no body");
    const texts = [await readText(reader), await readText(reader), await readText(reader), await readText(reader)];
    expect(texts.slice(2)).toEqual([":\n\n", ":\n\n"]);
    gate.resolve();
    expect(await readText(reader)).toContain('"item":2');
  });

  test("is no unhandled rejection, if the action fails between two heartbeats", async () => {
    const gate = deferred();
    const bad = act({}, async () => {
      await gate.promise;
      throw new Error("mine");
    });
    const reader = toServerSentEvents(streamOf(bad), { heartbeat: 2 }).body?.getReader();
    if (!reader) throw new Error("no body");
    await reader.read();
    expect(await readText(reader)).toBe(":\n\n");
    gate.resolve();
    await delay(5);
    expect(await readText(reader)).toContain("mine");
  });
});

describe("what goes wrong", () => {
  const failing = streaming({}, function* () {
    yield 1;
    throw Object.assign(new TypeError("no\npaint"), { secret: 7 });
  });

  test("is an error event with the message and nothing else, and the end", async () => {
    expect(await textOf(failing)).toMatch(/\n\nevent: error\ndata: {"message":"no\\npaint"}\n\n$/);
  });

  test("is what mapError makes of it", async () => {
    const seen: unknown[] = [];
    const text = await textOf(failing, {
      mapError: (error: unknown) => {
        seen.push(error);
        return { code: 500 };
      },
    });
    expect(eventsOf(text).at(-1)).toEqual(["error", { code: 500 }]);
    expect(seen).toEqual([expect.any(TypeError)]);
    for (const told of ["text", null, ["a"]]) {
      expect(eventsOf(await textOf(failing, { mapError: () => told })).at(-1)).toEqual(["error", told]);
    }
    expect(await textOf(failing, { mapError: () => undefined })).toContain("event: error\ndata: null\n\n");
  });

  test("with the error itself is told as little as can be", async () => {
    const wrong = [
      () => {
        throw new Error("worse");
      },
      () => 1n,
      () => () => {},
    ];
    for (const mapError of wrong) {
      expect(eventsOf(await textOf(failing, { mapError })).at(-1)).toEqual([
        "error",
        { message: "the error cannot be told" },
      ]);
    }
    for (const [thrown, message] of [
      ["text", "text"],
      [null, "null"],
      [Symbol("s"), "Symbol(s)"],
      [Object.create(null), "the error cannot be told"],
    ]) {
      const bad = act({}, () => {
        throw thrown;
      });
      expect(eventsOf(await textOf(bad)).at(-1)).toEqual(["error", { message }]);
    }
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  test.each([
    ["a bigint", { at: 1n }, "item of action 'action' cannot be sent as JSON: 'at' is a bigint"],
    ["a function", { at: () => {} }, "item of action 'action' cannot be sent as JSON: 'at' is a function"],
    ["a symbol", Symbol("s"), "item of action 'action' cannot be sent as JSON: 'item' is a symbol"],
    ["what is no number", [Number.NaN], "item of action 'action' cannot be sent as JSON: '0' is NaN"],
    ["a Map", new Map(), "item of action 'action' cannot be sent as JSON: 'item' is a Map"],
    ["a Set", { deep: [new Set()] }, "item of action 'action' cannot be sent as JSON: '0' is a Set"],
    ["a cycle", cycle, "item of action 'action' cannot be sent as JSON: Converting circular structure to JSON"],
  ])("with JSON, as of %s, is an error event; the stream is left", async (_, item, message) => {
    const log: string[] = [];
    const stream = streamOf(yielding([{}, item, {}], log));
    const events = eventsOf(await toServerSentEvents(stream).text());
    expect(events.map(([name]) => name)).toEqual(["start", "item", "error"]);
    expect(events.at(-1)).toEqual(["error", { message }]);
    expect(log).toHaveLength(3);
    expect(log.at(-1)).toBe("closed");
    expect(await thrownBy(() => stream.result)).toMatchObject({ code: "TYPEBURR_CLOSED" });
  });

  test("with a result names the step", async () => {
    const big = act({}, (state) => [1n, state]);
    expect(eventsOf(await textOf(big)).at(-1)).toEqual([
      "error",
      { message: "step of action 'action' cannot be sent as JSON: 'result' is a bigint" },
    ]);
  });

  test("what says itself how it is written is written so; undefined is nothing", async () => {
    const items = [new Date(0), new URL("http://localhost"), undefined, { toJSON: () => "own" }];
    const sent = eventsOf(await textOf(yielding(items))).filter(([name]) => name === "item");
    expect(sent.map(([, data]) => (data as { item?: unknown }).item)).toEqual([
      "1970-01-01T00:00:00.000Z",
      "http://localhost/",
      undefined,
      "own",
    ]);
  });

  test("is just an end, if somebody else leaves the stream", async () => {
    const stream = streamOf(yielding([1, 2]));
    const response = toServerSentEvents(stream);
    await stream.return();
    expect(await response.text()).toBe("");
  });

  test("with the options is refused at once", async () => {
    const wrong: [unknown, string][] = [
      [7, "a record of options second, { heartbeat }, not a number"],
      [{ heartbaet: 1 }, "has no option 'heartbaet'. Did you mean 'heartbeat'?"],
      [{ heartbeat: 0 }, "heartbeat of toServerSentEvents() must be milliseconds, from 1 to 2147483647, not 0"],
      [{ heartbeat: 2 ** 31 }, "not 2147483648"],
      [{ heartbeat: "1" }, "not a string"],
      [{ mapError: 1 }, "mapError of toServerSentEvents() must be a function, not a number"],
      [{ state: 1 }, "state of toServerSentEvents() must be true or false, not a number"],
    ];
    for (const [options, says] of wrong) {
      await expectRefusal(() => toServerSentEvents(streamOf(yielding([])), options), refusal("DefinitionError", says));
    }
  });
});
