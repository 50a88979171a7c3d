import type { Facts } from "../graph/facts.js";
import type { IsUnion } from "../types/union.js";

/** A tag in a halt list: `"@tag:name"`. */
type TagName<TTag extends string> = `@tag:${TTag}`;

/** What `all(...)` makes. */
export class All<TNames extends string> {
  readonly names: readonly TNames[];

  constructor(names: readonly TNames[]) {
    this.names = Object.freeze([...names]);
  }
}

/**
 * In place of a halt list: stop when every one of these has completed since the call began.
 *
 * @param names Action names and `"@tag:name"`.
 * @example
 * ```ts
 * import { all } from "typeburr";
 *
 * const both = all("train", "evaluate"); // app.run({ haltAfter: both })
 * ```
 */
export function all<const TNames extends readonly [string, ...string[]]>(...names: TNames): All<TNames[number]> {
  return new All(names);
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
type Resolve<TFacts extends Facts, TName> = TName extends TagName<string> ? Get<Tagged<TFacts>, TName> : TName;
type Get<TRecord extends Record<string, any>, TKey extends string> = TRecord[TKey];

// halts -> the actions after which a run is sure to stop: those of one list, each of whose members is one name
export type SureStops<TFacts extends Facts, THalts> =
  IsUnion<THalts> extends true
    ? never
    : THalts extends readonly unknown[]
      ? number extends THalts["length"]
        ? never
        : true extends { [I in keyof THalts]: IsUnion<THalts[I]> }[number]
          ? never
          : NamedBy<TFacts, THalts>
      : never;

// an empty list would never halt: it is refused on the spot
export type NotEmpty<THalts> = THalts extends readonly [] ? "a halt list names at least one action" : unknown;
