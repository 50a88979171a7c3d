import type { ActionContext } from "./context.js";
import { idempotencyKeyOf } from "./idempotency-key.js";
import { tracing } from "./tracing.js";

/** A context for an action that runs without an application. Its spans do their work, and nobody is told of them. */
export function detachedContext(given: Partial<ActionContext> = {}): ActionContext {
  const { appId = "test", partitionKey = null, sequenceId = 0, action = "test" } = given;
  const committedId = sequenceId === 0 ? null : sequenceId - 1;
  return Object.freeze({
    appId,
    partitionKey,
    sequenceId,
    action,
    signal: new AbortController().signal,
    error: undefined,
    idempotencyKey: idempotencyKeyOf({ partitionKey, appId, action }, committedId),
    ...tracing(sequenceId, null),
    ...given,
  });
}
