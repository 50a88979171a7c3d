import type { PGlite } from "@electric-sql/pglite";
import { expectTypeOf } from "expect-type";
import pg from "pg";
import { type PostgresClient, postgresPersister } from "typeburr/persisters/postgres";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal";

const client = { query: async () => ({ rows: [] }) };
const js = postgresPersister as (options?: unknown) => unknown;

describe("options", () => {
  test.each<[title: string, options: unknown, says: string[]]>([
    ["none", undefined, ["{ connectionString:", "not undefined"]],
    ["a text", "postgres://localhost", ["a record of options", "not "]],
    ["neither client nor connection string", {}, ["a client or a connectionString", "neither"]],
    ["both of them", { client, connectionString: "postgres://a" }, ["a client or a connectionString", "both"]],
    ["a name that is misspelt", { conectionString: "postgres://a" }, ["'conectionString'", "connectionString, "]],
    ["a client that cannot query", { client: {} }, ["client of postgresPersister()", "query()"]],
    ["a client that is a text", { client: "postgres://a" }, ["client of postgresPersister()", '"postgres://a"']],
    ["an empty connection string", { connectionString: "" }, ["connectionString", "not empty"]],
    ["a schema that is no text", { client, schema: 1 }, ["schema of postgresPersister()", "63 bytes", "not 1"]],
    ["an empty schema", { client, schema: "" }, ["schema", "63 bytes"]],
    ["a table that PostgreSQL would cut", { client, table: "é".repeat(32) }, ["table", "63 bytes"]],
    ["a table with NUL in it", { client, table: "a\0b" }, ["table", "NUL"]],
    ["a table with half a character in it", { client, table: "\ud83d" }, ["table", "surrogate"]],
    ["prepare that is no yes or no", { client, prepare: "yes" }, ["prepare", "true or false"]],
  ])("%s: refused at once", async (_, options, says) => {
    await expectRefusal(() => js(options), refusal("DefinitionError", ...says));
  });

  test("that are undefined were not given", () => {
    expect(js({ client, schema: undefined, table: undefined, prepare: undefined })).toBeTypeOf("object");
  });

  test("a table name of exactly 63 bytes is taken", () => {
    expect(postgresPersister({ client, table: `${"é".repeat(31)}x` })).toBeTypeOf("object");
  });

  test("take a Pool and a Client of pg, a connection of a pool, and a PGlite", () => {
    expectTypeOf<pg.Pool>().toExtend<PostgresClient>();
    expectTypeOf<pg.Client>().toExtend<PostgresClient>();
    expectTypeOf<pg.PoolClient>().toExtend<PostgresClient>();
    expectTypeOf<PGlite>().toExtend<PostgresClient>();
    // @ts-expect-error a client or a connection string, not both
    const both = () => postgresPersister({ client: new pg.Pool(), connectionString: "" });
    // @ts-expect-error one of them
    const neither = () => postgresPersister({ table: "steps" });
    expect([both, neither]).toHaveLength(2);
  });
});

describe("statements", () => {
  /** A client that notes how it was asked; there is a table, and nothing in it. */
  const noting = (more: object) => {
    const asked: unknown[] = [];
    const query = async (...what: unknown[]) => {
      asked.push(...what.slice(0, 1));
      return { rows: String(what[0]).includes("to_reg") ? [{ found: "true" }] : [] };
    };
    return { asked, client: { query, ...more } as PostgresClient };
  };
  const isNamed = (one: unknown): boolean => typeof one === "object";

  test.each<[title: string, more: object, options: object, isPrepared: boolean]>([
    ["of a client that connects are prepared by name", { connect() {} }, {}, true],
    ["of a client that does not are texts", {}, {}, false],
    ["are texts, if asked for", { connect() {} }, { prepare: false }, false],
    ["are prepared, if asked for", {}, { prepare: true }, true],
  ])("%s", async (_, more, options, isPrepared) => {
    const { asked, client } = noting(more);
    const persister = postgresPersister({ client, ...options });
    await persister.load({ appId: "a" });
    await persister.load({ appId: "b" });

    const loads = asked.slice(2);
    expect(loads.map(isNamed)).toEqual([isPrepared, isPrepared]);
    expect(loads[0]).toEqual(
      isPrepared ? expect.objectContaining({ name: expect.stringMatching(/^.{1,63}$/) }) : loads[1],
    );
  });

  test("of two tables have two names", async () => {
    const { asked, client } = noting({ connect() {} });
    for (const table of ["one", "two"]) await postgresPersister({ client, table }).load({ appId: "a" });

    const names = asked.filter(isNamed).map((one) => (one as { name: string }).name);
    expect(new Set(names).size).toBe(2);
  });
});
