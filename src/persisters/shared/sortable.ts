/**
 * Ids as stores can keep them that order texts by their UTF-8 bytes: such a store then has them in the order of the code points
 * of the ids themselves. `portable` would not do: it writes NUL, the first of all characters, with a backslash, which stands
 * behind the capital letters. Here, what is written for a character stands where the character does: U+0001 in place of NUL,
 * and U+D7FF, which is no character, in place of the halves of surrogate pairs behind it.
 *
 * @returns Most texts as they are. Never one with U+0001 that is not followed by U+0001 or U+0002.
 */
export function sortable(id: string): string {
  return id
    .replaceAll("\x01", "\x01\x02")
    .replaceAll("\0", "\x01\x01")
    .replace(/[\ud7ff\p{Surrogate}]/gu, (character) =>
      character === "\ud7ff" ? "\ud7ff0" : `\ud7ff${character.charCodeAt(0).toString(16)}`,
    );
}

/** The id that `sortable` has made this of. */
export function fromSortable(text: string): string {
  return text
    .replaceAll("\x01\x01", "\0")
    .replaceAll("\x01\x02", "\x01")
    .replace(/\ud7ff(0|[0-9a-f]{4})/gu, (_, code: string) =>
      code === "0" ? "\ud7ff" : String.fromCharCode(Number.parseInt(code, 16)),
    );
}
