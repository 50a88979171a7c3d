import type { Link, Links, Transition } from "../facts.js";
import type { GuardAt } from "./guards.js";
import type { Last } from "./marks.js";

// A transition is known by its position, a literal: unions of literals are what the compiler unites and looks up fastest.

// transitions -> links. Indexed, not matched against a pattern: matching costs 400 instantiations more each
export type LinksOf<TTransitions extends readonly Transition[]> = {
  readonly [I in keyof TTransitions]: Link<TTransitions[I][0], TTransitions[I][1], GuardAt<TTransitions[I][2]>>;
};

// links -> their positions: "0" | "1" | ...
type Positions<TLinks> = keyof TLinks & `${number}`;

// one name or a list of them -> the names
export type Names<TFrom> = TFrom extends string ? TFrom : TFrom extends readonly (infer Name)[] ? Name : never;

// one name or a list of them, names -> the first that is among them
export type FirstAmong<TFrom, TNames> = TFrom extends string
  ? TFrom
  : TFrom extends readonly [infer Name extends string, ...infer Rest]
    ? Name extends TNames
      ? Name
      : FirstAmong<Rest, TNames>
    : never;

// links -> by position the sources, the target, the guard. Records, not tuples: indexed by `never`, which is what no
// position is, a tuple gives all its elements
export type Sources<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: Names<TLinks[I]["from"]> };
export type Targets<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: TLinks[I]["to"] };
export type Guards<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: TLinks[I]["guard"] };
/** Links, read by position without a question about each. */
type AnyLinks = Record<string, any>;

// links -> the positions of those that are always open, of the error edges, of all but these
export type OpenPositions<TLinks extends Links> = ValuesOf<{
  [I in keyof TLinks]: TLinks[I]["guard"]["kind"] extends "open" ? I : never;
}>;
export type RaisedPositions<TLinks extends Links> = "raised" extends TLinks[number]["guard"]["kind"]
  ? ValuesOf<{ [I in keyof TLinks]: TLinks[I]["guard"]["kind"] extends "raised" ? I : never }>
  : never;
export type NormalPositions<TLinks extends Links> = "raised" extends TLinks[number]["guard"]["kind"]
  ? Exclude<Positions<TLinks>, RaisedPositions<TLinks>>
  : Positions<TLinks>;
type ValuesOf<TTuple extends Record<string, any>> = TTuple[Positions<TTuple>];

// links -> for each action, the positions of the links into it, of those in TPositions; total
export type Arriving<TLinks extends Links, TPositions extends string> = ByName<Targets<TLinks>, TPositions>;

// links -> for each action, the positions of the links out of it, of those in TPositions; total
export type Leaving<TLinks extends Links, TPositions extends string> = ByName<Sources<TLinks>, TPositions>;

// names by position -> the positions of each name, of those in TPositions; total
export type ByName<TNamesAt extends Record<string, any>, TPositions extends string> = {
  [I in TPositions | Last as I extends TPositions ? TNamesAt[I] : string]: I extends Last ? never : I;
};

// links -> by position the keys that its condition needs; the keys that some condition needs
type Needs<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: TLinks[I]["guard"]["needs"] };
export type NeededByConditions<TLinks extends Links> = TLinks[number]["guard"]["needs"] & string;

// links -> for each key, the positions of the links whose condition needs it
export type ConditionReaders<TLinks extends Links, TNeeds extends Record<string, any> = Needs<TLinks>> = {
  [I in Positions<TLinks> as TNeeds[I]]: I;
};

// links -> the keys that error edges write; for each key, the positions of those that do; total
export type Captured<TLinks extends Links> = TLinks[number]["guard"]["captures"] & string;
export type Capturing<TLinks extends Links> = ByName<Captures<TLinks>, Positions<TLinks>>;
type Captures<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: TLinks[I]["guard"]["captures"] };

// links -> the keys of which a condition says something; for each, the positions of those that say it when they do not hold;
// total
export type NarrowedKeys<TLinks extends Links> = (
  | TLinks[number]["guard"]["holds"]
  | TLinks[number]["guard"]["fails"]
)["key"] &
  string;
export type FailingPositions<TLinks extends Links> = ByName<MissedKeys<TLinks>, Positions<TLinks>>;
type MissedKeys<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: TLinks[I]["guard"]["fails"]["key"] };

// links -> the keys that conditions parse; for each, the positions of those that do; total
export type AskedKeys<TLinks extends Links> = TLinks[number]["guard"]["asks"]["asked"] & string;
export type AskingPositions<TLinks extends Links> = ByName<Asked<TLinks>, Positions<TLinks>>;
type Asked<TLinks extends AnyLinks> = { [I in Positions<TLinks>]: TLinks[I]["guard"]["asks"]["asked"] };

// links -> the expressions in their conditions
export type Texts<TLinks extends Links> = TLinks[number]["guard"]["texts"] & string;
