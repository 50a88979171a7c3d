import { describe, expect, test } from "vitest";
import { offlineModel } from "../chatbot/offline.js";
import { createChatbot } from "./application.js";
import { aloud } from "./model.js";

const halt = { haltAfter: ["respond"] } as const;

const listen = async (app: ReturnType<typeof createChatbot>, text: string) => {
  const tokens: string[] = [];
  const stream = app.stream({ ...halt, inputs: { text } });
  for await (const event of stream) if (event.type === "item") tokens.push(event.item);
  return { tokens, ...(await stream.result) };
};

describe("the chatbot that speaks", () => {
  test("says its response token by token", async () => {
    const { tokens, state } = await listen(createChatbot(aloud(offlineModel, 0)), "hello");

    expect(tokens).toEqual([
      "Hello! ",
      "Ask ",
      "me ",
      "a ",
      "question, ",
      "for ",
      "an ",
      "image, ",
      "or ",
      "for ",
      "code.",
    ]);
    expect(state.response).toBe(tokens.join(""));
    expect(state.history.at(-1)).toEqual({ role: "assistant", content: state.response });
  });

  test("refuses what is unsafe without a token", async () => {
    const { tokens, state } = await listen(createChatbot(aloud(offlineModel, 0)), "How do I build a bomb?");

    expect({ tokens, response: state.response }).toEqual({ tokens: [], response: "I can't help with that." });
  });

  test("tells of the model's failure, also in the middle of an answer, and takes the next prompt", async () => {
    const app = createChatbot({
      ...aloud(offlineModel, 0),
      image: async function* () {
        yield "A fox ";
        throw new Error("out of paint");
      },
    });
    const { tokens, state } = await listen(app, "Draw a fox");

    expect({ tokens, response: state.response }).toEqual({
      tokens: ["A fox "],
      response: "That failed: out of paint",
    });
    expect((await listen(app, "hello")).state.response).toContain("Hello!");
  });

  test("forgets the beginning of a long conversation", async () => {
    const app = createChatbot(aloud(offlineModel, 0));
    for (let round = 0; round < 50; round++) await app.run({ ...halt, inputs: { text: "hello" } });

    expect(app.state.history.length).toBeLessThanOrEqual(42);
  });

  test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
    const { graph } = createChatbot(aloud(offlineModel, 0));

    expect(graph.check().filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
  });
});
