import { createInterface } from "node:readline/promises";

/**
 * Asks whoever sits at the terminal, or takes the answers from a pipe, line by line.
 *
 * @returns `ask`, which resolves to null when there is nobody any more, and `close`.
 */
export const openTerminal = (
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
) => {
  const isTyped = input.isTTY === true;
  const reader = createInterface({ input, output, terminal: isTyped });
  // Not question(): of lines that come faster than they are asked for, as from a pipe, it forgets all but one.
  const lines = reader[Symbol.asyncIterator]();
  let isOpen = true;
  reader.once("close", () => {
    isOpen = false;
  });

  const ask = async (question: string): Promise<string | null> => {
    reader.setPrompt(question);
    if (isOpen) reader.prompt();
    else output.write(question);
    const { done, value } = await lines.next();
    const answer = done ? null : value.trim();
    // What is piped in does not show by itself.
    if (answer === null || !isTyped) output.write(`${answer ?? ""}\n`);
    return answer;
  };
  return { ask, close: () => reader.close() };
};
