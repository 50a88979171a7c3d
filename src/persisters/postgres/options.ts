import { DefinitionError } from "../../index.js";
import type { PostgresClient, PostgresOptions } from "../postgres.js";
import { checkOptions, nonEmptyString, type OptionRule } from "../shared/check-options.js";

/** Options whose absent ones have their values: a client or a connection string. */
export interface PostgresSettings {
  readonly client: PostgresClient | null;
  readonly connectionString: string | null;
  readonly schema: string | null;
  readonly table: string;
  /** Null: as the client is. */
  readonly prepare: boolean | null;
}

const isClient = (value: unknown): boolean =>
  typeof value === "object" && value !== null && typeof (value as { readonly query?: unknown }).query === "function";

/** PostgreSQL would cut a longer one, and so take two for the same. */
const longest = 63;

const name: OptionRule = {
  what: `a name of 1 to ${longest} bytes that PostgreSQL can keep: without NUL and halves of surrogate pairs`,
  fits: (value) =>
    typeof value === "string" &&
    value !== "" &&
    new TextEncoder().encode(value).length <= longest &&
    !/[\0\p{Surrogate}]/u.test(value),
};

/** @throws {DefinitionError} If there is something in them that cannot be. */
export function checkPostgresOptions(options: PostgresOptions): PostgresSettings {
  const where = "postgresPersister()";
  checkOptions(where, '{ connectionString: "postgres://..." }', options, {
    client: { what: "a client with query(), as a Pool of pg or a PGlite", fits: isClient },
    connectionString: nonEmptyString,
    schema: name,
    table: name,
    prepare: { what: "true or false", fits: (value) => typeof value === "boolean" },
  });
  const { client = null, connectionString = null, schema = null, table = "typeburr_steps", prepare = null } = options;
  if ((client === null) === (connectionString === null)) {
    const found = client === null ? "neither" : "both";
    throw new DefinitionError(
      `${where} takes a client or a connectionString, and has ${found}: { client } uses yours, { connectionString: ` +
        '"postgres://..." } connects by the package pg',
    );
  }
  return { client, connectionString, schema, table, prepare };
}
