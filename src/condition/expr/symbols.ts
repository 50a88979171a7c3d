// What an expression is written with, in one place for the type and for the parser.

/** What may stand between words and operators: JavaScript's white space, all of which `Number("1 ")` forgives. */
export const spaces = [
  ...([" ", "\t", "\n", "\r", "\v", "\f", "\u00a0", "\u1680", "\u2028", "\u2029", "\u202f", "\u205f"] as const),
  ...(["\u3000", "\ufeff", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006"] as const),
  ...(["\u2007", "\u2008", "\u2009", "\u200a"] as const),
] as const;

/** What ends a word. All else may stand in a key, so that keys of any language can be named. */
export const ends = [
  ...spaces,
  ...(["!", '"', "#", "%", "&", "'", "(", ")", "*", "+", ",", "-", "/", ":", ";", "<", "="] as const),
  ...([">", "?", "@", "[", "\\", "]", "^", "`", "{", "|", "}", "~"] as const),
] as const;

export const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** What a backslash in a string makes of the character behind it. */
export const escapes = { "\\": "\\", "'": "'", '"': '"', n: "\n", r: "\r", t: "\t" } as const;

/** Words that are values, not keys. */
export const constants = { true: true, false: false, null: null } as const;

/** The operators of two values, from those that bind least to those that bind most: JavaScript's order. */
export const levels = [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]] as const;

/** What a program has for the minus of one value, and for a pair of parentheses around what stands before. */
export const minus = "(-)";
export const group = "()";

/** All that a program has beside values and keys. */
export const operators = [...levels.flat(), "!", minus, group] as const;

export type Space = (typeof spaces)[number];
export type End = (typeof ends)[number];
export type Digit = (typeof digits)[number];
export type Escapes = typeof escapes;
export type Constants = typeof constants;

export type Logic = (typeof levels)[0 | 1][number];
export type Equality = (typeof levels)[2][number];
export type Order = (typeof levels)[3][number];
type Sum = (typeof levels)[4][number];
type Product = (typeof levels)[5][number];
export type Arithmetic = Sum | Product;

/** An operator of two values; those of two characters; those of one. */
export type Binary = Logic | Equality | Order | Arithmetic;
export type Long = Exclude<Binary, Short>;
export type Short = Arithmetic | "<" | ">";

export type Operator = Binary | "!" | typeof minus | typeof group;

type UpToEquality = Logic | Equality;
type UpToOrder = UpToEquality | Order;
type UpToSum = UpToOrder | Sum;

/**
 * What may wait for a value behind it, each with the operators that end its waiting: those that bind less, and those that
 * bind alike, because all go from left to right.
 */
export interface EndedBy {
  "(": never;
  "||": (typeof levels)[0][number];
  "&&": Logic;
  "==": UpToEquality;
  "!=": UpToEquality;
  "<": UpToOrder;
  "<=": UpToOrder;
  ">": UpToOrder;
  ">=": UpToOrder;
  "+": UpToSum;
  "-": UpToSum;
  "*": Binary;
  "/": Binary;
  "%": Binary;
  "!": Binary;
  [minus]: Binary;
}

const among =
  (operators: readonly string[]) =>
  (item: string): boolean =>
    operators.includes(item);
export const isLogic: (item: string) => boolean = among([...levels[0], ...levels[1]]);
export const isEquality: (item: string) => boolean = among(levels[2]);
export const isArithmetic: (item: string) => boolean = among([...levels[4], ...levels[5]]);
export const isBinary: (item: string) => boolean = among(levels.flat());
