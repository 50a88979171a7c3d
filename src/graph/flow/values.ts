import type { CapturedError } from "../../condition/on-error.js";
import type { AnyAnalysis } from "./analysis.js";
import type { Batch } from "./reaching.js";

/** graph -> the keys that may ever be there */
export type Keys<TGraph extends AnyAnalysis> =
  | TGraph["written"]
  | TGraph["captured"]
  | (keyof TGraph["state"] & string);

/** graph -> by key, all that may ever stand there; of keys that are only read, anything */
export type KnownValues<TGraph extends AnyAnalysis> = {
  [K in Keys<TGraph> | TGraph["read"]]: K extends Keys<TGraph> ? ValueIn<TGraph, K> : any;
};

/** graph, key -> all that may ever stand there: what actions leave, errors that are captured, the initial value */
export type ValueIn<TGraph extends AnyAnalysis, TKey> = WithInitial<
  | (TKey extends TGraph["written"] ? TGraph["left"][TKey] : never)
  | (TKey extends TGraph["captured"] ? CapturedError : never),
  TKey extends keyof TGraph["state"] ? TGraph["state"][TKey] : never
>;

// an initial value says nothing where what is left says as much
type WithInitial<TLeft, TInitial> = [TInitial] extends [TLeft] ? TLeft : TLeft | TInitial;

/** graph, key -> the same, apart for each that leaves it */
export type BatchesOf<TGraph extends AnyAnalysis, TKey extends string> =
  | (TKey extends TGraph["written"]
      ? { [P in TGraph["allWriters"][TKey]]: All<TGraph["actions"][P]["~writes"][TKey]> }[TGraph["allWriters"][TKey]]
      : never)
  | (TKey extends TGraph["captured"] ? All<CapturedError> : never)
  | (TKey extends keyof TGraph["state"] ? All<TGraph["state"][TKey]> : never);
type All<TValues> = Batch<TValues, TValues>;
