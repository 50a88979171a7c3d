import type { AnyAction } from "../action/action.js";
import type { AnyCondition } from "../condition/condition.js";
import type { When } from "../condition/when.js";

/** Actions by name. */
export type Actions = Readonly<Record<string, AnyAction>>;

/** `[from, to, condition?]`; `from` may be a list. TKnown: the state keys the editor offers in the condition. */
export type Transition<TName extends string = string, TKnown = any> = readonly [
  from: TName | readonly TName[],
  to: TName,
  condition?: TKnown | When<TKnown, TKnown> | AnyCondition,
];

export type Transitions = readonly Transition[];

/** What the builder has gathered: everything the analysis knows, in one record. */
export interface Facts {
  readonly actions: Actions;
  readonly transitions: Transitions;
  readonly entrypoint: string;
  readonly state: object;
}
