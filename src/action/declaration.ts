import { DefinitionError } from "../errors.js";
import { checkNames } from "../options.js";
import { checkRecord } from "../schema/check-record.js";
import { acceptsUndefined } from "../schema/inspect.js";
import type { SchemaRecord } from "../schema/record.js";
import { checkKey } from "../state/check-key.js";
import { kindOf } from "../text/wording.js";
import type { Declaration, Entry } from "./definition.js";

const shared = ["reads", "writes", "inputs", "deletes", "tags"];

/**
 * Checks what a factory of actions was given, for callers whom no compiler has checked.
 *
 * @param factory Who was called, for the messages: `action()`.
 * @param own The options that only this factory has; they are handed back as they are.
 * @throws {DefinitionError} For the first mistake.
 */
export function declarationOf(
  factory: string,
  definition: unknown,
  own: readonly string[],
): { readonly declaration: Declaration; readonly rest: Readonly<Record<string, unknown>> } {
  if (typeof definition !== "object" || definition === null || Array.isArray(definition)) {
    const shape = ["reads", "writes", ...own.filter((option) => option !== "item")].join(", ");
    throw new DefinitionError(`${factory} takes a record, { ${shape} }, not ${kindOf(definition)}`);
  }
  const { reads, writes, inputs = {}, deletes = [], tags = [], ...rest } = definition as Record<string, unknown>;
  checkNames(factory, Object.keys(definition), [...shared, ...own]);
  const writeSchemas = stateSchemas(`writes of ${factory}`, writes);
  const declaration = {
    reads: entriesOf(stateSchemas(`reads of ${factory}`, reads)),
    writes: entriesOf(writeSchemas),
    inputs: entriesOf(checkRecord(`inputs of ${factory}`, inputs)),
    writeSchemas,
    deletes: checkDeletes(factory, deletes),
    tags: checkTags(factory, tags),
  };
  return { declaration, rest };
}

/**
 * Checks a record of schemas by state key.
 *
 * @throws {DefinitionError} If it is none, or a key is a method of State.
 */
export function stateSchemas(where: string, record: unknown): SchemaRecord {
  const schemas = checkRecord(where, record);
  for (const key of Object.keys(schemas)) checkKey(key);
  return schemas;
}

export function entriesOf(record: SchemaRecord): readonly Entry[] {
  return Object.entries(record).map(([key, schema]) => ({ key, schema, optional: acceptsUndefined(schema) }));
}

/** @throws {DefinitionError} If it is no function. */
export function checkFunction<TFunction extends (...given: never[]) => unknown>(
  where: string,
  value: unknown,
): TFunction {
  if (typeof value !== "function") throw new DefinitionError(`${where} must be a function, not ${kindOf(value)}`);
  return value as TFunction;
}

/**
 * Checks a list of state keys without schemas.
 *
 * @param where Who lists them, for the messages: `deletes of action()`.
 * @param example What such a list looks like.
 * @throws {DefinitionError} If one is no key, a method of State, or there twice.
 */
export function checkKeys(where: string, example: string, keys: readonly unknown[]): readonly string[] {
  const known = new Set<string>();
  for (const key of keys) {
    if (typeof key !== "string" || key === "") {
      const what = key === "" ? "an empty string" : kindOf(key);
      throw new DefinitionError(`${where} must be a list of state keys, ${example}, not of ${what}`);
    }
    checkKey(key);
    if (known.has(key)) throw new DefinitionError(`${where} names '${key}' twice: once is enough`);
    known.add(key);
  }
  return Object.freeze([...known]);
}

function checkDeletes(factory: string, deletes: unknown): readonly string[] {
  const [where, example] = [`deletes of ${factory}`, '["draft"]'];
  if (Array.isArray(deletes)) return checkKeys(where, example, deletes);
  throw new DefinitionError(`${where} must be a list of state keys, ${example}, not ${kindOf(deletes)}`);
}

function checkTags(factory: string, tags: unknown): readonly string[] {
  const shape = `tags of ${factory} must be a list of names, ["slow"], not`;
  if (!Array.isArray(tags)) throw new DefinitionError(`${shape} ${kindOf(tags)}`);
  for (const tag of tags as readonly unknown[]) {
    if (typeof tag === "string" && tag !== "") continue;
    throw new DefinitionError(`${shape} of ${tag === "" ? "an empty string" : kindOf(tag)}`);
  }
  return [...tags];
}
