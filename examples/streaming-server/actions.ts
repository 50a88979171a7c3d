import { action, fields, streamingAction } from "typeburr";
import * as v from "valibot";
import { actionsFor as chatbotActionsFor } from "../chatbot/actions.js";
import type { Mode } from "../chatbot/judgement.js";
import { Message } from "../chatbot/model.js";
import { offlineModel } from "../chatbot/offline.js";
import type { SpeakingModel } from "./model.js";

const f = fields({
  prompt: v.string(),
  history: v.array(Message),
  response: v.string(),
  /** What `onError` captures: what the model has thrown, as plain data. */
  failure: v.object({ name: v.string(), message: v.string() }),
});

/** Queries the model, and yields what it says while it says it. */
const speak = (say: SpeakingModel[Mode]) =>
  streamingAction({
    reads: f.pick("prompt", "history"),
    writes: f.pick("response"),
    item: v.string(),
    async *run(state, _inputs, { signal }) {
      let response = "";
      for await (const token of say({ ...state.getAll(), signal })) {
        response += token;
        yield token;
      }
      return state.update({ response });
    },
  });

const explainFailure = action({
  reads: f.pick("failure"),
  writes: f.pick("response"),
  run: (state) => state.update({ response: `That failed: ${state.failure.message}` }),
});

// What does not ask the model is the chatbot's, and so any model will do
const { prompt, checkSafety, refuse, decideMode, respond, forget } = chatbotActionsFor(offlineModel);

export const actionsFor = (model: SpeakingModel) => ({
  prompt,
  checkSafety,
  refuse,
  decideMode,
  generateImage: speak(model.image),
  writeCode: speak(model.code),
  answerQuestion: speak(model.answer),
  explainFailure,
  respond,
  forget,
});
