import { setTimeout as pause } from "node:timers/promises";
import type { Mode } from "../chatbot/judgement.js";
import type { Model, Query } from "../chatbot/model.js";

/** The chatbot's model, but that it says its answer token by token. An abort ends it, as any failure does, with an error. */
export type SpeakingModel = Readonly<Record<Mode, (query: Query) => AsyncIterable<string>>>;

/** Has a model that answers all at once say its answers word by word, so many milliseconds apart. */
export const aloud = (model: Model, milliseconds: number): SpeakingModel => {
  const say = (ask: Model[Mode]) =>
    async function* (query: Query): AsyncGenerator<string> {
      for (const [token] of (await ask(query)).matchAll(/\S+\s*|\s+/g)) {
        await pause(milliseconds, undefined, { signal: query.signal });
        yield token;
      }
    };
  return { image: say(model.image), code: say(model.code), answer: say(model.answer) };
};
