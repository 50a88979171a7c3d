import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { Redis } from "ioredis";
import { newFolder, type Server, serverOf } from "./servers.js";

export const hasRedisServer = (): boolean => spawnSync("redis-server", ["--version"]).status === 0;

export interface RedisServer extends Server {
  readonly socket: string;
  /** Sends a command by a connection that is used for nothing else. */
  send(command: string, ...parts: string[]): Promise<unknown>;
}

/** Each step is on the disk before the server says so. Without that, it may lose a second, or minutes. */
export const durable = ["--appendonly", "yes", "--appendfsync", "always"];

export function newRedisServer(settings: readonly string[]): RedisServer {
  const folder = newFolder();
  const socket = path.join(folder, "redis.sock");
  const send = async (command: string, ...parts: string[]): Promise<unknown> => {
    const client = new Redis({ path: socket, lazyConnect: true, retryStrategy: () => null });
    client.on("error", () => {});
    try {
      await client.connect();
      return await client.call(command, ...parts);
    } finally {
      client.disconnect();
    }
  };
  const server = serverOf({
    folder,
    spawn: () =>
      spawn("redis-server", ["--port", "0", "--unixsocket", socket, "--dir", folder, ...settings], { stdio: "ignore" }),
    async ask() {
      await send("PING");
    },
  });
  return { ...server, socket, send };
}
