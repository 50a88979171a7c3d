import type { RequiredKeys } from "../../types/toolbelt.js";
import type { Facts } from "../facts.js";
import type { Arriving, Leaving, OpenPositions, Sources, Targets } from "./arcs.js";
import type { ConditionReaders } from "./conditions.js";
import type { Left, Readers, Writers } from "./keys.js";

/**
 * What every question about one graph is answered from. An interface, so that the compiler computes each member when it
 * is first asked for, and once per graph.
 */
export interface Analysis<TFacts extends Facts> {
  readonly actions: TFacts["actions"];
  readonly transitions: TFacts["transitions"];
  readonly entrypoint: TFacts["entrypoint"];
  readonly state: TFacts["state"];
  readonly names: keyof TFacts["actions"] & string;
  /** the keys that the initial state is sure to give */
  readonly given: RequiredKeys<TFacts["state"]>;
  /** by position: the sources and the target; and the positions of the transitions that are always open */
  readonly sources: Sources<TFacts["transitions"]>;
  readonly targets: Targets<TFacts["transitions"]>;
  readonly open: OpenPositions<TFacts["transitions"]>;
  /** by action: the positions of the transitions into it and out of it, and the actions before it */
  readonly arriving: Arriving<Targets<TFacts["transitions"]>, keyof TFacts["actions"] & string>;
  readonly leaving: Leaving<Sources<TFacts["transitions"]>, keyof TFacts["actions"] & string>;
  readonly before: Before<TFacts>;
  /** by key: the actions that need it, the conditions that do, the actions that always write it, what may be left there */
  readonly readers: Readers<TFacts["actions"]>;
  readonly conditionReaders: ConditionReaders<TFacts["transitions"]>;
  readonly writers: Writers<TFacts["actions"], AllKeys<TFacts>>;
  readonly left: Left<TFacts["actions"]>;
}

/** As much of an analysis as the searches need to know. */
export interface AnyAnalysis {
  readonly actions: Record<string, any>;
  readonly transitions: Record<string, any>;
  readonly entrypoint: string;
  readonly state: object;
  readonly names: string;
  readonly given: PropertyKey;
  readonly sources: Record<string, any>;
  readonly targets: Record<string, any>;
  readonly open: string;
  readonly arriving: Record<string, any>;
  readonly leaving: Record<string, any>;
  readonly before: Record<string, any>;
  readonly readers: Record<string, any>;
  readonly conditionReaders: Record<string, any>;
  readonly writers: Record<string, any>;
  readonly left: Record<string, any>;
}

// facts -> for each action, the actions that a transition leads from to it
type Before<
  TFacts extends Facts,
  TSources extends Record<string, any> = Sources<TFacts["transitions"]>,
  TArriving extends Record<string, any> = Arriving<Targets<TFacts["transitions"]>, keyof TFacts["actions"] & string>,
> = { [N in keyof TFacts["actions"] & string]: TSources[TArriving[N]] };

// facts -> every key that may be asked for
type AllKeys<TFacts extends Facts> = (
  | keyof Readers<TFacts["actions"]>
  | keyof Left<TFacts["actions"]>
  | keyof ConditionReaders<TFacts["transitions"]>
  | keyof TFacts["state"]
) &
  string;
