import * as v from "valibot";
import type { Message } from "../chatbot/model.js";

/** A question and its answer. */
export const Turn = v.object({
  question: v.string(),
  answer: v.string(),
  /** Number of the step that has answered: where the conversation can be forked. */
  step: v.number(),
});
export type Turn = v.InferOutput<typeof Turn>;

/** What a model is told of a conversation, with a question at its end. */
export const messagesOf = (turns: readonly Turn[], question: string): Message[] => [
  ...turns.flatMap((turn): Message[] => [
    { role: "user", content: turn.question },
    { role: "assistant", content: turn.answer },
  ]),
  { role: "user", content: question },
];
