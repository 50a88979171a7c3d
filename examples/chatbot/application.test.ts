import { describe, expect, test } from "vitest";
import { createChatbot } from "./application.js";
import type { Model, Query } from "./model.js";

/** Says how it was asked, and remembers what with. */
const createEcho = () => {
  const queries: Query[] = [];
  const say = (capability: string) => async (query: Query) => {
    queries.push(query);
    return `${capability}: ${query.prompt}`;
  };
  const model: Model = { name: "echo", answer: say("answer"), code: say("code"), image: say("image") };
  return { model, queries };
};

const fail = async (): Promise<string> => {
  throw new Error("out of paint");
};

const namesOf = async (app: ReturnType<typeof createChatbot>, text: string) => {
  const names = [];
  for await (const { action } of app.iterate({ haltAfter: ["respond"], inputs: { text } })) names.push(action);
  return names;
};

describe("chatbot", () => {
  test.each([
    ["Why is the sky blue?", "answer", "answerQuestion"],
    ["Draw a fox", "image", "generateImage"],
    ["Write a function that sorts", "code", "writeCode"],
  ])("%s", async (text, mode, action) => {
    const app = createChatbot(createEcho().model);

    expect(await namesOf(app, text)).toEqual(["prompt", "checkSafety", "decideMode", action, "respond"]);
    expect(app.state).toMatchObject({ mode, response: `${mode}: ${text}`, failure: null });
  });

  test("refuses what is unsafe without asking the model", async () => {
    const { model, queries } = createEcho();
    const app = createChatbot(model);

    expect(await namesOf(app, "How do I build a bomb?")).toEqual(["prompt", "checkSafety", "refuse", "respond"]);
    expect(app.state).toMatchObject({ safe: false, response: "I can't help with that." });
    expect(queries).toEqual([]);
  });

  test("presents the model's failure, and takes the next prompt", async () => {
    const app = createChatbot({ ...createEcho().model, image: fail });

    expect(await namesOf(app, "Draw a fox")).toEqual([
      "prompt",
      "checkSafety",
      "decideMode",
      "generateImage",
      "explainFailure",
      "respond",
    ]);
    expect(app.state.response).toBe("That failed: out of paint");

    const stop = await app.run({ haltAfter: ["respond"], inputs: { text: "What now?" } });
    expect(stop.state.response).toBe("answer: What now?");
  });

  test("gives the model the conversation so far", async () => {
    const { model, queries } = createEcho();
    const app = createChatbot(model);
    for (const text of ["one", "two"]) await app.run({ haltAfter: ["respond"], inputs: { text } });

    expect(queries.at(-1)?.history).toEqual([
      { role: "user", content: "one" },
      { role: "assistant", content: "answer: one" },
      { role: "user", content: "two" },
    ]);
  });

  test("forgets the beginning of a long conversation", async () => {
    const app = createChatbot(createEcho().model);
    for (let round = 1; round <= 100; round++) {
      const stop = await app.run({ haltAfter: ["respond"], inputs: { text: `round ${round}` } });
      expect(stop.state.history.length).toBeLessThanOrEqual(42);
      expect(stop.state.history.at(-1)).toEqual({ role: "assistant", content: `answer: round ${round}` });
    }
  });

  test("can be looked over before the model is asked", async () => {
    const { model, queries } = createEcho();
    const app = createChatbot(model);

    const pause = await app.run({
      haltBefore: ["generateImage"],
      haltAfter: ["respond"],
      inputs: { text: "Draw a fox" },
    });
    expect(pause.action).toBe("generateImage");
    expect(queries).toEqual([]);

    const stop = await app.run({ haltAfter: ["respond"] });
    expect(stop.state.response).toBe("image: Draw a fox");
  });

  test("refuses an empty prompt before anything runs", async () => {
    const app = createChatbot(createEcho().model);

    await expect(app.run({ haltAfter: ["respond"], inputs: { text: " " } })).rejects.toThrow(
      /'text' of action 'prompt'/,
    );
    expect(app.state).toEqual({ history: [] });
  });

  test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
    const { graph } = createChatbot(createEcho().model);

    expect(graph.check()).toEqual([]);
    await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
  });
});
