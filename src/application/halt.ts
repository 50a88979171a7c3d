import type { Facts } from "../graph/facts.js";

/** A tag in a halt list: `"@tag:name"`. */
export type TagName<TTag extends string> = `@tag:${TTag}`;

/** `all(...)`: every one of these has to have completed. */
export interface All<TNames extends string> {
  readonly all: readonly TNames[];
}

/** A halt list, or `all(...)`. */
export type Halts<TNames extends string> = readonly TNames[] | All<TNames>;

// facts -> for each tag, the actions that have it
export type Tagged<TFacts extends Facts> = {
  [N in keyof TFacts["actions"] as TagName<TFacts["actions"][N]["~facets"]["tags"]>]: N;
};

// halts -> the actions they name
export type NamedBy<TFacts extends Facts, THalts> =
  THalts extends All<infer Name>
    ? Resolve<TFacts, Name>
    : THalts extends readonly (infer Name)[]
      ? Resolve<TFacts, Name>
      : never;
type Resolve<TFacts extends Facts, TName> = TName extends keyof Tagged<TFacts> ? Tagged<TFacts>[TName] : TName;

// halts -> the actions after which a run is sure to stop: those of a list that is known by heart
export type SureStops<TFacts extends Facts, THalts> = THalts extends readonly unknown[]
  ? number extends THalts["length"]
    ? never
    : NamedBy<TFacts, THalts>
  : never;

// an empty list would never halt: it is refused on the spot
export type NotEmpty<THalts> = THalts extends readonly [] ? "a halt list names at least one action" : unknown;
