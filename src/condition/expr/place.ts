/** An expression may have so many characters: none takes more than three steps of a type, and compilers go a thousand. */
const longest = 300;

/** Of a longer text a sentence shows the beginning: compilers cut a message of more than 320 characters off. */
const shownLength = 80;

// A placeholder takes one character, the last one all that is left. Not `string`: several of those are a single one
type Ten = `${any}${any}${any}${any}${any}${any}${any}${any}${any}${any}`;
type Eighty = `${Ten}${Ten}${Ten}${Ten}${Ten}${Ten}${Ten}${Ten}`;
type Hundred = `${Eighty}${Ten}${Ten}`;

/** More characters than an expression may have. */
export type LongText = `${Hundred}${Hundred}${Hundred}${any}${any}`;
export function isLong(text: string): boolean {
  // Not all of a text of any length is taken apart
  return text.length > 2 * longest || lengthOf(text) > longest;
}

/** A text as sentences show it. */
export type Shown<TText extends string> = TText extends `${Eighty}${any}${any}`
  ? TText extends `${Eighty}${infer Rest}`
    ? TText extends `${infer Beginning}${Rest}`
      ? `${Beginning}…`
      : TText
    : TText
  : TText;
export function shown(text: string): string {
  return lengthOf(text) > shownLength ? `${[...text].slice(0, shownLength).join("")}…` : text;
}

/**
 * The column, from 1, at which the rest of a text begins. In characters, as TypeScript 7 and `for ... of` see them;
 * TypeScript 5.9 sees two in an emoji.
 */
export type ColumnOf<TText extends string, TRest extends string> = TText extends `${infer Before}${TRest}`
  ? Count<`${Before}.`>
  : never;
export function columnOf(text: string, rest: string): number {
  return lengthOf(text) - lengthOf(rest) + 1;
}

type Count<TText extends string, TTens extends 0[] = [], TOnes extends 0[] = []> = TText extends `${Ten}${infer Rest}`
  ? Count<Rest, [...TTens, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], TOnes>
  : TText extends `${string}${infer Rest}`
    ? Count<Rest, TTens, [...TOnes, 0]>
    : [...TTens, ...TOnes]["length"];

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
