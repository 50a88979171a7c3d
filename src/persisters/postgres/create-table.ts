import { PersistenceError } from "../../index.js";
import type { Query } from "./query.js";
import { columns } from "./rows.js";
import { quoted } from "./text.js";

/**
 * What a process is told that has made the same at the same moment as another: a unique key of the catalog, or that the schema, the
 * table or its type is there. `if not exists` looks, and does not wait.
 */
const races = ["23505", "42P06", "42P07", "42710"];

const undefinedColumn = "42703";

/**
 * Makes schema and table, as far as they are not there. It looks first: a role that uses them need not have the right to make
 * them, for which `create ... if not exists` would ask even so.
 *
 * @returns The table as SQL names it.
 */
export async function createTable(query: Query, schema: string | null, table: string): Promise<string> {
  const name = schema === null ? quoted(table) : `${quoted(schema)}.${quoted(table)}`;
  for (let attempts = 3; ; attempts--) {
    try {
      if (schema !== null && !(await isThere(query, "to_regnamespace", quoted(schema)))) {
        await query(`create schema if not exists ${quoted(schema)}`);
      }
      if (await isThere(query, "to_regclass", name)) await checkTable(query, name);
      else await query(creating(name));
      return name;
    } catch (error) {
      // What the other one has made is there by now: it was waited for.
      if (attempts === 0 || !races.includes(codeOf(error) ?? "")) throw error;
    }
  }
}

/** What a server calls an error, SQLSTATE. */
export const codeOf = (error: unknown): string | undefined => (error as { readonly code?: string } | null)?.code;

async function isThere(query: Query, kind: "to_regclass" | "to_regnamespace", name: string): Promise<boolean> {
  const { rows } = await query(`select (${kind}($1::text) is not null)::text as found`, [name]);
  return (rows[0] as { readonly found: string }).found === "true";
}

/** A table of that name may be somebody else's: what it lacks would be told by the first load or save, which do not say whose it is. */
async function checkTable(query: Query, name: string): Promise<void> {
  try {
    await query(`select ${columns.map((column) => column.name).join(", ")} from ${name} limit 0`);
  } catch (error) {
    if (codeOf(error) !== undefinedColumn) throw error;
    const message = `postgresPersister() cannot use the table ${name}, which is another one: ${(error as Error).message}. Give it another name`;
    throw new PersistenceError(message, {}, { cause: error });
  }
}

function creating(name: string): string {
  const defined = columns.map(({ name: column, type, rule }) => `${column} ${type} ${rule}`.trim());
  // The second key is for those whose numbers differ though they follow the same step, as two forks of two steps onto one id do.
  const keys = ["primary key (partition_key, app_id, sequence_id)", "unique (partition_key, app_id, previous_id)"];
  return `create table if not exists ${name} (${[...defined, ...keys].join(", ")})`;
}
