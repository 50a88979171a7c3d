import type { StatePersister } from "../../../persistence/persister.js";
import type { StoredState } from "../../../persistence/record.js";
import { expectEqual } from "../expectation.js";
import { type Errands, identity } from "./errands.js";
import { type Expected, modelOf } from "./model.js";

/** Loads every step up to the last one, each of which has to be there, behind the one before; behind the last one there is none. */
export async function loadHistory(
  persister: StatePersister,
  last: number,
  { appId = identity.appId, first = 0 } = {},
): Promise<readonly StoredState[]> {
  const steps: StoredState[] = [];
  const query = { ...identity, appId };
  for (let sequenceId = first; sequenceId <= last; sequenceId++) {
    const step = await persister.load({ ...query, sequenceId });
    if (step === null) throw new Error(`step ${sequenceId} of ${last} is missing`);
    expectEqual("number of the step", step.sequenceId, sequenceId);
    expectEqual(`the number before step ${sequenceId}`, step.previousId, sequenceId === first ? null : sequenceId - 1);
    steps.push(step);
  }
  expectEqual(
    `step ${last + 1}, which nobody has saved`,
    await persister.load({ ...query, sequenceId: last + 1 }),
    null,
  );
  expectEqual("number of the last step", (await persister.load(query))?.sequenceId ?? null, last);
  return steps;
}

/** Holds what is stored of the errands to the model: every step, its state and its position. */
export async function expectHistory(persister: StatePersister, length: number): Promise<void> {
  const stored = await loadHistory(persister, length - 1);
  for (const [index, expected] of modelOf(length).entries()) expectAsModelled(`step ${index}`, stored[index], expected);
}

/** Holds one stored step to the model. */
export function expectAsModelled(
  what: string,
  step: StoredState | undefined,
  { next: _, ...expected }: Expected,
): void {
  const { action, status, position, state } = step ?? {};
  expectEqual(what, { action, status, position, state }, expected);
}

/** Holds a resumed application to the model: its number, its state, and what is next. */
export async function expectResumed(app: Errands, length: number): Promise<void> {
  const expected = modelOf(length).at(-1);
  const found = { sequenceId: app.sequenceId, state: { ...app.state }, next: await app.nextAction() };
  expectEqual(`the application, resumed behind step ${length - 1}`, found, {
    sequenceId: expected ? length - 1 : null,
    state: expected?.state ?? { turn: 0, log: [], note: "", acted: 0 },
    next: expected?.next ?? "think",
  });
}
