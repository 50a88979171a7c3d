import type { Earliest } from "../../types/numeral.js";
import type { AnyAnalysis } from "./analysis.js";

/**
 * A shortest path from the entrypoint to one of TGoals that passes no action of TWriters, as the list of its actions;
 * never if there is none. Only keys that are known to be unwritten somewhere pay for it: 140 instantiations a step.
 *
 * Forward by whole frontiers, then back from the goal. Among equals the transition declared first decides, so that the
 * run-time twin (`check/witness.ts`) names the same path. Two steps to a level of recursion, and the way back apart from
 * the way there: tail recursion stops at 1,000 levels, and a path may pass 2,000 actions. Literals are intersected, not
 * extracted: the compiler does that by itself.
 */
export type Witness<TGraph extends AnyAnalysis, TWriters, TGoals> =
  Search<TGraph, TWriters, TGoals, TGraph["entrypoint"], TGraph["entrypoint"], null> extends [infer Goals, infer Levels]
    ? PathBack<TGraph, Levels, Goals & string, []>
    : never;

// frontier, what has been seen, the frontiers behind (the last one first) -> [goals, the frontiers behind them]
type Search<TGraph extends AnyAnalysis, TWriters, TGoals, TFrontier, TSeen, TLevels> = [TFrontier] extends [never]
  ? never
  : [TFrontier & TGoals] extends [never]
    ? Next<TGraph, TWriters, TFrontier, TSeen> extends infer First
      ? [First] extends [never]
        ? never
        : [First & TGoals] extends [never]
          ? Next<TGraph, TWriters, First, TSeen | First> extends infer Second
            ? Search<
                TGraph,
                TWriters,
                TGoals,
                Second,
                TSeen | First | Second,
                [Exclude<First, TWriters>, [Exclude<TFrontier, TWriters>, TLevels]]
              >
            : never
          : [First & TGoals, [Exclude<TFrontier, TWriters>, TLevels]]
      : never
    : [TFrontier & TGoals, TLevels];

// frontier -> the actions that a transition leads to, past no writer
type Next<TGraph extends AnyAnalysis, TWriters, TFrontier, TSeen> = Exclude<
  TGraph["targets"][TGraph["leaving"][Exclude<TFrontier, TWriters> & string]],
  TSeen
>;

// levels, actions in the one before them -> the path to the first of these
type PathBack<TGraph extends AnyAnalysis, TLevels, TActions extends string, TPath extends string[]> = TLevels extends [
  infer Last,
  infer Before,
]
  ? LinkFrom<TGraph, Last, TActions> extends infer Link extends string
    ? Before extends [infer SecondLast, infer Rest]
      ? LinkFrom<TGraph, SecondLast, SourceIn<TGraph, Link, Last>> extends infer LinkBefore extends string
        ? PathBack<
            TGraph,
            Rest,
            SourceIn<TGraph, LinkBefore, SecondLast>,
            [TGraph["targets"][LinkBefore], TGraph["targets"][Link], ...TPath]
          >
        : never
      : [SourceIn<TGraph, Link, Last>, TGraph["targets"][Link], ...TPath]
    : never
  : [TActions, ...TPath];

// level, actions -> the position of the first link out of the level into one of the actions
type LinkFrom<TGraph extends AnyAnalysis, TLevel, TActions extends string> = Earliest<
  TGraph["arriving"][TActions] & TGraph["leaving"][TLevel & string]
>;

// link, level -> its first source that is in the level
type SourceIn<TGraph extends AnyAnalysis, TLink extends string, TLevel> = FirstOf<
  TGraph["links"][TLink]["from"],
  TLevel
>;

// one name or a list of them -> the first that is in the level
type FirstOf<TFrom, TLevel> = TFrom extends string
  ? TFrom
  : TFrom extends readonly [infer First extends string, ...infer Rest]
    ? First extends TLevel
      ? First
      : FirstOf<Rest, TLevel>
    : string;

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
