import {
  type ApplicationQuery,
  ConflictError,
  checkQuery,
  type ListQuery,
  type LoadQuery,
  PersistenceError,
  replay,
  type StatePersister,
  type StoredState,
  type StoredStep,
} from "../../index.js";
import type { PostgresClient } from "../postgres.js";
import { keyOf, partitionOf } from "../shared/columns.js";
import { Opening } from "../shared/opening.js";
import { sortable } from "../shared/sortable.js";
import { codeOf, createTable } from "./create-table.js";
import type { PostgresSettings } from "./options.js";
import { type OwnPool, openPool, preparedQueryOf, type Query, queryOf, takesNames } from "./query.js";
import { idFrom, stepFrom, valuesOf } from "./rows.js";
import { type Statements, statementsOf } from "./statements.js";

/** A store that has its table. */
interface Opened {
  readonly query: Query;
  readonly statements: Statements;
  /** Null where the client is the user's. */
  readonly own: OwnPool | null;
}

export class PostgresStore implements StatePersister {
  readonly #opening: Opening<Opened>;

  constructor(settings: PostgresSettings) {
    this.#opening = new Opening({
      where: "postgresPersister()",
      open: () => open(settings),
      close: async ({ own }) => own?.end(),
    });
  }

  initialize(): Promise<void> {
    return this.#opening.use({}, async () => {});
  }

  save(step: StoredStep): Promise<void> {
    return this.#opening.use(step, async ({ query, statements }) => {
      if (!(await isInserted(query, statements.save, step))) throw new ConflictError(step);
    });
  }

  async load(wanted: LoadQuery): Promise<StoredState | null> {
    const { sequenceId } = checkQuery("load", wanted);
    return this.#opening.use(wanted, async ({ query, statements }) => {
      const last = String(sequenceId ?? Number.MAX_SAFE_INTEGER);
      const { rows } = await query(statements.load, [...keyOf(wanted), last]);
      const steps = rows.map(stepFrom);
      // Numbers may have gaps: what stands before the one that was asked for is another step.
      if (steps.length === 0 || (sequenceId !== undefined && steps.at(-1)?.sequenceId !== sequenceId)) return null;
      return replay(steps);
    });
  }

  async list(wanted: ListQuery = {}): Promise<readonly string[]> {
    const { partitionKey = null, limit, after } = checkQuery("list", wanted);
    return this.#opening.use({ partitionKey }, async ({ query, statements }) => {
      // The next id behind another one is the same with NUL at its end.
      const first = after === undefined ? "" : sortable(`${after}\0`);
      const most = limit === undefined ? null : String(limit);
      const { rows } = await query(statements.list, [partitionOf(partitionKey), first, most]);
      return rows.map((row) => idFrom((row as { readonly id: string }).id));
    });
  }

  async delete(wanted: ApplicationQuery): Promise<void> {
    await this.#opening.use(checkQuery("delete", wanted), async ({ query, statements }) => {
      await query(statements.delete, keyOf(wanted));
    });
  }

  close(): Promise<void> {
    return this.#opening.close();
  }
}

async function open({ client, connectionString, schema, table, prepare }: PostgresSettings): Promise<Opened> {
  const own = connectionString === null ? null : await openPool(connectionString);
  try {
    const used = (own ?? client) as PostgresClient;
    const query = (prepare ?? takesNames(used)) ? preparedQueryOf(used) : queryOf(used);
    const name = await createTable(queryOf(used), schema, table);
    return { query, statements: statementsOf(name), own };
  } catch (error) {
    await own?.end();
    throw error;
  }
}

async function isInserted(query: Query, save: string, step: StoredStep): Promise<boolean> {
  const values = valuesOf(step);
  for (;;) {
    try {
      const { rowCount, affectedRows } = await query(save, values);
      return (rowCount ?? affectedRows) === 1;
    } catch (error) {
      const code = codeOf(error);
      // Somebody else has stored a step behind the same one at the same moment.
      if (code === "23505") return false;
      // Where transactions are serializable, who comes second is told so, and finds the other's row when he looks again.
      if (code === "40001") continue;
      if (code === "54000") throw tooLong(step, error);
      throw error;
    }
  }
}

const tooLong = (step: StoredStep, cause: unknown): PersistenceError =>
  new PersistenceError(
    `partitionKey and appId of step ${step.sequenceId} are longer than PostgreSQL can index, about 2,600 bytes together: ` +
      "give the application a shorter appId, a hash of it for instance",
    step,
    { cause },
  );
