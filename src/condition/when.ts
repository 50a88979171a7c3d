import { DefinitionError } from "../errors.js";
import { isPrimitive, isSameValue } from "../schema/member.js";
import { kindOf } from "../text/wording.js";
import { type AnyCondition, type ConditionDefinition, toCondition } from "./condition.js";

/**
 * A `when`. TKnown is the graph's keys, where the transition stands in a graph. Variances are written down because
 * finding them out costs 1,500 instantiations.
 */
export interface When<out TValues, out TKnown = any> extends AnyCondition {
  readonly "~when": TValues;
  readonly "~known"?: TKnown;
}

/**
 * Holds when every named key equals its value. A plain object in a transition means the same.
 *
 * @param values State keys, each with the primitive it must equal.
 * @throws {DefinitionError} If there is no key, or a value is no primitive.
 * @example
 * ```ts
 * import { when } from "typeburr";
 *
 * const isSafe = when({ safe: true });
 * isSafe.name; // "safe=true"
 * isSafe({ safe: true }); // true
 * ```
 */
export function when<TKnown extends object, const TValues extends TKnown>(values: TValues): When<TValues, TKnown>;
export function when(values: unknown): unknown {
  return toCondition(defineWhen(values));
}

/** The definition of a `when`, or of the plain object that stands for one. */
export function defineWhen(values: unknown): ConditionDefinition {
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new DefinitionError(`when() takes a record, { key: value }, not ${kindOf(values)}`);
  }
  const entries: [string, unknown][] = Object.entries(values);
  if (entries.length === 0) {
    throw new DefinitionError("when({}) would always hold: name at least one key, or leave the condition out");
  }
  const whenHolds = entries.map(([key, is]) => {
    if (isPrimitive(is)) return { key, is };
    throw new DefinitionError(`when() compares '${key}' with ${kindOf(is)}: use condition() for what is no primitive`);
  });
  return {
    name: entries.map(([key, value]) => `${key}=${typeof value === "bigint" ? `${value}n` : String(value)}`).join(", "),
    needs: entries.filter(([, value]) => value !== undefined).map(([key]) => key),
    always: false,
    reads: [],
    whenHolds,
    // That two keys do not both have their value says nothing of either
    whenFails: whenHolds.length === 1 ? whenHolds.map(({ key, is }) => ({ key, isnt: is })) : [],
    expressions: [],
    holds: (state) => entries.every(([key, value]) => isSameValue(state.get(key), value)),
  };
}
