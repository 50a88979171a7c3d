import type { missingWrite } from "../sentences.js";
import type { Only } from "../types/only.js";

/** The names of State's operations. A state key must not be one of them. */
export const stateMethods = [
  "update",
  "append",
  "extend",
  "increment",
  "wipe",
  "subset",
  "merge",
  "has",
  "keys",
  "getAll",
] as const;
export type StateMethod = (typeof stateMethods)[number];

// writes -> the keys that hold a list (or may)
type ListKey<TWrites> = {
  [K in keyof TWrites]: [Extract<TWrites[K], readonly unknown[]>] extends [never] ? never : K;
}[keyof TWrites];
// writes -> the keys that hold a number (or may)
type NumberKey<TWrites> = {
  [K in keyof TWrites]: [Extract<TWrites[K], number>] extends [never] ? never : K;
}[keyof TWrites];
// list -> one item of it
type ItemOf<TList> = Extract<TList, readonly unknown[]>[number];
// writes -> the keys that `run` must write: those whose schema does not accept `undefined`
export type RequiredIn<TWrites> = {
  [K in keyof TWrites]: undefined extends TWrites[K] ? (0 extends 1 & TWrites[K] ? K : never) : K;
}[keyof TWrites];

/** What `run` has to give back: a state on which every declared write has happened. */
export interface Completed {
  readonly "~writes": "all declared keys are written";
  // Three members in common with State: of a union's members the compiler explains the one with the largest overlap, and
  // `[result, state]` shares one with State, the name `keys`.
  has(key: string): boolean;
  getAll(): unknown;
}

// Beside what is inferred stands the whole, optional: completions come from there, never from an inferred type.
export interface Operations<out TReads, in out TWrites, in out TDone, in out TDeletes> {
  update<K extends keyof TWrites>(
    values: Pick<TWrites, K> & Only<Partial<TWrites>>,
  ): State<TReads, TWrites, TDone | K, TDeletes>;
  append<K extends ListKey<TWrites>>(
    items: { readonly [P in K]: ItemOf<TWrites[P]> } & Only<{ readonly [P in ListKey<TWrites>]?: ItemOf<TWrites[P]> }>,
  ): State<TReads, TWrites, TDone | K, TDeletes>;
  extend<K extends ListKey<TWrites>>(
    items: { readonly [P in K]: readonly ItemOf<TWrites[P]>[] } & Only<{
      readonly [P in ListKey<TWrites>]?: readonly ItemOf<TWrites[P]>[];
    }>,
  ): State<TReads, TWrites, TDone | K, TDeletes>;
  increment<K extends NumberKey<TWrites>>(
    amounts: { readonly [P in K]: number } & Only<{ readonly [P in NumberKey<TWrites>]?: number }>,
  ): State<TReads, TWrites, TDone | K, TDeletes>;
  /** What is wiped has not been written, and cannot be read. */
  wipe<K extends TDeletes>(
    ...keys: readonly [K, ...K[]]
  ): State<
    { readonly [P in keyof TReads as P extends K ? never : P]: TReads[P] },
    TWrites,
    Exclude<TDone, K>,
    TDeletes
  >;
  subset<K extends keyof TReads>(...keys: K[]): State<Pick<TReads, K>, TWrites, TDone, TDeletes>;
  merge<TMore>(other: Operations<any, TWrites, TMore, TDeletes>): State<TReads, TWrites, TDone | TMore, TDeletes>;
  has(key: string): boolean;
  keys(): string[];
  getAll(): TReads;
  readonly "~writes": Exclude<RequiredIn<TWrites>, TDone> extends infer Missing
    ? [Missing] extends [never]
      ? Completed["~writes"]
      : missingWrite<Missing & string>
    : never;
}

export type State<TReads, TWrites = {}, TDone = never, TDeletes = never> = TReads &
  Operations<TReads, TWrites, TDone, TDeletes>;
