import type { Earliest } from "../../types/numeral.js";
import type { AnyAnalysis } from "./analysis.js";

/**
 * A shortest path from the entrypoint to one of TGoals that passes no action of TWriters, as the list of its actions;
 * never if there is none. Only keys that are known to be unwritten somewhere pay for it.
 *
 * Forward by whole frontiers, then back from the goal. Among equals the transition declared first decides, so that the
 * run-time twin (`check/witness.ts`) names the same path.
 */
export type Witness<TGraph extends AnyAnalysis, TWriters, TGoals> = Search<
  TGraph,
  TWriters,
  TGoals,
  TGraph["entrypoint"],
  TGraph["entrypoint"],
  null
>;

// One record, not two parameters, and no constraint on it: checked at every level, a list of 1,000 frontiers is too deep
type Search<TGraph extends AnyAnalysis, TWriters, TGoals, TFrontier extends string, TSeen extends string, TLevels> = [
  TFrontier,
] extends [never]
  ? never
  : [Extract<TFrontier, TGoals>] extends [never]
    ? Exclude<TFrontier, TWriters> extends infer Passed extends string
      ? Exclude<TGraph["targets"][TGraph["leaving"][Passed]], TSeen> extends infer Next extends string
        ? Search<TGraph, TWriters, TGoals, Next, TSeen | Next, [Passed, TLevels]>
        : never
      : never
    : PathBack<TGraph, TLevels, Extract<TFrontier, TGoals>, []>;

// levels (the last one first), actions in the one behind them -> the path to the first of these
type PathBack<TGraph extends AnyAnalysis, TLevels, TActions extends string, TPath extends string[]> = TLevels extends [
  infer Level extends string,
  infer Before,
]
  ? Earliest<Extract<TGraph["arriving"][TActions], TGraph["leaving"][Level]>> extends infer First extends string
    ? PathBack<TGraph, Before, FirstOf<TGraph["transitions"][First][0], Level>, [TGraph["targets"][First], ...TPath]>
    : never
  : [TActions, ...TPath];

// one name or a list of them -> the first that is in the level
type FirstOf<TFrom, TLevel> = TFrom extends readonly [infer First extends string, ...infer Rest]
  ? First extends TLevel
    ? First
    : FirstOf<Rest, TLevel>
  : TFrom & string;

/** actions -> `a → b → c`; of a long path the beginning and the end, because compilers cut a long sentence off */
export type Path<TActions> = TActions extends [
  infer A extends string,
  infer B extends string,
  infer C extends string,
  infer D extends string,
  ...infer _Middle extends [string, string, string, string, string, ...string[]],
  infer X extends string,
  infer Y extends string,
  infer Z extends string,
]
  ? `${A} → ${B} → ${C} → ${D} → … → ${X} → ${Y} → ${Z}`
  : Join<TActions>;

type Join<TActions> = TActions extends [infer Only extends string]
  ? Only
  : TActions extends [infer First extends string, ...infer Rest]
    ? `${First} → ${Join<Rest>}`
    : never;
