import type { Flat } from "../../types/flat.js";
import type { Facts } from "../facts.js";
import type { Analysis, AnyAnalysis } from "./analysis.js";
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
type CertainAfter<TGraph extends AnyAnalysis, TAction extends string> = {
  [K in Keys<TGraph> & string]: K extends TGraph["given"]
    ? K
    : IsOpenTo<TGraph, TGraph["writers"][K], Exclude<TAction, TGraph["writers"][K]>> extends true
      ? never
      : K;
}[Keys<TGraph> & string];

// action -> the keys that no path to it, of one transition or more, leaves unwritten
type CertainBefore<TGraph extends AnyAnalysis, TAction extends string> = {
  [K in Keys<TGraph> & string]: K extends TGraph["given"]
    ? K
    : IsOpenTo<TGraph, TGraph["writers"][K], Exclude<TGraph["before"][TAction], TGraph["writers"][K]>> extends true
      ? never
      : K;
}[Keys<TGraph> & string];
