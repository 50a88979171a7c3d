import { DefinitionError } from "../errors.js";
import { suggestion } from "../text/wording.js";
import { checkRecord } from "./check-record.js";
import type { SchemaRecord } from "./record.js";

/** An application's schemas in one place. */
export interface Fields<TRecord extends SchemaRecord> {
  readonly schemas: TRecord;
  /**
   * The schemas of some keys, for the `reads`, `writes` or `inputs` of an action.
   *
   * @throws {DefinitionError} If a key is unknown.
   */
  pick<K extends keyof TRecord & string>(...keys: readonly K[]): { readonly [P in K]: TRecord[P] };
}

/**
 * Keeps an application's schemas in one place, without repeating them in each action.
 *
 * @param record State keys, with the schema of each.
 * @returns The fields, to `pick` from.
 * @throws {DefinitionError} If a member is no synchronous schema.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { action, fields } from "typeburr";
 *
 * const f = fields({ prompt: v.string(), history: v.array(v.string()) });
 * const remember = action({
 *   reads: f.pick("prompt"),
 *   writes: f.pick("history"),
 *   run: (state) => state.append({ history: state.prompt }),
 * });
 * ```
 */
export function fields<const TRecord extends SchemaRecord>(record: TRecord): Fields<TRecord> {
  const schemas = checkRecord("fields()", record);
  return Object.freeze({
    schemas: schemas as TRecord,
    pick<K extends keyof TRecord & string>(...keys: readonly K[]): { readonly [P in K]: TRecord[P] } {
      for (const key of keys) {
        if (!Object.hasOwn(schemas, key)) {
          throw new DefinitionError(
            `pick() of fields(): there is no '${key}'.${suggestion(key, Object.keys(schemas))}`,
          );
        }
      }
      return Object.fromEntries(keys.map((key) => [key, schemas[key]])) as { readonly [P in K]: TRecord[P] };
    },
  });
}
