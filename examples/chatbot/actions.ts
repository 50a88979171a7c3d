import { action, fields } from "typeburr";
import * as v from "valibot";
import { isSafe, type Mode, modeOf, modes } from "./judgement.js";
import { Message, type Model } from "./model.js";

const f = fields({
  prompt: v.string(),
  history: v.array(Message),
  safe: v.boolean(),
  mode: v.picklist(modes),
  /** What the user is shown in the end. */
  response: v.string(),
  /** Why the model gave no response; null if it gave one. */
  failure: v.nullable(v.string()),
});

const prompt = action({
  reads: {},
  writes: f.pick("prompt", "history"),
  inputs: { text: v.pipe(v.string(), v.trim(), v.nonEmpty()) },
  run: (state, { text }) => state.update({ prompt: text }).append({ history: { role: "user", content: text } }),
});

const checkSafety = action({
  reads: f.pick("prompt"),
  writes: f.pick("safe"),
  run: (state) => state.update({ safe: isSafe(state.prompt) }),
});

const refuse = action({
  reads: {},
  writes: f.pick("response"),
  run: (state) => state.update({ response: "I can't help with that." }),
});

const decideMode = action({
  reads: f.pick("prompt"),
  writes: f.pick("mode"),
  run: (state) => state.update({ mode: modeOf(state.prompt) }),
});

/** Queries the model. A query that fails becomes a value, for a transition to look at. */
const query = (ask: Model[Mode]) =>
  action({
    reads: f.pick("prompt", "history"),
    writes: f.pick("response", "failure"),
    run: async (state, _inputs, { signal }) => {
      try {
        return state.update({ response: await ask({ ...state.getAll(), signal }), failure: null });
      } catch (error) {
        return state.update({ response: "", failure: error instanceof Error ? error.message : String(error) });
      }
    },
  });

const explainFailure = action({
  reads: { failure: v.string() },
  writes: f.pick("response"),
  run: (state) => state.update({ response: `That failed: ${state.failure}` }),
});

const respond = action({
  reads: f.pick("response"),
  writes: f.pick("history"),
  run: (state) => state.append({ history: { role: "assistant", content: state.response } }),
});

/** How many messages are kept when the history has grown too long. */
const kept = 20;

const forget = action({
  reads: f.pick("history"),
  writes: f.pick("history"),
  run: (state) => state.update({ history: state.history.slice(-kept) }),
});

export const actionsFor = (model: Model) => ({
  prompt,
  checkSafety,
  refuse,
  decideMode,
  generateImage: query(model.image),
  writeCode: query(model.code),
  answerQuestion: query(model.answer),
  explainFailure,
  respond,
  forget,
});
