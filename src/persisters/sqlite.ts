import type { ApplicationQuery, ListQuery, LoadQuery, StatePersister, StoredState, StoredStep } from "../index.js";
import { checkSqliteOptions } from "./sqlite/options.js";
import { SqliteStore } from "./sqlite/store.js";

/** A file, which is opened by `node:sqlite`, or by the package libsql where Node has none (before 22.13). */
export interface SqliteFileOptions {
  /** Of the database; `":memory:"` for one that is gone with the persister. Its directory must be there. */
  readonly path: string;
  /** `typeburr_steps`, if it is not given. */
  readonly table?: string;
  /** How long to wait for another connection that writes, in milliseconds; 5,000, if it is not given. */
  readonly busyTimeout?: number;
  readonly database?: never;
}

/** A database that is open already. */
export interface SqliteDatabaseOptions {
  /** Of `better-sqlite3`, `node:sqlite`, `libsql`, or what has their calls. How it waits, and how durable it is, is its own. */
  readonly database: SqliteDatabase;
  /** `typeburr_steps`, if it is not given. */
  readonly table?: string;
  readonly path?: never;
  readonly busyTimeout?: never;
}

/** A file of its own, or a database of yours; and which table of it. */
export type SqliteOptions = SqliteFileOptions | SqliteDatabaseOptions;

/** The calls of a database that are needed. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
}

/**
 * The calls of a prepared statement that are needed: what has no result, and the rows of what has some, as records. It is given
 * texts, numbers and null; `any`, as the types of `better-sqlite3` take `{}`, which null is none of.
 */
export interface SqliteStatement {
  run(...values: any[]): { readonly changes: number | bigint };
  all(...values: any[]): unknown[];
}

/** A persister of which nothing takes time. */
export interface SqlitePersister extends StatePersister {
  readonly isSync: true;
  initialize(): void;
  save(step: StoredStep): void;
  load(query: LoadQuery): StoredState | null;
  list(query?: ListQuery): readonly string[];
  delete(query: ApplicationQuery): void;
  close(): void;
}

/**
 * A store in one table of an SQLite database: the embedded default, for one machine and several processes. Nothing of it takes
 * time in the sense of a promise, so it serves `runSync` and its like, too.
 *
 * What it promises: a step that `save` has taken is on the disk, and stays there if the process or the machine ends at any
 * moment. A database that it opens itself is in WAL mode with `synchronous=FULL`; one that is handed in keeps its settings, and
 * stays open when the persister is closed. Within a transaction of yours, a step lasts when that is committed.
 *
 * Two copies of SQLite in one process do not see each other's locks. Whoever opens the same file in the same process, with another
 * driver than Node's own, hands that database in.
 *
 * The table can be queried: `partition_key` is empty for applications without one, `position`, `delta`, `snapshot` and
 * `parent` are JSON.
 *
 * @param options A `path`, or a `database`; the name of the table.
 * @returns A persister that opens its database with the first call.
 * @throws {DefinitionError} If the options are wrong.
 * @example
 * ```ts
 * import { sqlitePersister } from "typeburr/persisters/sqlite";
 *
 * const persister = sqlitePersister({ path: ":memory:" });
 * persister.list(); // []
 * persister.close();
 * ```
 */
export function sqlitePersister(options: SqliteOptions): SqlitePersister {
  return new SqliteStore(checkSqliteOptions(options));
}
