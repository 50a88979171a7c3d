/** The first; where it is `never`, the second. */
export type OrElse<TFirst, TSecond> = [TFirst] extends [never] ? TSecond : TFirst;
