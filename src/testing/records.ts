import type { Action, AnyAction, Facets } from "../action/action.js";
import type { SpanRecord } from "../action/context.js";
import type { Application } from "../application/application.js";
import type { Builder, LoadingBuilder } from "../application/builder.js";
import type { Actions } from "../graph/facts.js";
import type {
  AttributesEvent,
  CallEndEvent,
  SpanEndEvent,
  StepEndEvent,
  StepEvent,
  StreamItemEvent,
  TransitionEvent,
} from "../lifecycle/hooks.js";
import type { Flat } from "../types/flat.js";

type Unknowns = Readonly<Record<string, unknown>>;

/** One attempted step. TSeen is what the compiler knows of its action. */
export interface RecordedStep<out TName extends string, out TSeen extends Seen>
  extends Omit<StepEndEvent, "action" | "inputs" | "result" | "state"> {
  readonly action: TName;
  /** The inputs that the action declares, parsed. */
  readonly inputs: TSeen["inputs"];
  /** The step's result; null where it has failed. */
  readonly result: TSeen["result"] | null;
  /** The keys in which something else stood after the step than before it. Empty where it has failed. */
  readonly changes: TSeen["changes"];
}

/** What stood in a key before a step and after it; undefined where nothing did. */
export interface Change<out TValue> {
  readonly before: unknown;
  readonly after: TValue | undefined;
}

interface Seen {
  readonly inputs: object;
  readonly result: unknown;
  readonly changes: object;
}

/**
 * What a recorder tells of the steps of an action. What only others take or write is undefined: so `steps[0]?.changes.response`
 * may be asked for without asking first whose step it is.
 */
export interface SeenOf<TAction extends AnyAction, TActions extends Actions> extends Seen {
  readonly inputs: Among<InputsSeen<TAction>, TakenBy<TActions>>;
  readonly result: TAction["~result"];
  readonly changes: Among<ChangesOf<TAction>, ChangedBy<TActions>>;
}

type ChangesOf<TAction extends AnyAction> = {
  readonly [K in keyof TAction["~writes"] | TAction["~facets"]["deletes"]]?: Change<
    K extends keyof TAction["~writes"] ? TAction["~writes"][K] : never
  >;
};

// actions -> the keys that one of them may change; the inputs that one of them takes
type ChangedBy<TActions extends Actions> = {
  [N in keyof TActions]: keyof TActions[N]["~writes"] | TActions[N]["~facets"]["deletes"];
}[keyof TActions];
type TakenBy<TActions extends Actions> = { [N in keyof TActions]: keyof TActions[N]["~inputs"] }[keyof TActions];

// a record, all keys -> the record, in which the other keys are undefined
type Among<TRecord, TKeys extends PropertyKey> = Flat<
  TRecord & { readonly [K in Exclude<TKeys, keyof TRecord>]?: undefined }
>;

/** The inputs as `run` sees them; those that are bound come from elsewhere. */
export type InputsSeen<TAction extends AnyAction> = TAction extends { readonly Inputs: infer Inputs }
  ? Inputs
  : TAction["~facets"]["run"] extends (state: never, inputs: infer Inputs, ...rest: never) => unknown
    ? { readonly [K in keyof TAction["~inputs"] & keyof Inputs]: Inputs[K] }
    : Unknowns;

/** One item that a streaming action has yielded. */
export interface RecordedItem<out TName extends string, out TItem> extends Omit<StreamItemEvent, "action" | "item"> {
  readonly action: TName;
  readonly item: TItem;
}

/** One span, where it was begun: the outer one before those within. */
export interface RecordedSpan extends StepEvent, SpanRecord {
  readonly status: "running" | SpanEndEvent["status"];
  /** What the work has thrown; undefined if nothing. */
  readonly error: unknown;
}

/** Which transitions were tried, and which one was taken. */
export type RecordedTransition = TransitionEvent;
/** What an action has logged. */
export type RecordedAttributes = AttributesEvent;
/** How a call has ended. */
export type RecordedCall = CallEndEvent;

/** the type of a builder or an application -> its actions */
export type ActionsOf<TSource> =
  TSource extends Builder<infer TFacts>
    ? TFacts["actions"]
    : TSource extends LoadingBuilder<infer TFacts>
      ? TFacts["actions"]
      : TSource extends Application<unknown, infer TFacts>
        ? TFacts["actions"]
        : UnknownActions;

/** The actions of an application of which the compiler is told nothing. */
export type UnknownActions = Readonly<Record<string, UnknownAction>>;

type UnknownAction = Action<Unknowns, Unknowns, Unknowns, unknown, Facets>;

/** actions -> what a recorder notes of their steps */
export type StepsOf<TActions extends Actions> = {
  [N in keyof TActions & string]: RecordedStep<N, SeenOf<TActions[N], TActions>>;
}[keyof TActions & string];

/** actions -> what a recorder notes of their items */
export type ItemsOf<TActions extends Actions> = {
  [N in keyof TActions & string]: [TActions[N]["~facets"]["item"]] extends [never]
    ? never
    : RecordedItem<N, TActions[N]["~facets"]["item"]>;
}[keyof TActions & string];
