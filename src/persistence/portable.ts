/**
 * Text that any store can keep, and tell from any other. Stores take no NUL, or end at it, and make one character of all halves
 * of surrogate pairs; what they would not keep is written as `\u0000`, and a backslash as two.
 *
 * @returns Most texts as they are.
 */
export function portable(text: string): string {
  if (isKeepable(text) && !text.includes("\\")) return text;
  return text.replace(/[\0\\\p{Surrogate}]/gu, (character) =>
    character === "\\" ? "\\\\" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The text that `portable` has made this of. */
export function unportable(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9a-f]{4})|\\)/g, (_, code: string | undefined) =>
    code === undefined ? "\\" : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

// Known to all engines since 2023, and twenty times as fast as the expression: 4 million characters in 0.2 ms
const isWellFormed: ((this: string) => boolean) | undefined = Reflect.get(String.prototype, "isWellFormed");

/** Whether any store keeps a text as it is. */
export function isKeepable(text: string): boolean {
  if (isWellFormed === undefined) return !/[\0\p{Surrogate}]/u.test(text);
  return !text.includes("\0") && isWellFormed.call(text);
}
