import type { AnyAction } from "../action/action.js";
import type { Facts } from "../graph/facts.js";
import type { Ends, StateAfter, StateAtEnd, StateBefore } from "../graph/flow/stops.js";
import type { NamedBy, SureStops } from "./halt.js";

/**
 * action, the state when it has finished -> its result: of an action that shows keys as they are, what stands there. The
 * first question is for `any`, of which nothing is known
 */
export type ResultIn<TAction extends AnyAction, TState> = [unknown] extends [TAction["~facets"]["shows"]]
  ? TAction["~result"]
  : [TAction["~facets"]["shows"]] extends [never]
    ? TAction["~result"]
    : // Written out, or a hover would show its name
      { readonly [K in keyof TState as K extends TAction["~facets"]["shows"] ? K : never]: TState[K] };

// The unions are members of interfaces, read by index: what comes out has no name, so that a hover shows the stops themselves,
// and not `Stop` with all that the builder has gathered

/** One completed step, discriminated by `action`. */
export type Step<TFacts extends Facts> = Steps<TFacts>["each"];

export interface Steps<TFacts extends Facts> {
  readonly each: {
    [N in keyof TFacts["actions"] & string]: {
      readonly action: N;
      readonly result: ResultIn<TFacts["actions"][N], StateAfter<TFacts, N>>;
      readonly state: StateAfter<TFacts, N>;
    };
  }[keyof TFacts["actions"] & string];
}

/** Where a run came to rest, discriminated by `halted` and `action`. */
export type Stop<TFacts extends Facts, TAfter, TBefore> = Stops<TFacts, TAfter, TBefore>["each"];

export interface Stops<TFacts extends Facts, TAfter, TBefore> {
  readonly each:
    | Finished<TFacts, NamedBy<TFacts, TAfter>, "after">["each"]
    | Finished<TFacts, Exclude<Ends<TFacts>, SureStops<TFacts, TAfter>>, "end">["each"]
    | Awaiting<TFacts, NamedBy<TFacts, TBefore>>["each"];
}

interface Finished<TFacts extends Facts, TNames, THalted extends "after" | "end"> {
  readonly each: {
    [N in TNames & string]: {
      readonly action: N;
      readonly halted: THalted;
      readonly result: ResultIn<
        TFacts["actions"][N],
        THalted extends "end" ? StateAtEnd<TFacts, N> : StateAfter<TFacts, N>
      >;
      readonly state: THalted extends "end" ? StateAtEnd<TFacts, N> : StateAfter<TFacts, N>;
    };
  }[TNames & string];
}

interface Awaiting<TFacts extends Facts, TNames> {
  readonly each: {
    [N in TNames & string]: {
      readonly action: N;
      readonly halted: "before";
      readonly result: null;
      readonly state: StateBefore<TFacts, N>;
    };
  }[TNames & string];
}
