import type { Facts } from "../graph/facts.js";
import type { Ends, StateAfter, StateAtEnd, StateBefore } from "../graph/flow/stops.js";
import type { NamedBy, SureStops } from "./halt.js";

/** One completed step, discriminated by `action`. */
export type Step<TFacts extends Facts> = {
  [N in keyof TFacts["actions"] & string]: {
    readonly action: N;
    readonly result: TFacts["actions"][N]["~result"];
    readonly state: StateAfter<TFacts, N>;
  };
}[keyof TFacts["actions"] & string];

/** Where a run came to rest, discriminated by `halted` and `action`. */
export type Stop<TFacts extends Facts, TAfter, TBefore> =
  | Finished<TFacts, NamedBy<TFacts, TAfter>, "after">
  | Finished<TFacts, Exclude<Ends<TFacts>, SureStops<TFacts, TAfter>>, "end">
  | Awaiting<TFacts, NamedBy<TFacts, TBefore>>;

type Finished<TFacts extends Facts, TNames, THalted extends "after" | "end"> = {
  [N in TNames & string]: {
    readonly action: N;
    readonly halted: THalted;
    readonly result: TFacts["actions"][N]["~result"];
    readonly state: THalted extends "end" ? StateAtEnd<TFacts, N> : StateAfter<TFacts, N>;
  };
}[TNames & string];

type Awaiting<TFacts extends Facts, TNames> = {
  [N in TNames & string]: {
    readonly action: N;
    readonly halted: "before";
    readonly result: null;
    readonly state: StateBefore<TFacts, N>;
  };
}[TNames & string];
