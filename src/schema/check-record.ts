import { DefinitionError } from "../errors.js";
import { kindOf } from "../text/wording.js";
import { isAsync, isSchema } from "./inspect.js";
import type { SchemaRecord } from "./record.js";

/**
 * Checks a record of schemas, for callers whom no compiler has checked.
 *
 * @param where Who declares it, for the message: `reads of action()`.
 * @returns The record, frozen.
 * @throws {DefinitionError} If it is no record, or a member is no synchronous schema.
 */
export function checkRecord(where: string, record: unknown): SchemaRecord {
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    throw new DefinitionError(
      `${where} must be a record of valibot schemas, { key: v.string() }, not ${kindOf(record)}`,
    );
  }
  for (const [key, schema] of Object.entries(record)) {
    if (!isSchema(schema))
      throw new DefinitionError(`'${key}' of ${where} is no valibot schema, but ${kindOf(schema)}`);
    if (isAsync(schema)) {
      throw new DefinitionError(`'${key}' of ${where} is an async schema: check what takes time in an action instead`);
    }
  }
  return Object.freeze({ ...record }) as SchemaRecord;
}
