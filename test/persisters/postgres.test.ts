import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { postgresPersister } from "typeburr/persisters/postgres";
import { persisterContract } from "typeburr/testing";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { stepOf, upTo } from "./file/steps.js";
import { findPostgres, randomPart } from "./services";

const url = await findPostgres();

describe("PGlite", () => {
  const database = new PGlite();
  let stores = 0;
  const schemas = new Map<unknown, string>();
  const open = (schema: string) => {
    const persister = postgresPersister({ client: database, schema });
    schemas.set(persister, schema);
    return persister;
  };
  afterAll(() => database.close());

  persisterContract("postgres, PGlite", () => open(`store ${stores++}`), {
    reopen: (persister) => open(schemas.get(persister) ?? ""),
  });

  test("a table that is somebody else's is refused by initialize(), with its name", async () => {
    await database.exec('create schema "theirs"; create table "theirs"."steps" (a int)');
    const persister = postgresPersister({ client: database, schema: "theirs", table: "steps" });
    const refused = refusal("PersistenceError", '"theirs"."steps"', "another one", "partition_key");
    await expectRefusal(() => persister.initialize(), refused);
    await database.exec('drop table "theirs"."steps"');
    await persister.initialize();
  });

  test("rule 30: the client is the user's: what it is used for besides goes on, and closing leaves it open", async () => {
    await database.exec(
      "create temporary table mine (a int); set timezone to 'Asia/Tokyo'; set search_path to pg_temp",
    );
    const persister = open(`store ${stores++}`);
    await persister.save(stepOf(0));
    await persister.close();
    await database.exec("insert into mine values (1)");

    const settings = "current_setting('TimeZone') as zone, current_setting('search_path') as path";
    expect((await database.query(`select a, ${settings} from mine`)).rows).toEqual([
      { a: 1, zone: "Asia/Tokyo", path: "pg_temp" },
    ]);
    await database.exec("reset all");
  });
});

describe.skipIf(url === null)("a server", () => {
  const prefix = `contract ${randomPart()} `;
  const connectionString = url ?? "";
  const pool = new pg.Pool({ connectionString });
  let stores = 0;
  const schemas = new Map<unknown, string>();

  afterAll(async () => {
    for (const schema of new Set(schemas.values())) await pool.query(`drop schema if exists "${schema}" cascade`);
    await pool.end();
  });

  const suite = (name: string, options: { client: pg.Pool } | { connectionString: string }) => {
    const open = (schema: string) => {
      const persister = postgresPersister({ ...options, schema });
      schemas.set(persister, schema);
      return persister;
    };
    persisterContract(name, () => open(`${prefix}${stores++}`), {
      reopen: (persister) => open(schemas.get(persister) ?? ""),
    });
  };

  test("rule 30: eight connections that initialize at once find one schema and one table", async () => {
    for (const round of upTo(5)) {
      const schema = `${prefix}${stores++}`;
      const persisters = upTo(8).map(() => postgresPersister({ connectionString, schema }));
      onTestFinished(async () => void (await Promise.all(persisters.map((persister) => persister.close()))));
      schemas.set(persisters, schema);
      await Promise.all(persisters.map((persister) => persister.initialize()));
      await Promise.all(persisters.map((persister, index) => persister.save(stepOf(0, { appId: `app ${index}` }))));
      expect(await persisters[round]?.list()).toHaveLength(8);
    }
  });

  suite("postgres, a pool of ours", { client: pool });
  suite("postgres, a connection string", { connectionString });
});
