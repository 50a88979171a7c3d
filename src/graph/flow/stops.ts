import type { Flat } from "../../types/flat.js";
import type { OrElse } from "../../types/or-else.js";
import type { Facts } from "../facts.js";
import type { Analysis, AnyAnalysis } from "./analysis.js";
import type { Ancestry, AncestryOf } from "./ancestry.js";
import type { NarrowedByAll } from "./narrowing.js";
import type { IsKnown } from "./problems.js";
import type { Collected, Level } from "./reaching.js";
import type { IsOpenAfter, IsOpenTo, Safe } from "./unwritten.js";
import type { BatchesOf, Keys, ValueIn } from "./values.js";

/**
 * The state when an action has finished: what is written on every path is there, the rest is optional; values as the paths
 * leave them.
 */
export type StateAfter<TFacts extends Facts, TAction extends string> =
  IsKnown<TFacts> extends true
    ? StateOf<CertainAfter<Analysis<TFacts>, TAction>, ValuesAfter<Analysis<TFacts>, TAction>>
    : StateAnywhere<TFacts>;

/** The same, where no condition out of the action held. */
export type StateAtEnd<TFacts extends Facts, TAction extends string> =
  IsKnown<TFacts> extends true
    ? StateOf<CertainAfter<Analysis<TFacts>, TAction>, ValuesAtEnd<Analysis<TFacts>, TAction>>
    : StateAnywhere<TFacts>;

/** The state when an action is about to run, reached by a transition. */
export type StateBefore<TFacts extends Facts, TAction extends string> =
  IsKnown<TFacts> extends true
    ? StateOf<CertainBefore<Analysis<TFacts>, TAction>, ValuesBefore<Analysis<TFacts>, TAction>>
    : StateAnywhere<TFacts>;

/** The state at any moment: what the initial state gives, and nothing deletes, is there, the rest is optional. */
export type StateAnywhere<TFacts extends Facts> = StateOf<Safe<Analysis<TFacts>>, ValuesAnywhere<Analysis<TFacts>>>;

/** Actions after which there may be nothing to run: no way out is always open, and those there are do not cover a key. */
export type Ends<TFacts extends Facts> =
  IsKnown<TFacts> extends true
    ? Uncovered<Analysis<TFacts>, Exclude<Analysis<TFacts>["names"], OpenSources<Analysis<TFacts>>>>
    : Analysis<TFacts>["names"];

// graph -> the actions with a way out that is always open
type OpenSources<TGraph extends AnyAnalysis> = TGraph["sources"][TGraph["open"]];

// actions -> those for which there is no key of which the conditions out of it leave no value over
type Uncovered<TGraph extends AnyAnalysis, TActions extends string> = TActions extends unknown
  ? true extends Covered<TGraph, TActions, MissedKeys<TGraph, TGraph["leaving"][TActions]>>
    ? never
    : TActions
  : never;
type Covered<TGraph extends AnyAnalysis, TAction extends string, TKeys extends string> = TKeys extends unknown
  ? [NarrowedByAll<TGraph, TKeys, TAction, ValueOrNone<TGraph, TKeys, TAction>>] extends [never]
    ? true
    : false
  : never;

// a key, an action -> what may stand there when it has finished; undefined if nothing may
type ValueOrNone<TGraph extends AnyAnalysis, TKey extends string, TAction extends string> =
  TKey extends Keys<TGraph>
    ? TKey extends Safe<TGraph>
      ? ValueAfter<TGraph, TKey, TAction>
      : IsOpenAfter<TGraph, TKey, TAction> extends true
        ? ValueAfter<TGraph, TKey, TAction> | undefined
        : ValueAfter<TGraph, TKey, TAction>
    : undefined;

// transitions -> the keys of which their conditions say something when they do not hold
type MissedKeys<TGraph extends AnyAnalysis, TLinks extends string> = TGraph["guards"][TLinks]["fails"]["key"];

// keys that are sure to be there, the value of each -> the state, one flat record
type StateOf<TCertain, TValues, TShown = Unnamed<TValues>> = Flat<
  { readonly [K in keyof TShown as K extends TCertain ? K : never]: TShown[K] } & {
    readonly [K in keyof TShown as K extends TCertain ? never : K]?: TShown[K];
  }
>;

// values -> the same, each taken out of boxes member by member: as it was found, a hover would show the name of the type that
// has found it
type Unnamed<TValues> = {
  [K in keyof TValues]: Boxed<TValues[K]> extends infer Each ? (Each extends Box<infer Value> ? Value : never) : never;
};
type Boxed<TValue> = TValue extends unknown ? Box<TValue> : never;
interface Box<out TValue> {
  readonly value: TValue;
}

