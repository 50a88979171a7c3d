import type { AnyAnalysis } from "./analysis.js";

/** graph -> the actions that can be reached from the entrypoint, by transitions of every kind */
export type Reachable<TGraph extends AnyAnalysis> = Walk<TGraph, TGraph["entrypoint"], TGraph["entrypoint"]>;

// Two frontiers to a level: tail recursion stops at 1,000
type Walk<TGraph extends AnyAnalysis, TFrontier, TSeen extends string> = [TFrontier] extends [never]
  ? TSeen
  : Exclude<After<TGraph, TFrontier>, TSeen> extends infer Next extends string
    ? Exclude<After<TGraph, Next>, TSeen | Next> extends infer Second extends string
      ? Walk<TGraph, Second, TSeen | Next | Second>
      : never
    : never;

type After<TGraph extends AnyAnalysis, TActions> = TGraph["targets"][
  | TGraph["leaving"][TActions & string]
  | TGraph["leavingRaised"][TActions & string]];

/** actions -> those that can be reached; asked last, because it costs a walk through the graph */
export type Reached<TGraph extends AnyAnalysis, TActions> = [TActions] extends [never]
  ? never
  : TActions & TGraph["reachable"];
