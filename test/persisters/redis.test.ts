import { Redis } from "ioredis";
import { createClient } from "redis";
import { type RedisOptions, redisPersister } from "typeburr/persisters/redis";
import { persisterContract } from "typeburr/testing";
import { afterAll, describe } from "vitest";
import { findRedis, randomPart } from "./services";

const url = await findRedis();

describe.skipIf(url === null)("a server", async () => {
  if (url === null) return;
  const run = `typeburr-test-${randomPart()}-`;
  const ioredis = new Redis(url);
  const redis = await createClient({ url }).connect();

  afterAll(async () => {
    for await (const keys of ioredis.scanStream({ match: `${run}*`, count: 1_000 })) {
      if (keys.length > 0) await ioredis.del(...keys);
    }
    ioredis.disconnect();
    redis.destroy();
  });

  const suite = (name: string, options: RedisOptions) => {
    let stores = 0;
    const prefixes = new Map<unknown, string>();
    const open = (prefix: string) => {
      const persister = redisPersister({ ...options, prefix });
      prefixes.set(persister, prefix);
      return persister;
    };
    persisterContract(name, () => open(`${run}${name}-${stores++}`), {
      reopen: (persister) => open(prefixes.get(persister) ?? ""),
    });
  };

  suite("ioredis", { client: ioredis });
  suite("redis", { client: redis });
  suite("a url", { url });
});
