import { isPromiseLike } from "../types/promise.js";
import type { Core } from "./engine.js";

/** How long the loop may hold the thread before it lets timers and sockets have their turn, in milliseconds. */
const turn = 12;
/** How many steps may pass between two looks at the clock; fewer, where a step takes long. */
const mostStepsPerLook = 256;

/** Lets timers and sockets have their turn when actions that never wait have held the thread for long. */
export class Turns {
  #since = Date.now();
  #steps = 0;
  #stepsPerLook = 1;

  /** Counts a step. A promise if it is time to wait for it. */
  step(): Promise<void> | null {
    this.#steps += 1;
    if (this.#steps < this.#stepsPerLook) return null;
    this.#steps = 0;
    if (Date.now() - this.#since < turn) {
      this.#stepsPerLook = Math.min(this.#stepsPerLook * 2, mostStepsPerLook);
      return null;
    }
    this.#stepsPerLook = Math.ceil(this.#stepsPerLook / 4);
    return new Promise((resolve) => {
      setTimeout(() => {
        this.#since = Date.now();
        resolve();
      });
    });
  }
}

/** Drives a core asynchronously to its next value of its own, or its end. */
export async function advance<TYield, TReturn>(core: Core<TYield, TReturn>): Promise<IteratorResult<TYield, TReturn>> {
  let taken = core.next();
  while (!taken.done && isPromiseLike(taken.value)) taken = await settle(core, taken.value);
  return taken as IteratorResult<TYield, TReturn>;
}

/** Drives a core asynchronously to its end. A run of actions that never wait still lets others have their turn. */
export async function finish<TReturn>(core: Core<unknown, TReturn>): Promise<TReturn> {
  const turns = new Turns();
  let taken = core.next();
  while (!taken.done) {
    if (isPromiseLike(taken.value)) {
      taken = await settle(core, taken.value);
      continue;
    }
    const pause = turns.step();
    if (pause) await pause;
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

/** Drives the core of a sync call to its end. It has nothing to wait for: what takes time is refused in there. */
export function finishSync<TReturn>(core: Core<unknown, TReturn>): TReturn {
  let taken = core.next();
  while (!taken.done) taken = core.next();
  return taken.value;
}
