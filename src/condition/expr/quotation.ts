import { noEscape, openString } from "../../sentences.js";
import { Mistake } from "./mistake.js";
import { type Escapes, escapes } from "./symbols.js";

export type Quote = "'" | '"';
export const isQuote = (character: string): character is Quote => character === "'" || character === '"';

// what stands behind an opening quote, and the rest from that on -> what stands behind the closing one, or a mistake
export type AfterString<
  TText extends string,
  TQuote extends Quote,
  TRest extends string,
> = TText extends `${infer Plain}\\${infer Escaped}${infer Behind}`
  ? Plain extends `${string}${TQuote}${string}`
    ? AfterQuote<TText, TQuote, TRest>
    : Escaped extends keyof Escapes
      ? AfterString<Behind, TQuote, TRest>
      : Mistake<noEscape<`\\${Escaped}`>, `\\${Escaped}${Behind}`>
  : AfterQuote<TText, TQuote, TRest>;
type AfterQuote<
  TText extends string,
  TQuote extends Quote,
  TRest extends string,
> = TText extends `${string}${TQuote}${infer Behind}` ? Behind : Mistake<openString, TRest>;

export function afterString(text: string, quote: Quote, rest: string): string | Mistake {
  const closing = text.indexOf(quote);
  const backslash = text.indexOf("\\");
  if (backslash >= 0 && (closing < 0 || backslash < closing)) {
    const [escaped = ""] = text.slice(backslash + 1);
    if (Object.hasOwn(escapes, escaped)) return afterString(text.slice(backslash + 2), quote, rest);
    if (escaped !== "") return new Mistake(noEscape(`\\${escaped}`), text.slice(backslash));
  }
  return closing < 0 ? new Mistake(openString(), rest) : text.slice(closing + 1);
}

/** A string as it stands in an expression. */
export type Quoted = `'${string}` | `"${string}`;
export const isQuoted = (item: string): boolean => isQuote(item.charAt(0));

// a string as it stands in an expression -> what it means
export type Unquoted<TItem extends string> = TItem extends `'${infer Text}'` | `"${infer Text}"`
  ? Text extends `${string}\\${string}`
    ? Unescaped<Text>
    : Text
  : never;
type Unescaped<
  TText extends string,
  TBefore extends string = "",
> = TText extends `${infer Plain}\\${infer Escaped}${infer Rest}`
  ? Unescaped<Rest, `${TBefore}${Plain}${Escapes[Escaped & keyof Escapes]}`>
  : `${TBefore}${TText}`;
export const unquoted = (item: string): string =>
  item.slice(1, -1).replaceAll(/\\(.)/gs, (_, escaped: keyof Escapes) => escapes[escaped]);
