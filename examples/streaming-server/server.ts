import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { textOf } from "./body.js";
import { Conversations } from "./conversations.js";
import type { SpeakingModel } from "./model.js";
import { Refusal } from "./refusal.js";

/** Serves the chatbot to this machine; port 0 is any that is free. */
export const startServer = async (model: SpeakingModel, port = 0) => {
  const conversations = new Conversations(model);
  const server = createServer((request, response) => {
    // When the connection ends before the answer, nobody wants it any more
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    answer(conversations, request, gone.signal)
      .catch((error) => refused(error, gone.signal))
      .then((answered) => send(answered, response))
      // A client that goes
      .catch(() => response.destroy())
      // What is left of a body that was refused
      .finally(() => request.resume());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};

const answer = async (conversations: Conversations, request: IncomingMessage, signal: AbortSignal) => {
  const [, id] = /^\/conversations(?:\/([^/?]+))?$/.exec(request.url ?? "") ?? [null, null];
  if (id === null) throw new Refusal(404, "there is nothing here: POST /conversations");
  if (request.method !== "POST") throw new Refusal(405, "use POST", { allow: "POST" });
  if (id !== undefined) return conversations.say(id, await textOf(request), signal);
  const opened = conversations.open();
  return Response.json({ id: opened }, { status: 201, headers: { location: `/conversations/${opened}` } });
};

const refused = (error: unknown, { aborted }: AbortSignal): Response => {
  if (error instanceof Refusal) {
    const { status, headers, message } = error;
    return Response.json({ message }, { status, headers });
  }
  // That a client has gone is no trouble
  if (!aborted) console.error(error);
  return Response.json({ message: "the server is in trouble" }, { status: 500 });
};

/** Writes as fast as the client reads, and leaves the body when he goes. */
const send = async ({ status, headers, body }: Response, response: ServerResponse): Promise<void> => {
  response.writeHead(status, Object.fromEntries(headers));
  if (body) await pipeline(body, response);
  else response.end();
};
