import type { AnyAction } from "../action/action.js";
import type { Signal } from "../action/context.js";
import type { Flat } from "../types/flat.js";
import type { Only } from "../types/only.js";

/** What an action's context tells, where it does not come from the step itself. */
export interface TestContext {
  /** Without one it is `"test"`. */
  readonly appId?: string;
  readonly partitionKey?: string | null;
  /** The action's name, in messages too; without one it is `"test"`. */
  readonly action?: string;
  readonly signal?: Signal;
  /** What the action before it threw: then it is reached by an error edge, and its step is number 1. */
  readonly error?: unknown;
}

// what it reads; what else it writes may stand there before
type StateFor<TAction extends AnyAction> = Flat<
  { readonly [K in TAction["~facets"]["needs"]]: ReadBy<TAction, K> } & {
    readonly [K in Exclude<keyof TAction["~reads"], TAction["~facets"]["needs"]>]?: ReadBy<TAction, K>;
  } & {
    readonly [K in Exclude<keyof TAction["~writes"], keyof TAction["~reads"]>]?: TAction["~writes"][K];
  }
>;

// a key that an action reads -> what it accepts there; of what it only shows, anything
type ReadBy<TAction extends AnyAction, TKey> = TKey extends keyof TAction["~reads"] ? TAction["~reads"][TKey] : unknown;

// a name, its values -> an option of that name, which may be left out if all values may
type Option<TName extends string, TValues> = {} extends TValues
  ? { readonly [K in TName]?: Only<TValues> }
  : { readonly [K in TName]: TValues };

/** What an action is run with. */
export type RunActionOptions<TAction extends AnyAction> = Flat<
  Option<"state", StateFor<TAction>> & Option<"inputs", TAction["~inputs"]> & { readonly context?: TestContext }
>;

/** What one step of an action has come to. */
export interface ActionRun<TAction extends AnyAction> {
  /** The step's result: the action's own, or the record of what it wrote. */
  readonly result: TAction["~result"];
  /** The state behind the step: what was given, and what was written. */
  readonly state: StateBehind<TAction>;
  /** What was written, as the schemas gave it back. What is not here was left alone. */
  readonly written: Written<TAction>;
  /** What a streaming action has yielded. */
  readonly items: readonly TAction["~facets"]["item"][];
}

type Written<TAction extends AnyAction> = Flat<
  { readonly [K in keyof TAction["~writes"] & SureOf<TAction>]: TAction["~writes"][K] } & {
    readonly [K in Exclude<keyof TAction["~writes"], SureOf<TAction>>]?: TAction["~writes"][K];
  }
>;

// what is sure to be written; what was sure to be there, and is still; the rest
type StateBehind<TAction extends AnyAction> = Flat<
  { readonly [K in keyof TAction["~writes"] & SureOf<TAction>]: TAction["~writes"][K] } & {
    readonly [K in Exclude<KeptBy<TAction>, SureOf<TAction>>]: LeftBy<TAction>[K];
  } & {
    readonly [K in Exclude<keyof LeftBy<TAction>, SureOf<TAction> | KeptBy<TAction>>]?: LeftBy<TAction>[K];
  }
>;

// action -> the keys that it is sure to write; those that have to be there before, and are not removed
type SureOf<TAction extends AnyAction> = keyof TAction["~facets"]["leaves"];
type KeptBy<TAction extends AnyAction> = Exclude<TAction["~facets"]["needs"], TAction["~facets"]["deletes"]>;

// action -> by key, what was there before, or was written
type LeftBy<TAction extends AnyAction> = {
  [K in
    | keyof TAction["~reads"]
    | keyof TAction["~writes"]
    | TAction["~facets"]["needs"]]: K extends keyof TAction["~writes"]
    ? TAction["~writes"][K] | (K extends keyof TAction["~reads"] ? TAction["~reads"][K] : never)
    : ReadBy<TAction, K>;
};
