import type { Always, AnyCondition, NeedsOf, RequiredOf } from "../../condition/condition.js";

// a transition's third element (undefined where there is none) -> the keys that it cannot do without
export type ConditionNeeds<TCondition> = TCondition extends AnyCondition
  ? NeedsOf<TCondition>
  : TCondition extends object
    ? RequiredOf<TCondition>
    : never;

// a transition's third element -> whether it always holds
export type IsAlways<TCondition> = 0 extends 1 & TCondition
  ? false
  : [TCondition] extends [undefined]
    ? true
    : [TCondition] extends [{ readonly "~shape": Always }]
      ? true
      : false;
