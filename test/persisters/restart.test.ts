import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import pg from "pg";
import { createClient } from "redis";
import type { StatePersister } from "typeburr";
import { postgresPersister } from "typeburr/persisters/postgres";
import { type RedisClient, redisPersister } from "typeburr/persisters/redis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { Endurance } from "./processes/endurance.js";
import { upTo } from "./processes/look.js";
import { findPostgresPrograms, newPostgresServer, type PostgresServer } from "./processes/postgres-server.js";
import { randomFrom, seed } from "./processes/random.js";
import { durable, hasRedisServer, newRedisServer, type RedisServer } from "./processes/redis-server.js";
import { isFound, type Server } from "./processes/servers.js";

const programs = findPostgresPrograms();
const hasPostgres = isFound("PostgreSQL (initdb, postgres)", programs !== null);
const hasRedis = isFound("redis-server", hasRedisServer());
const random = randomFrom(seed);

/** Kills the server three times in a run, and starts it again when the run has felt it. */
async function crashing(server: Server, endurance: Endurance, isFelt: () => () => boolean): Promise<void> {
  for (let times = 0; times < 3; times++) {
    const { length } = endurance.acknowledged;
    await endurance.until(() => endurance.acknowledged.length >= length + 10);
    await delay(random() * 4);
    await server.crash();
    const standing = endurance.acknowledged.length;
    await endurance.until(isFelt());
    // Nothing is acknowledged without a server, apart from what it had answered before.
    expect(endurance.acknowledged.length).toBeLessThanOrEqual(standing + 1);
    await server.start();
  }
}

/** Drops every connection of a run, at random moments until it has so many steps. Returns how many there were. */
async function dropping(endurance: Endurance, steps: number, drop: () => Promise<number>): Promise<number> {
  let dropped = 0;
  for (let length = 0; length < steps && !endurance.isOver; length = endurance.acknowledged.length) {
    await endurance.until(() => endurance.acknowledged.length > length);
    await delay(random() * 10);
    dropped += await drop();
  }
  return dropped;
}

const told = (endurance: Endurance, dropped?: number): void =>
  console.log(
    `${endurance.acknowledged.length} steps acknowledged, ${endurance.failures.length} calls failed` +
      (dropped === undefined ? "" : `, ${dropped} connections dropped`),
  );

/** A call has failed three times since now. */
const threeFailures = (endurance: Endurance) => () => {
  const { length } = endurance.failures;
  return () => endurance.failures.length >= length + 3;
};

/** Nothing fails, as the client waits. */
const aWhile = () => {
  const end = Date.now() + 100;
  return () => Date.now() > end;
};

describe.skipIf(!hasPostgres)("a PostgreSQL server of its own", () => {
  let server: PostgresServer;
  const application_name = "enduring";

  beforeAll(async () => {
    server = newPostgresServer(programs ?? "");
    await server.start();
  });
  afterAll(() => server.remove());

  function open(schema: string): StatePersister {
    const pool = new pg.Pool({ ...server.config, application_name });
    // A pool tells of connections that are lost while nobody uses them, and ends the process if nobody listens.
    pool.on("error", () => {});
    onTestFinished(() => pool.end());
    return postgresPersister({ client: pool, schema });
  }

  test("is killed and started again in mid-run: calls fail meanwhile, and nothing acknowledged is lost or doubled", async () => {
    const endurance = new Endurance(open("killed"));
    await endurance.run(100, () => crashing(server, endurance, threeFailures(endurance)));

    told(endurance);
    expect(endurance.failures.length).toBeGreaterThanOrEqual(9);
    await endurance.expectWhole(open("killed"));
  });

  test("drops connections at random moments of a run of 200 steps", async () => {
    const endurance = new Endurance(open("dropped"));
    const admin = new pg.Client(server.config);
    onTestFinished(() => admin.end());
    await admin.connect();
    const terminate = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1";
    const drop = async () => (await admin.query(terminate, [application_name])).rowCount ?? 0;
    const dropped = await endurance.run(200, () => dropping(endurance, 195, drop));

    told(endurance, dropped);
    expect(dropped).toBeGreaterThan(5);
    await endurance.expectWhole(open("dropped"));
  });
});

