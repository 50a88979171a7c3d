import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { postgresPersister } from "typeburr/persisters/postgres";
import { persisterContract } from "typeburr/testing";
import { afterAll, describe } from "vitest";
import { findPostgres, randomPart } from "./services";

const url = await findPostgres();

describe("PGlite", () => {
  const database = new PGlite();
  let stores = 0;
  const schemas = new Map<unknown, string>();
  const open = (schema: string) => {
    const persister = postgresPersister({ client: database, schema });
    schemas.set(persister, schema);
    return persister;
  };
  afterAll(() => database.close());

  persisterContract("postgres, PGlite", () => open(`store ${stores++}`), {
    reopen: (persister) => open(schemas.get(persister) ?? ""),
  });
});

describe.skipIf(url === null)("a server", () => {
  const prefix = `contract ${randomPart()} `;
  const connectionString = url ?? "";
  const pool = new pg.Pool({ connectionString });
  let stores = 0;
  const schemas = new Map<unknown, string>();

  afterAll(async () => {
    for (const schema of new Set(schemas.values())) await pool.query(`drop schema if exists "${schema}" cascade`);
    await pool.end();
  });

  const suite = (name: string, options: { client: pg.Pool } | { connectionString: string }) => {
    const open = (schema: string) => {
      const persister = postgresPersister({ ...options, schema });
      schemas.set(persister, schema);
      return persister;
    };
    persisterContract(name, () => open(`${prefix}${stores++}`), {
      reopen: (persister) => open(schemas.get(persister) ?? ""),
    });
  };

  suite("postgres, a pool of ours", { client: pool });
  suite("postgres, a connection string", { connectionString });
});
