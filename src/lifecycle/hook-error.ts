import { AsyncError, HookError } from "../errors.js";
import type { HookFailure } from "./lifecycle.js";

/** What hooks have thrown, as one error; null if they have not. */
export function hookError(failures: readonly HookFailure[], action: string | null): AsyncError | HookError | null {
  const [first] = failures;
  if (first === undefined) return null;
  const errors = failures.map(({ error }) => error);
  // Of a sync call that met an async hook the caller learns just that
  if (errors.length === 1 && first.error instanceof AsyncError) return first.error;
  const told = [...new Set(failures.map(({ hook }) => hook))].join(", ");
  const where = action === null ? "" : ` at action '${action}'`;
  const cause = errors.length === 1 ? first.error : new AggregateError(errors, `${errors.length} hooks threw`);
  const message = `${told}${where} threw: ${errors.map(textOf).join("; ")}`;
  return new HookError(message, first.hook, action, { cause });
}

function textOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  try {
    return String(error);
  } catch {
    return typeof error;
  }
}
