import { DefinitionError } from "../../index.js";
import { checkOptions, nonEmptyString } from "../shared/check-options.js";
import type { SqliteDatabase, SqliteOptions } from "../sqlite.js";

/** Options whose absent ones have their values: a path or a database. */
export interface SqliteSettings {
  readonly path: string | null;
  readonly database: SqliteDatabase | null;
  readonly table: string;
  readonly busyTimeout: number;
}

/** SQLite takes no more. */
const longest = 2 ** 31 - 1;

const isDatabase = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ["exec", "prepare"].every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === "function");

const isTimeout = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= longest;

/** @throws {DefinitionError} If there is something in them that cannot be. */
export function checkSqliteOptions(options: SqliteOptions): SqliteSettings {
  const where = "sqlitePersister()";
  checkOptions(where, '{ path: "app.db" }', options, {
    path: nonEmptyString,
    database: { what: "an open database with exec() and prepare()", fits: isDatabase },
    table: nonEmptyString,
    busyTimeout: { what: `whole milliseconds, from 0 to ${longest}`, fits: isTimeout },
  });
  const { path = null, database = null, table = "typeburr_steps", busyTimeout } = options;
  if ((path === null) === (database === null)) {
    const found = path === null ? "neither" : "both";
    throw new DefinitionError(
      `${where} takes a path or a database, and has ${found}: { path: "app.db" } opens one, { database } uses yours`,
    );
  }
  if (database !== null && busyTimeout !== undefined) {
    throw new DefinitionError(
      `busyTimeout of ${where} is for a database that it opens itself, by path: set "pragma busy_timeout" on yours`,
    );
  }
  return { path, database, table, busyTimeout: busyTimeout ?? 5_000 };
}
