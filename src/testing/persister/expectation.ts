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

/**
 * Holds a call to be refused, now or later, with an error of the library: by code, because a persister may come with a copy of
 * the library of its own.
 */
export async function expectRefusal(
  what: string,
  call: () => unknown,
  code: string,
  holds: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  checkRefusal(what, await outcomeOf(call), code, holds);
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
  code: string,
  holds: Readonly<Record<string, unknown>> = {},
): void {
  if (!("error" in outcome))
    throw new Error(`${what}: expected an error with the code ${code}, but nothing was thrown`);
  const { error } = outcome;
  const found = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (!(error instanceof Error) || found.code !== code) {
    const message = `${what}: expected an error with the code ${code}, but this was thrown: ${cut(textOf(error), 500)}`;
    throw new Error(message, { cause: error });
  }
  for (const [key, expected] of Object.entries(holds))
    expectEqual(`${what}: ${key} of the error`, found[key], expected);
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
