import type { Signal } from "../action/context.js";
import { type CapturedError, delayMustBe, type ErrorEdgeDefinition, isDelay } from "../condition/on-error.js";
import { DefinitionError, TypeburrError } from "../errors.js";
import type { TriedTransition } from "../lifecycle/hooks.js";
import { deepFreeze } from "../state/freeze.js";
import { kindOf, textOf } from "../text/wording.js";
import { letGo } from "../types/promise.js";
import type { ErrorWay, Node } from "./plan.js";

/** How often in a row one error edge out of an action has been taken. */
export interface Streak {
  readonly way: ErrorWay;
  readonly times: number;
}

/** The first error edge out of an action that catches what it has thrown; null if none does. */
export function wayOut(node: Node, error: unknown, streak: Streak | undefined): ErrorWay | null {
  for (const way of node.errorWays) {
    const { edge } = way;
    if (catches(edge, error) && (edge.max === null || timesOf(streak, way) < edge.max)) return way;
  }
  return null;
}

/** The error edges that were tried before one was taken, and it. */
export function triedOnError({ errorWays }: Node, taken: ErrorWay): readonly TriedTransition[] {
  return errorWays.slice(0, errorWays.indexOf(taken) + 1).map((way) => ({
    to: way.to.action,
    condition: way.edge.name,
    held: way === taken,
  }));
}

/** How often an edge has been taken in a row. It is known by its declaration: a list of sources may name one twice. */
export function timesOf(streak: Streak | undefined, { position }: ErrorWay): number {
  return streak?.way.position === position ? streak.times : 0;
}

/** Whether the class fits. An error of the library itself is caught only where its class, or the one above it, is named. */
function catches({ errorClass }: ErrorEdgeDefinition, error: unknown): boolean {
  const isOurs = error instanceof TypeburrError;
  if (errorClass === null) return !isOurs;
  if (!(error instanceof errorClass)) return false;
  return !isOurs || errorClass === TypeburrError || errorClass.prototype instanceof TypeburrError;
}

/**
 * How long to wait before an error edge is taken, in milliseconds.
 *
 * @throws {DefinitionError} If a function throws, or answers what no timer can wait, with the action's error as its cause.
 */
export function delayOf({ delay, name }: ErrorEdgeDefinition, { who }: Node, attempt: number, error: unknown): number {
  const milliseconds = typeof delay === "function" ? answerOf(() => delay(attempt), who, name, error) : (delay ?? 0);
  if (isDelay(milliseconds)) return milliseconds;
  letGo(milliseconds);
  const answer = typeof milliseconds === "number" ? milliseconds : kindOf(milliseconds);
  const message = `delay of onError(), '${name}' out of ${who}, answered ${answer}: it ${delayMustBe}`;
  throw new DefinitionError(message, { cause: error });
}

function answerOf(ask: () => unknown, who: string, name: string, cause: unknown): unknown {
  try {
    return ask();
  } catch (thrown) {
    throw new DefinitionError(`delay of onError(), '${name}' out of ${who}, threw: ${textOf(thrown)}`, { cause });
  }
}

/** Waits; an abort cuts it short, and is thrown. */
export function wait(milliseconds: number, signal: Signal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) stop();
  });
}

/** What was thrown as plain data. What is no error is told by its kind and as text, as far as it has one. */
export function captured(thrown: unknown): CapturedError {
  try {
    if (typeof thrown !== "object" || thrown === null) {
      return deepFreeze({ name: thrown === null ? "null" : typeof thrown, message: String(thrown) });
    }
    // Not asked by `instanceof`: an error may come from another realm
    const { name = "object", message = String(thrown) } = thrown as { name?: unknown; message?: unknown };
    return deepFreeze({ name: String(name), message: String(message) });
  } catch {
    return deepFreeze({ name: "object", message: "" });
  }
}
