import { DefinitionError } from "../../errors.js";
import { checkOptionsRecord } from "../../options.js";
import { cut, kindOf } from "../../text/wording.js";

const details = ["steps", "changes", "everything"];
const names = ["write", "detail", "colors", "now"];

/**
 * @throws {DefinitionError} If the options of a logger are wrong.
 */
export function checkOptions(options: unknown): void {
  const { write, detail, colors, now } = checkOptionsRecord(
    "consoleLogger()",
    "a record of options, { detail }",
    options,
    names,
  );
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
