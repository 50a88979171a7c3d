import { hookError } from "../lifecycle/hook-error.js";
import type { EventOf, HookFailure, HookName, Lifecycle } from "../lifecycle/lifecycle.js";
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

/** A call with the hooks around it. Where both the call and a hook after it fail, it is the call's failure that counts. */
export function* watchedCall<TReturn>(
  lifecycle: Lifecycle,
  call: Call,
  { appId, partitionKey }: Identity,
  core: Core<TReturn>,
): Core<TReturn> {
  const { method, hookErrors } = call;
  const event = { appId, partitionKey, method };
  yield* tellHooks(lifecycle, call, "preExecuteCall", event);
  let returned: TReturn;
  try {
    returned = yield* core;
  } catch (error) {
    const told = isLeft(call, error) ? undefined : error;
    const tell = (promise: PromiseLike<unknown>): PromiseLike<unknown> =>
      pendingHook(call, promise, "postExecuteCall", null);
    yield* lifecycle.tell("postExecuteCall", { ...event, error: told, hookErrors }, tell, []);
    throw error;
  }
  yield* tellHooks(lifecycle, call, "postExecuteCall", { ...event, error: undefined, hookErrors });
  return returned;
}
