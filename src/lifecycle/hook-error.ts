import { AsyncError, HookError } from "../errors.js";
import { cut, textOf } from "../text/wording.js";
import type { HookFailure } from "./lifecycle.js";

/** Of what a hook throws, as much as a message tells; the whole of it is the cause. */
const longest = 500;

/** What hooks have thrown, as one error; null if they have not. */
export function hookError(failures: readonly HookFailure[], action: string | null): AsyncError | HookError | null {
  const [first] = failures;
  if (first === undefined) return null;
  // Of a sync call that met an async hook the caller learns just that
  if (failures.every(({ isAsync }) => isAsync) && first.error instanceof AsyncError) return first.error;
  const errors = failures.map(({ error }) => error);
  const told = [...new Set(failures.map(({ hook }) => hook))].join(", ");
  const where = action === null ? "" : ` at action '${cut(action)}'`;
  const cause = errors.length === 1 ? first.error : new AggregateError(errors, `${errors.length} hooks threw`);
  const message = `${told}${where} threw: ${cut(errors.map(textOf).join("; "), longest)}`;
  return new HookError(message, first.hook, action, { cause });
}
