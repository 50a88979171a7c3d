import { DefinitionError } from "../../errors.js";
import { cut, kindOf, suggestion } from "../../text/wording.js";

const details = ["steps", "changes", "everything"];
const names = ["write", "detail", "colors", "now"];

/**
 * @throws {DefinitionError} If the options of a logger are wrong.
 */
export function checkOptions(options: unknown): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new DefinitionError(`consoleLogger() takes a record of options, { detail }, not ${kindOf(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    throw new DefinitionError(`consoleLogger() has no option '${cut(name)}'.${suggestion(name, names)}`);
  }
  const { write, detail, colors, now } = options as Readonly<Record<string, unknown>>;
  const refuse = (name: string, what: string, value: unknown): never => {
    throw new DefinitionError(`${name} of consoleLogger() must be ${what}, not ${kindOf(value)}`);
  };
  if (write !== undefined && typeof write !== "function") refuse("write", "a function", write);
  if (now !== undefined && typeof now !== "function") refuse("now", "a function", now);
  if (colors !== undefined && typeof colors !== "boolean") refuse("colors", "a boolean", colors);
  if (detail === undefined || (typeof detail === "string" && details.includes(detail))) return;
  const found = typeof detail === "string" ? `'${cut(detail)}'` : kindOf(detail);
  throw new DefinitionError(`detail of consoleLogger() must be one of ${details.join(", ")}, not ${found}`);
}
