import type { CapturedError } from "../../condition/on-error.js";
import type { failed, fromAction, fromFailure, fromInitialState } from "../../sentences.js";
import type { Earliest } from "../../types/numeral.js";
import type { AnyAnalysis } from "./analysis.js";
import type { FirstAmong } from "./arcs.js";
import type { Narrowed } from "./narrowing.js";
import type { Reached } from "./reachable.js";
import type { AnyLevel, Batch, Found, Holding, InitialIn, LeftBy, Within, Writing, WrittenBy } from "./reaching.js";

/** Where a value comes from, in words, and the actions on the way it takes to the goal, from there on. */
export interface Origin<TFrom extends string, TPath extends string[]> {
  readonly from: TFrom;
  readonly path: TPath;
}

/**
 * What a search has found -> where the value comes from, and the way it takes: the initial state first, else by the
 * transition declared first.
 */
export type OriginOf<TGraph extends AnyAnalysis, TKey extends string, TAccepts, TFound> =
  TFound extends Found<infer Level, infer Levels>
    ? [Level["actions"]] extends [never]
      ? // found at once: the action whose condition it is
        Origin<fromAction<keyof Level["left"] & string>, [keyof Level["left"] & string]>
      : [InitialIn<TGraph, TKey, Level>] extends [never]
        ? FirstLink<TGraph, TKey, TAccepts, Level> extends infer Link extends string
          ? OriginBy<TGraph, TKey, TAccepts, Level, Levels, Link>
          : never
        : Origin<
            fromInitialState,
            Way<TGraph, TKey, Levels, TGraph["entrypoint"], Apart<InitialIn<TGraph, TKey, Level>>, []>
          >
    : never;

// level, the first transition by which some of its values come -> their origin
type OriginBy<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TLevel extends AnyLevel,
  TLevels,
  TLink extends string,
> = TLink extends TGraph["raised"]
  ? FirstAmong<TGraph["links"][TLink]["from"], Failing<TGraph, TLevel>> extends infer Source extends string
    ? Origin<
        fromFailure<Source>,
        Way<TGraph, TKey, TLevels, TGraph["targets"][TLink], Apart<CapturedBy<TGraph, TLevel, TLink>>, [failed<Source>]>
      >
    : never
  : FirstAmong<
        TGraph["links"][TLink]["from"],
        SourcesBy<TGraph, TKey, TAccepts, TLevel, TLink, Writers<TGraph, TKey, TLevel>>
      > extends infer Source extends string
    ? Origin<
        fromAction<Source>,
        Way<
          TGraph,
          TKey,
          TLevels,
          TGraph["targets"][TLink],
          Carried<
            TGraph,
            TKey,
            TLevel,
            Source,
            Apart<WrittenVia<TGraph, TKey, TAccepts, TLevel, TLink, Source>>,
            TLink
          >,
          [Source]
        >
      >
    : never;

type FirstLink<TGraph extends AnyAnalysis, TKey extends string, TAccepts, TLevel extends AnyLevel> = Earliest<
  | LinksOut<TGraph, TKey, TAccepts, TLevel, Writers<TGraph, TKey, TLevel>>
  | (TGraph["leavingRaised"][Failing<TGraph, TLevel>] & CapturingInto<TGraph, TKey, TLevel>)
>;

// level -> the actions that write some of its values, that fail with some of them
type Writers<TGraph extends AnyAnalysis, TKey extends string, TLevel extends AnyLevel> = Reached<
  TGraph,
  Writing<TGraph, TKey, TLevel>
> &
  string;
type Failing<TGraph extends AnyAnalysis, TLevel extends AnyLevel> = Reached<TGraph, Holding<TLevel["captured"]>> &
  string;

// level -> the error edges into it that write the key with some of its values
type CapturingInto<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLevel extends AnyLevel,
> = TGraph["arrivingRaised"][TLevel["actions"]] & TGraph["capturing"][TKey] extends infer Links extends string
  ? Links extends unknown
    ? [CapturedBy<TGraph, TLevel, Links>] extends [never]
      ? never
      : Links
    : never
  : never;
type CapturedBy<TGraph extends AnyAnalysis, TLevel extends AnyLevel, TLink extends string> = Within<
  TLevel["values"][TGraph["targets"][TLink]],
  CapturedError
>;

// actions -> the transitions out of them by which the level gets some of its values
type LinksOut<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TLevel extends AnyLevel,
  TActions extends string,
