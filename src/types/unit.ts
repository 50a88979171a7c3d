import type { IsUnion } from "./union.js";

/**
 * Whether a primitive type has one value only: a literal, `null`, `undefined`. A pattern such as `a${string}`, as a key,
 * is an index signature, and so asks for nothing.
 */
export type IsUnit<TType> = [TType] extends [never]
  ? false
  : 0 extends 1 & TType
    ? false
    : IsUnion<TType> extends true
      ? false
      : [TType] extends [string | number]
        ? {} extends Record<TType, 0>
          ? false
          : true
        : [TType] extends [boolean | null | undefined]
          ? true
          : [TType] extends [bigint]
            ? bigint extends TType
              ? false
              : true
            : false;
