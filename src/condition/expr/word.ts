import { type Digit, digits, type End, ends } from "./symbols.js";

const allEnds: ReadonlySet<string> = new Set(ends);
export const isEnd = (character: string): boolean => allEnds.has(character);
export const isDigit = (character: string): boolean => (digits as readonly string[]).includes(character);

// text -> what stands behind the word that it begins with
export type AfterWord<TText extends string> = TText extends `${infer First}${infer Rest}`
  ? First extends End
    ? TText
    : AfterWord<Rest>
  : "";
export function afterWord(text: string): string {
  let length = 0;
  while (length < text.length && !isEnd(text.charAt(length))) length += 1;
  return text.slice(length);
}

/** A word that has to be a number. */
export type Numeric = `${Digit}${string}` | `.${Digit}${string}`;
export const isNumeric = (word: string): boolean =>
  isDigit(word.charAt(0)) || (word.startsWith(".") && isDigit(word.charAt(1)));

/** Whether an item of a program is a number. */
export const isSignedNumber = (item: string): boolean => isNumeric(item.startsWith("-") ? item.slice(1) : item);

/** A number that is broken off at the sign of its exponent: `1e` of `1e-3`. */
export type BeforeSign = `${number}${"e" | "E"}`;
export const isBeforeSign = (word: string): boolean => /[eE]$/.test(word) && Number.isFinite(Number(word.slice(0, -1)));
export type Sign = "+" | "-";
export const isSigned = (text: string): boolean => text.startsWith("+") || text.startsWith("-");

/** A number as JavaScript writes it, with a base of ten: `007` is none everywhere. */
export type IsNumber<TWord extends string> = TWord extends `${number}`
  ? TWord extends `0${infer Second}${string}`
    ? Second extends "." | "e" | "E"
      ? true
      : false
    : true
  : false;
export const isNumber = (word: string): boolean => Number.isFinite(Number(word)) && !/^0[^.eE]/.test(word);

/** A path that breaks off, or goes into a list: `user.`, `a..b`, `list.0`. */
export type BrokenPath = `.${string}` | `${string}.` | `${string}..${string}` | `${string}.${Digit}${string}`;
export const isBrokenPath = (word: string): boolean =>
  word.split(".").some((name) => name === "" || isDigit(name.charAt(0)));
