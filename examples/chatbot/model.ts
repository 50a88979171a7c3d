import * as v from "valibot";

export const Message = v.object({ role: v.picklist(["user", "assistant"]), content: v.string() });
export type Message = v.InferOutput<typeof Message>;

export interface Query {
  readonly prompt: string;
  /** The conversation so far; the prompt is its last message. */
  readonly history: readonly Message[];
  readonly signal: AbortSignal;
}

/** What the chatbot needs of a model. A query that fails rejects, with a message that can be shown. */
export interface Model {
  /** How it is introduced to the user. */
  readonly name: string;
  readonly answer: (query: Query) => Promise<string>;
  readonly code: (query: Query) => Promise<string>;
  /** Resolves to the place of the image. */
  readonly image: (query: Query) => Promise<string>;
}
