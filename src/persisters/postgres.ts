import type { StatePersister } from "../index.js";
import { checkPostgresOptions } from "./postgres/options.js";
import { PostgresStore } from "./postgres/store.js";

/** Where the table is. */
interface PostgresTableOptions {
  /** Made if it is not there. Without it, the table is where `search_path` of the connection leads. */
  readonly schema?: string;
  /** `typeburr_steps`, if it is not given. */
  readonly table?: string;
  /**
   * Whether statements are prepared once by name, which saves their planning. If it is not given, they are where the client has
   * `connect()`, as those of `pg` have. Set it to false behind a pooler that knows no prepared statements.
   */
  readonly prepare?: boolean;
}

/** A pool or connection that is there already. */
export interface PostgresClientOptions extends PostgresTableOptions {
  /** A `Pool` or `Client` of `pg`, a `PGlite`, or what has their `query`. It stays open when the persister is closed. */
  readonly client: PostgresClient;
  readonly connectionString?: never;
}

/** A server, to which a pool of the package `pg` connects. */
export interface PostgresConnectionOptions extends PostgresTableOptions {
  /** `postgres://user:password@host:5432/database` */
  readonly connectionString: string;
  readonly client?: never;
}

/** A client of yours, or a pool of its own; and where its table is. */
export type PostgresOptions = PostgresClientOptions | PostgresConnectionOptions;

/** The call of a client that is needed. */
export interface PostgresClient {
  query(text: string, values?: string[]): PromiseLike<PostgresResult>;
}

/** What a client gives back: rows as records, and of an insert how many there were, by the name that `pg` or PGlite has for it. */
export interface PostgresResult {
  readonly rows: unknown[];
  readonly rowCount?: number | null;
  readonly affectedRows?: number;
}

/**
 * A store in one table of a PostgreSQL database (12 or later), for any number of processes and machines.
 *
 * What it promises: a step that `save` has taken is committed. It then outlives a crash of the server with its defaults,
 * `synchronous_commit` and `fsync` being on; with `synchronous_commit=off` the last steps may be lost, and the application goes on
 * from the one before. Within a transaction of yours, on a client that you hand in, a step lasts when that is committed.
 *
 * The table can be queried. `partition_key` is empty for applications without one, and `previous_id` is -1 where nothing was
 * stored before. `position`, `delta`, `snapshot` and `parent` are `jsonb`, which keeps the order of lists, and not that of the keys
 * of an object: a loaded state may have its keys in another order. Ids and names stand there as they are, apart from U+0000,
 * U+0001, U+D7FF and halves of surrogate pairs. `partitionKey` and `appId` together may take about 2,600 bytes, as PostgreSQL
 * indexes no longer ones.
 *
 * `initialize` makes schema and table if they are not there. A role that may not create anything needs `select`, `insert` and
 * `delete` on a table that another has made.
 *
 * @param options A `client`, or a `connectionString`; where the table is.
 * @returns A persister that asks its server with the first call.
 * @throws {DefinitionError} If the options are wrong.
 * @example
 * ```ts
 * import { postgresPersister } from "typeburr/persisters/postgres";
 *
 * const persister = postgresPersister({ connectionString: "postgres://localhost/app", schema: "typeburr" });
 * const list = () => persister.list({ limit: 10 });
 * ```
 */
export function postgresPersister(options: PostgresOptions): StatePersister {
  return new PostgresStore(checkPostgresOptions(options));
}
