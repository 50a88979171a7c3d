import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { offlineModel } from "../chatbot/offline.js";
import { eventsOf, type ReceivedEvent } from "./client.js";
import { aloud, type SpeakingModel } from "./model.js";
import { startServer } from "./server.js";

const servers: Awaited<ReturnType<typeof startServer>>[] = [];
const start = async (model: SpeakingModel = aloud(offlineModel, 0)) => {
  const server = await startServer(model);
  servers.push(server);
  return server.url;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const open = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/conversations`, { method: "POST" });
  expect(response.status).toBe(201);
  return `${url}${response.headers.get("location")}`;
};

type Body = NonNullable<RequestInit["body"]> | null;

const post = (url: string, body: Body, more: RequestInit = {}): Promise<Response> =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body, ...more });
const say = (url: string, text: string, more: RequestInit = {}) => post(url, JSON.stringify({ text }), more);

const all = async (response: Response): Promise<ReceivedEvent[]> => {
  const events: ReceivedEvent[] = [];
  for await (const event of eventsOf(response)) events.push(event);
  return events;
};
const spoken = (events: readonly ReceivedEvent[]): string =>
  events.flatMap(({ type, data }) => (type === "item" ? [data.item] : [])).join("");

/** Says what it is told to, when it is told to; notes how it ends. */
const createPuppet = () => {
  const log: string[] = [];
  const waiting: (() => void)[] = [];
  async function* answer({ signal }: { signal: AbortSignal }): AsyncGenerator<string> {
    try {
      for (let token = 1; ; token++) {
        yield `${token} `;
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve);
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      }
    } finally {
      log.push(signal.aborted ? "aborted" : "closed");
    }
  }
  return { log, goOn: () => waiting.shift()?.(), model: { ...aloud(offlineModel, 0), answer } };
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await pause(2);
};

describe("the server", () => {
  test("sends what happens, from the prompt to the response", async () => {
    const response = await say(await open(await start()), "hello");
    const events = await all(response);

    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(events.flatMap(({ type, data }) => (type === "item" ? [] : [`${type} ${data.action}`]))).toEqual([
      "start prompt",
      "step prompt",
      "start checkSafety",
      "step checkSafety",
      "start decideMode",
      "step decideMode",
      "start answerQuestion",
      "step answerQuestion",
      "start respond",
      "step respond",
      "stop respond",
    ]);
    expect(spoken(events)).toBe("Hello! Ask me a question, for an image, or for code.");
  });

  test("sends each token when it is made, long before the end", async () => {
    const { model, goOn, log } = createPuppet();
    const events = eventsOf(await say(await open(await start(model)), "count"));
    const tokens: unknown[] = [];
    for await (const { type, data } of events) {
      if (type !== "item") continue;
      tokens.push(data.item);
      // Not before this one has arrived is the next one made
      if (tokens.length === 3) break;
      goOn();
    }

    expect(tokens).toEqual(["1 ", "2 ", "3 "]);
    await until(() => log.length > 0);
  });

  test("stops the answer when the client goes: the generator's finally runs, and the conversation can go on", async () => {
    const { model, log } = createPuppet();
    const conversation = await open(await start(model));
    const gone = new AbortController();
    const response = await say(conversation, "count", { signal: gone.signal });
    await expect(
      (async () => {
        for await (const { type } of eventsOf(response)) if (type === "item") gone.abort();
      })(),
    ).rejects.toThrow();
    await until(() => log.length > 0);

    expect(log).toEqual(["aborted"]);
    const next = await say(conversation, "Draw a fox");
    expect(spoken(await all(next))).toContain("| fox |");
  });

  test("keeps clients apart, and each one's conversation together", async () => {
    const url = await start();
    const [one, two] = await Promise.all([open(url), open(url)]);
    await Promise.all([all(await say(one, "I am Ada")), all(await say(two, "I am Grace"))]);
    const [first, second] = await Promise.all([
      all(await say(one, "What did I say before?")),
      all(await say(two, "What did I say before?")),
    ]);

    expect(spoken(first)).toBe("You have said:\n- I am Ada");
    expect(spoken(second)).toBe("You have said:\n- I am Grace");
  });

  test("sends twenty answers at once", async () => {
    const url = await start(aloud(offlineModel, 1));
    const answers = Array.from({ length: 20 }, async () => spoken(await all(await say(await open(url), "hello"))));

    expect(new Set(await Promise.all(answers)).size).toBe(1);
  });

  test("refuses a second prompt while it answers the first, and not afterwards", async () => {
    const { model, log } = createPuppet();
    const conversation = await open(await start(model));
    const first = await say(conversation, "count");
    const second = await say(conversation, "count");
    expect([second.status, await second.json()]).toEqual([409, { message: "wait for the answer before you go on" }]);

    await first.body?.cancel();
    await until(() => log.length > 0);
    const third = await say(conversation, "unsafe");
    expect(third.status).toBe(200);
    expect((await all(third)).at(-1)).toMatchObject({ type: "stop", data: { action: "respond" } });
  });
});

describe("a bad request is refused:", () => {
  const text = "x".repeat(70_000);
  test.each<[string, number, string, string, Body, RequestInit]>([
    ["nothing there", 404, "there is nothing here", "/", null, {}],
    ["a longer path", 404, "there is nothing here", "/conversations/1/2", "{}", {}],
    ["no such conversation", 404, "there is no such conversation", "/conversations/1", '{"text":"a"}', {}],
    ["another method", 405, "use POST", "/conversations", null, { method: "GET" }],
    ["no JSON by its type", 415, "send JSON", "/conversations/1", "{}", { headers: {} }],
    ["no JSON", 400, "the body is no JSON", "/conversations/1", "{", {}],
    ["no text in UTF-8", 400, "the body is no JSON", "/conversations/1", new Uint8Array([34, 255, 34]), {}],
    ["no record", 400, "send a record", "/conversations/1", "7", {}],
    ["no text", 400, "'text' is missing", "/conversations/1", "{}", {}],
    ["a text that is none", 400, "'text' must be a string", "/conversations/1", '{"text":7}', {}],
    ["an empty text", 400, "'text' is empty", "/conversations/1", '{"text":" "}', {}],
    ["a long text", 400, "'text' is too long", "/conversations/1", JSON.stringify({ text: "x".repeat(4001) }), {}],
    ["something else", 400, "'txt' is not known", "/conversations/1", '{"text":"a","txt":"a"}', {}],
    ["a body too large", 413, "the body is larger than 65536 bytes", "/conversations/1", JSON.stringify({ text }), {}],
  ])("%s", async (_, status, message, path, body, more) => {
    const url = await start();
    const response = await post(`${url}${path}`, body, more);

    expect([response.status, await response.json()]).toEqual([status, { message: expect.stringContaining(message) }]);
    // And the server serves on
    expect((await all(await say(await open(url), "hello"))).at(-1)?.type).toBe("stop");
  });

  test("a body too large that does not say so", async () => {
    const url = await start();
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 10_000;
        if (sent > 1_000_000) controller.close();
        else controller.enqueue(new Uint8Array(10_000));
      },
    });
    const response = await post(`${url}/conversations/1`, body, { duplex: "half" } as RequestInit);

    expect(response.status).toBe(413);
    await response.json();
  });

  test("a client that goes in the middle of its request does no harm", async () => {
    const url = new URL(await start());
    const socket = connect(Number(url.port), url.hostname);
    socket.end(
      "POST /conversations/1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
    );
    socket.resume();
    await once(socket, "close");

    expect((await all(await say(await open(url.origin), "hello"))).at(-1)?.type).toBe("stop");
  });
});
