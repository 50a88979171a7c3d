/**
 * A text as any format can hold it, on one line: control characters become the pictures that Unicode has for them, and halves
 * of characters, what is none, and what turns the direction of writing the replacement character.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : "\ufffd";
  });
}
