import { DefinitionError } from "../errors.js";
import { checkNames } from "../options.js";
import type { keyIsMethod } from "../sentences.js";
import { checkKey } from "../state/check-key.js";
import type { StateMethod } from "../state/types.js";
import { kindOf } from "../text/wording.js";

/** What `capture` writes: an error as plain data. */
export interface CapturedError {
  readonly name: string;
  readonly message: string;
}

/** What makes a transition an error edge, without what it writes: nothing is inferred from it where it stands in a list. */
export interface AnyErrorEdge {
  readonly "~typeburr": "error-edge";
  /** For drawings and logs. */
  readonly name: string;
}

/** What makes a transition an error edge. TCapture is the key it writes; never if there is none. */
export interface ErrorEdge<out TCapture> extends AnyErrorEdge {
  readonly "~capture": TCapture;
}

/** What `instanceof` can be asked of. */
type ErrorClass = abstract new (...args: never) => unknown;

/** How long to wait, in milliseconds; a function is told how often the edge is taken in a row, from 1. */
type Delay = number | ((attempt: number) => number);

/** The untyped side of an error edge. */
export interface ErrorEdgeDefinition {
  readonly name: string;
  /** Null for any error of an action's own. */
  readonly errorClass: ErrorClass | null;
  /** How often it may be taken in a row; null for no limit. */
  readonly max: number | null;
  readonly delay: Delay | null;
  /** The key that the error is written to. */
  readonly capture: string | null;
}

// captured key -> itself; in place of one that is a method of State, the sentence that refuses it
type CapturedKey<TKey extends string> = TKey extends StateMethod ? keyIsMethod<TKey> : TKey;

interface ErrorEdgeOptions<TCapture extends string> {
  readonly max?: number;
  readonly delay?: Delay;
  readonly capture?: CapturedKey<TCapture>;
}

/**
 * Makes a transition an error edge: it is taken when its source has thrown. What the source wrote in the attempt is dropped,
 * and its target sees what was thrown as `context.error`. Error edges are tried in order; if none fits, the error is thrown
 * to the caller. Errors of the library itself (a value that does not fit, a missing input) are caught only by an edge that
 * names their class, or {@link TypeburrError}; an abort by the caller's signal is never caught.
 *
 * @param errorClass The class of the errors that it catches, subclasses too; left out, any error of the action's own. The
 *   options may stand in its place.
 * @param options `max`: how often the edge may be taken before its source succeeds or another edge is taken. `delay`: how
 *   long to wait before, in milliseconds, or a function of the number of the attempt, from 1. `capture`: a state key to
 *   which the error is written, as `{ name, message }`.
 * @returns The error edge, for the third place of a transition. It is no condition: `not`, `and` and `or` do not take it.
 * @throws {DefinitionError} If the class is none, or an option does not exist or cannot be.
 * @example
 * ```ts
 * import { action, application, onError } from "typeburr";
 *
 * const call = action({ reads: {}, writes: {}, run: async (state) => state });
 * const apologise = action({ reads: {}, writes: {}, run: (state) => state });
 * const app = application()
 *   .withActions({ call, apologise })
 *   .withTransitions(
 *     ["call", "call", onError(TypeError, { max: 3, delay: (attempt) => 100 * 2 ** attempt })],
 *     ["call", "apologise", onError({ capture: "problem" })],
 *   )
 *   .withEntrypoint("call")
 *   .build();
 * ```
 */
export function onError<const TCapture extends string = never>(
  errorClass?: ErrorClass | ErrorEdgeOptions<TCapture>,
  options?: ErrorEdgeOptions<TCapture>,
): ErrorEdge<TCapture>;
export function onError(...given: readonly unknown[]): unknown {
  const [first, second] = given;
  if (isRecord(first) && given.length > 1) {
    throw new DefinitionError("onError() takes its options once: onError(options) or onError(ErrorClass, options)");
  }
  const [errorClass, options = {}] = isRecord(first) ? [undefined, first] : [first, second];
  const definition = define(checkClass(errorClass), checkOptions(options));
  const edge = Object.freeze({ "~typeburr": "error-edge", name: definition.name });
  definitions.set(edge, definition);
  return edge;
}

const definitions = new WeakMap<object, ErrorEdgeDefinition>();

/** The definition behind an error edge; undefined for anything else. */
export function errorEdgeOf(value: unknown): ErrorEdgeDefinition | undefined {
  return isRecord(value) ? definitions.get(value) : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

/** Timers know no longer one: a longer one would fire at once. */
const longestDelay = 2 ** 31 - 1;

/** Whether a timer can wait so long. */
export function isDelay(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= longestDelay;
}

/** What a delay has to be, for messages. */
export const delayMustBe: string = `must be milliseconds from 0 to ${longestDelay}`;

function define(errorClass: ErrorClass | null, options: Readonly<Record<string, unknown>>): ErrorEdgeDefinition {
  const { max = null, delay = null, capture = null } = options;
  if (max !== null && !isCount(max)) {
    throw new DefinitionError(
      `max of onError() must be a whole number from 1, not ${told(max)}: leave it out for no limit`,
    );
  }
  if (delay !== null && typeof delay !== "function" && !isDelay(delay)) {
    throw new DefinitionError(`delay of onError() ${delayMustBe}, or a function that returns them, not ${told(delay)}`);
  }
  if (capture !== null && (typeof capture !== "string" || capture === "")) {
    throw new DefinitionError(`capture of onError() must be a state key, not ${told(capture)}`);
  }
  if (capture !== null) checkKey(capture);
  const often = max === null ? "" : max === 1 ? ", once" : `, ${max} times`;
  return Object.freeze({
    name: `on ${errorClass?.name || "error"}${often}`,
    errorClass,
    max,
    delay: delay as Delay | null,
    capture,
  });
}

const known = ["max", "delay", "capture"];

function checkOptions(options: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(options)) {
    throw new DefinitionError(`onError() takes a record of options, { max, delay, capture }, not ${kindOf(options)}`);
  }
  checkNames("onError()", Object.keys(options), known);
  return options;
}

function checkClass(value: unknown): ErrorClass | null {
  if (value === undefined) return null;
  if (isClass(value)) return value;
  throw new DefinitionError(`onError() takes the class of an error, such as TypeError, not ${told(value)}`);
}

/** Whether `new` and `instanceof` know what to do with a value. Its code is not called. */
function isClass(value: unknown): value is ErrorClass {
  if (typeof value !== "function") return false;
  try {
    Reflect.construct(Object, [], value);
    return typeof ({} instanceof value) === "boolean";
  } catch {
    return false;
  }
}

/** An error itself is no record of options. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A number or an empty text itself, and what anything else is. */
function told(value: unknown): string {
  if (typeof value === "number") return String(value);
  return value === "" ? "an empty string" : kindOf(value);
}
