import { DefinitionError } from "../errors.js";
import { kindOf } from "../text/wording.js";

/**
 * A clock that only moves when it is looked at, for options such as `now`.
 *
 * @param start What it says first: milliseconds since 1970, or a date.
 * @param step By how many milliseconds it has moved at each further look.
 * @returns What to call for the time, in milliseconds since 1970.
 * @throws {DefinitionError} If one of them is no number, or the date is none.
 * @example
 * ```ts
 * import { fixedClock } from "typeburr/testing";
 *
 * const now = fixedClock(new Date("2026-01-01"), 1000);
 * now(); // 1767225600000
 * now(); // 1767225601000
 * ```
 */
export function fixedClock(start: number | Date = 0, step = 0): () => number {
  const first = checkNumber("the start of fixedClock()", start instanceof Date ? start.getTime() : start);
  const each = checkNumber("the step of fixedClock()", step);
  let looks = 0;
  return () => {
    looks += 1;
    return first + (looks - 1) * each;
  };
}

/**
 * Names for applications that are the same each time a test runs, for `withIdentifiers`.
 *
 * @param prefix What the names begin with.
 * @returns What to call for the next name: `{ appId: "app-1" }`, `{ appId: "app-2" }`.
 * @throws {DefinitionError} If the prefix is no text.
 * @example
 * ```ts
 * import { application } from "typeburr";
 * import { sequentialIds } from "typeburr/testing";
 *
 * const next = sequentialIds("chat");
 * application().withIdentifiers(next()); // appId: "chat-1"
 * ```
 */
export function sequentialIds(prefix = "app"): () => { readonly appId: string } {
  if (typeof prefix !== "string") throw new DefinitionError(`sequentialIds() takes a text, not ${kindOf(prefix)}`);
  let count = 0;
  return () => {
    count += 1;
    return { appId: `${prefix}-${count}` };
  };
}

function checkNumber(where: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new DefinitionError(
    `${where} must be a number of milliseconds, not ${Number.isNaN(value) ? "NaN" : kindOf(value)}`,
  );
}
