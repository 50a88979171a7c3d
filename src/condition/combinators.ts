import { DefinitionError } from "../errors.js";
import {
  type AnyCondition,
  type Condition,
  type ConditionDefinition,
  requireDefinition,
  toCondition,
} from "./condition.js";
import type { AndGuard, ClosedGuard, GuardOf, NotGuard, Open, OrGuard } from "./guard.js";
import type { Reader } from "./reader.js";

/** Always holds; the same as leaving the condition out. */
export const otherwise: Condition<Open> = makeOtherwise();

function makeOtherwise(): Condition<Open>;
function makeOtherwise(): unknown {
  return toCondition({
    name: "default",
    needs: [],
    always: true,
    reads: [],
    whenHolds: [],
    whenFails: [],
    expressions: [],
    holds: () => true,
  });
}

/** Holds when the condition does not. */
export function not<TCondition extends AnyCondition>(condition: TCondition): Condition<NotGuard<GuardOf<TCondition>>>;
export function not(condition: unknown): unknown {
  const inner = requireDefinition("not()", condition);
  return toCondition({
    name: `not ${parenthesised(inner)}`,
    needs: inner.needs,
    always: false,
    reads: inner.reads,
    whenHolds: inner.whenFails,
    whenFails: inner.whenHolds,
    expressions: inner.expressions,
    holds: (state) => {
      const held = inner.holds(state);
      return typeof held === "boolean" ? !held : held.then((value) => !value);
    },
  });
}

/** Holds when all conditions do. Those behind the first that does not hold are not asked. */
export function and<const TConditions extends readonly [AnyCondition, ...AnyCondition[]]>(
  ...conditions: TConditions
): Condition<
  TConditions extends readonly [infer Only] ? ClosedGuard<GuardOf<Only>> : AndGuard<GuardOf<TConditions[number]>>
>;
export function and(...conditions: readonly unknown[]): unknown {
  return combined("and", conditions, false);
}

/** Holds when one of the conditions does. Those behind the first that holds are not asked. */
export function or<const TConditions extends readonly [AnyCondition, ...AnyCondition[]]>(
  ...conditions: TConditions
): Condition<OrGuard<GuardOf<TConditions[number]>>>;
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
    reads: parts.flatMap(({ reads }) => reads),
    // From `or` nothing is concluded: which of its parts held is not known
    whenHolds: word === "and" ? parts.flatMap(({ whenHolds }) => whenHolds) : [],
    whenFails: word === "and" && parts.length === 1 ? parts.flatMap(({ whenFails }) => whenFails) : [],
    expressions: parts.flatMap(({ expressions }) => expressions),
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
