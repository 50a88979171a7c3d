import { expect, test } from "vitest";
import { rules } from "./rules.js";

const { signal } = new AbortController();
const email = {
  from: "ada.l@example.org",
  subject: `The "engine"`,
  body: "Hello! Is it ready? I have time.\nAnd you?",
};
const answers = [{ question: "Is it ready?", answer: "not yet" }];

test("finds the questions", async () => {
  expect(await rules.questions(email, signal)).toEqual(["Is it ready?", "And you?"]);
  expect(await rules.questions({ ...email, body: "No." }, signal)).toEqual([]);
});

test("writes a letter", async () => {
  expect(await rules.draft(email, answers, signal)).toBe(
    `Hello Ada,\n\nThank you for your message about "The "engine"". You asked: "Is it ready?" Not yet.\n\nKind regards`,
  );
});

test.each([
  [
    "more formal",
    `Dear Ada,\n\nThank you for your message about "The "engine"". You asked: "Is it ready?" Not yet.\n\nYours sincerely`,
  ],
  ["Shorter!", `Hello Ada,\n\nThank you. You asked: "Is it ready?" Not yet.\n\nKind regards`],
  [
    `replace "Not yet" by "Soon"`,
    `Hello Ada,\n\nThank you for your message about "The "engine"". You asked: "Is it ready?" Soon.\n\nKind regards`,
  ],
  [
    "come and see",
    `Hello Ada,\n\nThank you for your message about "The "engine"". You asked: "Is it ready?" Not yet. Come and see.\n\nKind regards`,
  ],
])("revises: %s", async (feedback, revised) => {
  expect(await rules.revise(await rules.draft(email, answers, signal), feedback, signal)).toBe(revised);
});
