import type { Flat } from "../../types/flat.js";
import type { Facts } from "../facts.js";
import type { Analysis, AnyAnalysis } from "./analysis.js";
import type { Ancestry, AncestryOf } from "./ancestry.js";
import type { IsKnown } from "./problems.js";
import type { IsOpenTo } from "./unwritten.js";

/** The state when an action has finished: what is written on every path is there, the rest is optional. */
export type StateAfter<TFacts extends Facts, TAction extends string> = StateOf<
  Analysis<TFacts>,
  IsKnown<TFacts> extends true ? CertainAfter<Analysis<TFacts>, TAction> : Analysis<TFacts>["given"]
>;

/** The state when an action is about to run, reached by a transition. */
export type StateBefore<TFacts extends Facts, TAction extends string> = StateOf<
  Analysis<TFacts>,
  IsKnown<TFacts> extends true ? CertainBefore<Analysis<TFacts>, TAction> : Analysis<TFacts>["given"]
>;

/** The state at any moment: what the initial state gives is there, the rest is optional. */
export type StateAnywhere<TFacts extends Facts> = StateOf<Analysis<TFacts>, Analysis<TFacts>["given"]>;

/** Actions without a way out that is always open: where a run can end by itself. */
export type Ends<TFacts extends Facts> =
  IsKnown<TFacts> extends true
    ? Exclude<Analysis<TFacts>["names"], OpenSources<Analysis<TFacts>>>
    : Analysis<TFacts>["names"];

// graph -> the actions with a way out that is always open
type OpenSources<TGraph extends AnyAnalysis> = TGraph["sources"][TGraph["open"]];

// keys that are sure to be there -> the state, one flat record
type StateOf<TGraph extends AnyAnalysis, TCertain> = Flat<
  { readonly [K in Keys<TGraph> as K extends TCertain ? K : never]: ValueIn<TGraph, K> } & {
    readonly [K in Keys<TGraph> as K extends TCertain ? never : K]?: ValueIn<TGraph, K>;
  }
>;

// graph -> the keys that something writes or the initial state gives
type Keys<TGraph extends AnyAnalysis> = TGraph["written"] | keyof TGraph["state"];

// key -> what may stand there: the writers' values, and the initial one unless theirs say as much
type ValueIn<TGraph extends AnyAnalysis, TKey> = WithInitial<
  TKey extends TGraph["written"] ? TGraph["left"][TKey] : never,
  TKey extends keyof TGraph["state"] ? TGraph["state"][TKey] : never
>;
type WithInitial<TLeft, TInitial> = [TInitial] extends [TLeft] ? TLeft : TLeft | TInitial;

// action -> the keys that no path to its end leaves unwritten
type CertainAfter<TGraph extends AnyAnalysis, TAction extends string> = CertainBehind<
  TGraph,
  TAction,
  AncestryOf<TGraph, TAction>
>;

// action -> the keys that no path to it, of one transition or more, leaves unwritten
type CertainBefore<TGraph extends AnyAnalysis, TAction extends string> = CertainBehind<
  TGraph,
  TGraph["before"][TAction],
  AncestryOf<TGraph, TGraph["before"][TAction]>
>;

// actions that have just run, what lies behind them -> the keys that are certain then
type CertainBehind<TGraph extends AnyAnalysis, TActions, TAncestry extends Ancestry<unknown, unknown>> = {
  [K in Keys<TGraph> & string]: K extends TGraph["given"]
    ? K
    : [TGraph["writers"][K] & TAncestry["dominators"]] extends [never]
      ? IsOpenBehind<TGraph, TGraph["writers"][K], TActions, TAncestry["passed"]> extends true
        ? never
        : K
      : K;
}[Keys<TGraph> & string];

// Of what no action behind writes, it is enough to know whether the entrypoint lies behind; the rest is searched for
type IsOpenBehind<TGraph extends AnyAnalysis, TWriters, TActions, TPassed> = [TWriters & TPassed] extends [never]
  ? [TGraph["entrypoint"] & TPassed] extends [never]
    ? false
    : true
  : IsOpenTo<TGraph, TWriters, Exclude<TActions, TWriters>>;
