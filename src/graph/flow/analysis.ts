import type { Facts } from "../facts.js";
import type {
  Arriving,
  AskedKeys,
  AskingPositions,
  Captured,
  Capturing,
  ConditionReaders,
  FailingPositions,
  Guards,
  Leaving,
  NarrowedKeys,
  NeededByConditions,
  NormalPositions,
  OpenPositions,
  RaisedPositions,
  Sources,
  Targets,
  Texts,
} from "./arcs.js";
import type {
  AllReaders,
  AllWriters,
  DeletedKeys,
  Deleters,
  Left,
  NeededKeys,
  Readers,
  ReadKeys,
  Writers,
  WrittenKeys,
} from "./keys.js";
import type { Reachable } from "./reachable.js";
import type { View } from "./witness.js";

/**
 * What every question about one graph is answered from. An interface, so that the compiler computes each member when it
 * is first asked for, and once per graph.
 */
export interface Analysis<TFacts extends Facts> {
  readonly actions: TFacts["actions"];
  readonly links: TFacts["links"];
  readonly entrypoint: TFacts["entrypoint"];
  /** where a search begins */
  readonly entry: TFacts["entrypoint"];
  readonly state: TFacts["state"];
  readonly names: keyof TFacts["actions"] & string;
  /** the keys that the initial state is sure to give */
  readonly given: GivenKeys<TFacts["state"]>;
  /** by position: the sources, the target, the guard; and the positions of the transitions that are always open */
  readonly sources: Sources<TFacts["links"]>;
  readonly targets: Targets<TFacts["links"]>;
  readonly guards: Guards<TFacts["links"]>;
  readonly open: OpenPositions<TFacts["links"]>;
  /** by action: the positions of the transitions into it and out of it, and the actions before it */
  readonly arriving: Arriving<TFacts["links"], NormalPositions<TFacts["links"]>>;
  readonly leaving: Leaving<TFacts["links"], NormalPositions<TFacts["links"]>>;
  readonly before: Before<TFacts>;
  /** the same of the error edges; and whether there is any: its position */
  readonly raised: RaisedPositions<TFacts["links"]>;
  readonly arrivingRaised: Arriving<TFacts["links"], RaisedPositions<TFacts["links"]>>;
  readonly leavingRaised: Leaving<TFacts["links"], RaisedPositions<TFacts["links"]>>;
  /** the actions that can be reached from the entrypoint */
  readonly reachable: Reachable<Analysis<TFacts>>;
  /** the keys that actions need, and conditions */
  readonly needed: NeededKeys<TFacts["actions"]>;
  readonly neededByConditions: NeededByConditions<TFacts["links"]>;
  /** the keys that may be written by an action, by an error edge; that may be deleted */
  readonly written: WrittenKeys<TFacts["actions"]>;
  readonly captured: Captured<TFacts["links"]>;
  readonly deleted: DeletedKeys<TFacts["actions"]>;
  /** by key: the actions that need it, the conditions that do, the actions that always write it, what may be left there */
  readonly readers: Readers<TFacts["actions"]>;
  readonly conditionReaders: ConditionReaders<TFacts["links"]>;
  readonly writers: Writers<TFacts["actions"]>;
  readonly left: Left<TFacts["actions"]>;
  readonly allWriters: AllWriters<TFacts["actions"]>;
  /** the keys of which a condition says something; by key: the conditions that do when they do not hold */
  readonly narrowed: NarrowedKeys<TFacts["links"]>;
  readonly failing: FailingPositions<TFacts["links"]>;
  /** the keys that conditions parse; by key: the conditions that do */
  readonly asked: AskedKeys<TFacts["links"]>;
  readonly asking: AskingPositions<TFacts["links"]>;
  /** the expressions in conditions */
  readonly texts: Texts<TFacts["links"]>;
  /** the keys that actions read, be they optional; by key: the actions that do */
  readonly read: ReadKeys<TFacts["actions"]>;
  readonly allReaders: AllReaders<TFacts["actions"]>;
  /** by key: the actions that may delete it, the error edges that write it */
  readonly deleters: Deleters<TFacts["actions"]>;
  readonly capturing: Capturing<TFacts["links"]>;
}

/** As much of an analysis as the searches need to know. */
export interface AnyAnalysis extends View {
  readonly actions: Record<string, any>;
  readonly entrypoint: string;
  readonly state: object;
  readonly names: string;
  readonly given: PropertyKey;
  readonly needed: string;
  readonly neededByConditions: string;
  readonly written: string;
  readonly captured: string;
  readonly deleted: string;
  readonly raised: string;
  readonly reachable: string;
  readonly sources: Record<string, any>;
  readonly open: string;
  readonly before: Record<string, any>;
  readonly arrivingRaised: Record<string, any>;
  readonly leavingRaised: Record<string, any>;
  readonly readers: Record<string, any>;
  readonly conditionReaders: Record<string, any>;
  readonly narrowed: string;
  readonly asked: string;
  readonly texts: string;
  readonly asking: Record<string, any>;
  readonly guards: Record<string, any>;
  readonly failing: Record<string, any>;
  readonly read: string;
  readonly allReaders: Record<string, any>;
  readonly writers: Record<string, any>;
  readonly left: Record<string, any>;
  readonly allWriters: Record<string, any>;
  readonly deleters: Record<string, any>;
  readonly capturing: Record<string, any>;
}

// facts -> for each action, the actions that a transition leads from to it, if they succeed
type Before<
  TFacts extends Facts,
  TSources extends Record<string, any> = Sources<TFacts["links"]>,
  TArriving extends Record<string, any> = Arriving<TFacts["links"], NormalPositions<TFacts["links"]>>,
> = { [N in keyof TFacts["actions"] & string]: TSources[TArriving[N]] };

// state -> the keys that are sure to be there: in every member, if its type is a union
type GivenKeys<TState> = { [K in keyof TState & string]: {} extends Pick<TState, K> ? never : K }[keyof TState &
  string];
