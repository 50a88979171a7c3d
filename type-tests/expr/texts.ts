import fc from "fast-check";
import { trees, written } from "../../test/condition/expr/trees.js";

// Texts for the twins: right ones, right ones with a slip of the pen, and words in no order.

const right = trees.map((tree) => written(tree)).filter((text) => text.length <= 300);

const odd = "()!=<>&|+-*/%'\"\\.,:;?@#[]{}^~`0179exX_ nt\t\n\u00a0\u2003ßé→".split("");

const slipped = fc
  .tuple(right, fc.array(fc.tuple(fc.nat(3), fc.nat(299), fc.constantFrom(...odd)), { minLength: 1, maxLength: 3 }))
  .map(([text, slips]) =>
    slips.reduce((all, [kind, place, character]) => slip(all, kind, place % (all.length + 1), character), text),
  );

function slip(text: string, kind: number, at: number, character: string): string {
  const [before, here, behind] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  if (kind === 0) return before + behind;
  if (kind === 1) return before + character + here + behind;
  if (kind === 2) return before + character + behind;
  return before.slice(0, -1) + here + before.slice(-1) + behind;
}

const words =
  "n (a ((b a) user.name a..b .a a. list.0 0 1 007 0x1F 1e 1e+ 1e-3 1e-3e+4 1e400 .5 5. 1.5.2 -1 - -- ! ( ) () ' \" 'a' \"b\" '\\n' '\\q' \\ " +
  "== = === != !== ! < <= > >= =< && & || | ??  + * / % true false null undefined , [ ] { } true.x null. größe → 1_000 5n -0 --1";
const soup = fc
  .array(fc.tuple(fc.constantFrom(...words.split(" ")), fc.constantFrom("", " ", " ")), { maxLength: 9 })
  .map((parts) => parts.map(([word, space]) => word + space).join(""));

/** Characters of two units, of which TypeScript 5.9 sees both. */
const wide = fc
  .array(fc.constantFrom("😀", "a", " ", "==", "'😀'", "𝒳 > 1", "('"), { maxLength: 6 })
  .map((parts) => parts.join(""));

export function textsOf(seed: number, count: number, isWide: boolean): string[] {
  const kinds = fc.oneof(
    right,
    { weight: 3, arbitrary: slipped },
    { weight: 2, arbitrary: soup },
    ...(isWide ? [wide] : []),
  );
  return fc.sample(kinds, { seed, numRuns: count });
}
