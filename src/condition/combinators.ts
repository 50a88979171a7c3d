import { DefinitionError } from "../errors.js";
import {
  type Always,
  type AnyCondition,
  type Condition,
  type ConditionDefinition,
  type NeedsOf,
  type ReadsOf,
  requireDefinition,
  type ShapeOf,
  toCondition,
} from "./condition.js";
import type { Reader } from "./reader.js";

// conditions -> what any of them needs; the keys that any of them looks at; what may be concluded from each
type NeedsOfAll<TConditions extends readonly AnyCondition[]> = NeedsOf<TConditions[number]> & PropertyKey;
type ReadsOfAll<TConditions extends readonly AnyCondition[]> = {
  readonly [K in KeyOf<ReadsOf<TConditions[number]>>]: unknown;
};
type KeyOf<TReads> = TReads extends unknown ? keyof TReads : never;
type ShapesOf<TConditions extends readonly AnyCondition[]> = { [I in keyof TConditions]: ShapeOf<TConditions[I]> };

/** Always holds; the same as leaving the condition out. */
export const otherwise: Condition<{}, never, Always> = makeOtherwise();

function makeOtherwise(): Condition<{}, never, Always>;
function makeOtherwise(): unknown {
  return toCondition({ name: "default", needs: [], always: true, holds: () => true });
}

/** Holds when the condition does not. */
export function not<TCondition extends AnyCondition>(
  condition: TCondition,
): Condition<ReadsOf<TCondition>, NeedsOf<TCondition> & PropertyKey, { readonly not: ShapeOf<TCondition> }>;
export function not(condition: unknown): unknown {
  const inner = requireDefinition("not()", condition);
  return toCondition({
    name: `not ${parenthesised(inner)}`,
    needs: inner.needs,
    always: false,
    holds: (state) => {
      const held = inner.holds(state);
      return typeof held === "boolean" ? !held : held.then((value) => !value);
    },
  });
}

/** Holds when all conditions do. Those behind the first that does not hold are not asked. */
export function and<const TConditions extends readonly [AnyCondition, ...AnyCondition[]]>(
  ...conditions: TConditions
): Condition<ReadsOfAll<TConditions>, NeedsOfAll<TConditions>, { readonly and: ShapesOf<TConditions> }>;
export function and(...conditions: readonly unknown[]): unknown {
  return combined("and", conditions, false);
}

/** Holds when one of the conditions does. Those behind the first that holds are not asked. */
export function or<const TConditions extends readonly [AnyCondition, ...AnyCondition[]]>(
  ...conditions: TConditions
): Condition<ReadsOfAll<TConditions>, NeedsOfAll<TConditions>, { readonly or: ShapesOf<TConditions> }>;
export function or(...conditions: readonly unknown[]): unknown {
  return combined("or", conditions, true);
}

function combined(word: "and" | "or", conditions: readonly unknown[], decisive: boolean): unknown {
  if (conditions.length === 0) throw new DefinitionError(`${word}() takes at least one condition`);
  const parts = conditions.map((condition) => requireDefinition(`${word}()`, condition));
  return toCondition({
    name: parts.map(parenthesised).join(` ${word} `),
    needs: [...new Set(parts.flatMap(({ needs }) => needs))],
    always: false,
    holds: (state) => decide(parts, state, decisive, 0),
  });
}

/** Asks one after the other until one answers `decisive`; goes on asynchronously from the first that takes time. */
function decide(
  parts: readonly ConditionDefinition[],
  state: Reader,
  decisive: boolean,
  from: number,
): boolean | PromiseLike<boolean> {
  for (const [offset, part] of parts.slice(from).entries()) {
    const held = part.holds(state);
    if (typeof held !== "boolean") {
      return held.then((value) => (value === decisive ? decisive : decide(parts, state, decisive, from + offset + 1)));
    }
    if (held === decisive) return decisive;
  }
  return !decisive;
}

function parenthesised({ name }: ConditionDefinition): string {
  return /[ ,]/.test(name) ? `(${name})` : name;
}
