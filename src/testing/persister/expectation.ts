import { type ConflictError, type DefinitionError, type PersistenceError, TypeburrError } from "../../errors.js";
import { cut, kindOf, textOf } from "../../text/wording.js";
import { isPromiseLike } from "../../types/promise.js";

/** Holds a value to another: plain data, whatever the order of the keys. */
export function expectEqual(what: string, found: unknown, expected: unknown): void {
  const difference = differenceOf(found, expected, "");
  if (difference === null) return;
  const { path, ...sides } = difference;
  const place = path === "" ? "" : ` (at ${path.slice(1)})`;
  throw new Error(`${what}${place}: expected ${shown(sides.expected)}, found ${shown(sides.found)}`);
}

/** Holds something to be so. */
export function expectThat(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(what);
}

/** The errors of the library that a persister throws. */
type RefusalClass = typeof ConflictError | typeof DefinitionError | typeof PersistenceError;

/** Holds a call to be refused, now or later, with an error of the library, and what it says of itself. */
export async function expectRefusal(
  what: string,
  call: () => unknown,
  errorClass: RefusalClass,
  holds: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  checkRefusal(what, await outcomeOf(call), errorClass, holds);
}

/** What a call has come to. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

export async function outcomeOf(call: () => unknown): Promise<Outcome> {
  try {
    return { value: await call() };
  } catch (error) {
    return { error };
  }
}

/** Holds an outcome to be a refusal. */
export function checkRefusal(
  what: string,
  outcome: Outcome,
  errorClass: RefusalClass,
  holds: Readonly<Record<string, unknown>> = {},
): void {
  const { name } = errorClass;
  if (!("error" in outcome)) throw new Error(`${what}: expected a ${name}, but nothing was thrown`);
  const { error } = outcome;
  if (!(error instanceof errorClass)) {
    const message = `${what}: expected a ${name}, but this was thrown: ${told(error)}`;
    throw new Error(message, { cause: error });
  }
  const found = error as unknown as Readonly<Record<string, unknown>>;
  for (const [key, expected] of Object.entries(holds))
    expectEqual(`${what}: ${key} of the error`, found[key], expected);
}

/** What else was thrown. The engine asks for the class: that of a second copy of the library is another one. */
function told(error: unknown): string {
  const text = cut(textOf(error), 500);
  if (!(error instanceof Error) || error instanceof TypeburrError || !("code" in error)) return text;
  const isOurs = typeof error.code === "string" && error.code.startsWith("TYPEBURR_");
  return isOurs ? `${text} (an error of another copy of typeburr: there may be one only)` : text;
}

interface Difference {
  readonly path: string;
  readonly found: unknown;
  readonly expected: unknown;
}

function differenceOf(found: unknown, expected: unknown, path: string): Difference | null {
  if (Object.is(found, expected)) return null;
  if (!isPlain(found) || !isPlain(expected) || Array.isArray(found) !== Array.isArray(expected)) {
    return { path, found, expected };
  }
  // Own properties only, so that a key named `__proto__` is data here, too
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const isInBoth = Object.hasOwn(found, key) && Object.hasOwn(expected, key);
    const one = Object.hasOwn(found, key) ? found[key] : undefined;
    const other = Object.hasOwn(expected, key) ? expected[key] : undefined;
    const difference = isInBoth ? differenceOf(one, other, `${path}.${key}`) : { path, found, expected };
    if (difference !== null) return difference;
  }
  return null;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !isPromiseLike(value);

function shown(value: unknown): string {
  const text = typeof value === "object" || typeof value === "string" ? JSON.stringify(value) : String(value);
  return isPromiseLike(value) ? kindOf(value) : cut(text, 300);
}
