import { hookError } from "../lifecycle/hook-error.js";
import type { CallEndEvent } from "../lifecycle/hooks.js";
import type { EventOf, HookFailure, HookName, Lifecycle, Waited } from "../lifecycle/lifecycle.js";
import type { Identity } from "./context.js";
import { type Call, type Core, isLeft } from "./core.js";
import { pendingHook } from "./pending.js";

/** Tells hooks what belongs to no step, and throws what they throw. */
export function* tellHooks<TName extends HookName>(
  lifecycle: Lifecycle,
  call: Pick<Call, "twin">,
  name: TName,
  event: EventOf<TName>,
): Core<void, never> {
  const failures: HookFailure[] = [];
  yield* lifecycle.tell(name, event, (promise) => pendingHook(call, promise, name, null), failures);
  const error = hookError(failures, null);
  if (error) throw error;
}

/**
 * A call with the hooks around it. Where both the call and a hook after it fail, it is the call's failure that counts; one
 * who has just left the call is told of the hooks.
 */
export function* watchedCall<TReturn>(
  lifecycle: Lifecycle,
  call: Call,
  { appId, partitionKey }: Identity,
  core: Core<TReturn>,
): Core<TReturn> {
  const { method, closed } = call;
  const event = { appId, partitionKey, method };
  const endOf = (): Pick<CallEndEvent, "hookErrors"> => ({ hookErrors: Object.freeze([...call.hookErrors]) });
  let returned: TReturn;
  try {
    yield* tellHooks(lifecycle, call, "preExecuteCall", { ...event });
    returned = yield* core;
  } catch (error) {
    const hasLeft = isLeft(call, error);
    const ending = hasLeft ? ({ status: "left", error: undefined } as const) : ({ status: "failed", error } as const);
    const failures: HookFailure[] = [];
    const waited: Waited = (promise) => pendingHook(call, promise, "postExecuteCall", null);
    yield* lifecycle.tell("postExecuteCall", { ...event, ...ending, ...endOf() }, waited, failures);
    if (hasLeft && closed) closed.cause ??= call.hookErrors[0] ?? hookError(failures, null) ?? undefined;
    throw error;
  }
  yield* tellHooks(lifecycle, call, "postExecuteCall", { ...event, status: "completed", error: undefined, ...endOf() });
  return returned;
}
