import { isPromiseLike } from "../types/promise.js";
import type { Core } from "./engine.js";

/** How long the loop may hold the thread before it lets timers and sockets have their turn, in milliseconds. */
const turn = 12;
/** How many steps pass between two looks at the clock. */
const stepsPerLook = 256;

/** Drives a core asynchronously to its next value of its own, or its end. */
export async function advance<TYield, TReturn>(core: Core<TYield, TReturn>): Promise<IteratorResult<TYield, TReturn>> {
  let taken = core.next();
  while (!taken.done && isPromiseLike(taken.value)) taken = await settle(core, taken.value);
  return taken as IteratorResult<TYield, TReturn>;
}

/** Drives a core asynchronously to its end. A run of actions that never wait still lets others have their turn. */
export async function finish<TReturn>(core: Core<unknown, TReturn>): Promise<TReturn> {
  let since = Date.now();
  let steps = 0;
  let taken = core.next();
  while (!taken.done) {
    if (isPromiseLike(taken.value)) {
      taken = await settle(core, taken.value);
      continue;
    }
    if (++steps % stepsPerLook === 0 && Date.now() - since > turn) {
      await new Promise((resolve) => setTimeout(resolve));
      since = Date.now();
    }
    taken = core.next();
  }
  return taken.value;
}

async function settle<TYield, TReturn>(
  core: Core<TYield, TReturn>,
  pending: PromiseLike<unknown>,
): Promise<IteratorResult<TYield | PromiseLike<unknown>, TReturn>> {
  let value: unknown;
  try {
    value = await pending;
  } catch (error) {
    return core.throw(error);
  }
  return core.next(value);
}
