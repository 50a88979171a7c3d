import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { Cluster, Redis } from "ioredis";
import { createClient, createCluster } from "redis";
import { ConflictError, PersistenceError } from "typeburr";
import { type RedisClient, type RedisOptions, redisPersister } from "typeburr/persisters/redis";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { thrownBy } from "../support/refusal";
import { freshDirectory, hostileIds, stepOf, upTo } from "./file/steps";
import { expectOneWinner } from "./one-winner.js";
import { findRedis, randomPart } from "./services";

const url = await findRedis();

describe.skipIf(url === null)("a server", () => {
  const place = url ?? "";
  const run = `typeburr-test-${randomPart()}-`;
  const admin = new Redis(place, { lazyConnect: true });
  let stores = 0;
  const freshPrefix = (): string => `${run}${stores++}`;

  const open = (options: RedisOptions) => {
    const persister = redisPersister(options);
    onTestFinished(() => persister.close());
    return persister;
  };

  /** A client of each library, by the name of the library; `name` is how the server lists its connection. */
  const clients: Record<string, (name?: string) => Promise<RedisClient>> = {
    async ioredis(name) {
      const client = new Redis(place, name === undefined ? {} : { connectionName: name });
      client.on("error", () => {});
      onTestFinished(() => client.disconnect());
      return client;
    },
    async redis(name) {
      const client = createClient({ url: place, ...(name === undefined ? {} : { name }) });
      client.on("error", () => {});
      onTestFinished(() => client.destroy());
      return client.connect();
    },
  };
  const libraries = Object.keys(clients);
  const clientOf = (library: string, name?: string) => (clients[library] as (typeof clients)["ioredis"])?.(name);

  /** Ends the connections of a name. */
  const kill = async (name: string): Promise<void> => {
    const lines = String(await admin.client("LIST")).split("\n");
    const ids = lines.filter((line) => line.includes(` name=${name} `)).map((line) => /id=(\d+)/.exec(line)?.[1] ?? "");
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) await admin.client("KILL", "ID", id);
  };

  afterAll(async () => {
    for await (const keys of admin.scanStream({ match: `${run}*`, count: 1_000 })) {
      if (keys.length > 0) await admin.del(...keys);
    }
    admin.disconnect();
  });

  describe.each(libraries)("by %s", (library) => {
    const persisterOf = async (prefix = freshPrefix()) =>
      open({ client: (await clientOf(library)) as RedisClient, prefix });

    test("scripts that the server has forgotten are sent again", async () => {
      const persister = await persisterOf();
      await persister.save(stepOf(0));
      await admin.script("FLUSH");
      await persister.save(stepOf(1));
      await admin.script("FLUSH");

      expect((await persister.load({ appId: "app" }))?.state).toEqual({ said: [0, 1] });
    });

    test("of twenty connections that save the same step, one wins", async () => {
      const prefix = freshPrefix();
      const persisters = await Promise.all(upTo(20).map(() => persisterOf(prefix)));
      await expectOneWinner(persisters, 19);
    });

    test("a connection that is dropped costs nothing, or one call", async () => {
      const name = `${run}${library}`;
      const persister = open({ client: (await clientOf(library, name)) as RedisClient, prefix: freshPrefix() });
      await persister.save(stepOf(0));
      for (const id of [1, 2, 3]) {
        const [, outcome] = await Promise.allSettled([kill(name), persister.save(stepOf(id))]);
        // Whether it is stored is not known then; that is asked by whoever has saved it.
        if (outcome.status === "rejected") {
          expect(outcome.reason).toBeInstanceOf(PersistenceError);
          if ((await persister.load({ appId: "app" }))?.sequenceId !== id) await persister.save(stepOf(id));
        }
      }
      expect((await persister.load({ appId: "app" }))?.state).toEqual({ said: [0, 1, 2, 3] });
    });

    test("values of a megabyte come back as they were, and so do 9,000 steps behind one snapshot", async () => {
      const persister = await persisterOf();
      const long = upTo(60_000).map((index) => `${(index * 7_919) % 100_003} "é😀\\`);
      await persister.save(stepOf(0, { snapshot: JSON.stringify({ long }) }));
      await persister.save(stepOf(1, { delta: JSON.stringify([{ append: { long: [long.join("")] } }]) }));
      expect((await persister.load({ appId: "app" }))?.state).toEqual({ long: [...long, long.join("")] });

      const steps = upTo(9_000).map((id) => stepOf(id, { appId: "steps" }));
      for (const step of steps.slice(0, 1)) await persister.save(step);
      await Promise.all(steps.slice(1).map((step) => persister.save(step)));
      expect((await persister.load({ appId: "steps" }))?.state).toEqual({ said: upTo(9_000) });
    });

    test("what somebody else has written at a key is an error that names the key, and nothing is stored", async () => {
      for (const [index, part] of ["steps", "order", "snapshots"].entries()) {
        const prefix = freshPrefix();
        const persister = await persisterOf(prefix);
        await admin.set(`${prefix}:{/app}:${part}`, "garbage");
        const error = await thrownBy(() => persister.save(stepOf(0)));
        expect(error).toBeInstanceOf(PersistenceError);
        expect(error).toMatchObject({ appId: "app", sequenceId: 0 });
        expect(String(error)).toContain(`'${prefix}:{/app}:steps'`);
        expect(String(error)).toContain("another prefix");
        const keys = await admin.keys(`${prefix}:{*`);
        expect(keys, `round ${index}`).toEqual([`${prefix}:{/app}:${part}`]);
      }
      const prefix = freshPrefix();
      await admin.set(`${prefix}:apps`, "garbage");
      expect(String(await thrownBy(async () => (await persisterOf(prefix)).list()))).toContain(`'${prefix}:apps'`);
    });

    test("a step that somebody has changed or deleted is an error that names it", async () => {
      const prefix = freshPrefix();
      const persister = await persisterOf(prefix);
      for (const id of upTo(3)) await persister.save(stepOf(id));
      const key = `${prefix}:{/app}:steps`;
      await admin.hset(key, "1", "{");
      const changed = await thrownBy(() => persister.load({ appId: "app" }));
      expect(changed).toBeInstanceOf(PersistenceError);
      expect(String(changed)).toContain(`step 1 of application 'app' cannot be read, at key '${key}'`);
      await admin.hdel(key, "1");
      const deleted = await thrownBy(() => persister.load({ appId: "app" }));
      expect(deleted).toMatchObject({ appId: "app", sequenceId: 1 });
      expect(String(deleted)).toContain("step 1 of application 'app' is missing");
    });

    test("an application whose last steps the server has lost is refused its next one, and can go on from what is left", async () => {
      const prefix = freshPrefix();
      const persister = await persisterOf(prefix);
      for (const id of upTo(3)) await persister.save(stepOf(id));
      // As after a crash of a server that had written itself to the disk behind step 0.
      await admin.hdel(`${prefix}:{/app}:steps`, "1", "1:delta", "2", "2:delta");
      await admin.zrem(`${prefix}:{/app}:order`, "1", "2");
      expect(await thrownBy(() => persister.save(stepOf(3)))).toBeInstanceOf(ConflictError);
      expect((await persister.load({ appId: "app" }))?.sequenceId).toBe(0);
      await persister.save(stepOf(1));
    });

    test("nothing is left of what was deleted, and nothing is listed that has no steps", async () => {
      const prefix = freshPrefix();
      const persister = await persisterOf(prefix);
      for (const partitionKey of [null, "", "p"]) {
        for (const id of [0, 1]) await persister.save(stepOf(id, { partitionKey }));
        await persister.delete({ partitionKey, appId: "app" });
      }
      expect(await admin.keys(`${prefix}*`)).toEqual([]);

      // As of a process that has ended before it has saved the first step.
      await admin.zadd(`${prefix}:apps`, ...upTo(1_200).flatMap((index) => ["0", `none ${index}`]));
      for (const appId of ["a", "none", "z"]) await persister.save(stepOf(0, { appId }));
      expect(await persister.list()).toEqual(["a", "none", "z"]);
      expect(await persister.list({ limit: 2 })).toEqual(["a", "none"]);
      expect(await persister.list({ after: "none", limit: 1 })).toEqual(["z"]);
    });

    test("a persister that is closed leaves a client open that was handed in", async () => {
      const client = (await clientOf(library)) as RedisClient;
      const prefix = freshPrefix();
      const persister = open({ client, prefix });
      await persister.save(stepOf(0));
      await persister.close();

      expect(String(await thrownBy(() => persister.list()))).toContain("is closed");
      expect(await open({ client, prefix }).list()).toEqual(["app"]);
    });
  });

  test("what one library has stored, the other one reads", async () => {
    const prefix = freshPrefix();
    const [one, other] = await Promise.all(
      libraries.map(async (library) => open({ client: (await clientOf(library)) as RedisClient, prefix })),
    );
    for (const appId of hostileIds) await one?.save(stepOf(0, { appId, partitionKey: appId }));
    for (const appId of hostileIds) {
      expect(await other?.load({ appId, partitionKey: appId })).toMatchObject({ appId, partitionKey: appId });
      expect(await other?.list({ partitionKey: appId })).toEqual([appId]);
    }
  });

  test("a call that a client sends twice by itself is stored once, and is no conflict", async () => {
    const client = (await clientOf("ioredis")) as Redis;
    const twice = {
      async call(command: string, ...parts: string[]): Promise<unknown> {
        await client.call(command, ...parts);
        return client.call(command, ...parts);
      },
    };
    const prefix = freshPrefix();
    await admin.script("FLUSH");
    const persister = open({ client: twice, prefix });
    for (const id of upTo(3)) await persister.save(stepOf(id));
    expect((await persister.load({ appId: "app" }))?.state).toEqual({ said: [0, 1, 2] });

    const step = stepOf(3);
    await persister.save(step);
    expect(await thrownBy(() => persister.save(step))).toBeInstanceOf(ConflictError);
  });
});

