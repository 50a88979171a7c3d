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

/**
 * A transition as the analysis keeps it: literals only. The compiler instantiates a tuple whose elements hold object
 * types anew wherever it meets one; kept as they were given, 200 `when`s made 1,000 actions cost 2,180,000
 * instantiations where this costs 700,000.
 */
export interface Link<out TFrom, out TTo, out TNeeds, out TAlways> {
  /** One name or a list of them. */
  readonly from: TFrom;
  readonly to: TTo;
  /** The keys that its condition cannot do without. */
  readonly needs: TNeeds;
  /** Whether it is always open. */
  readonly always: TAlways;
}

export type Links = readonly Link<any, any, any, any>[];

/** What the builder has gathered: everything the analysis knows, in one record. */
export interface Facts {
  readonly actions: Actions;
  readonly links: Links;
  readonly entrypoint: string;
  readonly state: object;
}
