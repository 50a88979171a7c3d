import { PersistenceError, TypeburrError } from "../errors.js";
import type { LoadQuery, StatePersister } from "../persistence/persister.js";
import type { StoredState } from "../persistence/record.js";
import { kindOf, textOf } from "../text/wording.js";
import type { Identity } from "./context.js";

type Loader = Pick<StatePersister, "load">;

/**
 * A stored step, looked at: a store may be anybody's.
 *
 * @param sequenceId Undefined for the last one.
 * @returns Null if there is none.
 * @throws {PersistenceError} If the store fails, or gives something else.
 */
export async function load(
  loader: Loader,
  { appId, partitionKey }: Identity,
  sequenceId: number | undefined,
): Promise<StoredState | null> {
  const query = { appId, partitionKey, ...(sequenceId === undefined ? {} : { sequenceId }) };
  const loaded = await answerOf(loader, query);
  if (loaded === null || loaded === undefined) return null;
  if (!isStoredState(loaded)) {
    throw new PersistenceError(
      `what the store has given for ${named(query)} is no stored step: ${kindOf(loaded)}`,
      query,
    );
  }
  if (loaded.appId !== appId || loaded.partitionKey !== partitionKey) {
    throw new PersistenceError(`asked for ${named(query)}, the store has given ${named(loaded)}`, query);
  }
  return loaded;
}

const isStoredState = (loaded: unknown): loaded is StoredState =>
  isRecord(loaded) && isRecord(loaded.state) && isPosition(loaded.position) && Number.isSafeInteger(loaded.sequenceId);

async function answerOf(loader: Loader, query: LoadQuery & Identity): Promise<unknown> {
  try {
    return await loader.load(query);
  } catch (error) {
    if (error instanceof TypeburrError) throw error;
    throw new PersistenceError(`${named(query)} could not be loaded: ${textOf(error)}`, query, {
      cause: error,
    });
  }
}

export function isPosition(position: unknown): boolean {
  if (!isRecord(position)) return false;
  const { last, next, committedId, error, edges } = position;
  return (
    [last, next].every(isNameOrNull) &&
    // Without it the next step would have the key of the first one
    (committedId === null || Number.isSafeInteger(committedId)) &&
    (error === null || isRecord(error)) &&
    Array.isArray(edges) &&
    edges.every(isRecord)
  );
}

const isNameOrNull = (name: unknown): boolean => name === null || typeof name === "string";

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An application, as a message names it. */
export const named = ({ appId, partitionKey }: Identity): string =>
  `application '${appId}'${partitionKey === null ? "" : ` of partition '${partitionKey}'`}`;
