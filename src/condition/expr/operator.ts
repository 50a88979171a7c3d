import type { Members } from "../../schema/member.js";
import {
  alwaysUnequal,
  bothKinds,
  neverEqual,
  oneBoolean,
  oneNumber,
  takesOther,
  twoBooleans,
  twoNumbers,
  twoOfAnOrder,
  unfitOperands,
} from "../../sentences.js";
import { type KindsOf, kindOf, kindsOf } from "./kinds.js";
import { type Overlaps, overlaps } from "./overlap.js";
import { type Shown, shown } from "./place.js";
import {
  type Arithmetic,
  type Binary,
  type Equality,
  group,
  isArithmetic,
  isEquality,
  isLogic,
  type Logic,
  minus,
  type Order,
} from "./symbols.js";

// Between two values

// operator, and its two values -> what it gives: if it does not take them, anything, so that one mistake is told once
export type Result<TOperator extends Binary, TLeft, TRight> = TOperator extends Arithmetic
  ? [TLeft, TRight] extends TwoNumbers
    ? number
    : any
  : boolean;
export const resultOf = (operator: string, isTaken: boolean): Members =>
  isArithmetic(operator) ? (isTaken ? number : unseen) : boolean;

const unseen: Members = [{ kind: "unknown" }];
const number: Members = [{ kind: "wide", type: "number" }];
const boolean: Members = [
  { kind: "unit", value: true },
  { kind: "unit", value: false },
];

type TwoBooleans = [boolean, boolean];
type TwoNumbers = [number, number];
type TwoOfAnOrder = [number | bigint, number | bigint] | [string, string];

/**
 * What they take. Equality is asked of values, not of kinds, so nothing is let through here. Line by line, because an
 * intersection of records costs 600 instantiations.
 */
export interface Taken {
  "||": TwoBooleans;
  "&&": TwoBooleans;
  "==": never;
  "!=": never;
  "<": TwoOfAnOrder;
  "<=": TwoOfAnOrder;
  ">": TwoOfAnOrder;
  ">=": TwoOfAnOrder;
  "+": TwoNumbers;
  "-": TwoNumbers;
  "*": TwoNumbers;
  "/": TwoNumbers;
  "%": TwoNumbers;
}

// operator, and two values that it does not take -> the sentence that says so
export type BinaryProblem<
  TOperator extends Binary,
  TLeft,
  TRight,
  TPart extends string,
  TText extends string,
> = TOperator extends Equality
  ? Overlaps<TLeft, TRight> extends true
    ? never
    : TOperator extends "=="
      ? neverEqual<Shown<TPart>, TText>
      : alwaysUnequal<Shown<TPart>, TText>
  : unfitOperands<
      Shown<TPart>,
      TText,
      takesOther<
        TOperator,
        TOperator extends Logic ? twoBooleans : TOperator extends Order ? twoOfAnOrder : twoNumbers,
        bothKinds<KindsOf<TLeft>, KindsOf<TRight>>
      >
    >;

/** As the type of the same name; null if the operator takes the values. */
export function binaryProblem(
  operator: string,
  left: Members,
  right: Members,
  part: string,
  text: string,
): string | null {
  if (isEquality(operator)) {
    if (overlaps(left, right)) return null;
    return operator === "==" ? neverEqual(shown(part), text) : alwaysUnequal(shown(part), text);
  }
  const taken = takenBy(operator);
  if (taken.kinds.some((kinds) => areAll(left, kinds) && areAll(right, kinds))) return null;
  const refusal = takesOther(taken.sign, taken.says, bothKinds(kindsOf(left), kindsOf(right)));
  return unfitOperands(shown(part), text, refusal);
}

/** What an operator takes. */
export interface Takes {
  /** The operator, as it is written. */
  readonly sign: string;
  readonly says: string;
  /** The kinds that its values may be, one or both, all of one list. */
  readonly kinds: readonly (readonly string[])[];
}

/** What an operator of two values takes; of equality, anything. */
export function takenBy(operator: string): Takes {
  if (isLogic(operator)) return { sign: operator, says: twoBooleans(), kinds: [booleans] };
  return isArithmetic(operator)
    ? { sign: operator, says: twoNumbers(), kinds: [numbers] }
    : { sign: operator, says: twoOfAnOrder(), kinds: [["number", "bigint"], ["string"]] };
}

const booleans = ["boolean"];
const numbers = ["number"];

/** What code cannot see is what it has to be. */
const areAll = (value: Members, kinds: readonly string[]): boolean =>
  value.some(({ kind }) => kind === "unknown") || value.every((member) => kinds.includes(kindOf(member)));

// Before one value, or around it

export type Unary = "!" | typeof minus | typeof group;
export const isUnary = (item: string): item is Unary => item === "!" || item === minus || item === group;

// As `Result`
export type UnaryResult<TOperator extends Unary, TType> = TOperator extends "!"
  ? boolean
  : TOperator extends typeof minus
    ? [TType] extends [number]
      ? number
      : any
    : TType;
export function unaryResultOf(operator: Unary, value: Members, isTaken: boolean): Members {
  if (operator === group) return value;
  return operator === "!" ? boolean : isTaken ? number : unseen;
}

// operator, and how its value is written -> how both are
export type UnaryPart<TOperator extends Unary, TPart extends string> = TOperator extends "!"
  ? `!${TPart}`
  : TOperator extends typeof minus
    ? `-${TPart}`
    : `(${TPart})`;
export const unaryPart = (operator: Unary, part: string): string =>
  operator === group ? `(${part})` : `${operator === minus ? "-" : operator}${part}`;

// operator, and its value -> what is wrong with that
export type UnaryProblem<
  TOperator extends Unary,
  TType,
  TPart extends string,
  TText extends string,
> = TOperator extends "!"
  ? [TType] extends [boolean]
    ? never
    : unfitOperands<Shown<`!${TPart}`>, TText, takesOther<"!", oneBoolean, KindsOf<TType>>>
  : TOperator extends typeof minus
    ? [TType] extends [number]
      ? never
      : unfitOperands<Shown<`-${TPart}`>, TText, takesOther<"-", oneNumber, KindsOf<TType>>>
    : never;
export function unaryProblem(operator: Unary, value: Members, part: string, text: string): string | null {
  const taken = takenByOne(operator);
  if (!taken || taken.kinds.some((kinds) => areAll(value, kinds))) return null;
  const refusal = takesOther(taken.sign, taken.says, kindsOf(value));
  return unfitOperands(shown(unaryPart(operator, part)), text, refusal);
}

/** What an operator of one value takes; null for parentheses. */
export function takenByOne(operator: Unary): Takes | null {
  if (operator === group) return null;
  return operator === "!"
    ? { sign: "!", says: oneBoolean(), kinds: [booleans] }
    : { sign: "-", says: oneNumber(), kinds: [numbers] };
}

/** Whether a value is a boolean. */
export const isBoolean = (value: Members): boolean => areAll(value, booleans);
