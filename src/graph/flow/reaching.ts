import type { CapturedError } from "../../condition/on-error.js";
import type { Primitive } from "../../types/toolbelt.js";
import type { AnyAnalysis } from "./analysis.js";
import type { Narrowed } from "./narrowing.js";
import type { Reached } from "./reachable.js";

/**
 * Values of TAll, which somebody leaves, kept apart from those that others leave: of `"a" | string` the compiler makes
 * `string`, and a "a" that has been seen among the former has not been seen among the latter.
 */
export interface Batch<in out TValues, in out TAll> {
  readonly values: (of: TValues) => TValues;
  readonly all: (of: TAll) => TAll;
}
export type BatchOf<TValues, TAll> = [TValues] extends [never] ? never : Batch<TValues, TAll>;

/**
 * Reaching definitions of one key, backward by whole frontiers: at each action the values that, standing there at its entry,
 * reach the goal and do not fit it. Conditions take some away; an action that writes the key is where others come from.
 *
 * A level is an interface, so that its members are computed when they are asked for, and once.
 */
export interface Level<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TActions extends string,
  TValues extends Record<string, any>,
> {
  readonly actions: TActions;
  /** by action: what stands there at its entry, in batches */
  readonly values: TValues;
  /** by action before them: what it leaves when it succeeds, when it fails, and of that, what is the error */
  readonly left: {
    readonly [P in TGraph["before"][TActions]]: LeftBy<
      TGraph,
      TKey,
      TAccepts,
      P,
      TGraph["leaving"][P] & TGraph["arriving"][TActions],
      TValues
    >;
  };
  readonly leftFailing: {
    readonly [P in TGraph["sources"][Exclude<
      TGraph["arrivingRaised"][TActions],
      TGraph["capturing"][TKey]
    >]]: TValues[TGraph["targets"][Exclude<
      TGraph["leavingRaised"][P] & TGraph["arrivingRaised"][TActions],
      TGraph["capturing"][TKey]
    >]];
  };
  readonly captured: {
    readonly [P in TGraph["sources"][TGraph["arrivingRaised"][TActions] & TGraph["capturing"][TKey]]]: Within<
      TValues[TGraph["targets"][TGraph["leavingRaised"][P] &
        TGraph["arrivingRaised"][TActions] &
        TGraph["capturing"][TKey]]],
      CapturedError
    >;
  };
}

export interface AnyLevel {
  readonly actions: string;
  readonly values: Record<string, any>;
  readonly left: object;
  readonly leftFailing: object;
  readonly captured: object;
}

// action, links out of it -> what it leaves for their targets. Most keys are narrowed nowhere: then at once
export type LeftBy<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TAction extends string,
  TLinks extends string,
  TValues extends Record<string, any>,
> = TKey extends TGraph["narrowed"]
  ? TLinks extends unknown
    ? NarrowedBatches<TGraph, TKey, TAccepts, TAction, TLinks, TValues[TGraph["targets"][TLinks]]>
    : never
  : TValues[TGraph["targets"][TLinks]];

type NarrowedBatches<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TAction extends string,
  TLink extends string,
  TBatches,
> =
  TBatches extends Batch<infer Values, infer All>
    ? BatchOf<Unfit<Narrowed<TGraph, TKey, TLink, TAction, Values>, TAccepts>, All>
    : never;

/** values -> those that do not fit */
export type Unfit<TValues, TAccepts> = TValues extends TAccepts ? never : TValues;

// values -> those that lie within others
type Inside<TValues, TOthers> = TValues extends TOthers ? TValues : never;

/** batches -> of each, what lies within some values */
export type Within<TBatches, TOthers> =
  TBatches extends Batch<infer Values, infer All> ? BatchOf<Inside<Values, TOthers>, All> : never;

/** A level in which some of the values are found to come from somewhere, and the levels behind it, the last one first. */
export interface Found<TLevel extends AnyLevel, TLevels> {
  readonly level: TLevel;
  readonly levels: TLevels;
}

/**
 * Goes back until it is known where some of the values come from; never if they come from nowhere. With TStops, a walk does
 * not go on behind an action that reads the key and takes what is looked for no more than the goal: that is its own
 * problem. So a search that only asks whether there is one ends after a step, most of the time.
 */
// Two levels to a call: tail recursion stops at 1,000
export type Reaching<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TStops extends boolean,
  TLevel extends AnyLevel,
  TSeen extends string = never,
  TLevels = null,
> = [TLevel] extends [never]
  ? never
  : [Origins<TGraph, TKey, TLevel>] extends [never]
    ? Behind<TGraph, TKey, TAccepts, TStops, TLevel, TSeen, [TLevel, TLevels]> extends infer First extends AnyLevel
      ? [First] extends [never]
        ? never
        : [Origins<TGraph, TKey, First>] extends [never]
          ? Behind<
              TGraph,
              TKey,
              TAccepts,
              TStops,
              First,
              TSeen | TLevel["actions"],
              [First, [TLevel, TLevels]]
            > extends infer Second extends AnyLevel
            ? Reaching<
                TGraph,
                TKey,
                TAccepts,
                TStops,
                Second,
                TSeen | TLevel["actions"] | First["actions"],
                [First, [TLevel, TLevels]]
              >
            : never
          : Found<First, [TLevel, TLevels]>
      : never
    : Found<TLevel, TLevels>;

// level -> the one behind it; never if nothing is left to look for
type Behind<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAccepts,
  TStops extends boolean,
  TLevel extends AnyLevel,
  TSeen extends string,
  TLevels,
