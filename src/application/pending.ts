import { AsyncError } from "../errors.js";
import { asyncAction, asyncCondition } from "../sentences.js";
import type { Call } from "./engine.js";

/**
 * A promise that an action returned, or a condition, for the driver to await.
 *
 * @param condition The name of the condition that takes time; null if it is the action.
 * @throws {AsyncError} In a sync call.
 */
export function pending<TValue>(
  { twin }: Call,
  promise: PromiseLike<TValue>,
  action: string,
  condition: string | null,
): PromiseLike<TValue> {
  if (twin === null) return promise;
  // Nobody will look at it any more: a rejection would end the process
  Promise.resolve(promise).catch(() => {});
  const message = condition === null ? asyncAction(action, twin) : asyncCondition(action, twin);
  throw new AsyncError(message, action, condition);
}
