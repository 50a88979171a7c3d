import { PersistenceError } from "../../index.js";
import type { IoredisClient, NodeRedisClient, NodeRedisCluster, RedisClient } from "../redis.js";
import type { Script } from "./scripts.js";

/** Sends a command. A cluster sends it to where the key is. */
export type Send = (key: string | undefined, parts: readonly string[]) => PromiseLike<unknown>;

/** How a client is asked. */
export function sendOf(client: RedisClient): Send {
  const send = seamOf(client);
  return async (key, parts) => {
    try {
      return await send(key, parts);
    } catch (error) {
      if (!(error instanceof Error && error.message.includes("WRONGTYPE"))) throw error;
      const what = `at key '${key}', or beside it, stands what somebody else has written: give redisPersister() another prefix`;
      throw new Error(`${what} (${error.message})`, { cause: error });
    }
  };
}

/** The seam between the libraries. A client of `ioredis` has another `sendCommand` as well, so `call` is asked for first. */
function seamOf(client: RedisClient): Send {
  if (isIoredis(client)) return (_, [command = "", ...parts]) => client.call(command, ...parts);
  if (isCluster(client)) return (key, parts) => client.sendCommand(key, false, [...parts]);
  return (_, parts) => client.sendCommand([...parts]);
}

const isIoredis = (client: RedisClient): client is IoredisClient =>
  typeof (client as { readonly call?: unknown }).call === "function";

const isCluster = (client: NodeRedisClient | NodeRedisCluster): client is NodeRedisCluster => "masters" in client;

/** Runs a script, which the server need not have seen: it forgets them when it is started again. */
export async function run(
  send: Send,
  { text, sha }: Script,
  keys: readonly [string, ...string[]],
  values: readonly string[],
): Promise<unknown> {
  const rest = [String(keys.length), ...keys, ...values];
  try {
    return await send(keys[0], ["EVALSHA", sha, ...rest]);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
    return send(keys[0], ["EVAL", text, ...rest]);
  }
}

/** A connection that is ours. */
export interface OwnClient {
  readonly client: RedisClient;
  close(): Promise<void>;
}

/** @throws {PersistenceError} If neither package is there. */
export async function connect(url: string): Promise<OwnClient> {
  const ioredis = await import("ioredis").catch(() => null);
  if (ioredis) return connectIoredis(ioredis.default, url);
  const redis = await import("redis").catch((error: unknown) => {
    throw new PersistenceError(
      "redisPersister() connects by the package ioredis or redis, and neither can be loaded: npm install ioredis, or hand in " +
        "a { client }",
      {},
      { cause: error },
    );
  });
  return connectRedis(redis.createClient, url);
}

async function connectIoredis(Redis: typeof import("ioredis").default, url: string): Promise<OwnClient> {
  let failure: unknown = null;
  const client = new Redis(url, { lazyConnect: true });
  // A connection that is lost is told here; it is made again, and the calls that it has cost have failed by themselves.
  client.on("error", (error: unknown) => {
    failure = error;
  });
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    // What is thrown says that there is no connection, and what was told says why.
    throw failure ?? error;
  }
  return {
    client,
    async close() {
      // Without a connection it would wait for one, to say goodbye.
      if (client.status === "ready") await client.quit().catch(() => {});
      client.disconnect();
    },
  };
}

async function connectRedis(createClient: typeof import("redis").createClient, url: string): Promise<OwnClient> {
  let isConnected = false;
  // Without a connection to begin with, it would try for ever.
  const reconnectStrategy = (times: number, cause: Error): number | Error =>
    isConnected ? Math.min(50 * 2 ** times, 2_000) : cause;
  const client = createClient({ url, socket: { reconnectStrategy } });
  client.on("error", () => {});
  await client.connect();
  isConnected = true;
  return { client, close: async () => (client.isReady ? client.close() : client.destroy()) };
}
