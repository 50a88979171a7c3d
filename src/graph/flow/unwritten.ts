import type { KeysOf } from "../../condition/expr/keys.js";
import type { AnyAnalysis } from "./analysis.js";
import type { Reached } from "./reachable.js";
import type { KnownValues } from "./values.js";

/**
 * Definite assignment, one key at a time, as liveness: the key is wanted at the entry of TFrontier; walk back, past no
 * action that writes it. If the walk meets the entrypoint, and the initial state does not give the key, some path leaves
 * it unwritten; so it does if the walk meets an action that may delete it.
 */
export type IsOpenTo<TGraph extends AnyAnalysis, TKey extends string, TFrontier> = [
  TGraph["raised"] | (TKey & TGraph["deleted"]),
] extends [never]
  ? IsOpenAlong<TGraph, TGraph["writers"][TKey], TFrontier>
  : IsOpenAround<TGraph, TKey, TFrontier, TFrontier>;

/** As `IsOpenTo`, when TActions have run. */
export type IsOpenAfter<TGraph extends AnyAnalysis, TKey extends string, TActions> = [
  Reached<TGraph, TGraph["deleters"][TKey] & TActions>,
] extends [never]
  ? IsOpenTo<TGraph, TKey, Exclude<TActions, TGraph["writers"][TKey]>>
  : true;

/**
 * Where no action fails or deletes. Each level is a whole frontier. The first levels are unrolled, because most walks end
 * there, and because tail recursion stops at 1,000 levels: three to a level carry 3,000 actions in a row.
 */
type IsOpenAlong<TGraph extends AnyAnalysis, TWriters, TFrontier, TSeen = TFrontier> = [
  TGraph["entrypoint"] & TSeen,
] extends [never]
  ? Exclude<TGraph["before"][TFrontier & string], TWriters | TSeen> extends infer First
    ? [First] extends [never]
      ? false
      : Exclude<TGraph["before"][First & string], TWriters | TSeen | First> extends infer Second
        ? [Second] extends [never]
          ? [TGraph["entrypoint"] & First] extends [never]
            ? false
            : true
          : Exclude<TGraph["before"][Second & string], TWriters | TSeen | First | Second> extends infer Third
            ? IsOpenAlong<TGraph, TWriters, Third, TSeen | First | Second | Third>
            : never
        : never
    : never
  : true;

/** Where actions fail or delete: what an action that fails would have written, it has not. */
type IsOpenAround<TGraph extends AnyAnalysis, TKey extends string, TFrontier, TSeen> = [TFrontier] extends [never]
  ? false
  : IsOrigin<TGraph, TKey, TFrontier> extends true
    ? true
    : Exclude<Back<TGraph, TKey, TFrontier>, TSeen> extends infer First
      ? IsOrigin<TGraph, TKey, First> extends true
        ? true
        : Exclude<Back<TGraph, TKey, First>, TSeen | First> extends infer Second
          ? IsOpenAround<TGraph, TKey, Second, TSeen | First | Second>
          : never
      : never;

// actions at whose entry the key is wanted -> those before them at whose entry it is
type Back<TGraph extends AnyAnalysis, TKey extends string, TActions> =
  | Exclude<TGraph["before"][TActions & string], TGraph["writers"][TKey]>
  | TGraph["sources"][Exclude<TGraph["arrivingRaised"][TActions & string], TGraph["capturing"][TKey]>];

// actions at whose entry the key is wanted -> whether it may be missing at one of them from the outset
type IsOrigin<TGraph extends AnyAnalysis, TKey extends string, TActions> = [
  | (TKey extends TGraph["given"] ? never : TGraph["entrypoint"] & TActions)
  | Reached<TGraph, TGraph["before"][TActions & string] & TGraph["deleters"][TKey]>,
] extends [never]
  ? false
  : true;

// graph -> the keys that are sure to be there all along
export type Safe<TGraph extends AnyAnalysis> = Exclude<TGraph["given"], TGraph["deleted"]>;

// graph -> the keys that an action reads on a path that does not write them
export type UnwrittenReads<TGraph extends AnyAnalysis> = OpenTo<
  TGraph,
  Exclude<TGraph["needed"], Safe<TGraph>>,
  TGraph["readers"]
>;

// keys, for each the actions that want it -> those that are open to them. Asked of the whole graph at once whether actions
// fail or delete: asked for each key, 25 instantiations an action
type OpenTo<TGraph extends AnyAnalysis, TKeys extends string, TWanting extends Record<string, any>> = [
  TGraph["raised"] | TGraph["deleted"],
] extends [never]
  ? {
      [K in TKeys]: IsOpenAlong<TGraph, TGraph["writers"][K], TWanting[K]> extends true ? K : never;
    }[TKeys]
  : { [K in TKeys]: IsOpenTo<TGraph, K, TWanting[K]> extends true ? K : never }[TKeys];

// graph -> the keys that a condition reads on a path that does not write them
export type UnwrittenConditions<TGraph extends AnyAnalysis> = OpenAfter<
  TGraph,
  Exclude<TGraph["neededByConditions"], Safe<TGraph> | Misspelt<TGraph, TGraph["texts"]>>
>;

type OpenAfter<TGraph extends AnyAnalysis, TKeys extends string> = [TGraph["raised"] | TGraph["deleted"]] extends [
  never,
]
  ? {
      [K in TKeys]: IsOpenAlong<
        TGraph,
        TGraph["writers"][K],
        Exclude<TGraph["sources"][TGraph["conditionReaders"][K]], TGraph["writers"][K]>
      > extends true
        ? K
        : never;
    }[TKeys]
  : {
      [K in TKeys]: IsOpenAfter<TGraph, K, TGraph["sources"][TGraph["conditionReaders"][K]]> extends true ? K : never;
    }[TKeys];

// graph -> the keys in expressions that nobody has: told as that, not as unwritten
type Misspelt<TGraph extends AnyAnalysis, TTexts extends string> = [TTexts] extends [never]
  ? never
  : Exclude<KeysOf<TTexts>, keyof KnownValues<TGraph>>;
