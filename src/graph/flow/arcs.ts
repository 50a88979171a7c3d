import type { Link, Links, Transition } from "../facts.js";
import type { ConditionNeeds, IsAlways } from "./conditions.js";
import type { Blank, NameOfBlank, Real } from "./marks.js";

// A transition is known by its position, a literal: unions of literals are what the compiler unites and looks up fastest.

// transitions -> links. Indexed, not matched against a pattern: matching costs 400 instantiations more each
export type LinksOf<TTransitions extends readonly Transition[]> = {
  readonly [I in keyof TTransitions]: Link<
    TTransitions[I][0],
    TTransitions[I][1],
    ConditionNeeds<TTransitions[I][2]>,
    IsAlways<TTransitions[I][2]>
  >;
};

// links -> their positions: "0" | "1" | ...
type Positions<TLinks> = keyof TLinks & `${number}`;

// one name or a list of them -> the names
export type Names<TFrom> = TFrom extends string ? TFrom : TFrom extends readonly (infer Name)[] ? Name : never;

// links -> by position the sources, the target, the keys that are needed. Records, not tuples: indexed by `never`, which
// is what no position is, a tuple gives all its elements
export type Sources<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: Names<TLinks[I]["from"]> };
export type Targets<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: TLinks[I]["to"] };
type Needs<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: TLinks[I]["needs"] };
/** Links, read by position without a question about each. */
type AnyLinks = Record<string, any>;

// links -> the positions of those that are always open
export type OpenPositions<TLinks extends Links> = ValuesOf<{
  [I in keyof TLinks]: TLinks[I]["always"] extends true ? I : never;
}>;
type ValuesOf<TTuple extends Record<string, any>> = TTuple[Positions<TTuple>];

// links -> for each action, the positions of the links into it; total over TNames
export type Arriving<TLinks extends Links, TNames extends string> = ByName<Targets<TLinks>, Positions<TLinks>, TNames>;

// links -> for each action, the positions of the links out of it; total over TNames
export type Leaving<TLinks extends Links, TNames extends string> = ByName<Sources<TLinks>, Positions<TLinks>, TNames>;

// names by position -> the positions of each name, of those in TPositions; total over TNames
export type ByName<TNamesAt extends Record<string, any>, TPositions extends string, TNames extends string> = {
  [I in TPositions | Blank<Exclude<TNames, TNamesAt[TPositions]>> as I extends TPositions
    ? TNamesAt[I]
    : NameOfBlank<I>]: Real<I>;
};

// links -> the keys that some condition needs
export type NeededByConditions<TLinks extends Links> = TLinks[number]["needs"] & string;

// links -> for each key, the positions of the links whose condition needs it
export type ConditionReaders<TLinks extends Links, TNeeds extends Record<string, any> = Needs<TLinks>> = {
  [I in Positions<TLinks> as TNeeds[I]]: I;
};
