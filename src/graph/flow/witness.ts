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

/** The frontiers passed so far, the last one first. */
interface Levels {
  readonly level: string;
  readonly before: Levels | null;
}

type Search<
  TGraph extends AnyAnalysis,
  TWriters,
  TGoals,
  TFrontier extends string,
  TSeen extends string,
  TLevels extends Levels | null,
> = [TFrontier] extends [never]
  ? never
  : [Extract<TFrontier, TGoals>] extends [never]
    ? Exclude<After<TGraph, Exclude<TFrontier, TWriters>>, TSeen> extends infer Next extends string
      ? Search<TGraph, TWriters, TGoals, Next, TSeen | Next, { level: Exclude<TFrontier, TWriters>; before: TLevels }>
      : never
    : TLevels extends Levels
      ? Arrive<TGraph, TLevels, ArrivingFrom<TGraph, Extract<TFrontier, TGoals>, TLevels["level"]>, []>
      : [TFrontier];

// actions -> the actions that a transition leads to from them
type After<TGraph extends AnyAnalysis, TActions extends string> = TGraph["targets"][TGraph["leaving"][TActions]];

// actions, sources -> the positions of the transitions into the actions out of the sources
type ArrivingFrom<TGraph extends AnyAnalysis, TActions extends string, TFrom extends string> = Extract<
  TGraph["arriving"][TActions],
  TGraph["leaving"][TFrom]
>;

// by the first of the transitions, whose target is known to be on the way: back to its source, and on from there
type Arrive<TGraph extends AnyAnalysis, TLevels extends Levels, TTransitions extends string, TPath extends string[]> =
  Earliest<TTransitions> extends infer First extends string
    ? Back<
        TGraph,
        TLevels["before"],
        FirstOf<TGraph["sources"][First], TLevels["level"]>,
        [TGraph["targets"][First], ...TPath]
      >
    : never;

type Back<
  TGraph extends AnyAnalysis,
  TLevels extends Levels | null,
  TAction extends string,
  TPath extends string[],
> = TLevels extends Levels
  ? Arrive<TGraph, TLevels, ArrivingFrom<TGraph, TAction, TLevels["level"]>, TPath>
  : [TAction, ...TPath];

type FirstOf<TSources, TLevel> = Extract<TSources, TLevel>;

/** actions -> `a → b → c`; of a long path the beginning and the end, because compilers cut a long sentence off */
export type Path<TActions> = TActions extends [
  infer A extends string,
  infer B extends string,
  infer C extends string,
  infer D extends string,
  ...infer Middle extends [string, string, string, string, string, ...string[]],
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
