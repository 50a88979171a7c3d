/** A name as SQL, whatever is in it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** PGlite takes a byte order mark for none of the text, where it is the first character: it never is behind another one. */
export const guarded = (name: string): string => `'=' || ${name}`;

/** The text that was guarded. */
export const unguarded = (text: string): string => text.slice(1);
