import type { Actions } from "../facts.js";
import type { Last } from "./marks.js";

// One mapped type whose `as` yields a union of keys inverts a record: the compiler unites the sources of equal keys.

// actions -> for each key, the actions that cannot run without it
export type Readers<TActions extends Actions> = { [N in keyof TActions as TActions[N]["~facets"]["needs"]]: N };

// actions -> for each key, the actions that always write it; total
export type Writers<TActions extends Actions> = {
  [N in (keyof TActions & string) | Last as N extends keyof TActions
    ? keyof TActions[N]["~facets"]["leaves"]
    : string]: N extends Last ? never : N;
};

// actions -> for each key, the actions that may delete it and do not always write it; total
export type Deleters<TActions extends Actions> = [DeletedKeys<TActions>] extends [never]
  ? Record<string, never>
  : DeletersOf<TActions>;
type DeletersOf<TActions extends Actions> = {
  [N in (keyof TActions & string) | Last as N extends keyof TActions
    ? Exclude<TActions[N]["~facets"]["deletes"], keyof TActions[N]["~facets"]["leaves"]>
    : string]: N extends Last ? never : N;
};

// Keys are gathered from plain maps. `keyof` of a map with `as` would enumerate it once more at every use: with 100
// actions that cost 7,500 instantiations

// actions -> the keys that some action cannot run without, that some may delete, may write, may read
export type NeededKeys<TActions extends Actions> = TActions[keyof TActions]["~facets"]["needs"] & string;
export type DeletedKeys<TActions extends Actions> = TActions[keyof TActions]["~facets"]["deletes"] & string;
export type WrittenKeys<TActions extends Actions> = ValuesOf<{ [N in keyof TActions]: keyof TActions[N]["~writes"] }>;
export type ReadKeys<TActions extends Actions> = ValuesOf<{ [N in keyof TActions]: keyof TActions[N]["~reads"] }>;
type ValuesOf<TRecord> = TRecord[keyof TRecord] & string;

// actions -> for each key, the actions that may write it, may read it
export type AllWriters<TActions extends Actions> = { [N in keyof TActions as keyof TActions[N]["~writes"]]: N };
export type AllReaders<TActions extends Actions> = { [N in keyof TActions as keyof TActions[N]["~reads"]]: N };

// actions -> for each key, what they leave there; indexed, so that the compiler unites the values of a key by itself
export type Left<TActions extends Actions, TWriters extends Record<string, any> = AllWriters<TActions>> = {
  readonly [K in WrittenKeys<TActions>]: At<TActions[TWriters[K]]["~writes"], K>;
};
type Taken<TActions extends Actions, TReaders extends Record<string, any> = AllReaders<TActions>> = {
  readonly [K in Exclude<ReadKeys<TActions>, WrittenKeys<TActions>>]: At<TActions[TReaders[K]]["~reads"], K>;
};
type At<TRecord extends Record<string, any>, TKey extends string> = TRecord[TKey];

/** The keys that the actions declare, each with what is written there, or else read: what the editor offers. */
export type KnownState<TActions extends Actions> = Left<TActions> & Taken<TActions>;