/** A program of the machine, which no package brings. */
const program = "redis-server";
const hasServer = spawnSync(program, ["--version"]).status === 0;

describe.skipIf(!hasServer)("a cluster", () => {
  /** A server that has all slots, and is as strict about keys of different ones as if there were others. */
  async function startCluster(): Promise<number> {
    const port = await freePort();
    const given = {
      port,
      dir: freshDirectory(),
      save: "",
      "cluster-enabled": "yes",
      "cluster-port": await freePort(),
      "cluster-announce-ip": "127.0.0.1",
    };
    const server: ChildProcess = spawn(
      program,
      Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)]),
    );
    onTestFinished(async () => {
      server.kill();
      await once(server, "exit");
    });
    const client = new Redis(port, "127.0.0.1");
    client.on("error", () => {});
    onTestFinished(() => client.disconnect());
    await client.cluster("ADDSLOTSRANGE", 0, 16_383);
    await expect
      .poll(async () => String(await client.cluster("INFO")), { timeout: 20_000 })
      .toContain("cluster_state:ok");
    return port;
  }

  test("takes applications of any name, by both libraries", async () => {
    const port = await startCluster();
    const ioredis = new Cluster([{ host: "127.0.0.1", port }]);
    onTestFinished(() => ioredis.disconnect());
    const redis = createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${port}` }] });
    await redis.connect();
    onTestFinished(() => redis.destroy());
    for (const [prefix, client] of Object.entries({ ioredis, redis })) {
      const persister = redisPersister({ client, prefix });
      for (const appId of hostileIds) {
        for (const id of [0, 1]) await persister.save(stepOf(id, { appId }));
        expect((await persister.load({ appId }))?.state).toEqual({ said: [0, 1] });
      }
      expect(await persister.list()).toEqual(hostileIds);
      for (const appId of hostileIds) await persister.delete({ appId });
      expect(await persister.list()).toEqual([]);
      // Braces with nothing between them would be none at all.
      for (const partitionKey of ["}", "{", "{}", "/", "%", ""]) {
        const appId = partitionKey || "}";
        await persister.save(stepOf(0, { partitionKey, appId }));
        expect(await persister.list({ partitionKey })).toEqual([appId]);
        await persister.delete({ partitionKey, appId });
        expect(await persister.load({ partitionKey, appId })).toBeNull();
      }
    }
  });
});

test("where no server answers, every call says so", async () => {
  const persister = redisPersister({ url: "redis://127.0.0.1:1" });
  for (const call of [() => persister.initialize(), () => persister.save(stepOf(0))]) {
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(PersistenceError);
    expect(String(error)).toContain("ECONNREFUSED");
  }
  await persister.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
