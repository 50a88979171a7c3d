import type { Version } from "../harness/for-tests.js";

/** The versions that the editor's answers are held on. */
export const versions: ReadonlySet<Version> = new Set(["5.9", "7.0"]);

/** The application that the editor is asked about. */
export const chat = `
  import * as v from "valibot";
  import { action, all, and, application, condition, consoleLogger, fields, type InferState, not, when } from "typeburr";
  import { memoryPersister } from "typeburr/persisters/memory";

  const Message = v.object({ role: v.picklist(["user", "assistant"]), content: v.string() });

  const prompt = action({
    reads: {},
    writes: { prompt: v.string(), history: v.array(Message) },
    inputs: { text: v.string(), size: v.optional(v.number()) },
    run: (state, { text }) => state.update({ prompt: text }).append({ history: { role: "user", content: text } }),
  });
  const decide = action({
    reads: { prompt: v.string() },
    writes: { mode: v.picklist(["image", "code"]), safe: v.boolean() },
    tags: ["thinks"],
    run: (state) => state.update({ mode: "code", safe: true }),
  });
  const answer = action({
    reads: { history: v.array(Message) },
    writes: { response: v.string() },
    run: async (state) => [{ tokens: 1 }, state.update({ response: "" })],
  });

  const store = memoryPersister();
  const start = application().withActions({ prompt, decide, answer });
  const app = start
    .withTransitions(["prompt", "decide"], ["decide", "answer", when({ safe: true })], ["decide", "prompt"])
    .withEntrypoint("prompt")
    .withState({ history: [] })
    .build();
`;
