import type { Actions } from "../facts.js";
import type { Blank, NameOfBlank, Real } from "./marks.js";

// One mapped type whose `as` yields a union of keys inverts a record: the compiler unites the sources of equal keys.

// actions -> for each key, the actions that cannot run without it
export type Readers<TActions extends Actions> = { [N in keyof TActions as TActions[N]["~facets"]["needs"]]: N };

// actions -> for each key, the actions that always write it; total over TKeys
export type Writers<TActions extends Actions, TKeys extends string> = {
  [N in
    | (keyof TActions & string)
    | Blank<Exclude<TKeys, TActions[keyof TActions]["~facets"]["leaves"]>> as N extends keyof TActions
    ? TActions[N]["~facets"]["leaves"]
    : NameOfBlank<N>]: Real<N>;
};

// actions -> for each key, the actions that may write it
export type AllWriters<TActions extends Actions> = { [N in keyof TActions as keyof TActions[N]["~writes"]]: N };

// actions -> for each key, the actions that may read it
type AllReaders<TActions extends Actions> = { [N in keyof TActions as keyof TActions[N]["~reads"]]: N };

// actions -> for each key, what they leave there; indexed, so that the compiler unites the values of a key by itself
export type Left<TActions extends Actions, TWriters extends Record<string, any> = AllWriters<TActions>> = {
  readonly [K in keyof TWriters & string]: At<TActions[TWriters[K]]["~writes"], K>;
};
type Accepted<TActions extends Actions, TReaders extends Record<string, any> = AllReaders<TActions>> = {
  readonly [K in keyof TReaders & string]: At<TActions[TReaders[K]]["~reads"], K>;
};
type At<TRecord extends Record<string, any>, TKey extends string> = TRecord[TKey];

/** The keys that the actions declare, each with what is written there, or else read: what the editor offers. */
export type KnownState<TActions extends Actions> = {
  readonly [K in keyof Left<TActions>]?: Left<TActions>[K];
} & { readonly [K in Exclude<keyof Accepted<TActions>, keyof Left<TActions>>]?: Accepted<TActions>[K] };
