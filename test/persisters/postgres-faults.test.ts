import pg from "pg";
import { PersistenceError } from "typeburr";
import { type PostgresOptions, postgresPersister } from "typeburr/persisters/postgres";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { thrownBy } from "../support/refusal";
import { stepOf, upTo } from "./file/steps";
import { expectOneWinner } from "./one-winner.js";
import { findPostgres, randomPart } from "./services";

const url = await findPostgres();

describe.skipIf(url === null)("a server", () => {
  const connectionString = url ?? "";
  const run = `faults ${randomPart()}`;
  const hostile = `${run} "; drop table x; --'\\😀`;
  const role = `typeburr_${randomPart()}`;
  const admin = new pg.Pool({ connectionString });
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  let schemas = 0;

  /** A schema that is not there yet, and what makes persisters of it. */
  const fresh = (name = `${run} ${schemas++}`) => {
    const open = (options: { client: pg.Pool | pg.Client } | { connectionString: string }, table?: string) => {
      const where = { schema: name, ...(table === undefined ? {} : { table }) };
      const persister = postgresPersister({ ...options, ...where } as PostgresOptions);
      onTestFinished(() => persister.close());
      return persister;
    };
    return { name, open };
  };

  const poolOf = (config: pg.PoolConfig = {}): pg.Pool => {
    const pool = new pg.Pool({ connectionString, ...config });
    pool.on("error", () => {});
    onTestFinished(() => pool.end());
    return pool;
  };

  /** Ends the connections of a name from another one, and waits until the server has let go of them. */
  const terminate = async (application: string): Promise<void> => {
    const { rowCount } = await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1",
      [application],
    );
    expect(rowCount).toBeGreaterThan(0);
    await expect
      .poll(async () => {
        const text = "select 1 from pg_stat_activity where application_name = $1";
        return (await admin.query(text, [application])).rowCount;
      })
      .toBe(0);
  };

  beforeAll(() => admin.query(`create role ${role} login`));

  afterAll(async () => {
    const { rows } = await admin.query<{ nspname: string }>(
      "select nspname from pg_namespace where starts_with(nspname, $1)",
      [run],
    );
    for (const { nspname } of rows) await admin.query(`drop schema ${quoted(nspname)} cascade`);
    await admin.query(`drop owned by ${role}`);
    await admin.query(`drop role ${role}`);
    await admin.end();
  });

  test("schema and table may have any name", async () => {
    const table = `"a".b'; --\n%s$1`;
    const { open } = fresh(hostile);
    const persister = open({ client: admin }, table);
    for (const id of [0, 1]) await persister.save(stepOf(id));

    expect((await persister.load({ appId: "app" }))?.state).toEqual({ said: [0, 1] });
    expect(await persister.list()).toEqual(["app"]);
    const { rowCount } = await admin.query(`select * from ${quoted(hostile)}.${quoted(table)}`);
    expect(rowCount).toBe(2);
  });

  test("without a schema, the table is where search_path leads", async () => {
    const { name } = fresh();
    await admin.query(`create schema ${quoted(name)}`);
    const client = poolOf({ max: 1 });
    await client.query(`set search_path to ${quoted(name)}`);
    await postgresPersister({ client, table: "steps" }).save(stepOf(0));

    expect((await admin.query(`select 1 from ${quoted(name)}.steps`)).rowCount).toBe(1);
  });

  test("rows can be read: keys as they are, JSON as JSON, a time as a time", async () => {
    const { name, open } = fresh();
    const persister = open({ client: admin });
    await persister.save(stepOf(0, { partitionKey: "a\\b", appId: 'it\'s "x" 😀' }));
    await persister.save(stepOf(0));

    const { rows } = await admin.query(
      "select partition_key, app_id, sequence_id, previous_id, position->>'last' as last, delta->0->'append'->'said' as said, " +
        `snapshot, created_at from ${quoted(name)}.typeburr_steps order by partition_key`,
    );
    const same = {
      sequence_id: "0",
      previous_id: "-1",
      last: "say",
      said: [0],
      snapshot: { said: [0] },
      created_at: new Date("2026-11-22T12:00:00.000Z"),
    };
    expect(rows).toEqual([
      { ...same, partition_key: "", app_id: "app" },
      { ...same, partition_key: "a\\b", app_id: 'it\'s "x" 😀' },
    ]);
  });

  test("of twenty connections that save the same step, one wins, under any isolation", async () => {
    for (const isolation of ["read committed", "repeatable read", "serializable"]) {
      const { open } = fresh();
      const options = `-c default_transaction_isolation=${isolation.replace(" ", "\\ ")}`;
      const persisters = upTo(20).map(() => open({ client: poolOf({ max: 1, options }) }));
      await Promise.all(persisters.map((persister) => persister.initialize()));
      await expectOneWinner(persisters, 19);
    }
  });

  test("of many that follow one step with different numbers at once, one wins", async () => {
    const { open } = fresh();
    const persisters = upTo(10).map(() => open({ client: poolOf({ max: 1 }) }));
    await Promise.all(persisters.map((persister) => persister.initialize()));
    for (const round of upTo(3)) {
      const steps = upTo(30).map((index) => {
        const step = { appId: `fork ${round}`, previousId: null, snapshot: "{}" };
        return stepOf(index + 1, step);
      });
      const outcomes = await Promise.allSettled(steps.map((step, index) => persisters[index % 10]?.save(step)));
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });

  test("a connection that is dropped between two calls costs nothing, or one call", async () => {
    for (const kind of ["ours", "theirs"]) {
      const application = `typeburr ${randomPart()}`;
      const address = new URL(connectionString);
      address.searchParams.set("application_name", application);
      const { open } = fresh();
      const persister = open(
        kind === "ours" ? { connectionString: address.href } : { client: poolOf({ application_name: application }) },
      );
      await persister.save(stepOf(0));
      await terminate(application);
      const [outcome] = await Promise.allSettled([persister.save(stepOf(1))]);
      if (outcome.status === "rejected") {
        expect(outcome.reason).toBeInstanceOf(PersistenceError);
        await persister.save(stepOf(1));
      }
      await persister.save(stepOf(2));
      expect((await persister.load({ appId: "app" }))?.state).toEqual({ said: [0, 1, 2] });
    }
  });

  test("a connection that is dropped while a step is saved is an error of that call, and nothing is stored", async () => {
    const application = `typeburr ${randomPart()}`;
    const { name, open } = fresh();
    const persister = open({ client: poolOf({ application_name: application }) });
    await persister.save(stepOf(0));
    const blocker = await admin.connect();
    await blocker.query("begin");
    await blocker.query(`lock table ${quoted(name)}.typeburr_steps in access exclusive mode`);
    const saving = thrownBy(() => persister.save(stepOf(1)));
    await expect
      .poll(async () => {
        const text = "select 1 from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'";
        return (await admin.query(text, [application])).rowCount;
      })
      .toBe(1);
    await terminate(application);

    expect(await saving).toBeInstanceOf(PersistenceError);
    expect(await saving).toMatchObject({ appId: "app", sequenceId: 1, cause: { code: "57P01" } });
    await blocker.query("rollback");
    blocker.release();
    expect((await persister.load({ appId: "app" }))?.sequenceId).toBe(0);
    await persister.save(stepOf(1));
  });

  test("a role that may create nothing uses a table that is there, and is told where there is none", async () => {
    const { name, open } = fresh();
    await open({ client: admin }).initialize();
    await admin.query(`grant usage on schema ${quoted(name)} to ${role}`);
    await admin.query(`grant select, insert, delete on ${quoted(name)}.typeburr_steps to ${role}`);
    const pool = poolOf({ user: role, connectionString: undefined, ...placeOf(connectionString) });
    const persister = open({ client: pool });
    for (const id of [0, 1]) await persister.save(stepOf(id));
    expect((await persister.load({ appId: "app" }))?.sequenceId).toBe(1);
    await persister.delete({ appId: "app" });
    expect(await persister.list()).toEqual([]);

    const error = await thrownBy(() => open({ client: pool }, "other").initialize());
    expect(error).toBeInstanceOf(PersistenceError);
    expect(String(error)).toContain(`permission denied for schema ${name}`);
  });

  test("what could not be initialized is tried again by the next call", async () => {
    const { name, open } = fresh();
    const persister = open({ client: admin }, "steps");
    await admin.query(`create schema ${quoted(name)}`);
    await admin.query(`create type ${quoted(name)}.steps as enum ('a')`);
    expect(await thrownBy(() => persister.save(stepOf(0)))).toBeInstanceOf(PersistenceError);
    await admin.query(`drop type ${quoted(name)}.steps`);
    await persister.save(stepOf(0));
  });

  test("a table of somebody else's is an error that names what it lacks", async () => {
    const { name, open } = fresh();
    await admin.query(`create schema ${quoted(name)}`);
    await admin.query(`create table ${quoted(name)}.typeburr_steps (one text)`);
    const error = await thrownBy(() => open({ client: admin }).save(stepOf(0)));

    expect(error).toBeInstanceOf(PersistenceError);
    expect(String(error)).toContain('column "partition_key"');
  });

  test("values of a megabyte come back as they were", async () => {
    const { open } = fresh();
    const persister = open({ client: admin });
    const long = upTo(60_000).map((index) => `${(index * 7_919) % 100_003} "é😀\\`);
    await persister.save(stepOf(0, { snapshot: JSON.stringify({ long }) }));
    await persister.save(stepOf(1, { delta: JSON.stringify([{ append: { long: [long.join("")] } }]) }));

    expect((await persister.load({ appId: "app" }))?.state).toEqual({ long: [...long, long.join("")] });
  });

  test("numbers of any size come back as they were", async () => {
    const { open } = fresh();
    const numbers = [1.7976931348623157e308, 5e-324, 0.1, 9_007_199_254_740_991, 1e21, -1.5e-7];
    await open({ client: admin }).save(stepOf(0, { snapshot: JSON.stringify({ numbers }) }));

    expect((await open({ client: admin }).load({ appId: "app" }))?.state).toEqual({ numbers });
  });

  test("ids that are longer than PostgreSQL can index are told, and so are 500 characters each taken", async () => {
    const { open } = fresh();
    const persister = open({ client: admin });
    const letters = (count: number, seed: number) =>
      String.fromCodePoint(...upTo(count).map((index) => 0x4e00 + ((index * 7_919 + index * index * seed) % 20_000)));
    await persister.save(stepOf(0, { partitionKey: "p".repeat(500), appId: letters(500, 3) }));
    const error = await thrownBy(() => persister.save(stepOf(0, { appId: letters(2_000, 5) })));

    expect(error).toBeInstanceOf(PersistenceError);
    expect(String(error)).toContain("longer than PostgreSQL can index");
  });

  test("a persister that is closed leaves a client open that was handed in, and ends a pool of its own", async () => {
    const application = `typeburr ${randomPart()}`;
    const { open } = fresh();
    const theirs = open({ client: admin });
    await theirs.save(stepOf(0));
    await theirs.close();
    expect((await admin.query("select 1")).rowCount).toBe(1);

    const address = new URL(connectionString);
    address.searchParams.set("application_name", application);
    const ours = open({ connectionString: address.href });
    await ours.save(stepOf(1));
    await Promise.all([ours.close(), ours.close()]);
    await expect
      .poll(async () => {
        const text = "select 1 from pg_stat_activity where application_name = $1";
        return (await admin.query(text, [application])).rowCount;
      })
      .toBe(0);
    expect(String(await thrownBy(() => ours.list()))).toContain("is closed");
  });
});

test("where no server answers, every call says so", async () => {
  const persister = postgresPersister({ connectionString: "postgres://nobody@127.0.0.1:1/none" });
  for (const call of [() => persister.initialize(), () => persister.save(stepOf(0))]) {
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(PersistenceError);
    expect(String(error)).toContain("ECONNREFUSED");
  }
  await persister.close();
});

/** Where a connection string leads, without the user. */
function placeOf(connectionString: string): pg.PoolConfig {
  const { hostname, port, pathname } = new URL(connectionString);
  return { host: hostname, port: Number(port || 5432), database: pathname.slice(1) };
}
