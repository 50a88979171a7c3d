import { application, condition, when } from "typeburr";
import * as v from "valibot";
import { actionsFor } from "./actions.js";
import { Message, type Model } from "./model.js";

const isLong = condition({
  reads: { history: v.array(Message) },
  test: ({ history }) => history.length > 40,
  name: "history is long",
});

/** A chatbot: one run with `haltAfter: ["respond"]` takes a prompt to its response. */
export const createChatbot = (model: Model) =>
  application()
    .withActions(actionsFor(model))
    .withTransitions(
      ["prompt", "checkSafety"],
      ["checkSafety", "decideMode", when({ safe: true })],
      ["checkSafety", "refuse"],
      ["decideMode", "generateImage", { mode: "image" }],
      ["decideMode", "writeCode", { mode: "code" }],
      ["decideMode", "answerQuestion"],
      [["generateImage", "writeCode", "answerQuestion"], "respond", { failure: null }],
      [["generateImage", "writeCode", "answerQuestion"], "explainFailure"],
      [["refuse", "explainFailure"], "respond"],
      ["respond", "forget", isLong],
      [["respond", "forget"], "prompt"],
    )
    .withEntrypoint("prompt")
    .withState({ history: [] })
    .build();
