import type { AnyCondition } from "../../condition/condition.js";
import type { AnyErrorEdge } from "../../condition/on-error.js";
import type { deadTransition } from "../../sentences.js";
import type { Earliest, IsEarlier } from "../../types/numeral.js";
import type { Links, Transition } from "../facts.js";
import type { ByName, LinksOf, Names, OpenPositions, Sources, Targets } from "./arcs.js";

/**
 * The transitions as they may be: in place of the target of one that can never be taken stands the sentence that says
 * why, so that the error sits on that very token. TEarlier are those of earlier calls of `withTransitions`; TKnown is
 * what a condition may compare, for the editor: where a type is inferred, only what stands beside it is offered.
 */
export type CheckedTransitions<
  TEarlier extends Links,
  TTransitions extends readonly Transition[],
  TKnown,
  TLinks extends Links = LinksOf<TTransitions>,
> = {
  // Only of a tuple: while the list is not inferred yet, every name would be compared with every other
  readonly [I in keyof TTransitions]: (I extends `${number}`
    ? Checked<TTransitions[I], SentenceAt<Openings<TEarlier, TLinks>, TLinks[I & keyof TLinks], I>>
    : TTransitions[I]) &
    Offer<TTransitions[I][2], TKnown>;
};

type Checked<TTransition, TSentence> = [TSentence] extends [never] ? TTransition : WithTarget<TTransition, TSentence>;

// A plain object gets its completions from the offer. Nothing else does: compared with it, each `when` of a graph of 100
// actions cost 6,000 instantiations
type Offer<TCondition, TKnown> = TCondition extends AnyCondition | AnyErrorEdge | undefined
  ? unknown
  : readonly [from: unknown, to: unknown, condition?: TKnown];

type WithTarget<TTransition, TSentence> = TTransition extends readonly [infer From, unknown, ...infer Rest]
  ? readonly [From, TSentence, ...Rest]
  : never;

/** The always open links of both lists: by source their positions; by position the targets of all. */
interface Openings<TEarlier extends Links, TOwn extends Links> {
  readonly earlier: OpenFrom<TEarlier>;
  readonly earlierTargets: Targets<TEarlier>;
  readonly own: OpenFrom<TOwn>;
  /** The own ones, if there are no others; else no position. */
  readonly atAGlance: TEarlier extends readonly [] ? OpenFrom<TOwn> : Record<string, "">;
  readonly ownTargets: Targets<TOwn>;
}

// links -> for each action, the positions of the always open links out of it; total
type OpenFrom<TLinks extends Links> = ByName<Sources<TLinks>, OpenPositions<TLinks>>;

interface AnyOpenings {
  readonly atAGlance: Record<string, any>;
  readonly earlier: Record<string, any>;
  readonly earlierTargets: Record<string, any>;
  readonly own: Record<string, any>;
  readonly ownTargets: Record<string, any>;
}

// The common case first, seen at a glance: no always open link but itself leads out of its source
type SentenceAt<TOpenings extends AnyOpenings, TLink extends Links[number], TPosition> = [
  TLink["from"] extends string ? TOpenings["atAGlance"][TLink["from"]] : "",
] extends [TPosition]
  ? never
  : // Whether its source fails does not hang on the transitions before it
    TLink["guard"]["kind"] extends "raised"
    ? never
    : DeadFrom<TOpenings, Names<TLink["from"]>, TPosition, TLink["to"]>;

// one link, for each of its sources -> the sentence if another before it is always open
type DeadFrom<TOpenings extends AnyOpenings, TSource, TPosition, TTarget extends string> = TSource extends string
  ? [TOpenings["earlier"][TSource]] extends [never]
    ? SentenceBy<TOpenings["ownTargets"], TSource, TTarget, Earlier<TOpenings["own"][TSource], TPosition>>
    : SentenceBy<TOpenings["earlierTargets"], TSource, TTarget, TOpenings["earlier"][TSource]>
  : never;

type Earlier<TOthers, TPosition> = TOthers extends TPosition
  ? never
  : IsEarlier<TOthers & string, TPosition & string> extends true
    ? TOthers & string
    : never;

type SentenceBy<
  TTargets extends Record<string, any>,
  TSource extends string,
  TTarget extends string,
  TBlockers extends string,
> = [TBlockers] extends [never] ? never : deadTransition<TSource, TTarget, TTargets[Earliest<TBlockers>]>;