/** A client of each library, that waits while there is no connection, as both do by default, or fails. */
const clients: [name: string, doesWait: boolean, connect: (socket: string) => Promise<RedisClient>][] = [
  ["ioredis, which waits", true, (path) => ioredis(path, true)],
  ["ioredis, which fails", false, (path) => ioredis(path, false)],
  ["redis, which waits", true, (path) => nodeRedis(path, true)],
  ["redis, which fails", false, (path) => nodeRedis(path, false)],
];

async function ioredis(path: string, doesWait: boolean): Promise<RedisClient> {
  const failing = { enableOfflineQueue: false, autoResendUnfulfilledCommands: false, maxRetriesPerRequest: 0 };
  const client = new Redis({ path, lazyConnect: true, retryStrategy: () => 5, ...(doesWait ? {} : failing) });
  client.on("error", () => {});
  onTestFinished(() => client.disconnect());
  await client.connect();
  return client;
}

async function nodeRedis(path: string, doesWait: boolean): Promise<RedisClient> {
  const client = createClient({ socket: { path, tls: false }, disableOfflineQueue: !doesWait });
  client.on("error", () => {});
  onTestFinished(() => client.destroy());
  await client.connect();
  return client;
}

describe.skipIf(!hasRedis)("a Redis server of its own, with appendfsync always", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = newRedisServer(durable);
    await server.start();
  });
  afterAll(() => server.remove());

  test.each(clients)("is killed and started again in mid-run, by %s", async (prefix, doesWait, connect) => {
    const endurance = new Endurance(redisPersister({ client: await connect(server.socket), prefix }));
    const isFelt = doesWait ? aWhile : threeFailures(endurance);
    await endurance.run(100, () => crashing(server, endurance, isFelt));

    told(endurance);
    if (!doesWait) expect(endurance.failures.length).toBeGreaterThanOrEqual(9);
    await endurance.expectWhole(redisPersister({ client: await connect(server.socket), prefix }));
  });

  test.each(clients)("drops connections at random moments of a run of 200 steps, of %s", async (name, _, connect) => {
    const prefix = `dropped ${name}`;
    const endurance = new Endurance(redisPersister({ client: await connect(server.socket), prefix }));
    const drop = async () => Number(await server.send("CLIENT", "KILL", "TYPE", "normal"));
    const dropped = await endurance.run(200, () => dropping(endurance, 195, drop));

    told(endurance, dropped);
    expect(dropped).toBeGreaterThan(5);
    await endurance.expectWhole(redisPersister({ client: await connect(server.socket), prefix }));
  });
});

describe.skipIf(!hasRedis)("a Redis server with its default settings", () => {
  test.each([0, 5])(
    "that is killed has %i of 10 steps: the application is told, and builds on none that is lost",
    async (saved) => {
      const server = newRedisServer([]);
      onTestFinished(() => server.remove());
      await server.start();
      const persister = redisPersister({ client: await ioredis(server.socket, true) });
      const endurance = new Endurance(persister);
      const app = await endurance.build();
      while (app.state.count < 10) {
        if (app.state.count === saved && saved > 0) await server.send("SAVE");
        await app.step();
      }
      await server.crash();
      await server.start();

      for (let times = 0; times < 2; times++) {
        const error = await expectRefusal(() => app.step(), refusal("ConflictError", "'enduring'"));
        expect(error).toMatchObject({ sequenceId: 10 });
        expect(app.state.count).toBe(10);
      }
      const again = await endurance.build();
      expect(again.state.list.map(({ id }) => id)).toEqual(upTo(saved));
      await again.step();
      expect(again.sequenceId).toBe(saved);
    },
  );

  test("that is killed in mid-run has nothing: the run ends with that, though a step may have been in doubt", async () => {
    const server = newRedisServer([]);
    onTestFinished(() => server.remove());
    await server.start();
    const endurance = new Endurance(redisPersister({ client: await ioredis(server.socket, false) }));
    const killing = async () => {
      await endurance.until(() => endurance.acknowledged.length >= 10);
      await server.crash();
      await endurance.until(threeFailures(endurance)());
      await server.start();
    };
    const run = () => endurance.run(Number.POSITIVE_INFINITY, killing);
    await expectRefusal(run, refusal("ConflictError", "'enduring'"));

    told(endurance);
    expect(endurance.acknowledged.length).toBeGreaterThanOrEqual(10);
    expect(await redisPersister({ client: await ioredis(server.socket, true) }).list()).toEqual([]);
  });
});
