import type { AnyAction } from "../../action/action.js";
import type { Actions } from "../facts.js";
import type { Blank, Real } from "./marks.js";

// One mapped type whose `as` yields a union of keys inverts a record: the compiler unites the sources of equal keys.

// actions -> for each key, the actions that cannot run without it
export type Readers<TActions extends Actions> = { [N in keyof TActions as TActions[N]["~facets"]["needs"]]: N };

// actions -> for each key, the actions that always write it; total over TKeys
export type Writers<TActions extends Actions, TKeys extends string> = {
  [N in (keyof TActions & string) | Blank<TKeys> as N extends Blank<infer Key>
    ? Key
    : TActions[N]["~facets"]["leaves"]]: Real<N>;
};

// actions -> for each key, the actions that declare it, under reads or writes
export type Users<TActions extends Actions> = {
  [N in keyof TActions as keyof TActions[N]["~reads"] | keyof TActions[N]["~writes"]]: N;
};

// actions -> for each key, the actions that may write it
export type AllWriters<TActions extends Actions> = {
  [N in keyof TActions as keyof TActions[N]["~writes"]]: N;
};

// actions (a union), key -> what they leave there
export type Left<TAction, TKey> = TAction extends AnyAction
  ? TKey extends keyof TAction["~writes"]
    ? TAction["~writes"][TKey]
    : never
  : never;

// actions (a union), key -> what they accept there
export type Read<TAction, TKey> = TAction extends AnyAction
  ? TKey extends keyof TAction["~reads"]
    ? TAction["~reads"][TKey]
    : never
  : never;

/** The keys that the actions declare, each with what is read or written there: what the editor offers. */
export type KnownState<TActions extends Actions, TUsers extends Record<string, any> = Users<TActions>> = {
  readonly [K in keyof TUsers & string]?: Read<TActions[TUsers[K]], K> | Left<TActions[TUsers[K]], K>;
};
