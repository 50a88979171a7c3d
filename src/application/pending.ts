import { AsyncError } from "../errors.js";
import type { HookName } from "../lifecycle/lifecycle.js";
import { asyncAction, asyncCondition } from "../sentences.js";
import { letGo } from "../types/promise.js";
import type { Call } from "./core.js";

/**
 * A promise that an action returned, or a condition, for the driver to await.
 *
 * @param condition The name of the condition that takes time; null if it is the action.
 * @throws {AsyncError} In a sync call.
 */
export function pending<TValue>(
  { twin }: Pick<Call, "twin">,
  promise: PromiseLike<TValue>,
  action: string,
  condition: string | null,
): PromiseLike<TValue> {
  if (twin === null) return promise;
  letGo(promise);
  const message = condition === null ? asyncAction(action, twin) : asyncCondition(action, twin);
  throw new AsyncError(message, action, condition);
}

/** A promise that a hook returned, for the driver to await; in a sync call, the error that refuses it. */
export function pendingHook(
  { twin }: Pick<Call, "twin">,
  promise: PromiseLike<unknown>,
  hook: HookName,
  action: string | null,
): PromiseLike<unknown> | AsyncError {
  if (twin === null) return promise;
  letGo(promise);
  return asyncHook(hook, twin, action);
}

/** Refuses a hook that takes time in a sync call. */
export function asyncHook(hook: HookName, twin: NonNullable<Call["twin"]>, action: string | null): AsyncError {
  const where = action === null ? "" : ` at action '${action}'`;
  return new AsyncError(`the hook ${hook}${where} takes time: call ${twin}() and await it`, action, null, { hook });
}
