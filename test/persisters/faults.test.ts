import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Redis } from "ioredis";
import pg from "pg";
import type { StatePersister } from "typeburr";
import { filePersister } from "typeburr/persisters/file";
import { postgresPersister } from "typeburr/persisters/postgres";
import { redisPersister } from "typeburr/persisters/redis";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import { persisterFaults } from "typeburr/testing";
import { afterAll, describe } from "vitest";
import { keptDirectory } from "./file/steps.js";
import { findPostgres, findRedis, randomPart } from "./services";

const postgresUrl = await findPostgres();
const redisUrl = await findRedis();
const run = `typeburr faults ${randomPart()} `;

/** Runs the faults on stores that are known by a name: each test has one of its own, and opens it again by that name. */
function faults(name: string, fresh: () => string, open: (store: string) => StatePersister): void {
  const stores = new WeakMap<StatePersister, string>();
  const opened = (store: string): StatePersister => {
    const persister = open(store);
    stores.set(persister, store);
    return persister;
  };
  persisterFaults(name, () => opened(fresh()), { reopen: (persister) => opened(stores.get(persister) ?? "") });
}

let stores = 0;
const nextName = (): string => `${run}${stores++}`;

faults("file", keptDirectory, (directory) => filePersister({ directory }));
faults("SQLite", keptDirectory, (directory) => sqlitePersister({ path: path.join(directory, "app.db") }));

describe("PGlite", () => {
  const database = new PGlite();
  afterAll(() => database.close());

  faults("PostgreSQL", nextName, (schema) => postgresPersister({ client: database, schema }));
});

describe.skipIf(postgresUrl === null)("a PostgreSQL server", () => {
  const pool = new pg.Pool({ connectionString: postgresUrl ?? "" });
  const schemas: string[] = [];
  const nextSchema = (): string => {
    schemas.push(nextName());
    return schemas.at(-1) ?? "";
  };
  afterAll(async () => {
    for (const schema of schemas) await pool.query(`drop schema if exists "${schema}" cascade`);
    await pool.end();
  });

  faults("PostgreSQL", nextSchema, (schema) => postgresPersister({ client: pool, schema }));
});

describe.skipIf(redisUrl === null)("a Redis server", () => {
  if (redisUrl === null) return;
  const client = new Redis(redisUrl);
  afterAll(async () => {
    for await (const keys of client.scanStream({ match: `${run}*`, count: 1_000 })) {
      if (keys.length > 0) await client.del(...keys);
    }
    client.disconnect();
  });

  faults("Redis", nextName, (prefix) => redisPersister({ client, prefix }));
});
