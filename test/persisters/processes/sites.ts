import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import pg from "pg";
import type { StatePersister } from "typeburr";
import { randomPart } from "../services.js";
import type { Place } from "./jobs.js";
import { openStore } from "./open-store.js";

/** A place that is there for one test, and how the test looks at it. */
export interface Site {
  readonly place: Place;
  /** Lends a handle of the test's own. What it does leaves no trace for the next process. */
  look<TResult>(use: (store: StatePersister) => Promise<TResult>): Promise<TResult>;
  /** Waits until a server has ended what processes had begun that are dead by now. */
  settle(): Promise<void>;
  /** How many lines were found torn. */
  readonly torn: number;
  remove(): Promise<void>;
}

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), "typeburr-site-"));
const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export function fileSite(): Site {
  const directory = newFolder();
  const place: Place = { kind: "file", directory };
  const torn = new Set<string>();
  return {
    place,
    look: (use) =>
      lend(
        openStore(place, ({ file, line }) => torn.add(`${line} of ${file}`)),
        use,
      ),
    settle: async () => {},
    get torn() {
      return torn.size;
    },
    remove: async () => removeFolder(directory),
  };
}

export function sqliteSite(): Site {
  const folder = newFolder();
  const file = path.join(folder, "app.db");
  return {
    place: { kind: "sqlite", path: file },
    // Whoever is the last to close a database cleans it up. The next process is to find it as the dead one has left it.
    async look(use) {
      const copy = path.join(newFolder(), "app.db");
      for (const end of ["", "-wal"]) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
      try {
        return await lend(openStore({ kind: "sqlite", path: copy }), use);
      } finally {
        removeFolder(path.dirname(copy));
      }
    },
    settle: async () => {},
    torn: 0,
    remove: async () => removeFolder(folder),
  };
}

export function postgresSite(url: string): Site {
  const schema = `site ${randomPart()}`;
  const connectionString = new URL(url);
  connectionString.searchParams.set("application_name", schema);
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const own = openStore({ kind: "postgres", connectionString: url, schema });
  return {
    place: { kind: "postgres", connectionString: connectionString.href, schema },
    look: (use) => use(own),
    // What a process has sent is done, though it is dead.
    async settle() {
      const asked = "select from pg_stat_activity where application_name = $1";
      while ((await pool.query(asked, [schema])).rowCount !== 0) await delay(1);
    },
    torn: 0,
    async remove() {
      await own.close();
      // Those within it have names that begin with it.
      const { rows } = await pool.query("select nspname as name from pg_namespace where starts_with(nspname, $1)", [
        schema,
      ]);
      for (const { name } of rows) await pool.query(`drop schema "${name}" cascade`);
      await pool.end();
    },
  };
}

export function redisSite(url: string): Site {
  const prefix = `site-${randomPart()}`;
  const place: Place = { kind: "redis", url, prefix };
  const own = openStore(place);
  return {
    place,
    look: (use) => use(own),
    // A killed process ends itself while nothing is on its way.
    settle: async () => {},
    torn: 0,
    async remove() {
      await own.close();
      const client = new Redis(url);
      const keys = await client.keys(`${prefix}:*`);
      if (keys.length > 0) await client.del(keys);
      client.disconnect();
    },
  };
}

async function lend<TResult>(
  store: StatePersister,
  use: (store: StatePersister) => Promise<TResult>,
): Promise<TResult> {
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
