import type { Is, Isnt } from "../../condition/guard.js";
import type { IsEarlier } from "../../types/numeral.js";
import type { Primitive } from "../../types/toolbelt.js";
import type { IsUnion } from "../../types/union.js";
import type { AnyAnalysis } from "./analysis.js";

/**
 * values, a key, a transition, its source -> those that are left when the transition is taken: its own condition holds, and
 * those of earlier ones out of the same action do not
 */
export type Narrowed<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLink extends string,
  TSource extends string,
  TValues,
> = TKey extends TGraph["narrowed"]
  ? NarrowedBy<TValues, HeldBy<TGraph, TKey, TLink> | MissedBefore<TGraph, TKey, TLink, TSource>>
  : TValues;

/** As `Narrowed`, of what the condition of the transition itself is asked about. */
export type NarrowedBefore<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLink extends string,
  TSource extends string,
  TValues,
> = TKey extends TGraph["narrowed"] ? NarrowedBy<TValues, MissedBefore<TGraph, TKey, TLink, TSource>> : TValues;

/** As `Narrowed`, where no condition out of the action holds. */
export type NarrowedByAll<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TSource extends string,
  TValues,
> = NarrowedBy<TValues, MissedBy<TGraph, TKey, TGraph["failing"][TKey] & TGraph["leaving"][TSource]>>;

// a key, links -> what is known of the key when their conditions hold, when they do not
export type HeldBy<TGraph extends AnyAnalysis, TKey extends string, TLinks extends string> = About<
  TGraph["guards"][TLinks]["holds"],
  TKey
>;
type MissedBy<TGraph extends AnyAnalysis, TKey extends string, TLinks extends string> = About<
  TGraph["guards"][TLinks]["fails"],
  TKey
>;
type About<TKnown, TKey> = TKnown extends { readonly key: TKey } ? TKnown : never;

type MissedBefore<
  TGraph extends AnyAnalysis,
  TKey extends string,
  TLink extends string,
  TSource extends string,
> = MissedBy<TGraph, TKey, Before<TGraph["failing"][TKey] & TGraph["leaving"][TSource], TLink>>;

// links -> those that stand before another
type Before<TLinks extends string, TLink extends string> = TLinks extends unknown
  ? IsEarlier<TLinks, TLink> extends true
    ? TLinks
    : never
  : never;

// values, all that is known of them -> those that are left. What they equal first: of `number`, known to be 1 and not to be
// 1, nothing is left
type NarrowedBy<TValues, TKnown> = [TKnown] extends [never]
  ? TValues
  : Exclude<NarrowedToAll<TValues, KnownToBe<TKnown>>, TKnown extends Isnt<unknown, infer Value> ? Value : never>;

type KnownToBe<TKnown> = TKnown extends Is<unknown, unknown> ? TKnown : never;

// values, what they are known to be -> those that are left: the common ones, if several things are known
type NarrowedToAll<TValues, TKnown> = [TKnown] extends [never]
  ? TValues
  : IsUnion<TKnown> extends true
    ? (
        TKnown extends Is<unknown, infer Value>
          ? (left: { readonly common: NarrowedTo<TValues, Value> }) => void
          : never
      ) extends (left: infer Common) => void
      ? Common["common" & keyof Common]
      : never
    : TKnown extends Is<unknown, infer Value>
      ? NarrowedTo<TValues, Value>
      : never;

// values, what they equal -> those that are left. A literal among them is found at once; an object equals no primitive
type NarrowedTo<TValues, TValue> = [TValue] extends [TValues]
  ? TValue
  : TValues extends TValue
    ? TValues
    : TValues extends Primitive
      ? TValues & TValue
      : never;
