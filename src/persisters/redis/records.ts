import { type LoadQuery, PersistenceError, type StoredStep } from "../../index.js";

/** What of a step is kept apart: it is JSON already. */
type Apart = "sequenceId" | "delta" | "snapshot";

/** A step without what is kept apart. JSON escapes what Redis would not give back as it was. */
export const recordOf = ({ sequenceId: _, delta: __, snapshot: ___, ...record }: StoredStep): string =>
  JSON.stringify(record);

/**
 * The steps that `load` of the scripts gives back.
 *
 * @throws {PersistenceError} If a part of one is missing or is no JSON: somebody else has written there, or Redis has evicted keys.
 */
export function stepsFrom(found: unknown, query: LoadQuery, key: string): StoredStep[] {
  const values = found as readonly (string | null)[];
  const steps: StoredStep[] = [];
  for (let at = 0; at < values.length; at += 4) {
    const [id, record = null, delta = null, snapshot = null] = values.slice(at, at + 4);
    const sequenceId = Number(id);
    if (record === null || delta === null) {
      const what = `step ${id} of application '${query.appId}' is missing at key '${key}': somebody else has deleted it`;
      throw new PersistenceError(what, { ...query, sequenceId });
    }
    try {
      const rest = JSON.parse(record) as Omit<StoredStep, Apart>;
      steps.push({ ...rest, sequenceId, delta, snapshot });
    } catch (error) {
      const what = `step ${id} of application '${query.appId}' cannot be read, at key '${key}': ${String(error)}`;
      throw new PersistenceError(what, { ...query, sequenceId }, { cause: error });
    }
  }
  return steps;
}
