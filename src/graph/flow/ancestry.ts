import type { IsUnion } from "../../types/union.js";
import type { AnyAnalysis } from "./analysis.js";

/** What lies behind an action. */
export interface Ancestry<TPassed, TDominators> {
  /** The actions from which it can be reached. */
  readonly passed: TPassed;
  /** Some of those that every path from the entrypoint passes. */
  readonly dominators: TDominators;
}

/**
 * One walk back from an action, or from those before it, by whole frontiers. All paths from the entrypoint pass each
 * frontier, as long as that does not hold the entrypoint itself; so where it is a single action, all of them pass that.
 * With it most keys are decided at once: searched for one by one, the keys of 400 actions in a row cost 3,250,000
 * instantiations, and those of 1,000 were too many.
 */
export type AncestryOf<TGraph extends AnyAnalysis, TFrontier> = Walk<TGraph, TFrontier, TFrontier, never>;

// Two frontiers to a level: tail recursion stops at 1,000
type Walk<TGraph extends AnyAnalysis, TFrontier, TPassed, TDominators> = [TFrontier] extends [never]
  ? Ancestry<TPassed, TDominators>
  : Exclude<TGraph["before"][TFrontier & string], TPassed> extends infer Next
    ? Walk<
        TGraph,
        Exclude<TGraph["before"][Next & string], TPassed | Next>,
        TPassed | Next | Exclude<TGraph["before"][Next & string], TPassed | Next>,
        TDominators | DominatorIn<TGraph, TFrontier, Exclude<TPassed, TFrontier>> | DominatorIn<TGraph, Next, TPassed>
      >
    : never;

// frontier, what was passed before it -> the single action in it, while the entrypoint has not been passed
type DominatorIn<TGraph extends AnyAnalysis, TFrontier, TPassed> = [TGraph["entrypoint"] & TPassed] extends [never]
  ? IsSingle<TFrontier> extends true
    ? TFrontier
    : never
  : never;

type IsSingle<TAll> = [TAll] extends [never] ? false : IsUnion<TAll> extends true ? false : true;
