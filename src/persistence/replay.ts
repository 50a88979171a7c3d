import { PersistenceError } from "../errors.js";
import { cut, kindOf, textOf } from "../text/wording.js";
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
  checkStep(first);
  const state = reading(first, () => Object.fromEntries(decoded(parsed(first.snapshot))));
  let deltas = 0;
  let before = first;
  for (const step of steps.slice(begin + 1)) {
    checkStep(step);
    checkOrder(step, before);
    reading(step, () => redo(state, parsed(step.delta)));
    deltas += weightOf(step);
    before = step;
  }
  const { snapshot: _, ...stored } = last;
  return { ...stored, state, weight: { snapshot: textIn(first.snapshot).length, deltas } };
}

/** What a step weighs beside a snapshot: its delta, and a small one as much as what else is in its record. */
export const weightOf = ({ delta }: Pick<StoredStep, "delta">): number => Math.max(delta.length, 100);

function checkStep(step: StoredStep): void {
  const { format, sequenceId } = step;
  if (format !== currentFormat) {
    throw refusal(
      step,
      `is stored in format ${cut(String(format))}, and this version of typeburr reads format ${currentFormat}: ` +
        "use the version that has written it",
    );
  }
  if (!Number.isSafeInteger(sequenceId)) {
    throw refusal(step, `cannot be read: its number is ${kindOf(sequenceId)}, no whole number`);
  }
}

function checkOrder(step: StoredStep, before: StoredStep): void {
  const { partitionKey, appId, sequenceId, previousId } = step;
  if (appId !== before.appId || partitionKey !== before.partitionKey) {
    throw refusal(
      step,
      `stands behind step ${before.sequenceId} of another application, '${cut(String(before.appId))}'`,
    );
  }
  if (previousId === before.sequenceId && sequenceId > previousId) return;
  const follows = previousId === null ? "follows no other" : `follows step ${previousId}`;
  throw refusal(
    step,
    `${follows}, but the store has step ${before.sequenceId} before it: steps are missing, or not in their order`,
  );
}

function reading<TRead>(step: StoredStep, read: () => TRead): TRead {
  try {
    return read();
  } catch (error) {
    throw refusal(step, `cannot be read: ${textOf(error)}`, { cause: error });
  }
}

const parsed = (text: string | null): unknown => JSON.parse(textIn(text));

/** A store that reads JSON by itself has to write it again, so that this one reads all of it. */
function textIn(text: unknown): string {
  if (typeof text === "string") return text;
  throw new TypeError(`what is stored as JSON is no text, but ${kindOf(text)}`);
}

function refusal(step: StoredStep, what: string, options?: ErrorOptions): PersistenceError {
  const message = `step ${step.sequenceId} of application '${cut(String(step.appId))}' ${what}`;
  return new PersistenceError(message, step, options);
}
