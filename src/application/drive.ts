import type { ClosedError } from "../errors.js";
import { isPromiseLike } from "../types/promise.js";
import type { Core } from "./core.js";

/** How long the loop may hold the thread before it lets timers and sockets have their turn, in milliseconds. */
const turn = 12;
/** How many steps may pass between two looks at the clock; fewer, where a step takes long. */
const mostStepsPerLook = 256;

/** Lets timers and sockets have their turn when actions that never wait have held the thread for long. */
class Turns {
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

/** Drives a core asynchronously to its next marker, or its end. */
async function advance<TReturn, TMarker>(core: Core<TReturn, TMarker>): Promise<IteratorResult<TMarker, TReturn>> {
  let taken = core.next();
  while (!taken.done && isPromiseLike(taken.value)) taken = await settle(core, taken.value);
  return taken as IteratorResult<TMarker, TReturn>;
}

/** Drives a core asynchronously to its end. A run of actions that never wait still lets others have their turn. */
export async function finish<TReturn, TMarker>(
  core: Core<TReturn, TMarker>,
  begun: IteratorResult<TMarker | PromiseLike<unknown>, TReturn> = core.next(),
): Promise<TReturn> {
  const turns = new Turns();
  let taken = begun;
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

async function settle<TReturn, TMarker>(
  core: Core<TReturn, TMarker>,
  pending: PromiseLike<unknown>,
): Promise<IteratorResult<TMarker | PromiseLike<unknown>, TReturn>> {
  let value: unknown;
  try {
    value = await pending;
  } catch (error) {
    return core.throw(error);
  }
  return core.next(value);
}

/** Drives the core of a sync call to its end. It has nothing to wait for: what takes time is refused in there. */
export function finishSync<TReturn, TMarker>(core: Core<TReturn, TMarker>): TReturn {
  let taken = core.next();
  while (!taken.done) taken = core.next();
  return taken.value;
}

/** One call at a time: `enter` refuses a second one. */
export interface Gate {
  enter(): void;
  leave(): void;
}

/** Drives a core for somebody who wants to see some of its markers, and may go at any of them. */
export async function* watched<TReturn, TMarker, TEvent>(
  gate: Gate,
  core: Core<TReturn, TMarker>,
  closed: ClosedError,
  eventOf: (marker: TMarker) => TEvent | null,
): AsyncGenerator<TEvent, TReturn, void> {
  gate.enter();
  const turns = new Turns();
  try {
    for (let taken = await advance(core); ; taken = await advance(core)) {
      if (taken.done) return taken.value;
      const event = eventOf(taken.value);
      if (event !== null) yield event;
      const pause = turns.step();
      if (pause) await pause;
    }
  } finally {
    await close(core, closed).finally(() => gate.leave());
  }
}

/** The same without promises. */
export function* watchedSync<TReturn, TMarker, TEvent>(
  gate: Gate,
  core: Core<TReturn, TMarker>,
  closed: ClosedError,
  eventOf: (marker: TMarker | PromiseLike<unknown>) => TEvent | null,
): Generator<TEvent, TReturn, void> {
  gate.enter();
  try {
    for (let taken = core.next(); ; taken = core.next()) {
      if (taken.done) return taken.value;
      const event = eventOf(taken.value);
      if (event !== null) yield event;
    }
  } finally {
    try {
      closeSync(core, closed);
    } finally {
      gate.leave();
    }
  }
}

/**
 * Leaves a core where it stands, as an error that it meets there: what is running fails, and hooks are told. A core that has
 * come to its end just throws it back.
 */
async function close<TReturn, TMarker>(core: Core<TReturn, TMarker>, closed: ClosedError): Promise<void> {
  try {
    await finish(core, core.throw(closed));
  } catch (error) {
    throwUnless(closed, error);
  }
}

function closeSync<TReturn, TMarker>(core: Core<TReturn, TMarker>, closed: ClosedError): void {
  try {
    core.throw(closed);
  } catch (error) {
    throwUnless(closed, error);
  }
}

/** What a generator throws when it is closed is the cause: who has left is told of it. */
function throwUnless(closed: ClosedError, error: unknown): void {
  if (error !== closed) throw error;
  if (closed.cause !== undefined) throw closed.cause;
}
