import type { IsUnit } from "../types/unit.js";
import type { KeysOf } from "./expr/keys.js";

/**
 * What the compiler knows of a condition. Its parameters are unions of literals and of references to literals: of object
 * types the compiler makes new instances wherever it meets them in a list of transitions.
 */
export interface Guard<out TNeeds, out TAsks, out TTexts, out THolds, out TFails, out TWaits> {
  readonly kind: "asked";
  /** The keys that have to be written before it can be asked. */
  readonly needs: TNeeds;
  /** The keys that it parses, each with what it accepts: `Asks`. */
  readonly asks: TAsks;
  /** The expressions in it. */
  readonly texts: TTexts;
  /** What is known when it holds, and when it does not: `Is` and `Isnt`. */
  readonly holds: THolds;
  readonly fails: TFails;
  /** Whether it takes time: true, or never. */
  readonly waits: TWaits;
  readonly captures: never;
}

/** The guard of what always holds. */
export interface Open extends AskedNothing {
  readonly kind: "open";
  readonly captures: never;
}

/** The guard of an error edge, which is taken when its source has failed. */
export interface Raised<out TCaptures> extends AskedNothing {
  readonly kind: "raised";
  /** The key that the error is written to; never if there is none. */
  readonly captures: TCaptures;
}

interface AskedNothing {
  readonly needs: never;
  readonly asks: never;
  readonly texts: never;
  readonly holds: never;
  readonly fails: never;
  readonly waits: never;
}

/** Of `any` nothing is known. */
export type Unknown = Guard<never, never, never, never, never, never>;

/** A key that a condition parses, and what it accepts. */
export interface Asks<out TKey, out TType> {
  readonly asked: TKey;
  readonly accepts: TType;
}

/** A key that is known to equal a value. */
export interface Is<out TKey, out TValue> {
  readonly key: TKey;
  readonly is: TValue;
}

/** A key that is known not to. */
export interface Isnt<out TKey, out TValue> {
  readonly key: TKey;
  readonly isnt: TValue;
}

// A reference that an alias stands for is put off by the compiler, and instantiated anew wherever it is met: 400
// instantiations an action. Not so one in the branch of a conditional whose arguments are parameters; hence the defaults.

// values -> the guard of a `when`
export type WhenGuard<
  TValues,
  TNeeds = RequiredOf<TValues>,
  THolds = { [K in keyof TValues]-?: {} extends Pick<TValues, K> ? never : Is<K, TValues[K]> }[keyof TValues],
  TFails = DiffersOf<TValues, keyof TValues>,
> = TValues extends unknown ? Guard<TNeeds, never, never, THolds, TFails, never> : never;

// values or what is read -> the keys that have to be written before they can be looked at
type RequiredOf<TReads> = { [K in keyof TReads]-?: undefined extends TReads[K] ? never : K }[keyof TReads];

// values -> what is known when they are not all there: something only of a single key, and a single value
type DiffersOf<TValues, TKey extends keyof TValues, TAll = TKey> = TKey extends unknown
  ? [TAll] extends [TKey]
    ? IsUnit<TValues[TKey]> extends true
      ? Isnt<TKey, TValues[TKey]>
      : never
    : never
  : never;

// what a function reads -> its guard
export type TestGuard<
  TAccepts,
  TNeeds,
  TWaits,
  TAsks = { [K in keyof TAccepts]: Asks<K, TAccepts[K]> }[keyof TAccepts],
> = TAccepts extends unknown ? Guard<TNeeds, TAsks, never, never, never, TWaits> : never;

// expression -> its guard
type ExprGuard<TText extends string, TNeeds = KeysOf<TText>> = TText extends unknown
  ? Guard<TNeeds, never, TText, never, never, never>
  : never;

// guard -> that of its opposite
export type NotGuard<TGuard> =
  TGuard extends Guard<infer Needs, infer Asked, infer Texts, infer Holds, infer Fails, infer Waits>
    ? Guard<Needs, Asked, Texts, Fails, Holds, Waits>
    : Unknown;

// guard -> the same; of what is always open, that of a condition of which nothing is known
export type ClosedGuard<TGuard> = TGuard extends Open ? Unknown : TGuard;

// guards, as a union -> that of all of them together
export type AndGuard<
  TGuards,
  TNeeds = NeedsIn<TGuards>,
  TAsks = AsksIn<TGuards>,
  TTexts = TextsIn<TGuards>,
  THolds = HoldsIn<TGuards>,
  TWaits = WaitsIn<TGuards>,
> = [TGuards] extends [unknown] ? Guard<TNeeds, TAsks, TTexts, THolds, never, TWaits> : never;

// guards, as a union -> that of one or another of them: which, is not known
export type OrGuard<
  TGuards,
  TNeeds = NeedsIn<TGuards>,
  TAsks = AsksIn<TGuards>,
  TTexts = TextsIn<TGuards>,
  TWaits = WaitsIn<TGuards>,
> = [TGuards] extends [unknown] ? Guard<TNeeds, TAsks, TTexts, never, never, TWaits> : never;

type NeedsIn<TGuards> = TGuards extends { readonly needs: infer Needs } ? Needs : never;
type AsksIn<TGuards> = TGuards extends { readonly asks: infer Asked } ? Asked : never;
type HoldsIn<TGuards> = TGuards extends { readonly holds: infer Holds } ? Holds : never;
type WaitsIn<TGuards> = TGuards extends { readonly waits: infer Waits } ? Waits : never;
type TextsIn<TGuards> = TGuards extends { readonly texts: infer Texts } ? Texts : never;

// condition -> its guard
export type GuardOf<TCondition> = TCondition extends { readonly "~guard": infer Found }
  ? Found
  : TCondition extends { readonly "~when": infer Values }
    ? WhenGuard<Values>
    : TCondition extends { readonly "~expr": infer Text extends string }
      ? ExprGuard<Text>
      : Unknown;
