import { action, application, type ForkOptions, fields, type StatePersister } from "typeburr";
import * as v from "valibot";
import type { Model } from "../chatbot/model.js";
import { messagesOf, Turn } from "./turn.js";

const f = fields({ question: v.string(), turns: v.array(Turn) });

const prompt = action({
  reads: {},
  writes: f.pick("question"),
  inputs: { text: v.pipe(v.string(), v.trim(), v.nonEmpty()) },
  run: (state, { text }) => state.update({ question: text }),
});

const answerBy = (model: Pick<Model, "answer">) =>
  action({
    reads: f.pick("question", "turns"),
    writes: f.pick("turns"),
    run: async (state, _inputs, { signal, sequenceId }) => {
      const { question, turns } = state;
      const answer = await model.answer({ prompt: question, history: messagesOf(turns, question), signal });
      // Appended, so that a turn costs the store one turn, however long the conversation is.
      return state.append({ turns: { question, answer, step: sequenceId } });
    },
  });

/**
 * A conversation: as far as it is stored under that id, or a new one.
 *
 * @param fork Where another conversation is left, to go on under this id.
 */
export const openChat = (model: Pick<Model, "answer">, store: StatePersister, appId: string, fork?: ForkOptions) =>
  application()
    .withActions({ prompt, answer: answerBy(model) })
    .withTransitions(["prompt", "answer"], ["answer", "prompt"])
    .withIdentifiers({ appId })
    .withPersister(store)
    .initializeFrom(store, {
      default: { state: { turns: [] }, entrypoint: "prompt" },
      ...(fork === undefined ? {} : { fork }),
    })
    .build();

export type Chat = Awaited<ReturnType<typeof openChat>>;

/** Answers what was asked and not answered: when the program was killed, or the model failed. */
export const finish = async (chat: Chat): Promise<void> => {
  if (chat.nextAction() === "answer") await chat.run({ haltAfter: ["answer"] });
};

/** Takes a question to its answer. */
export const ask = async (chat: Chat, text: string): Promise<void> => {
  await finish(chat);
  await chat.run({ haltAfter: ["answer"], inputs: { text } });
};
