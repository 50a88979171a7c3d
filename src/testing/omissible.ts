import type { Flat } from "../types/flat.js";

/** A record -> the same, in which what may be `undefined` may be left out. */
export type Omissible<TRecord> = Flat<
  { readonly [K in keyof TRecord as undefined extends TRecord[K] ? never : K]: TRecord[K] } & {
    readonly [K in keyof TRecord as undefined extends TRecord[K] ? K : never]?: TRecord[K];
  }
>;
