import type { KnownCondition } from "../../condition/condition.js";
import type { NeedsOf } from "../../condition/when.js";
import type { Transitions } from "../facts.js";
import type { Positions } from "./arcs.js";

// a transition's third element -> the keys that its condition cannot do without
type ConditionNeeds<TCondition> = TCondition extends KnownCondition
  ? TCondition["~needs"]
  : TCondition extends object
    ? NeedsOf<TCondition>
    : never;

// transitions -> for each key, the positions of the transitions whose condition needs it
export type ConditionReaders<
  TTransitions extends Transitions,
  TNeeds extends Record<string, any> = Needs<TTransitions>,
> = { [I in Positions<TTransitions> as TNeeds[I]]: I };

// transitions -> the keys that the condition of each needs
type Needs<TTransitions extends Transitions> = { [I in keyof TTransitions]: ConditionNeeds<TTransitions[I][2]> };