// action -> by key, what may stand there; each is found out when it is asked for
type ValuesAfter<TGraph extends AnyAnalysis, TAction extends string> = {
  [K in Keys<TGraph>]: ValueAfter<TGraph, K, TAction>;
};
type ValuesAtEnd<TGraph extends AnyAnalysis, TAction extends string> = {
  [K in Keys<TGraph>]: ValueAtEnd<TGraph, K, TAction>;
};
type ValuesBefore<TGraph extends AnyAnalysis, TAction extends string> = {
  [K in Keys<TGraph>]: ValueBefore<TGraph, K, TAction>;
};
type ValuesAnywhere<TGraph extends AnyAnalysis> = { [K in Keys<TGraph>]: ValueIn<TGraph, K> };

type ValueAtEnd<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAction extends string,
> = TKey extends TGraph["narrowed"]
  ? NarrowedByAll<TGraph, TKey, TAction, ValueAfter<TGraph, TKey, TAction>>
  : ValueAfter<TGraph, TKey, TAction>;

type ValueAfter<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TAction extends string,
> = TKey extends keyof TGraph["actions"][TAction]["~writes"]
  ? TAction extends TGraph["writers"][TKey]
    ? TGraph["actions"][TAction]["~writes"][TKey]
    : TGraph["actions"][TAction]["~writes"][TKey] | ValueBefore<TGraph, TKey, TAction>
  : ValueBefore<TGraph, TKey, TAction>;

// Searched for only where there is something to find out. What is found nowhere stands behind actions that cannot be reached
type ValueBefore<TGraph extends AnyAnalysis, TKey extends string, TAction extends string> =
  IsVaried<TGraph, TKey> extends true
    ? OrElse<ValueReaching<TGraph, TKey, TAction>, ValueIn<TGraph, TKey>>
    : ValueIn<TGraph, TKey>;

// key -> whether conditions say something of it, or the initial state or an error leaves there what actions do not
type IsVaried<TGraph extends AnyAnalysis, TKey extends string> = TKey extends TGraph["narrowed"] | TGraph["captured"]
  ? true
  : TKey extends keyof TGraph["state"] & TGraph["written"]
    ? [TGraph["state"][TKey]] extends [TGraph["left"][TKey]]
      ? false
      : true
    : false;
type ValueReaching<TGraph extends AnyAnalysis, TKey extends string, TAction extends string> = Collected<
  TGraph,
  TKey,
  Level<TGraph, TKey, never, TAction, { readonly [N in TAction]: BatchesOf<TGraph, TKey> }>
>;

// action -> the keys that no path to its end leaves unwritten
type CertainAfter<TGraph extends AnyAnalysis, TAction extends string> = CertainBehind<
  TGraph,
  TAction,
  never,
  AncestryOf<TGraph, TAction>
>;

// action -> the keys that no path to it, of one transition or more, leaves unwritten
type CertainBefore<TGraph extends AnyAnalysis, TAction extends string> = CertainBehind<
  TGraph,
  TGraph["before"][TAction],
  TGraph["arrivingRaised"][TAction],
  AncestryOf<TGraph, TGraph["before"][TAction]>
>;

// actions that have just run, error edges that have just been taken, what lies behind the former -> the keys that are
// certain then
type CertainBehind<
  TGraph extends AnyAnalysis,
  TActions,
  TRaised extends string,
  TAncestry extends Ancestry<unknown, unknown>,
> = {
  [K in Keys<TGraph>]: K extends Safe<TGraph>
    ? K
    : [TGraph["raised"] | (K & TGraph["deleted"])] extends [never]
      ? [TGraph["writers"][K] & TAncestry["dominators"]] extends [never]
        ? IsOpenBehind<TGraph, K, TActions, TAncestry["passed"]> extends true
          ? never
          : K
        : K
      : true extends
            | IsOpenAfter<TGraph, K, TActions>
            | IsOpenTo<TGraph, K, TGraph["sources"][Exclude<TRaised, TGraph["capturing"][K]>]>
        ? never
        : K;
}[Keys<TGraph>];

// Of what no action behind writes, it is enough to know whether the entrypoint lies behind; the rest is searched for
type IsOpenBehind<TGraph extends AnyAnalysis, TKey extends string, TActions, TPassed> = [
  TGraph["writers"][TKey] & TPassed,
] extends [never]
  ? [TGraph["entrypoint"] & TPassed] extends [never]
    ? false
    : true
  : IsOpenAfter<TGraph, TKey, TActions>;
