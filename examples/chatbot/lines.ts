import { createInterface } from "node:readline";

/** What the user says, line by line: typed at a prompt, or piped in until the pipe ends. Empty lines are left out. */
export async function* linesFrom(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): AsyncGenerator<string> {
  const typed = input.isTTY === true;
  const reader = createInterface({ input, output, terminal: typed, prompt: "> ", crlfDelay: Number.POSITIVE_INFINITY });
  let open = true;
  reader.once("close", () => {
    open = false;
  });
  // At a prompt, readline takes Ctrl-C for itself; it is meant for the program.
  reader.once("SIGINT", () => {
    reader.close();
    process.kill(process.pid, "SIGINT");
  });
  const ask = () => {
    if (typed && open) reader.prompt();
  };

  ask();
  for await (const line of reader) {
    const text = line.trim();
    // What is piped in does not show by itself.
    if (text !== "" && !typed) output.write(`> ${text}\n`);
    if (text !== "") yield text;
    ask();
  }
  if (typed) output.write("\n");
}
