import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { openTerminal } from "./terminal.js";

test("takes from a pipe what is asked for, however fast it comes, and null in the end", async () => {
  const output = new PassThrough({ encoding: "utf8" });
  const terminal = openTerminal(Readable.from(["one\r\n\n t", "wo \nthree"]), output);

  const answers = [];
  for (const question of ["a? ", "b? ", "c? ", "d? ", "e? "]) {
    answers.push(await terminal.ask(question));
    // Whoever asks may take longer than the pipe needs to end.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  terminal.close();

  expect(answers).toEqual(["one", "", "two", "three", null]);
  expect(output.read()).toBe("a? one\nb? \nc? two\nd? three\ne? \n");
});
