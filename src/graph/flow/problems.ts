import type { ExprProblems } from "../../condition/expr/check.js";
import type {
  deletedCondition,
  deletedRead,
  noActions,
  noEntrypoint,
  noNullChecks,
  onThePath,
  unfitCondition,
  unfitRead,
  unfitSomewhere,
  unwrittenCondition,
  unwrittenRead,
  unwrittenSomewhere,
} from "../../sentences.js";
import type { Earliest } from "../../types/numeral.js";
import type { Facts } from "../facts.js";
import type { Analysis, AnyAnalysis } from "./analysis.js";
import type { Marked } from "./marks.js";
import type { Origin, OriginOf } from "./origin.js";
import type { Product, Unmarked } from "./product.js";
import type {
  AskedOf,
  ReachingCondition,
  ReachingReader,
  UnfitAskers,
  UnfitConditions,
  UnfitLinks,
  UnfitReaders,
  UnfitReads,
} from "./unfit.js";
import type { UnwrittenConditions, UnwrittenReads } from "./unwritten.js";
import type { KnownValues } from "./values.js";
import type { Path, Witness } from "./witness.js";

/** Every sentence that keeps the graph from being built; never if it is right. */
export type Problems<TFacts extends Facts> = undefined extends string
  ? noNullChecks
  : 0 extends 1 & TFacts
    ? never
    : [keyof TFacts["actions"]] extends [never]
      ? noActions
      : [TFacts["entrypoint"]] extends [never]
        ? noEntrypoint
        : IsKnown<TFacts> extends true
          ? Sentences<Analysis<TFacts>>
          : never;

/** Whether the compiler can see the graph: one put together by a program is left to `graph.check()`. */
export type IsKnown<TFacts extends Facts> = number extends TFacts["links"]["length"]
  ? false
  : string extends keyof TFacts["actions"]
    ? false
    : true;

type Sentences<TGraph extends AnyAnalysis> =
  | ExprSentences<TGraph, TGraph["texts"]>
  | ReadSentence<TGraph, UnwrittenReads<TGraph>>
  | UnfitReadSentence<TGraph, UnfitReads<TGraph>>
  | ConditionSentence<TGraph, UnwrittenConditions<TGraph>>
  | UnfitConditionSentence<TGraph, UnfitConditions<TGraph>>;

type ExprSentences<TGraph extends AnyAnalysis, TTexts extends string> = [TTexts] extends [never]
  ? never
  : ExprProblems<TTexts, KnownValues<TGraph>>;

// Whatever the walk finds must come out as a sentence: if no path can be told, then without one.
type ReadSentence<TGraph extends AnyAnalysis, TKey> = TKey extends string
  ? PathWithout<TGraph, TKey, TGraph["readers"][TKey], never> extends infer Actions
    ? Actions extends [...infer Before, infer Reader extends string]
      ? LastDeleter<TGraph, TKey, Before> extends infer Deleter extends string
        ? [Deleter] extends [never]
          ? unwrittenRead<Reader, TKey, Path<Actions>>
          : deletedRead<Reader, TKey, Deleter, Path<Actions>>
        : never
      : unwrittenSomewhere<TKey>
    : never
  : never;

type ConditionSentence<TGraph extends AnyAnalysis, TKey> = TKey extends string
  ? PathOut<TGraph, TKey, TGraph["sources"][TGraph["conditionReaders"][TKey]]> extends infer Actions
    ? Actions extends [...string[], infer From extends string]
      ? [LastDeleter<TGraph, TKey, Actions>, TargetFrom<TGraph, TKey, From>] extends [
          infer Deleter extends string,
          infer To extends string,
        ]
        ? [Deleter] extends [never]
          ? unwrittenCondition<From, To, TKey, Path<Actions>>
          : deletedCondition<From, To, TKey, Deleter, Path<Actions>>
        : never
      : unwrittenSomewhere<TKey>
    : never
  : never;

// a key, actions -> a path to one of them without the key, or to one of TAny in any way
type PathWithout<TGraph extends AnyAnalysis, TKey extends string, TActions, TAny extends string> = [
  TGraph["raised"] | (TKey & TGraph["deleted"]),
] extends [never]
  ? Witness<TGraph, TGraph["writers"][TKey], TActions>
  : Unmarked<Witness<Product<TGraph, TKey>, never, TActions | TAny | Marked<TAny>>>;

// a key, actions -> a path to one of them after which the key is not there
type PathOut<TGraph extends AnyAnalysis, TKey extends string, TActions> = PathWithout<
  TGraph,
  TKey,
  Exclude<TActions, TGraph["writers"][TKey]>,
  TActions & TGraph["deleters"][TKey]
>;

// path -> the last action on it that may delete the key
type LastDeleter<TGraph extends AnyAnalysis, TKey extends string, TPath> = [TGraph["deleters"][TKey]] extends [never]
  ? never
  : TPath extends [...infer Before, infer Last]
    ? Last extends TGraph["deleters"][TKey]
      ? Last
      : LastDeleter<TGraph, TKey, Before>
    : never;

// a key, an action -> where its first transition with a condition on the key leads
type TargetFrom<TGraph extends AnyAnalysis, TKey extends string, TFrom extends string> = TGraph["targets"][Earliest<
  TGraph["conditionReaders"][TKey] & TGraph["leaving"][TFrom]
>];

type UnfitReadSentence<TGraph extends AnyAnalysis, TKey> = TKey extends string
  ? Nearest<TGraph, TKey, UnfitReaders<TGraph, TKey>> extends infer Reader extends string
    ? OriginOf<
        TGraph,
        TKey,
        TGraph["actions"][Reader]["~reads"][TKey],
        ReachingReader<TGraph, TKey, Reader, false>
      > extends Origin<infer From, infer Path>
      ? unfitRead<Reader, TKey, From, PathOf<TGraph, TKey, Path>>
      : unfitSomewhere<TKey>
    : unfitSomewhere<TKey>
  : never;

type UnfitConditionSentence<TGraph extends AnyAnalysis, TKey> = TKey extends string
  ? Nearest<TGraph, TKey, UnfitAskers<TGraph, TKey>> extends infer Source extends string
    ? Earliest<
        UnfitLinks<TGraph, TKey, Source, TGraph["asking"][TKey] & TGraph["leaving"][Source]>
      > extends infer Link extends string
      ? OriginOf<
          TGraph,
          TKey,
          AskedOf<TGraph, TKey, Link>,
          ReachingCondition<TGraph, TKey, Source, Link>
        > extends Origin<infer From, infer Path>
        ? unfitCondition<Source, TGraph["targets"][Link], TKey, From, PathOf<TGraph, TKey, Path>>
        : unfitSomewhere<TKey>
      : unfitSomewhere<TKey>
    : unfitSomewhere<TKey>
  : never;

// actions -> the one that a walk from the entrypoint meets first
type Nearest<TGraph extends AnyAnalysis, TKey extends string, TActions extends string> = (
  [TGraph["raised"]] extends [never]
    ? Witness<TGraph, never, TActions>
    : Unmarked<Witness<Product<TGraph, TKey>, never, TActions | Marked<TActions>>>
) extends [...string[], infer Last]
  ? Last
  : never;

// the way a value takes -> how it is told: only where a condition somewhere says something of the key, and it is not at hand
type PathOf<TGraph extends AnyAnalysis, TKey extends string, TPath> = TKey extends TGraph["narrowed"]
  ? TPath extends [string, string, string, ...string[]]
    ? onThePath<Path<TPath>>
    : ""
  : "";
