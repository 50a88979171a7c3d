type Digits = "0123456789";

// "3", "7" -> true; "7", "3" and "7", "7" -> false
type IsSmallerDigit<TLeft extends string, TRight extends string> = TLeft extends TRight
  ? false
  : Digits extends `${string}${TLeft}${string}${TRight}${string}`
    ? true
    : false;

/** Whether one decimal numeral stands before another: the shorter, else the first differing digit decides. */
export type IsEarlier<
  TLeft extends string,
  TRight extends string,
  TSoFar extends boolean | "tie" = "tie",
> = TLeft extends `${infer L}${infer LeftRest}`
  ? TRight extends `${infer R}${infer RightRest}`
    ? IsEarlier<LeftRest, RightRest, TSoFar extends "tie" ? (L extends R ? "tie" : IsSmallerDigit<L, R>) : TSoFar>
    : false
  : TRight extends ""
    ? TSoFar extends true
      ? true
      : false
    : true;

// the numerals, one of them -> true if another stands before it
type HasEarlier<TAll extends string, TOne extends string> = true extends (
  TAll extends string
    ? IsEarlier<TAll, TOne>
    : never
)
  ? true
  : false;

/** The first of a union of decimal numerals, in the order of numbers. Quadratic, so only for small unions. */
export type Earliest<TAll extends string, TOne extends string = TAll> = TOne extends string
  ? [TAll] extends [TOne]
    ? TOne
    : HasEarlier<TAll, TOne> extends true
      ? never
      : TOne
  : never;
