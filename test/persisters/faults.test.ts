import { PGlite } from "@electric-sql/pglite";
import { Redis } from "ioredis";
import pg from "pg";
import { postgresPersister } from "typeburr/persisters/postgres";
import { redisPersister } from "typeburr/persisters/redis";
import { afterAll, describe } from "vitest";
import { faults } from "./faults.js";
import { findPostgres, findRedis, randomPart } from "./services";

const postgresUrl = await findPostgres();
const redisUrl = await findRedis();
const run = `typeburr faults ${randomPart()} `;

let stores = 0;
const nextName = (): string => `${run}${stores++}`;

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
