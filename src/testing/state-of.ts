import { DefinitionError } from "../errors.js";
import { checkKey } from "../state/check-key.js";
import { deepFreeze } from "../state/freeze.js";
import { StateRecord } from "../state/state.js";
import type { State } from "../state/types.js";
import { kindOf } from "../text/wording.js";
import type { Omissible } from "./omissible.js";

// values -> nothing is asked of them; the compiler still infers TValues from an argument of this type
type Noted<TValues> = [TValues] extends [unknown] ? unknown : TValues;

/**
 * A state for an action's `run` or `update`, without an application. Where it stands as their argument, the compiler asks for
 * what the action reads, no less and no more.
 *
 * The state cannot know whose it is: nothing that is written to it is parsed, and where no compiler looks, anything may be
 * written. {@link runAction} holds an action to its schemas.
 *
 * @param values The values by key. Like those of `withState` they are frozen in place, as deep as they are plain.
 * @returns The state. {@link valuesOf} tells what `run` has written to it.
 * @throws {DefinitionError} If it is no record, or a key is a method of State.
 * @example
 * ```ts
 * import { action } from "typeburr";
 * import { stateOf, valuesOf } from "typeburr/testing";
 * import * as v from "valibot";
 *
 * const count = action({
 *   reads: { counter: v.number() },
 *   writes: { counter: v.number() },
 *   run: (state) => state.increment({ counter: 1 }),
 * });
 * const after = count.run(stateOf({ counter: 1 }));
 * valuesOf(after).counter; // 2
 * ```
 */
export function stateOf<TValues extends object, TReads = TValues, TWrites = {}, TDeletes = never>(
  values: Omissible<NoInfer<TReads>> & Noted<TValues>,
): State<TReads, TWrites, never, TDeletes>;
export function stateOf(values: unknown): unknown {
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new DefinitionError(`stateOf() takes a record, { key: value }, not ${kindOf(values)}`);
  }
  for (const key of Object.keys(values)) checkKey(key);
  return StateRecord.of(deepFreeze({ ...values }));
}
