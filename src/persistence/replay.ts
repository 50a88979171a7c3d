import { PersistenceError } from "../errors.js";
import { put } from "../state/put.js";
import { textOf } from "../text/wording.js";
import { decoded, redo } from "./operations.js";
import { currentFormat, type StoredState, type StoredStep } from "./record.js";

/**
 * The state behind the last of some stored steps: its last snapshot, and what was done to it since. For those who write a
 * persister of their own.
 *
 * @param steps Steps of one application, one behind the other, from one that has a snapshot, or from further back.
 * @throws {PersistenceError} If a step is missing in between, or cannot be read.
 */
export function replay(steps: readonly StoredStep[]): StoredState {
  const begin = steps.map(({ snapshot }) => snapshot !== null).lastIndexOf(true);
  const first = steps[begin];
  const last = steps.at(-1);
  if (!first || !last) {
    throw new PersistenceError("nothing to replay: none of the stored steps has a snapshot", last ?? {});
  }
  const state: Record<string, unknown> = {};
  let deltas = 0;
  for (const [index, step] of steps.slice(begin).entries()) {
    checkStep(step, index === 0 ? null : (steps[begin + index - 1] as StoredStep));
    if (index > 0) deltas += weightOf(step);
    reading(step, () => {
      if (step === first)
        for (const [key, value] of decoded(JSON.parse(step.snapshot as string))) put(state, key, value);
      else redo(state, JSON.parse(step.delta));
    });
  }
  const { snapshot: _, ...stored } = last;
  return { ...stored, state, weight: { snapshot: (first.snapshot as string).length, deltas } };
}

/** What a step weighs beside a snapshot: its delta, and a small one as much as what else is in its record. */
export const weightOf = ({ delta }: Pick<StoredStep, "delta">): number => Math.max(delta.length, 100);

function checkStep(step: StoredStep, before: StoredStep | null): void {
  const { format, sequenceId, appId, previousId } = step;
  if (format !== currentFormat) {
    throw new PersistenceError(
      `step ${sequenceId} of application '${appId}' is stored in format ${format}, and this version of typeburr reads format ` +
        `${currentFormat}: use the version that has written it`,
      step,
    );
  }
  if (before !== null && previousId !== before.sequenceId) {
    throw new PersistenceError(
      `step ${sequenceId} of application '${appId}' follows step ${previousId}, but the store has step ${before.sequenceId} ` +
        "before it: steps are missing",
      step,
    );
  }
}

function reading(step: StoredStep, read: () => void): void {
  try {
    read();
  } catch (error) {
    const { sequenceId, appId } = step;
    throw new PersistenceError(`step ${sequenceId} of application '${appId}' cannot be read: ${textOf(error)}`, step, {
      cause: error,
    });
  }
}
