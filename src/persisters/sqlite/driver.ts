import { createRequire } from "node:module";
import { PersistenceError } from "../../index.js";
import type { SqliteDatabase } from "../sqlite.js";

/** A database that is ours to close. */
export interface OwnDatabase extends SqliteDatabase {
  close(): void;
}

type Open = new (path: string) => OwnDatabase;

/**
 * Opens a database so that what is committed lasts.
 *
 * @throws {PersistenceError} If there is no driver.
 */
export function openDatabase(path: string, busyTimeout: number): OwnDatabase {
  const Database = driver();
  const database = new Database(path);
  try {
    // First of all: to change to WAL may have to wait for others that do.
    database.exec(`pragma busy_timeout = ${busyTimeout}`);
    enterWal(database, busyTimeout);
    database.exec("pragma synchronous = full");
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** SQLite does not wait where two connections that wait might wait for each other: with the change to WAL, of a new file. */
function enterWal(database: SqliteDatabase, busyTimeout: number): void {
  const end = Date.now() + busyTimeout;
  for (;;) {
    try {
      database.exec("pragma journal_mode = wal");
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const isBusy = (error: unknown): boolean => error instanceof Error && /\block(ed|ing)\b|\bbusy\b/i.test(error.message);

function driver(): Open {
  const builtIn = process.getBuiltinModule?.("node:sqlite") as { DatabaseSync: Open } | undefined;
  if (builtIn) return builtIn.DatabaseSync;
  try {
    // A call, as `import()` would take time, and what is imported at the top would have to be there.
    return createRequire(import.meta.url)("libsql") as Open;
  } catch (error) {
    throw new PersistenceError(
      `sqlitePersister({ path }) has no driver: Node ${process.versions.node} has no node:sqlite (22.13 has), and the package ` +
        "libsql cannot be loaded. Run npm install libsql, or hand in a database of better-sqlite3: sqlitePersister({ database })",
      {},
      { cause: error },
    );
  }
}
