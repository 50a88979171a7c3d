import { DefinitionError } from "../errors.js";
import { checkOptionsRecord } from "../options.js";
import { kindOf } from "../text/wording.js";
import type { ApplicationQuery, ListQuery, LoadQuery } from "./persister.js";

/** What each method of a persister is asked. */
interface Queries {
  readonly load: LoadQuery;
  readonly list: ListQuery;
  readonly delete: ApplicationQuery;
}

interface Rule {
  readonly what: string;
  readonly fits: (value: unknown) => boolean;
  /** Whether it has to be given; if not, undefined is as good as nothing. */
  readonly isNeeded?: boolean;
}

const partitionKey: Rule = {
  what: "a string, or null",
  fits: (value) => value === null || typeof value === "string",
};
const appId: Rule = {
  what: "a string that is not empty",
  fits: (value) => typeof value === "string" && value !== "",
  isNeeded: true,
};
const wholeNumber: Rule = {
  what: "a whole number from 0",
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
};
const after: Rule = { what: "a string", fits: (value) => typeof value === "string" };

const rules: { readonly [TMethod in keyof Queries]: Readonly<Record<keyof Queries[TMethod], Rule>> } = {
  load: { partitionKey, appId, sequenceId: wholeNumber },
  list: { partitionKey, limit: wholeNumber, after },
  delete: { partitionKey, appId },
};

/**
 * Checks what a method of a persister is asked, for callers whom no compiler has checked: a store might take a limit that is wrong
 * for none, or an application for another one.
 *
 * @param method The method, for its rules and the messages.
 * @param query What it was given.
 * @returns The query.
 * @throws {DefinitionError} If it is no record, has a name that is not known, or a value that cannot be.
 * @example
 * ```ts
 * import { checkQuery, type ListQuery } from "typeburr";
 *
 * const idsOf = (ids: readonly string[], query: ListQuery = {}) => ids.slice(0, checkQuery("list", query).limit);
 * ```
 */
export function checkQuery<TMethod extends keyof Queries>(method: TMethod, query: Queries[TMethod]): Queries[TMethod] {
  const where = `${method}()`;
  const ofMethod: Readonly<Record<string, Rule>> = rules[method];
  const names = Object.keys(ofMethod);
  const given = checkOptionsRecord(where, `a record of options, { ${names.join(", ")} }`, query, names);
  for (const [name, { what, fits, isNeeded = false }] of Object.entries(ofMethod)) {
    const value = given[name];
    if (fits(value) || (value === undefined && !isNeeded)) continue;
    throw new DefinitionError(`${name} of ${where} must be ${what}, not ${told(value)}`);
  }
  return query;
}

/** Numbers as they are: of them, most are of the right kind. */
function told(value: unknown): string {
  if (value === "") return "an empty one";
  return typeof value === "number" ? String(value) : kindOf(value);
}
