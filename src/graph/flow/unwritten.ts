import type { AnyAnalysis } from "./analysis.js";

/**
 * Definite assignment, one key at a time, as liveness: the key is wanted at the entry of TFrontier; walk back, past no
 * action that writes it. If the walk meets the entrypoint, some path leaves the key unwritten.
 *
 * Each level is a whole frontier. The first levels are unrolled, because most walks end there, and because tail
 * recursion stops at 1,000 levels: three to a level carry 3,000 actions in a row.
 */
export type IsOpenTo<TGraph extends AnyAnalysis, TWriters, TFrontier, TSeen = TFrontier> = [
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
            ? IsOpenTo<TGraph, TWriters, Third, TSeen | First | Second | Third>
            : never
        : never
    : never
  : true;

// graph -> the keys that an action reads on a path that does not write them
export type UnwrittenReads<
  TGraph extends AnyAnalysis,
  TKeys extends string = Exclude<TGraph["needed"], TGraph["given"]>,
> = {
  [K in TKeys]: IsOpenTo<TGraph, TGraph["writers"][K], TGraph["readers"][K]> extends true ? K : never;
}[TKeys];

// graph -> the keys that a condition reads on a path that does not write them
export type UnwrittenConditions<
  TGraph extends AnyAnalysis,
  TKeys extends string = Exclude<TGraph["neededByConditions"], TGraph["given"]>,
> = {
  [K in TKeys]: IsOpenTo<
    TGraph,
    TGraph["writers"][K],
    Exclude<TGraph["sources"][TGraph["conditionReaders"][K]], TGraph["writers"][K]>
  > extends true
    ? K
    : never;
}[TKeys];
