/** Gives parts of a line their looks. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  bad(text: string): string;
}

const as = (begin: number, end: number) => (text: string) => `\u001b[${begin}m${text}\u001b[${end}m`;

export const colored: Paint = { strong: as(1, 22), faint: as(2, 22), bad: as(31, 39) };

const same = (text: string): string => text;
export const plain: Paint = { strong: same, faint: same, bad: same };

/** Whether what is written to the console reaches a terminal that shows colors. */
export function isTerminal(): boolean {
  // What Node, Deno and Bun have, and browsers have not
  const { process } = globalThis as {
    readonly process?: {
      readonly stdout?: { readonly isTTY?: boolean };
      readonly env?: Record<string, string | undefined>;
    };
  };
  const { NO_COLOR = "", TERM = "" } = process?.env ?? {};
  return process?.stdout?.isTTY === true && NO_COLOR === "" && TERM !== "dumb";
}
