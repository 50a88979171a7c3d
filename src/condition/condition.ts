import type { Given, RequiredKeysOf, SchemaRecord } from "../schema/record.js";
import type { Primitive } from "../types/toolbelt.js";

/** Any condition, without what it knows: nothing is inferred from it where it stands beside others. */
export interface AnyCondition {
  /** For drawings and logs: `safe=true`, an expression's text, a function's name, `default`. */
  readonly name: string;
  /** Whether it holds. */
  (state: object): boolean | PromiseLike<boolean>;
}

/**
 * What decides whether a transition is taken.
 *
 * TReads: the keys it looks at, each with what it can do with. TNeeds: those of them that have to be written.
 * TShape: what the compiler may conclude when it holds.
 */
export interface Condition<TReads, TNeeds extends PropertyKey, TShape> extends AnyCondition {
  readonly "~reads": TReads;
  readonly "~needs": TNeeds;
  readonly "~shape": TShape;
}

export type KnownCondition = Condition<any, any, any>;

/** The shape of a condition that always holds. */
export interface Always {
  readonly always: true;
}

/** What `when` compares with. */
export type WhenValues = Readonly<Record<string, Primitive>>;

// values -> the keys that have to be written before they can be compared
export type NeedsOf<TValues> = { [K in keyof TValues]-?: undefined extends TValues[K] ? never : K }[keyof TValues];

/** A `when`: TKnown is the graph's keys, where the transition stands in a graph. */
export interface When<TValues, TKnown = any> extends Condition<TValues, NeedsOf<TValues>, { readonly when: TValues }> {
  readonly "~known"?: TKnown;
}
export declare function when<TKnown extends object, const TValues extends TKnown>(
  values: TValues,
): When<TValues, TKnown>;
export declare const otherwise: Condition<{}, never, Always>;
export declare function condition<R extends SchemaRecord>(d: {
  readonly reads: R;
  readonly name?: string;
  readonly test: (state: { readonly [K in keyof R]: Given<R[K]> }) => boolean | Promise<boolean>;
}): Condition<{ readonly [K in keyof R]: Given<R[K]> }, RequiredKeysOf<R>, { test: true }>;
export declare function not<const C extends KnownCondition>(
  c: C,
): Condition<C["~reads"], C["~needs"], { not: C["~shape"] }>;
