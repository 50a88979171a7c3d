import { once } from "node:events";
import { createServer } from "node:http";

/** Answers the request with this number, from 1, with this status; null leaves it without an answer. */
type Behaviour = (request: number) => number | null;

/** A weather service on this machine that fails as it is told. */
export const startServer = async (behaviour: Behaviour) => {
  let requests = 0;
  const server = createServer((_request, response) => {
    const status = behaviour(++requests);
    if (status === null) return;
    const body = status === 200 ? { sky: "clear", celsius: 21 } : { problem: "overloaded" };
    response.writeHead(status, { "content-type": "application/json", "retry-after": "30" }).end(JSON.stringify(body));
  });
  // Port 0: any that is free.
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;

  return {
    url: `http://127.0.0.1:${port}/forecast`,
    /** How many requests there have been. */
    requests: () => requests,
    close: async () => {
      server.close();
      // Those that are kept alive, or wait for an answer, would keep it open.
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};
