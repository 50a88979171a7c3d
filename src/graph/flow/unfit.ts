import type { Asks } from "../../condition/guard.js";
import type { Takes } from "../../types/takes.js";
import type { AnyAnalysis } from "./analysis.js";
import type { HeldBy, NarrowedBefore } from "./narrowing.js";
import type { Batch, BatchOf, Level, Reaching, Unfit } from "./reaching.js";
import type { BatchesOf, ValueIn } from "./values.js";

// graph -> the keys of which something reaches a reader that does not take it
export type UnfitReads<TGraph extends AnyAnalysis> = UnfitAmong<TGraph, Doubtful<TGraph, DoubtfulReaders<TGraph>>>;
type UnfitAmong<TGraph extends AnyAnalysis, TKeys extends string> = {
  [K in TKeys]: [UnfitReaders<TGraph, K>] extends [never] ? never : K;
}[TKeys];

// Quickly first, an action at a time: all that may ever stand in the state fits all that it reads. The compiler compares
// two records at once; asked key by key, it cost 65 instantiations an action more

// graph -> the actions that do not take all that may ever stand in the state
type DoubtfulReaders<TGraph extends AnyAnalysis> = ReadersNotTaking<TGraph["actions"], LeftValues<TGraph>>;
type ReadersNotTaking<TActions extends Record<string, any>, TValues> = {
  [N in keyof TActions]: [TValues] extends [TActions[N]["~reads"]] ? never : N;
}[keyof TActions] &
  string;

// actions -> the keys of which they do not take all that may ever stand there
type Doubtful<TGraph extends AnyAnalysis, TReaders extends string> = TReaders extends unknown
  ? DoubtfulIn<TGraph, TGraph["actions"][TReaders]["~reads"]>
  : never;
type DoubtfulIn<TGraph extends AnyAnalysis, TReads> = {
  [K in keyof TReads & string]: [ValueIn<TGraph, K>] extends [TReads[K]] ? never : K;
}[keyof TReads & string];

// graph -> by key, all that may ever stand there. Of most keys that is what actions leave, and at hand
type LeftValues<TGraph extends AnyAnalysis> = {
  [K in Without<TGraph["read"] & TGraph["written"], GivenOrCaptured<TGraph>>]: TGraph["left"][K];
} & { [K in GivenOrCaptured<TGraph>]: ValueIn<TGraph, K> };
type GivenOrCaptured<TGraph extends AnyAnalysis> = TGraph["captured"] | (keyof TGraph["state"] & string);
// keys -> without some of them, of which there are mostly none among them
type Without<TKeys extends string, TOthers extends string> = [TKeys & TOthers] extends [never]
  ? TKeys
  : Exclude<TKeys, TOthers>;

// key -> the readers that something reaches that they do not take
export type UnfitReaders<TGraph extends AnyAnalysis, TKey extends string> = {
  [N in TGraph["allReaders"][TKey]]: IsUnfit<TGraph, TKey, N, TGraph["actions"][N]["~reads"][TKey]> extends true
    ? N
    : never;
}[TGraph["allReaders"][TKey]];

type IsUnfit<TGraph extends AnyAnalysis, TKey extends string, TReader extends string, TAccepts> = [
  ValueIn<TGraph, TKey>,
] extends [TAccepts]
  ? false
  : [Open<TGraph, TKey, TReader, TAccepts>] extends [never]
    ? false
    : [ReachingReader<TGraph, TKey, TReader, true>] extends [never]
      ? false
      : true;

/** reader -> where comes from what it does not take; never if nothing reaches it */
export type ReachingReader<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TReader extends string,
  TStops extends boolean,
  TAccepts = TGraph["actions"][TReader]["~reads"][TKey],
> = Reaching<TGraph, TKey, TAccepts, TStops, FirstLevel<TGraph, TKey, TReader, TAccepts>>;

// reader -> what it does not take, at its entry
type FirstLevel<TGraph extends AnyAnalysis, TKey extends string, TReader extends string, TAccepts> = Level<
  TGraph,
  TKey,
  TAccepts,
  TReader,
  { readonly [N in TReader]: UnfitBatches<BatchesOf<TGraph, TKey>, TAccepts> }
>;

// batches -> of each, what does not fit
type UnfitBatches<TBatches, TAccepts> =
  TBatches extends Batch<infer Values, infer All> ? BatchOf<Unfit<Values, TAccepts>, All> : never;

