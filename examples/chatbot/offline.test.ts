import { expect, test } from "vitest";
import { createChatbot } from "./application.js";
import { offlineModel } from "./offline.js";

const talk = async (...prompts: string[]) => {
  const app = createChatbot(offlineModel);
  const responses: string[] = [];
  for (const text of prompts) {
    const { state } = await app.run({ haltAfter: ["respond"], inputs: { text } });
    responses.push(state.response);
  }
  return responses;
};

test("says that it is offline where it cannot know", async () => {
  for (const response of await talk("Why is the sky blue?", "Write a program")) {
    expect(response).toContain("offline model");
  }
});

test("frames the subject of an image", async () => {
  expect(await talk("Draw me a picture of a red fox.")).toEqual(["+---------+\n| red fox |\n+---------+"]);
  expect(await talk("Can you draw?")).toEqual(["+------------+\n| a surprise |\n+------------+"]);
});

test("fails at an image that is too large", async () => {
  const [response] = await talk(`Draw ${"a very ".repeat(20)}long line`);
  expect(response).toBe("That failed: the offline model's canvas is only 60 characters wide");
});

test("recalls what was said", async () => {
  const responses = await talk("What did I say before?", "What did I say before?");
  expect(responses).toEqual(["This is the first thing you say to me.", "You have said:\n- What did I say before?"]);
});

test("says the same to the same, however long it is", async () => {
  const prompts = ["hello", "x".repeat(1_000_000), "write code", "draw a cat"];
  const responses = await talk(...prompts);
  expect(await talk(...prompts)).toEqual(responses);
  expect(Math.max(...responses.map(({ length }) => length))).toBeLessThan(300);
});
