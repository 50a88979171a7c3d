import { createHash } from "node:crypto";
import { PersistenceError } from "../../index.js";
import type { PostgresClient, PostgresResult } from "../postgres.js";

/** Asks the server. */
export type Query = (text: string, values?: readonly (string | null)[]) => PromiseLike<PostgresResult>;

/** What `pg` takes in place of a text, to prepare it once for each connection. */
interface NamedQuery {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | null)[];
}

/** How a client is asked. */
export function queryOf(client: PostgresClient): Query {
  // Only the type of a client asks for texts that are not null: there, PGlite and pg agree.
  return (text, values = []) => client.query(text, [...values] as string[]);
}

/** As `queryOf`, with statements that are prepared by name. Of each text there is one name, in whatever process. */
export function preparedQueryOf(client: PostgresClient): Query {
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `typeburr_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
    names.set(text, name);
    return name;
  };
  const { query } = client as unknown as { query(asked: NamedQuery): PromiseLike<PostgresResult> };
  return (text, values = []) => query.call(client, { name: nameOf(text), text, values });
}

/** Whether it is a client of `pg`: PGlite and its like need no `connect`, and take no names. */
export const takesNames = (client: PostgresClient): boolean =>
  typeof (client as { readonly connect?: unknown }).connect === "function";

/** A pool that is ours. */
export interface OwnPool extends PostgresClient {
  end(): Promise<void>;
}

/** @throws {PersistenceError} If the package `pg` is not there. */
export async function openPool(connectionString: string): Promise<OwnPool> {
  const { default: pg } = await import("pg").catch((error: unknown) => {
    throw new PersistenceError(
      "postgresPersister() connects by the package pg, which cannot be loaded: npm install pg, or hand in a { client }",
      {},
      { cause: error },
    );
  });
  const pool = new pg.Pool({ connectionString });
  // A connection that is lost while nobody uses it is told here, and would end the process if nobody listened. The pool
  // has let go of it, and the next call connects anew.
  pool.on("error", () => {});
  return pool;
}
