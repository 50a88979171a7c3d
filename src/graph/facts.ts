import type { AnyAction } from "../action/action.js";
import type { AnyCondition } from "../condition/condition.js";
import type { AnyErrorEdge } from "../condition/on-error.js";
import type { When } from "../condition/when.js";

/** Actions by name. */
export type Actions = Readonly<Record<string, AnyAction>>;

/** `[from, to, condition?]`; `from` may be a list. TKnown: the state keys the editor offers in the condition. */
export type Transition<TName extends string = string, TKnown = any> = readonly [
  from: TName | readonly TName[],
  to: TName,
  condition?: TKnown | When<TKnown, TKnown> | AnyCondition | AnyErrorEdge,
];

/**
 * A transition as the analysis keeps it: literals, and references to literals. The compiler instantiates a tuple whose
 * elements hold object types anew wherever it meets one; kept as they were given, 200 `when`s made 1,000 actions cost
 * 2,180,000 instantiations where this costs 700,000.
 */
export interface Link<out TFrom, out TTo, out TGuard> {
  /** One name or a list of them. */
  readonly from: TFrom;
  readonly to: TTo;
  /** What is known of its condition: `Guard`, `Open` or `Raised`. */
  readonly guard: TGuard;
}

export type Links = readonly Link<any, any, any>[];

/** What the builder has gathered: everything the analysis knows, in one record. */
export interface Facts {
  readonly actions: Actions;
  readonly links: Links;
  readonly entrypoint: string;
  readonly state: object;
}

/**
 * Facts as the builder hands them on. By name, not as an object type: that would keep the parameters of the method it comes
 * from, transitions as they were given among them, and every search through a graph would instantiate them anew at every
 * step (100 narrowed keys cost 26,000 instantiations an action).
 */
export interface Gathered<
  out TActions extends Actions,
  out TLinks extends Links,
  out TEntrypoint extends string,
  out TState extends object,
> {
  readonly actions: TActions;
  readonly links: TLinks;
  readonly entrypoint: TEntrypoint;
  readonly state: TState;
}