/**
 * reader -> the transitions into it of which it cannot be seen at a glance that what comes by them fits. A glance sees what
 * the condition says; what the action before has written; and that the action before takes no more than the reader. A
 * thousand readers behind a thousand `when`s would else cost a million instantiations.
 */
type Open<TGraph extends AnyAnalysis, TKey extends string, TReader extends string, TAccepts> =
  | {
      [I in TGraph["arriving"][TReader]]: [HeldBy<TGraph, TKey, I>] extends [never]
        ? OpenSource<TGraph, TKey, TGraph["sources"][I], TAccepts>
        : [HeldBy<TGraph, TKey, I>] extends [{ readonly is: TAccepts }]
          ? never
          : I;
    }[TGraph["arriving"][TReader]]
  | TGraph["arrivingRaised"][TReader]
  | (TReader & TGraph["entrypoint"]);

type OpenSource<TGraph extends AnyAnalysis, TKey extends string, TSource, TAccepts> = TSource extends string
  ? TKey extends keyof TGraph["actions"][TSource]["~writes"]
    ? TSource extends TGraph["writers"][TKey]
      ? Unfit<TGraph["actions"][TSource]["~writes"][TKey], TAccepts>
      : TSource
    : TSource extends TGraph["allReaders"][TKey]
      ? Unfit<TGraph["actions"][TSource]["~reads"][TKey], TAccepts>
      : TSource
  : never;

// graph -> the keys of which something reaches a condition that does not take it
export type UnfitConditions<TGraph extends AnyAnalysis> = {
  [K in TGraph["asked"]]: [TakersOf<AsksAbout<TGraph, K, TGraph["asking"][K]>>] extends [Takes<ValueIn<TGraph, K>>]
    ? never
    : [UnfitAskers<TGraph, K>] extends [never]
      ? never
      : K;
}[TGraph["asked"]];

type TakersOf<TAsks> = TAsks extends Asks<unknown, infer Type> ? Takes<Type> : never;

// a key, transitions -> what their conditions ask of it
type AsksAbout<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLinks extends string,
> = TGraph["guards"][TLinks]["asks"] extends infer Asked
  ? Asked extends { readonly asked: TKey }
    ? Asked
    : never
  : never;

/** a key, a transition -> what its condition takes */
export type AskedOf<TGraph extends AnyAnalysis, TKey extends string, TLink extends string> = [
  TakersOf<AsksAbout<TGraph, TKey, TLink>>,
] extends [Takes<infer Type>]
  ? Type
  : never;

// key -> the sources of transitions that something reaches that their conditions do not take
export type UnfitAskers<TGraph extends AnyAnalysis, TKey extends string> = {
  [P in TGraph["sources"][TGraph["asking"][TKey]]]: [
    UnfitLinks<TGraph, TKey, P, TGraph["asking"][TKey] & TGraph["leaving"][P]>,
  ] extends [never]
    ? never
    : P;
}[TGraph["sources"][TGraph["asking"][TKey]]];

/** an action, transitions out of it -> those that something reaches that their conditions do not take */
export type UnfitLinks<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TSource extends string,
  TLinks extends string,
> = TLinks extends unknown
  ? [ReachingCondition<TGraph, TKey, TSource, TLinks>] extends [never]
    ? never
    : TLinks
  : never;

/** an action, a transition out of it -> where comes from what its condition does not take; never if nothing reaches it */
export type ReachingCondition<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TSource extends string,
  TLink extends string,
  TAccepts = AskedOf<TGraph, TKey, TLink>,
> = Reaching<TGraph, TKey, TAccepts, false, ConditionLevel<TGraph, TKey, TSource, TLink, TAccepts>>;

/** In place of a first level: what the condition of a transition does not take, when its source has finished. */
interface ConditionLevel<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TSource extends string,
  TLink extends string,
  TAccepts,
> {
  readonly actions: never;
  readonly values: {};
  readonly left: {
    readonly [P in TSource]: UnfitBefore<TGraph, TKey, TSource, TLink, TAccepts, BatchesOf<TGraph, TKey>>;
  };
  readonly leftFailing: {};
  readonly captured: {};
}

// batches -> of each, what the condition of a transition does not take
type UnfitBefore<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TSource extends string,
  TLink extends string,
  TAccepts,
  TBatches,
> =
  TBatches extends Batch<infer Values, infer All>
    ? BatchOf<Unfit<NarrowedBefore<TGraph, TKey, TLink, TSource, Unfit<Values, TAccepts>>, TAccepts>, All>
    : never;