> = {
  [P in TActions]: LinksVia<
    TGraph,
    TKey,
    TAccepts,
    TLevel,
    P,
    TGraph["leaving"][P] & TGraph["arriving"][TLevel["actions"]]
  >;
}[TActions];
type LinksVia<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TLevel extends AnyLevel,
  TAction extends string,
  TLinks extends string,
> = TLinks extends unknown
  ? [WrittenVia<TGraph, TKey, TAccepts, TLevel, TLinks, TAction>] extends [never]
    ? never
    : TLinks
  : never;

// a transition, actions -> those of them from which it brings some of the values
type SourcesBy<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TLevel extends AnyLevel,
  TLink extends string,
  TActions extends string,
> = TActions extends unknown
  ? [WrittenVia<TGraph, TKey, TAccepts, TLevel, TLink, TActions>] extends [never]
    ? never
    : TActions
  : never;

// a transition, its source -> what that has written of the values
type WrittenVia<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TLevel extends AnyLevel,
  TLink extends string,
  TSource extends string,
> = WrittenBy<TGraph, TKey, TSource, LeftBy<TGraph, TKey, TAccepts, TSource, TLink, TLevel["values"]>>;

// batches -> each of their values in one of its own
type Apart<TBatches> = TBatches extends Batch<infer Values, infer All> ? Each<Values, All> : never;
type Each<TValues, TAll> = TValues extends unknown ? Batch<TValues, TAll> : never;

// levels, an action behind them, what stands there at its entry -> the way to the goal
type Way<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLevels,
  TAction extends string,
  TNow,
  TPath extends string[],
> = TLevels extends [infer Next extends AnyLevel, infer Rest]
  ? Earliest<Carriers<TGraph, TKey, Next, TAction, TNow>> extends infer Link extends string
    ? [Link] extends [never]
      ? [...TPath, TAction]
      : Way<
          TGraph,
          TKey,
          Rest,
          TGraph["targets"][Link],
          Carried<TGraph, TKey, Next, TAction, TNow, Link>,
          [...TPath, Link extends TGraph["raised"] ? failed<TAction> : TAction]
        >
    : never
  : [...TPath, TAction];

// the next level, an action -> the transitions that carry some of what stands there into it. There always are some: what
// stands there has been found by going back on them
type Carriers<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TNext extends AnyLevel,
  TAction extends string,
  TNow,
  TLinks extends string = LinksInto<TGraph, TKey, TNext, TAction>,
> = TLinks extends unknown
  ? [Carried<TGraph, TKey, TNext, TAction, TNow, TLinks>] extends [never]
    ? never
    : TLinks
  : never;

// the next level, an action -> the transitions into it by which the action is left with the key as it was
type LinksInto<TGraph extends AnyAnalysis, TKey extends string, TNext extends AnyLevel, TAction extends string> =
  | (TAction extends TGraph["writers"][TKey]
      ? never
      : TGraph["leaving"][TAction] & TGraph["arriving"][TNext["actions"]])
  | Exclude<TGraph["leavingRaised"][TAction] & TGraph["arrivingRaised"][TNext["actions"]], TGraph["capturing"][TKey]>;

// the next level, what stands at the entry of an action, a transition -> what it is behind that: of the level, the values of
// which narrowing has made, on the way back, what stands there. What lies within the level is not enough: a "a" would take
// ways that only other strings can take. Of a key of which no condition says anything, all goes every way
type Carried<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TNext extends AnyLevel,
  TAction extends string,
  TNow,
  TLink extends string,
> = TKey extends TGraph["narrowed"]
  ? CarriedOf<TGraph, TKey, TNext["values"][TGraph["targets"][TLink]], TAction, TNow, TLink>
  : TNow;
type CarriedOf<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TBatches,
  TAction extends string,
  TNow,
  TLink extends string,
> = TBatches extends Batch<infer Values, infer All> ? Becoming<TGraph, TKey, Values, All, TAction, TNow, TLink> : never;

// values behind a transition, what stands before it -> those of which narrowing makes some of that
type Becoming<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TValues,
  TAll,
  TAction extends string,
  TNow,
  TLink extends string,
> = TValues extends unknown
  ? [Extract<Each<Before<TGraph, TKey, TValues, TAction, TLink>, TAll>, TNow>] extends [never]
    ? never
    : Batch<TValues, TAll>
  : never;

// a value behind a transition -> what it was before it
type Before<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TValue,
  TAction extends string,
  TLink extends string,
> = TLink extends TGraph["raised"] ? TValue : Narrowed<TGraph, TKey, TLink, TAction, TValue>;
