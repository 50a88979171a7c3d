import { DefinitionError } from "../../index.js";

/** What an option must be: in words, and as a test. */
export interface OptionRule {
  readonly what: string;
  readonly fits: (value: unknown) => boolean;
}

/** Rules that several persisters have. */
export const nonEmptyString: OptionRule = {
  what: "a string that is not empty",
  fits: (value) => typeof value === "string" && value !== "",
};
export const anyFunction: OptionRule = { what: "a function", fits: (value) => typeof value === "function" };

/**
 * Checks the options of a persister, for callers whom no compiler has checked. An option that is undefined was not given.
 *
 * @param where Who takes them, for the messages: `filePersister()`.
 * @param example What it takes: `{ directory: "steps" }`.
 * @param rules Of every option, by its name.
 * @returns The options, as a record.
 * @throws {DefinitionError} If they are no record, one has another name, or is not what it must be.
 */
export function checkOptions(
  where: string,
  example: string,
  options: unknown,
  rules: Readonly<Record<string, OptionRule>>,
): Readonly<Record<string, unknown>> {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new DefinitionError(`${where} takes a record of options, ${example}, not ${kindOf(options)}`);
  }
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) {
      throw new DefinitionError(`${where} has no option '${cut(name)}'. It takes ${Object.keys(rules).join(", ")}.`);
    }
    if (value !== undefined && !rule.fits(value)) {
      throw new DefinitionError(`${name} of ${where} must be ${rule.what}, not ${kindOf(value)}`);
    }
  }
  return options as Readonly<Record<string, unknown>>;
}

/** What a value is, for a message: short texts and numbers as they are. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string" && value.length <= 20) return JSON.stringify(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

const cut = (name: string): string => (name.length > 100 ? `${name.slice(0, 100)}…` : name);
