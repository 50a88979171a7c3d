import type { Always, AnyCondition } from "../../condition/condition.js";
import type { Transitions } from "../facts.js";
import type { Blank, NameOfBlank, Real } from "./marks.js";

// A transition is known by its position, a literal: unions of literals are what the compiler unites and looks up fastest.

// transitions -> their positions: "0" | "1" | ...
export type Positions<TTransitions> = keyof TTransitions & `${number}`;

// one name or a list of them -> the names
type Names<TFrom> = TFrom extends string ? TFrom : TFrom extends readonly (infer Name)[] ? Name : never;

// transitions -> the sources of each. Indexed, not matched against a pattern: matching costs 400 instantiations more each
export type Sources<TTransitions extends Transitions> = { [I in keyof TTransitions]: Names<TTransitions[I][0]> };

// transitions -> the target of each
export type Targets<TTransitions extends Transitions> = { [I in keyof TTransitions]: TTransitions[I][1] };

// transitions -> the position of each that is always open, never for the others
export type Open<TTransitions extends Transitions> = {
  [I in keyof TTransitions]: IsAlways<TTransitions[I]["length"], TTransitions[I][2]> extends true ? I : never;
};
type IsAlways<TLength, TCondition> = [TLength] extends [2]
  ? true
  : [TCondition] extends [AnyCondition]
    ? [TCondition["~shape"]] extends [Always]
      ? true
      : false
    : [TCondition] extends [undefined]
      ? true
      : false;

// targets -> for each action, the positions of the transitions into it; total
export type Arriving<TTargets extends Record<string, any>, TNames extends string> = {
  [I in Positions<TTargets> | Blank<TNames> as I extends Blank<infer Name> ? Name : TTargets[I]]: Real<I>;
};

// sources -> for each action, the positions of the transitions out of it; total
export type Leaving<TSources extends Record<string, any>, TNames extends string> = {
  [I in Positions<TSources> | Blank<TNames> as I extends Blank<infer Name> ? Name : TSources[I]]: Real<I>;
};
