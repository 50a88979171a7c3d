import type { Always, KnownCondition } from "../../condition/condition.js";
import type { Transitions } from "../facts.js";
import type { Blank, NameOfBlank, Real } from "./marks.js";

// A transition is known by its position, a literal: unions of literals are what the compiler unites and looks up fastest.

// transitions -> their positions: "0" | "1" | ...
export type Positions<TTransitions> = keyof TTransitions & `${number}`;

// one name or a list of them -> the names
export type Names<TFrom> = TFrom extends string ? TFrom : TFrom extends readonly (infer Name)[] ? Name : never;

// transitions -> the sources of each. Indexed, not matched against a pattern: matching costs 400 instantiations more each
export type Sources<TTransitions extends Transitions> = { [I in keyof TTransitions]: Names<TTransitions[I][0]> };

// transitions -> the target of each
export type Targets<TTransitions extends Transitions> = { [I in keyof TTransitions]: TTransitions[I][1] };

// transitions -> the position of each that is always open, never for the others
type Open<TTransitions extends Transitions> = {
  [I in keyof TTransitions]: IsAlways<TTransitions[I][2]> extends true ? I : never;
};
// the third element; undefined where there is none. Read by index: `length` of a tuple costs as much as all its methods
type IsAlways<TCondition> = [TCondition] extends [undefined]
  ? true
  : [TCondition] extends [KnownCondition]
    ? TCondition["~shape"] extends Always
      ? true
      : false
    : false;

// transitions -> the positions of those that are always open
export type OpenPositions<TTransitions extends Transitions> = ValuesOf<Open<TTransitions>>;
type ValuesOf<TTuple extends Record<string, any>> = TTuple[Positions<TTuple>];

// targets -> for each action, the positions of the transitions into it; total over TNames
export type Arriving<TTargets extends Record<string, any>, TNames extends string> = ByName<
  TTargets,
  Positions<TTargets>,
  TNames
>;

// sources -> for each action, the positions of the transitions out of it; total over TNames
export type Leaving<TSources extends Record<string, any>, TNames extends string> = ByName<
  TSources,
  Positions<TSources>,
  TNames
>;

// names by position -> the positions of each name, of those in TPositions; total over TNames
export type ByName<TNamesAt extends Record<string, any>, TPositions extends string, TNames extends string> = {
  [I in TPositions | Blank<Exclude<TNames, TNamesAt[TPositions]>> as I extends TPositions
    ? TNamesAt[I]
    : NameOfBlank<I>]: Real<I>;
};
