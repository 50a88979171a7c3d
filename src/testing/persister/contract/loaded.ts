import type { StatePersister } from "../../../persistence/persister.js";
import type { StoredState, StoredStep } from "../../../persistence/record.js";
import { replay } from "../../../persistence/replay.js";
import { expectEqual, expectThat } from "../expectation.js";

/**
 * Holds what is loaded to what some steps come to.
 *
 * @param steps Of one application, the last one being that which is loaded.
 * @param sequenceId Its number; without it, it has to be the last that is stored.
 */
export async function expectLoaded(
  persister: StatePersister,
  steps: readonly StoredStep[],
  sequenceId?: number,
): Promise<void> {
  const expected = replay(steps);
  const { appId, partitionKey } = expected;
  const query = { appId, partitionKey, ...(sequenceId === undefined ? {} : { sequenceId }) };
  expectStored(`load(${JSON.stringify(query)})`, await persister.load(query), expected);
}

/** Holds a loaded step to what was stored: all of it, and the state. */
function expectStored(what: string, found: StoredState | null, expected: StoredState): void {
  if (found === null) throw new Error(`${what}: expected step ${expected.sequenceId}, found null`);
  expectEqual(what, plain(found), plain(expected));
  const { snapshot, deltas } = found.weight;
  expectThat(
    `${what}: its weight has to tell the characters of the last snapshot, and of what came after it, if anything did; found ` +
      JSON.stringify(found.weight),
    snapshot > 0 && deltas > 0 === expected.weight.deltas > 0,
  );
}

/** With the delta as what it says: a store may write JSON in its own way. Of the weight, then, not every character counts. */
function plain({ delta, weight: _, ...stored }: StoredState): Record<string, unknown> {
  return { ...stored, delta: JSON.parse(delta) };
}
