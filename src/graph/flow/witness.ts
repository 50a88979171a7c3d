import type { Earliest } from "../../types/numeral.js";
import type { Marked } from "./marks.js";

/** As much of a graph as a search needs: an `Analysis`, or the `Product` of one with what becomes of a key. */
export interface View {
  /** where every walk starts */
  readonly entry: string;
  /** by action: the positions of the links out of it and into it */
  readonly leaving: Record<string, any>;
  readonly arriving: Record<string, any>;
  /** by position: the target; the link with its sources */
  readonly targets: Record<string, any>;
  readonly links: Record<string, any>;
}

/**
 * A shortest path from the entry to one of TGoals that passes no action of TWriters, as the list of its actions; never if
 * there is none. Only keys that are known to be missing somewhere pay for it: 140 instantiations a step.
 *
 * Forward by whole frontiers, then back from the goal. Among equals the transition declared first decides, so that the
 * run-time twin (`check/witness.ts`) names the same path. Three steps to a level of recursion, and the way back apart
 * from the way there: tail recursion stops at 1,000 levels, and a path may pass 2,000 actions. Literals are intersected, not
 * extracted: the compiler does that by itself.
 */
export type Witness<TView extends View, TWriters, TGoals> =
  Search<TView, TWriters, TGoals, TView["entry"], TView["entry"], null> extends [
    infer Goals extends string,
    infer Levels,
  ]
    ? WayTo<TView, Levels, WithoutFirst<Goals>>
    : never;

// goals entered without the key and with it -> the former, if there are any
type WithoutFirst<TGoals extends string> = [TGoals & Marked<string>] extends [never]
  ? TGoals
  : [Exclude<TGoals, Marked<string>>] extends [never]
    ? TGoals
    : Exclude<TGoals, Marked<string>>;

// frontier, what has been seen, the frontiers behind (the last one first) -> [goals, the frontiers behind them]
type Search<TView extends View, TWriters, TGoals, TFrontier, TSeen, TLevels> = [TFrontier] extends [never]
  ? never
  : [TFrontier & TGoals] extends [never]
    ? Next<TView, TWriters, TFrontier, TSeen> extends infer First
      ? [First & TGoals] extends [never]
        ? Next<TView, TWriters, First, TSeen | First> extends infer Second
          ? [Second & TGoals] extends [never]
            ? Next<TView, TWriters, Second, TSeen | First | Second> extends infer Third
              ? Search<
                  TView,
                  TWriters,
                  TGoals,
                  Third,
                  TSeen | First | Second | Third,
                  [Exclude<Second, TWriters>, [Exclude<First, TWriters>, [Exclude<TFrontier, TWriters>, TLevels]]]
                >
              : never
            : [Second & TGoals, [Exclude<First, TWriters>, [Exclude<TFrontier, TWriters>, TLevels]]]
          : never
        : [First & TGoals, [Exclude<TFrontier, TWriters>, TLevels]]
      : never
    : [TFrontier & TGoals, TLevels];

// frontier -> the actions that a transition leads to, past no writer
type Next<TView extends View, TWriters, TFrontier, TSeen> = Exclude<
  TView["targets"][TView["leaving"][Exclude<TFrontier, TWriters> & string]],
  TSeen
>;

// levels, goals in the one after them -> the path to the first of these
type WayTo<TView extends View, TLevels, TGoals extends string> = TLevels extends [
  infer Last extends string,
  infer Before,
]
  ? LinkFrom<TView, Last, TGoals> extends infer Link extends string
    ? SourceOf<TView, Link, Last> extends infer Source extends string
      ? PathBack<TView, Before, Source, [Source, TView["targets"][Link] & TGoals]>
      : never
    : never
  : [TGoals];

// levels, an action in the one after them, the path from there -> the path from the entry
type PathBack<TView extends View, TLevels, TAction extends string, TPath extends string[]> = TLevels extends [
  infer Last extends string,
  infer Before,
]
  ? SourceBefore<TView, Last, TAction> extends infer One extends string
    ? Before extends [infer SecondLast extends string, infer BeforeThat]
      ? SourceBefore<TView, SecondLast, One> extends infer Two extends string
        ? BeforeThat extends [infer ThirdLast extends string, infer Rest]
          ? SourceBefore<TView, ThirdLast, Two> extends infer Three extends string
            ? PathBack<TView, Rest, Three, [Three, Two, One, ...TPath]>
            : never
          : [Two, One, ...TPath]
        : never
      : [One, ...TPath]
    : never
  : TPath;

// level, an action -> where the first link out of the level into the action comes from
type SourceBefore<TView extends View, TLevel extends string, TAction extends string> =
  LinkFrom<TView, TLevel, TAction> extends infer Link extends string ? SourceOf<TView, Link, TLevel> : never;

// level, actions -> the position of the first link out of the level into one of the actions
type LinkFrom<TView extends View, TLevel extends string, TActions extends string> = Earliest<
  TView["arriving"][TActions] & TView["leaving"][TLevel]
>;

// link, level -> its first source that is in the level
type SourceOf<TView extends View, TLink extends string, TLevel> = FirstOf<
  TView,
  TLink,
  TView["links"][TLink]["from"],
  TLevel
>;

// one name or a list of them -> the first that is in the level, and is left by the link
type FirstOf<TView extends View, TLink, TFrom, TLevel> = TFrom extends string
  ? TFrom
  : TFrom extends readonly [infer Name extends string, ...infer Rest]
    ? Name extends TLevel
      ? TLink extends TView["leaving"][Name]
        ? Name
        : FirstOf<TView, TLink, Rest, TLevel>
      : FirstOf<TView, TLink, Rest, TLevel>
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
