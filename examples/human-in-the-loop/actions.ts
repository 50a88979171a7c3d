import { action, fields } from "typeburr";
import * as v from "valibot";
import { Answer, type Assistant, type Deliver, Email } from "./assistant.js";

const f = fields({
  email: Email,
  questions: v.array(v.string()),
  answers: v.array(Answer),
  draft: v.string(),
  /** What the user wants changed; null if the draft may be sent. */
  feedback: v.nullable(v.string()),
  /** How many letters have gone out. */
  sent: v.number(),
});

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());

export const actionsFor = (assistant: Assistant, deliver: Deliver) => ({
  receive: action({
    reads: {},
    writes: f.pick("email", "questions", "answers"),
    inputs: { email: Email },
    run: async (state, { email }, { signal }) =>
      state.update({ email, questions: await assistant.questions(email, signal), answers: [] }),
  }),

  /** The user's: what the assistant cannot know. */
  clarify: action({
    reads: f.pick("questions"),
    writes: f.pick("answers"),
    inputs: { answers: v.array(text) },
    run: (state, { answers }) => {
      const { questions } = state;
      if (answers.length !== questions.length) {
        throw new RangeError(`${answers.length} answers do not fit ${questions.length} questions`);
      }
      return state.update({
        answers: questions.map((question, index) => ({ question, answer: answers[index] ?? "" })),
      });
    },
  }),

  write: action({
    reads: f.pick("email", "answers"),
    writes: f.pick("draft"),
    run: async (state, _inputs, { signal }) =>
      state.update({ draft: await assistant.draft(state.email, state.answers, signal) }),
  }),

  /** The user's: no letter goes out that he has not read. */
  review: action({
    reads: f.pick("draft"),
    writes: f.pick("feedback"),
    inputs: { feedback: v.nullable(text) },
    run: (state, { feedback }) => state.update({ feedback }),
  }),

  revise: action({
    reads: { ...f.pick("draft"), feedback: v.string() },
    writes: f.pick("draft"),
    run: async (state, _inputs, { signal }) =>
      state.update({ draft: await assistant.revise(state.draft, state.feedback, signal) }),
  }),

  send: action({
    reads: { ...f.pick("email", "draft"), feedback: v.null() },
    writes: f.pick("sent"),
    run: async (state, _inputs, { signal }) => {
      const { from, subject } = state.email;
      await deliver({ to: from, subject: `Re: ${subject}`, body: state.draft }, signal);
      return state.increment({ sent: 1 });
    },
  }),
});
