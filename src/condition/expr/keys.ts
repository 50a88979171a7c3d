import type { Parse, Program } from "./parse.js";
import { isQuoted, type Quoted } from "./quotation.js";
import { type Constants, constants, type Operator, operators } from "./symbols.js";
import { isSignedNumber } from "./word.js";

/** A text -> the state keys that it names; none of one that does not parse, or that the compiler does not know. */
export type KeysOf<TText extends string> =
  Parse<TText> extends infer Found ? (Found extends Program ? KeyOf<Found[number]> : never) : never;

// item of a program -> the key that it begins with, if it is one
type KeyOf<TItem extends string> = TItem extends Operator | keyof Constants | Quoted | `${number}`
  ? never
  : TItem extends `${infer Key}.${string}`
    ? Key
    : TItem;

/** A program -> the state keys that it names, each once. */
export function keysOf(program: Program): string[] {
  const paths = program.filter((item) => isPath(item));
  return [...new Set(paths.map((path) => path.split(".")[0] ?? path))];
}

const allOperators: ReadonlySet<string> = new Set(operators);

/** Whether an item of a program is a key, with or without a path into it. */
const isPath = (item: string): boolean =>
  !(allOperators.has(item) || Object.hasOwn(constants, item) || isQuoted(item) || isSignedNumber(item));
