import { application, expr, onError } from "typeburr";
import { actionsFor } from "./actions.js";
import type { SpeakingModel } from "./model.js";

/** A chatbot that speaks: one stream with `haltAfter: ["respond"]` takes a prompt to its response. */
export const createChatbot = (model: SpeakingModel) =>
  application()
    .withActions(actionsFor(model))
    .withTransitions(
      ["prompt", "checkSafety"],
      ["checkSafety", "decideMode", { safe: true }],
      ["checkSafety", "refuse"],
      ["decideMode", "generateImage", { mode: "image" }],
      ["decideMode", "writeCode", { mode: "code" }],
      ["decideMode", "answerQuestion"],
      [["generateImage", "writeCode", "answerQuestion"], "explainFailure", onError({ capture: "failure" })],
      [["generateImage", "writeCode", "answerQuestion", "refuse", "explainFailure"], "respond"],
      ["respond", "forget", expr("history.length > 40")],
      [["respond", "forget"], "prompt"],
    )
    .withEntrypoint("prompt")
    .withState({ history: [] })
    .build();

export type Chatbot = ReturnType<typeof createChatbot>;
