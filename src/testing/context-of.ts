import type { ActionContext } from "../action/context.js";
import { detachedContext } from "../action/detached-context.js";
import { DefinitionError } from "../errors.js";
import { kindOf } from "../text/wording.js";

/**
 * A context for an action's `run`, without an application, for a test to which it matters: left out, `run` gets one like it.
 * Its spans do their work, and nobody is told of them.
 *
 * @param given What matters to the test. The rest: `appId` and `action` are `"test"`, `sequenceId` is 0, nothing was thrown,
 *   and the signal never aborts.
 * @returns The context.
 * @throws {DefinitionError} If it is no record.
 * @example
 * ```ts
 * import { contextOf } from "typeburr/testing";
 *
 * const context = contextOf({ signal: AbortSignal.abort() });
 * context.signal.aborted; // true
 * ```
 */
export function contextOf(given: Partial<ActionContext> = {}): ActionContext {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new DefinitionError(`contextOf() takes a record, { signal }, not ${kindOf(given)}`);
  }
  return detachedContext(given);
}
