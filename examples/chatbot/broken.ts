import { application, when } from "typeburr";
import { actionsFor } from "./actions.js";
import type { Model } from "./model.js";

/**
 * The chatbot's graph with one mistake, for the compiler to find: an unsafe prompt goes straight to `respond`, past
 * everything that writes the response. `npm run chat` begins with what the compiler says to it.
 */
export const createBrokenChatbot = (model: Model) =>
  application()
    .withActions(actionsFor(model))
    .withTransitions(
      ["prompt", "checkSafety"],
      ["checkSafety", "decideMode", when({ safe: true })],
      ["checkSafety", "respond"],
      ["decideMode", "generateImage", { mode: "image" }],
      ["decideMode", "writeCode", { mode: "code" }],
      ["decideMode", "answerQuestion"],
      [["generateImage", "writeCode", "answerQuestion"], "respond", { failure: null }],
      [["generateImage", "writeCode", "answerQuestion"], "explainFailure"],
      ["explainFailure", "respond"],
      ["respond", "prompt"],
    )
    .withEntrypoint("prompt")
    .withState({ history: [] })
    .build();
