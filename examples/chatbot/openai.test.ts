import { readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createChatbot } from "./application.js";
import { openaiModel } from "./openai.js";

interface Asked {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly body: { readonly model: string; readonly prompt?: string; readonly messages?: readonly object[] };
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
};

/** An endpoint on this machine that gives the same reply to all. */
const serve = async (reply: unknown, status = 200) => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request));
    asked.push({ path: request.url, key: request.headers.authorization, body });
    // The client tries again after a failure, and waits as long as it is told.
    response.writeHead(status, { "content-type": "application/json", "retry-after-ms": "1" });
    response.end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close().closeAllConnections());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
};

const responseTo = async (text: string, environment: Record<string, string>): Promise<string> => {
  const app = createChatbot(openaiModel(environment));
  const { state } = await app.run({ haltAfter: ["respond"], inputs: { text } });
  return state.response;
};

const completion = (content: string | null) => ({ choices: [{ message: { role: "assistant", content } }] });

test("answers with what the endpoint completes", async () => {
  const { asked, url } = await serve(completion("Rayleigh scattering."));
  const environment = { OPENAI_BASE_URL: url, OPENAI_API_KEY: "secret", OPENAI_MODEL: "tiny" };

  expect(await responseTo("Why is the sky blue?", environment)).toBe("Rayleigh scattering.");
  expect(asked).toEqual([
    {
      path: "/v1/chat/completions",
      key: "Bearer secret",
      body: {
        model: "tiny",
        messages: [
          { role: "system", content: "Answer briefly, in plain text." },
          { role: "user", content: "Why is the sky blue?" },
        ],
      },
    },
  ]);
});

test("writes code under another instruction, and needs no key", async () => {
  const { asked, url } = await serve(completion("const one = 1;"));

  expect(await responseTo("Write code", { OPENAI_BASE_URL: url })).toBe("const one = 1;");
  expect(asked[0]?.body.messages?.[0]).toMatchObject({ role: "system", content: expect.stringContaining("code") });
});

test("shows the address of an image", async () => {
  const { asked, url } = await serve({ data: [{ url: "http://images.test/fox.png" }] });
  const environment = { OPENAI_BASE_URL: url, OPENAI_IMAGE_MODEL: "brush" };

  expect(await responseTo("Draw a fox", environment)).toBe("http://images.test/fox.png");
  expect(asked).toMatchObject([{ path: "/v1/images/generations", body: { model: "brush", prompt: "Draw a fox" } }]);
});

test("saves an image that comes as bytes", async () => {
  const { url } = await serve({ data: [{ b64_json: Buffer.from("pixels").toString("base64") }] });

  const file = await responseTo("Draw a fox", { OPENAI_BASE_URL: url });
  expect(await readFile(file, "utf8")).toBe("pixels");
  await rm(dirname(file), { recursive: true });
});

test.each([
  ["an error of the endpoint", { error: { message: "out of tokens" } }, 500, "That failed: 500 out of tokens"],
  ["a key that is refused", { error: { message: "no such key" } }, 401, "That failed: 401 no such key"],
  ["a reply without text", completion(null), 200, "That failed: the reply was empty"],
  ["a reply of another protocol", { answer: 42 }, 200, "That failed: the reply was empty"],
])("presents %s", async (_, reply, status, response) => {
  const { url } = await serve(reply, status);

  expect(await responseTo("Why?", { OPENAI_BASE_URL: url })).toBe(response);
});

test("presents a reply without an image", async () => {
  const { url } = await serve({ data: [] });

  expect(await responseTo("Draw a fox", { OPENAI_BASE_URL: url })).toBe("That failed: the reply held no image");
});

test("presents an endpoint that cannot be reached", async () => {
  const { url } = await serve({});
  for (const close of closers.splice(0)) close();

  expect(await responseTo("Why?", { OPENAI_BASE_URL: url })).toBe("That failed: Connection error.");
});
