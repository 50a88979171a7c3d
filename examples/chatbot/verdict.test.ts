import { expect, test } from "vitest";
import { verdict } from "./verdict.js";

test("the compiler refuses broken.ts, and nothing else", () => {
  const [position, sentence, ...more] = verdict().split("\n");

  expect(position).toMatch(
    /^examples\/chatbot\/broken\.ts\(\d+,\d+\): error TS2349: This expression is not callable\.$/,
  );
  expect(sentence).toBe(
    `  Type 'GraphError<"action 'respond' reads 'response', which nothing writes on the path prompt → checkSafety → respond">' has no call signatures.`,
  );
  expect(more).toEqual([]);
});
