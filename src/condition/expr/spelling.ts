import { didYouMean } from "../../sentences.js";
import type { IsUnion } from "../../types/union.js";

/** A name that is wrong, and those that there are -> "did you mean" the one that is like it; empty for none or several. */
export type Suggestion<TWrong extends string, TNames extends string> =
  Like<TWrong, TNames> extends infer Found extends string
    ? // Of `never`, IsUnion is `never`, which extends everything
      [Found] extends [never]
      ? ""
      : IsUnion<Found> extends false
        ? didYouMean<Found>
        : ""
    : never;
export function suggestionOf(wrong: string, names: Iterable<string>): string {
  const [first, ...more] = [...names].filter((name) => isLike(wrong, name));
  return first === undefined || more.length > 0 ? "" : didYouMean(first);
}

// a name, and all that there are -> those that differ from it by one character more, less or other, or by two neighbours
type Like<TWrong extends string, TName extends string> = TName extends unknown
  ? IsLike<TWrong, TName> extends true
    ? TName
    : never
  : never;

// What both begin with is taken off first, so that a name that differs from the start costs one step
type IsLike<TLeft extends string, TRight extends string> = TLeft extends `${infer First}${infer Left}`
  ? TRight extends `${First}${infer Right}`
    ? IsLike<Left, Right>
    : TRight extends `${infer Other}${infer Right}`
      ? IsLikeBehind<First, Left, Other, Right>
      : IsEmpty<Left>
  : TRight extends `${string}${infer Right}`
    ? IsEmpty<Right>
    : false;

// two characters that differ, and what stands behind them
type IsLikeBehind<
  TFirst extends string,
  TLeft extends string,
  TOther extends string,
  TRight extends string,
> = TLeft extends TRight | `${TOther}${TRight}`
  ? true
  : TRight extends `${TFirst}${TLeft}`
    ? true
    : TLeft extends `${TOther}${infer Left}`
      ? TRight extends `${TFirst}${Left}`
        ? true
        : false
      : false;

type IsEmpty<TText extends string> = TText extends "" ? true : false;

function isLike(left: string, right: string): boolean {
  // A character has two units at the most
  if (Math.abs(left.length - right.length) > 2) return false;
  const [lefts, rights] = [[...left], [...right]];
  let same = 0;
  while (same < lefts.length && lefts[same] === rights[same]) same += 1;
  const [a, b] = [lefts.slice(same), rights.slice(same)];
  const behind = (characters: readonly string[], count: number): string => characters.slice(count).join("");
  const isMore = a.length > 0 && behind(a, 1) === behind(b, 0);
  const isLess = b.length > 0 && behind(a, 0) === behind(b, 1);
  const isOther = a.length > 0 && b.length > 0 && behind(a, 1) === behind(b, 1);
  const isSwapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && behind(a, 2) === behind(b, 2);
  return isMore || isLess || isOther || isSwapped;
}