> =
  Fresh<TGraph, TKey, TStops, TLevel, TSeen | TLevel["actions"], TLevels> extends infer Values extends Record<
    string,
    any
  >
    ? Holding<Values> extends infer Actions extends string
      ? [Actions] extends [never]
        ? never
        : Level<TGraph, TKey, TAccepts, Actions, Values>
      : never
    : never;

// values by action -> the actions that have some
export type Holding<TValues extends Record<string, any>> = {
  [P in keyof TValues]: [TValues[P]] extends [never] ? never : P;
}[keyof TValues];

// level -> by action before it: what stands there at its entry, and has not been seen there
type Fresh<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TStops extends boolean,
  TLevel extends AnyLevel,
  TSeen,
  TLevels,
> = {
  readonly [P in (Exclude<keyof TLevel["left"], TGraph["writers"][TKey]> | keyof TLevel["leftFailing"]) &
    string]: P extends TSeen
    ? Exclude<Entering<TGraph, TKey, TStops, TLevel, P>, SeenAt<P, TLevels>>
    : Entering<TGraph, TKey, TStops, TLevel, P>;
};

// action, level behind which it stands -> what stands there at its entry
type Entering<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TStops extends boolean,
  TLevel extends AnyLevel,
  TAction extends string,
  TValues =
    | (TAction extends Exclude<keyof TLevel["left"], TGraph["writers"][TKey]> ? TLevel["left"][TAction] : never)
    | (TAction extends keyof TLevel["leftFailing"] ? TLevel["leftFailing"][TAction] : never),
> = TStops extends true
  ? TAction extends TGraph["allReaders"][TKey]
    ? TKey extends TGraph["narrowed"]
      ? Overlapping<TValues, TGraph["actions"][TAction]["~reads"][TKey]>
      : Within<TValues, TGraph["actions"][TAction]["~reads"][TKey]>
    : TValues
  : TValues;

// batches -> of each, what lies within some values, or may once it is narrowed: a string that is not "a" is not taken by who
// reads "a", but a when further back may make a "a" of it
type Overlapping<TBatches, TOthers> =
  TBatches extends Batch<infer Values, infer All> ? BatchOf<Meeting<Values, TOthers>, All> : never;
type Meeting<TValues, TOthers> = TValues extends TOthers
  ? TValues
  : TValues extends Primitive
    ? [TValues & TOthers] extends [never]
      ? never
      : TValues
    : never;

// action, levels -> what has been seen at its entry
type SeenAt<TAction, TLevels, TSeen = never> = TLevels extends [infer One extends AnyLevel, infer Rest]
  ? SeenAt<TAction, Rest, TSeen | (TAction extends One["actions"] ? One["values"][TAction & string] : never)>
  : TSeen;

// level -> where some of its values come from: those that the initial state gives, the actions that leave others
type Origins<TGraph extends AnyAnalysis, TKey extends string, TLevel extends AnyLevel> =
  | InitialIn<TGraph, TKey, TLevel>
  | Reached<TGraph, Writing<TGraph, TKey, TLevel>>
  | Reached<TGraph, Holding<TLevel["captured"]>>;

/** level -> those of the entrypoint's values that the initial state gives */
export type InitialIn<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLevel extends AnyLevel,
> = TGraph["entrypoint"] extends TLevel["actions"]
  ? TKey extends keyof TGraph["state"]
    ? Within<TLevel["values"][TGraph["entrypoint"]], TGraph["state"][TKey]>
    : never
  : never;

// level -> the actions that write some of its values
export type Writing<TGraph extends AnyAnalysis, TKey extends string, TLevel extends AnyLevel> = {
  [P in keyof TLevel["left"] & string]: [WrittenBy<TGraph, TKey, P, TLevel["left"][P]>] extends [never] ? never : P;
}[keyof TLevel["left"] & string];

/** action, values -> those that it may have written */
export type WrittenBy<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAction extends string,
  TValues,
> = TKey extends keyof TGraph["actions"][TAction]["~writes"]
  ? Within<TValues, TGraph["actions"][TAction]["~writes"][TKey]>
  : never;

/** Goes back to the end: all of the values that come from somewhere. Two levels to a call, as `Reaching`. */
export type Collected<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLevel extends AnyLevel,
  TSeen extends string = never,
  TLevels = null,
  TCollected = never,
> = [TLevel] extends [never]
  ? TCollected
  : Behind<TGraph, TKey, never, false, TLevel, TSeen, [TLevel, TLevels]> extends infer First extends AnyLevel
    ? [First] extends [never]
      ? TCollected | ComingIn<TGraph, TKey, TLevel>
      : Collected<
          TGraph,
          TKey,
          Behind<TGraph, TKey, never, false, First, TSeen | TLevel["actions"], [First, [TLevel, TLevels]]>,
          TSeen | TLevel["actions"] | First["actions"],
          [First, [TLevel, TLevels]],
          TCollected | ComingIn<TGraph, TKey, TLevel> | ComingIn<TGraph, TKey, First>
        >
    : never;

// level -> those of its values that come from somewhere
type ComingIn<TGraph extends AnyAnalysis, TKey extends string, TLevel extends AnyLevel> = ValuesIn<
  | InitialIn<TGraph, TKey, TLevel>
  | WrittenIn<TGraph, TKey, TLevel, Reached<TGraph, Writing<TGraph, TKey, TLevel>> & string>
  | TLevel["captured"][Reached<TGraph, Holding<TLevel["captured"]>> & keyof TLevel["captured"]]
>;
type WrittenIn<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLevel extends AnyLevel,
  TActions extends string,
> = TActions extends keyof TLevel["left"] ? WrittenBy<TGraph, TKey, TActions, TLevel["left"][TActions]> : never;
type ValuesIn<TBatches> = TBatches extends Batch<infer Values, any> ? Values : never;
