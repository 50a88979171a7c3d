import type { Facts } from "../facts.js";
import type {
  Arriving,
  ConditionReaders,
  Leaving,
  NeededByConditions,
  OpenPositions,
  Sources,
  Targets,
} from "./arcs.js";
import type { Left, NeededKeys, Readers, Writers, WrittenKeys } from "./keys.js";

/**
 * What every question about one graph is answered from. An interface, so that the compiler computes each member when it
 * is first asked for, and once per graph.
 */
export interface Analysis<TFacts extends Facts> {
  readonly actions: TFacts["actions"];
  readonly links: TFacts["links"];
  readonly entrypoint: TFacts["entrypoint"];
  readonly state: TFacts["state"];
  readonly names: keyof TFacts["actions"] & string;
  /** the keys that the initial state is sure to give */
  readonly given: GivenKeys<TFacts["state"]>;
  /** by position: the sources and the target; and the positions of the transitions that are always open */
  readonly sources: Sources<TFacts["links"]>;
  readonly targets: Targets<TFacts["links"]>;
  readonly open: OpenPositions<TFacts["links"]>;
  /** by action: the positions of the transitions into it and out of it, and the actions before it */
  readonly arriving: Arriving<TFacts["links"], keyof TFacts["actions"] & string>;
  readonly leaving: Leaving<TFacts["links"], keyof TFacts["actions"] & string>;
  readonly before: Before<TFacts>;
  /** the keys that actions need, and conditions */
  readonly needed: NeededKeys<TFacts["actions"]>;
  readonly neededByConditions: NeededByConditions<TFacts["links"]>;
  /** the keys that may be written */
  readonly written: WrittenKeys<TFacts["actions"]>;
  /** by key: the actions that need it, the conditions that do, the actions that always write it, what may be left there */
  readonly readers: Readers<TFacts["actions"]>;
  readonly conditionReaders: ConditionReaders<TFacts["links"]>;
  readonly writers: Writers<TFacts["actions"], AllKeys<TFacts>>;
  readonly left: Left<TFacts["actions"]>;
}

/** As much of an analysis as the searches need to know. */
export interface AnyAnalysis {
  readonly actions: Record<string, any>;
  readonly links: Record<string, any>;
  readonly entrypoint: string;
  readonly state: object;
  readonly names: string;
  readonly given: PropertyKey;
  readonly needed: string;
  readonly neededByConditions: string;
  readonly written: string;
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
  TSources extends Record<string, any> = Sources<TFacts["links"]>,
  TArriving extends Record<string, any> = Arriving<TFacts["links"], keyof TFacts["actions"] & string>,
> = { [N in keyof TFacts["actions"] & string]: TSources[TArriving[N]] };

// state -> the keys that are sure to be there: in every member, if its type is a union
type GivenKeys<TState> = { [K in keyof TState & string]: {} extends Pick<TState, K> ? never : K }[keyof TState &
  string];

// facts -> every key that may be asked for
type AllKeys<TFacts extends Facts> =
  | NeededKeys<TFacts["actions"]>
  | WrittenKeys<TFacts["actions"]>
  | NeededByConditions<TFacts["links"]>
  | (keyof TFacts["state"] & string);
