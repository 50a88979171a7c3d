import { DefinitionError } from "../errors.js";
import { checkNames } from "../options.js";
import { checkRecord } from "../schema/check-record.js";
import { requiredKeys } from "../schema/inspect.js";
import type { Accepted, Given, RequiredKeysOf, Schema, SchemaRecord } from "../schema/record.js";
import { put } from "../state/put.js";
import { kindOf } from "../text/wording.js";
import { isPromiseLike } from "../types/promise.js";
import { type Condition, toCondition } from "./condition.js";
import type { TestGuard } from "./guard.js";

/**
 * Holds when a function says so.
 *
 * @param definition `reads` is a record of valibot schemas; `test` sees those keys, and returns a boolean or a promise of
 *   one. `name` is for drawings and logs; else it is the function's.
 * @throws {DefinitionError} If `reads` are no schemas, or `test` is no function.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { condition } from "typeburr";
 *
 * const isTrained = condition({ reads: { epochs: v.number() }, test: (state) => state.epochs > 100, name: "trained" });
 * isTrained({ epochs: 101 }); // true
 * ```
 */
export function condition<TReads extends SchemaRecord, TAnswer extends boolean | PromiseLike<boolean>>(definition: {
  readonly reads: TReads;
  readonly test: (state: { readonly [K in keyof TReads]: Given<TReads[K]> }) => TAnswer;
  readonly name?: string;
}): Condition<
  TestGuard<
    { readonly [K in keyof TReads]: Accepted<TReads[K]> },
    RequiredKeysOf<TReads>,
    TAnswer extends boolean ? never : true
  >
>;
export function condition(definition: unknown): unknown {
  if (typeof definition !== "object" || definition === null) {
    throw new DefinitionError(`condition() takes a record, { reads, test }, not ${kindOf(definition)}`);
  }
  checkNames("condition()", Object.keys(definition), ["reads", "test", "name"]);
  const { reads, test, name } = definition as Record<string, unknown>;
  const schemas = checkRecord("reads of condition()", reads);
  if (typeof test !== "function")
    throw new DefinitionError(`test of condition() must be a function, not ${kindOf(test)}`);
  if (name !== undefined && typeof name !== "string")
    throw new DefinitionError(`name of condition() must be a string, not ${kindOf(name)}`);
  const title = name || (test.name === "test" ? "condition" : test.name || "condition");
  const asker = { who: `condition '${title}'`, action: null };
  const keys = Object.keys(schemas);
  return toCondition({
    name: title,
    needs: requiredKeys(schemas),
    always: false,
    reads: keys.map((key) => ({ key, schema: schemas[key] as Schema })),
    whenHolds: [],
    whenFails: [],
    expressions: [],
    holds: (state) => {
      const seen: Record<string, unknown> = {};
      for (const key of keys) put(seen, key, state.read(key, schemas[key] as Schema, asker));
      const answer: unknown = test(Object.freeze(seen));
      return isPromiseLike(answer) ? answer.then((late) => answerOf(title, late)) : answerOf(title, answer);
    },
  });
}

function answerOf(title: string, answer: unknown): boolean {
  if (typeof answer === "boolean") return answer;
  throw new DefinitionError(`condition '${title}' answered ${kindOf(answer)}: its test must return true or false`);
}
