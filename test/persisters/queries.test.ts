import { checkQuery, type StatePersister } from "typeburr";
import { filePersister } from "typeburr/persisters/file";
import { memoryPersister } from "typeburr/persisters/memory";
import { postgresPersister } from "typeburr/persisters/postgres";
import { redisPersister } from "typeburr/persisters/redis";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";

/** A client that must not be asked. */
const untouched = (): never => {
  throw new Error("the store was asked");
};

const persisters: Record<string, () => StatePersister> = {
  memory: memoryPersister,
  file: () => filePersister({ directory: "/dev/null/none" }),
  SQLite: () => sqlitePersister({ database: { exec: untouched, prepare: untouched } }),
  PostgreSQL: () => postgresPersister({ client: { query: untouched } }),
  Redis: () => redisPersister({ client: { call: untouched } }),
};

const wrong: [method: "load" | "list" | "delete", query: unknown, says: string][] = [
  ["list", { limit: -1 }, "limit of list() must be a whole number from 0, not -1"],
  ["list", { limit: Number.NaN }, "limit of list() must be a whole number from 0, not NaN"],
  ["list", { after: 7 }, "after of list() must be a string, not 7"],
  ["list", { before: "a" }, "list() has no option 'before'."],
  ["list", null, "list() takes a record of options, { partitionKey, limit, after }, not null"],
  ["load", { appId: "a", sequenceId: "3" }, "sequenceId of load() must be a whole number from 0, not a string"],
  ["load", { appId: "a", sequenceID: 3 }, "load() has no option 'sequenceID'. Did you mean 'sequenceId'?"],
  ["load", {}, "appId of load() must be a string that is not empty, not undefined"],
  ["load", "a", "load() takes a record of options, { partitionKey, appId, sequenceId }, not a string"],
  ["delete", { appId: "" }, "appId of delete() must be a string that is not empty, not an empty one"],
  ["delete", { appId: "a", partitionKey: 7 }, "partitionKey of delete() must be a string, or null, not 7"],
  ["delete", { appId: "a", sequenceId: 7 }, "delete() has no option 'sequenceId'."],
];

describe.each(Object.entries(persisters))("the %s persister", (_, make) => {
  test.each(wrong)("asks its store nothing for %s(%j)", async (method, query, says) => {
    await expectRefusal(() => make()[method](query as never), refusal("DefinitionError", says));
  });
});

test("what is right is given back as it is", () => {
  const query = { partitionKey: null, appId: "a", sequenceId: 0 };

  expect(checkQuery("load", query)).toBe(query);
  expect(checkQuery("delete", { partitionKey: "", appId: " " })).toEqual({ partitionKey: "", appId: " " });
  expect(checkQuery("list", { partitionKey: undefined, limit: undefined, after: undefined } as never)).toEqual({});
});
