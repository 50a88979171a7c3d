import {
  action,
  actionBase,
  application,
  input,
  onError,
  placeholder,
  streamingAction,
  twoStepAction,
  when,
} from "typeburr";
import * as v from "valibot";

export const prompt = action({
  reads: {},
  writes: { prompt: v.string(), history: v.array(v.string()) },
  inputs: { text: v.pipe(v.string(), v.trim(), v.nonEmpty()) },
  run: (state, { text }) => state.update({ prompt: text }).append({ history: text }),
});
export const checkSafety = twoStepAction({
  reads: { prompt: v.string() },
  writes: { safe: v.boolean() },
  run: async (state) => ({ score: state.prompt.includes("unsafe") ? 1 : 0 }),
  update: ({ score }, state) => state.update({ safe: score < 0.5 }),
});
export const answer = streamingAction({
  reads: { prompt: v.string(), safe: v.literal(true) },
  writes: { response: v.string() },
  item: v.pipe(v.string(), v.toUpperCase()),
  async *run(state) {
    let response = "";
    for (const word of ["You said: ", state.prompt]) {
      response += word;
      yield word;
    }
    return [{ tokens: 2 }, state.update({ response })];
  },
});
export class Refuse extends actionBase({ reads: {}, writes: { response: v.string() } }) {
  readonly words: string;

  constructor(words: string) {
    super();
    this.words = words;
  }

  run(state: this["State"]) {
    return state.update({ response: this.words });
  }
}
export const translate = placeholder({ reads: { response: v.string() }, writes: { translation: v.string() } });
export const greet = input({ name: v.pipe(v.string(), v.trim()), times: v.optional(v.number()) });

/** A conversation that nobody has to be asked for. */
export const chat = application()
  .withActions({ prompt, checkSafety, answer, refuse: new Refuse("I can't help with that.") })
  .withTransitions(
    ["prompt", "checkSafety"],
    ["checkSafety", "answer", when({ safe: true })],
    ["checkSafety", "refuse"],
    ["answer", "refuse", onError(TypeError)],
    [["answer", "refuse"], "prompt"],
  )
  .withEntrypoint("prompt")
  .withState({ history: [] })
  .withIdentifiers({ appId: "chat" });
