import type { deadTransition } from "../../sentences.js";
import type { Earliest, IsEarlier } from "../../types/numeral.js";
import type { Transitions } from "../facts.js";
import type { Open, Positions, Sources, Targets } from "./arcs.js";
import type { Blank, Real } from "./marks.js";

/**
 * The transitions as they may be: in place of the target of one that can never be taken stands the sentence that says
 * why, so that the error sits on that very token. TEarlier are those of earlier calls of `withTransitions`.
 */
export type CheckedTransitions<
  TEarlier extends Transitions,
  TTransitions extends Transitions,
  TNames extends string,
> = {
  readonly [I in keyof TTransitions]: WithSentence<
    TTransitions[I],
    DeadSentence<
      Openings<TEarlier, TNames>,
      Openings<TTransitions, TNames>,
      Sources<TTransitions>,
      I,
      TTransitions[I][1]
    >
  >;
};

type WithSentence<TTransition, TSentence> = [TSentence] extends [never]
  ? TTransition
  : TTransition extends readonly [infer From, unknown, ...infer Rest]
    ? readonly [From, TSentence, ...Rest]
    : never;

/** The always open transitions of a list: by source their positions, by position their target. */
interface Openings<TTransitions extends Transitions, TNames extends string> {
  readonly from: OpenFrom<Sources<TTransitions>, Open<TTransitions>, TNames>;
  readonly targets: Targets<TTransitions>;
}
interface AnyOpenings {
  readonly from: Record<string, any>;
  readonly targets: Record<string, any>;
}

// sources and open positions -> for each action, the positions of the open transitions out of it; total
type OpenFrom<TSources extends Record<string, any>, TOpen extends Record<string, any>, TNames extends string> = {
  [I in TOpen[Positions<TOpen>] | Blank<TNames> as I extends Blank<infer Name> ? Name : TSources[I]]: Real<I>;
};

type DeadSentence<
  TEarlier extends AnyOpenings,
  TOwn extends AnyOpenings,
  TSources extends Record<string, any>,
  TPosition,
  TTarget extends string,
> = TPosition extends string ? DeadFrom<TEarlier, TOwn, TSources[TPosition], TPosition, TTarget> : never;

type DeadFrom<
  TEarlier extends AnyOpenings,
  TOwn extends AnyOpenings,
  TSource,
  TPosition extends string,
  TTarget extends string,
> = TSource extends string
  ? [TEarlier["from"][TSource]] extends [never]
    ? Exclude<TOwn["from"][TSource], TPosition> extends infer Others extends string
      ? [Others] extends [never]
        ? never
        : SentenceBy<TOwn, TSource, TTarget, Earlier<Others, TPosition>>
      : never
    : SentenceBy<TEarlier, TSource, TTarget, TEarlier["from"][TSource]>
  : never;

type Earlier<TOthers, TPosition extends string> = TOthers extends string
  ? IsEarlier<TOthers, TPosition> extends true
    ? TOthers
    : never
  : never;

type SentenceBy<
  TOpenings extends AnyOpenings,
  TSource extends string,
  TTarget extends string,
  TBlockers extends string,
> = [TBlockers] extends [never] ? never : deadTransition<TSource, TTarget, TOpenings["targets"][Earliest<TBlockers>]>;
