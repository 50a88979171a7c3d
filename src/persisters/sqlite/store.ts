import {
  type ApplicationQuery,
  ConflictError,
  checkQuery,
  type ListQuery,
  type LoadQuery,
  PersistenceError,
  replay,
  type StoredState,
  type StoredStep,
} from "../../index.js";
import { keyOf, partitionOf } from "../shared/columns.js";
import { fromSortable, sortable } from "../shared/sortable.js";
import type { SqlitePersister } from "../sqlite.js";
import { type OwnDatabase, openDatabase } from "./driver.js";
import type { SqliteSettings } from "./options.js";
import { type Row, stepsFrom, valuesOf } from "./rows.js";
import { prepare, type Statements } from "./statements.js";

export class SqliteStore implements SqlitePersister {
  readonly isSync = true;
  readonly #settings: SqliteSettings;
  /** Null until the first call. */
  #statements: Statements | null = null;
  /** Null where the database is the user's, or not open yet. */
  #own: OwnDatabase | null = null;
  #isClosed = false;

  constructor(settings: SqliteSettings) {
    this.#settings = settings;
  }

  initialize(): void {
    this.#open({});
  }

  save(step: StoredStep): void {
    const { save } = this.#open(step);
    const values = valuesOf(step);
    const [partition, appId] = values as [string, string];
    const { changes } = save.run(...values, partition, appId, step.previousId);
    if (Number(changes) === 0) throw new ConflictError(step);
  }

  load(query: LoadQuery): StoredState | null {
    const { sequenceId } = checkQuery("load", query);
    const { load } = this.#open(query);
    const key = keyOf(query);
    const last = sequenceId ?? Number.MAX_SAFE_INTEGER;
    const rows = load.all(...key, last, ...key, last, ...key, last) as Row[];
    const found = rows.at(-1);
    // Numbers may have gaps: what stands before the one that was asked for is another step.
    if (!found || (sequenceId !== undefined && Number(found.sequence_id) !== sequenceId)) return null;
    return replay(read(query, rows));
  }

  list(query: ListQuery = {}): readonly string[] {
    const { partitionKey = null, limit = -1, after } = checkQuery("list", query);
    const { list, listAfter } = this.#open({ partitionKey });
    const partition = partitionOf(partitionKey);
    const rows =
      after === undefined
        ? list.all(partition, partition, limit)
        : listAfter.all(partition, sortable(after), partition, limit);
    return rows.map((row) => fromSortable((row as { readonly id: string }).id));
  }

  delete(query: ApplicationQuery): void {
    this.#open(checkQuery("delete", query)).delete.run(...keyOf(query));
  }

  close(): void {
    this.#isClosed = true;
    this.#statements = null;
    this.#own?.close();
    this.#own = null;
  }

  #open(of: Partial<LoadQuery>): Statements {
    if (this.#statements !== null) return this.#statements;
    if (this.#isClosed) {
      throw new PersistenceError(
        "this SQLite persister is closed: close it behind the last call, or make another with sqlitePersister()",
        of,
      );
    }
    const { path, database, table, busyTimeout } = this.#settings;
    try {
      this.#own ??= path === null ? null : openDatabase(path, busyTimeout);
      this.#statements = prepare((this.#own ?? database) as OwnDatabase, table);
    } catch (error) {
      if (error instanceof PersistenceError) throw error;
      const place = path === null ? "the database that was handed in" : `the database '${path}'`;
      const what = error instanceof Error ? error.message : String(error);
      throw new PersistenceError(`sqlitePersister() cannot use table '${table}' of ${place}: ${what}`, of, {
        cause: error,
      });
    }
    return this.#statements;
  }
}

function read(query: LoadQuery, rows: readonly Row[]): StoredStep[] {
  try {
    return stepsFrom(query, rows);
  } catch (error) {
    const what = `step ${rows.at(-1)?.sequence_id} of application '${query.appId}' cannot be read`;
    throw new PersistenceError(`${what}: somebody else has changed its row. ${error}`, query, { cause: error });
  }
}
