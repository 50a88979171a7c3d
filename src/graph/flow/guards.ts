import type { AnyCondition } from "../../condition/condition.js";
import type { GuardOf, Open, OrGuard, Raised, Unknown, WhenGuard } from "../../condition/guard.js";
import type { ErrorEdge } from "../../condition/on-error.js";
import type { IsUnion } from "../../types/union.js";

// a transition's third element (undefined where there is none) -> what the analysis knows of it
export type GuardAt<TCondition> = 0 extends 1 & TCondition
  ? Unknown
  : [TCondition] extends [undefined]
    ? Open
    : IsUnion<TCondition> extends true
      ? // one or another: which, is not known
        OrGuard<GuardOfEach<TCondition>>
      : GuardOfEach<TCondition>;

type GuardOfEach<TCondition> = TCondition extends AnyCondition
  ? GuardOf<TCondition>
  : TCondition extends ErrorEdge<infer Captured>
    ? Raised<Captured>
    : TCondition extends object
      ? WhenGuard<TCondition>
      : never;
