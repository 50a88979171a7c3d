import { visible } from "../text/visible.js";

/**
 * How wide a character is, in parts of the font's size. There is nothing here that could measure text, and nobody knows which
 * font a reader has: these are the widths of DejaVu Sans, which is wider than the others that `fontFamily` names, rounded up.
 */
const widths: readonly (readonly [width: number, characters: string])[] = [
  [0.3, "'ijlIJ"],
  [0.36, " ,./:;\\|f-"],
  [0.41, "()[]t!r"],
  [0.5, '"*_`'],
  [0.56, "sz?cL"],
  [0.61, "FkvxyPTYao"],
  [0.64, "eESbdghnpqu$0123456789{}"],
  [0.7, "KAVBRXZC"],
  [0.78, "UHNDG&"],
  [0.84, "OQw#+<=>^~"],
  [1, "MW%m@"],
];

export const fontFamily = "ui-sans-serif, system-ui, 'Segoe UI', Roboto, Helvetica, Arial, 'DejaVu Sans', sans-serif";

const table = new Map(widths.flatMap(([width, characters]) => [...characters].map((one) => [one, width] as const)));

function widthOfCharacter(character: string): number {
  const known = table.get(character);
  if (known !== undefined) return known;
  if (/\p{M}|\p{Cf}/u.test(character)) return 0;
  const [base = character] = character.normalize("NFD");
  if (/\p{Extended_Pictographic}/u.test(character)) return 1.4;
  return table.get(base) ?? (/[\p{Lu}\p{sc=Han}]/u.test(character) ? 1.1 : 1);
}

/** How wide a text is at most, in the units of its size. */
export function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + widthOfCharacter(character), 0) * size;
}

/** Text set in lines. */
export interface Paragraph {
  readonly lines: readonly string[];
  readonly width: number;
  /** Whether the end was left out. */
  readonly isCut: boolean;
}

/**
 * Sets a text in lines of a width: broken behind spaces and marks and in front of capitals, and within a word only where
 * that does not help. What goes beyond the last line is left out.
 */
export function setText(text: string, size: number, width: number, lineCount: number): Paragraph {
  const lines: string[] = [];
  let rest = visible(text);
  while (rest !== "" && lines.length < lineCount) {
    const length = lengthOfLine(rest, size, width);
    lines.push(rest.slice(0, length).trim());
    rest = rest.slice(length).trimStart();
  }
  const isCut = rest !== "";
  if (isCut) lines.push(withEllipsis(lines.pop() ?? "", size, width));
  if (lines.length === 0) lines.push("");
  return { lines, width: Math.max(...lines.map((line) => widthOf(line, size))), isCut };
}

function lengthOfLine(text: string, size: number, width: number): number {
  let used = 0;
  let length = 0;
  let end = 0;
  for (const character of text) {
    used += widthOfCharacter(character) * size;
    // The first character is taken in any case, or there would be no end.
    if (used > width && length > 0) return end === 0 ? length : end;
    length += character.length;
    if (/^(?:[\s,;:/_&|)\]}]|[.-]\D|\p{Ll}\p{Lu})/u.test(text.slice(length - character.length))) end = length;
  }
  return length;
}

function withEllipsis(line: string, size: number, width: number): string {
  const characters = [...line];
  while (characters.length > 1 && widthOf(`${characters.join("")}…`, size) > width) characters.pop();
  return `${characters.join("")}…`;
}
