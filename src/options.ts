import { DefinitionError } from "./errors.js";
import { cut, kindOf, suggestion } from "./text/wording.js";

type Options = Readonly<Record<string, unknown>>;

/**
 * Checks that a value is a record, and has no names but those that are known, for callers whom no compiler has checked.
 *
 * @param where Who takes it, for the messages: `run()`.
 * @param shape What it takes: `a record of options, { inputs }`.
 * @throws {DefinitionError} If it is none, or has another name.
 */
export function checkOptionsRecord(where: string, shape: string, options: unknown, names: readonly string[]): Options {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new DefinitionError(`${where} takes ${shape}, not ${kindOf(options)}`);
  }
  checkNames(where, Object.keys(options), names);
  return options as Options;
}

/** @throws {DefinitionError} For the first name that is not among those that are known. */
export function checkNames(where: string, given: readonly string[], names: readonly string[]): void {
  const wrong = given.find((name) => !names.includes(name));
  if (wrong === undefined) return;
  throw new DefinitionError(`${where} has no option '${cut(wrong)}'.${suggestion(wrong, names)}`);
}
