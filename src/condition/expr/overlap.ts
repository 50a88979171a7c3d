import { isSameValue, isWithin, type Member, type Members } from "../../schema/member.js";
import type { Primitive } from "../../types/toolbelt.js";
import { kindOf } from "./kinds.js";

/** Whether two values may be equal. Of what has no type that is known, and of objects among each other, it is not doubted. */
export type Overlaps<TLeft, TRight> = [TLeft, TRight] extends [Primitive, Primitive]
  ? [TLeft & TRight] extends [never]
    ? ComparesWith<TLeft, TRight>
    : true
  : ComparesWith<TLeft, TRight>;

// Slower, and knows enums, whose members share nothing with the same literals
type ComparesWith<TLeft, TRight> = unknown extends TLeft | TRight
  ? true
  : [TLeft] extends [never]
    ? true
    : [TRight] extends [never]
      ? true
      : [Comparable<TLeft> & Comparable<TRight>] extends [never]
        ? false
        : true;

// value -> what an intersection tells from others: literals for the members of enums, and two symbols that nobody else has
// for objects and for symbols. What is no literal, such as a brand, is as wide as it can be
type Comparable<TValue> = TValue extends string
  ? {} extends Record<TValue, 0>
    ? string
    : `${TValue}`
  : TValue extends number
    ? {} extends Record<TValue, 0>
      ? number
      : `${TValue}` extends `${infer Value extends number}`
        ? Value
        : number
    : TValue extends bigint | boolean | null
      ? TValue
      : TValue extends void
        ? undefined
        : TValue extends symbol
          ? typeof Symbol.iterator
          : typeof Symbol.hasInstance;

/** As the type of the same name. */
export function overlaps(left: Members, right: Members): boolean {
  if (left.length === 0 || right.length === 0) return true;
  return left.some((one) => right.some((other) => mayEqual(one, other)));
}

function mayEqual(left: Member, right: Member): boolean {
  if (left.kind === "unit" && right.kind === "unit") return isSameValue(left.value, right.value);
  if (left.kind === "unit" && right.kind === "wide") return isWithin(left.value, right.type);
  if (left.kind === "wide" && right.kind === "unit") return isWithin(right.value, left.type);
  const [kind, other] = [kindOf(left), kindOf(right)];
  return kind === other || kind === "unknown" || other === "unknown";
}
