import * as v from "valibot";

export const Email = v.object({ from: v.string(), subject: v.string(), body: v.string() });
export type Email = v.InferOutput<typeof Email>;

/** A question of the sender's that only the user can answer, and the answer. */
export const Answer = v.object({ question: v.string(), answer: v.string() });
export type Answer = v.InferOutput<typeof Answer>;

/** What the application needs of whoever writes: rules, a model behind a network, or a colleague. */
export interface Assistant {
  /** What has to be known before the email can be answered. */
  readonly questions: (email: Email, signal: AbortSignal) => Promise<string[]>;
  readonly draft: (email: Email, answers: readonly Answer[], signal: AbortSignal) => Promise<string>;
  /** The draft, changed as the feedback says. */
  readonly revise: (draft: string, feedback: string, signal: AbortSignal) => Promise<string>;
}

/** What the application needs of whoever delivers. */
export type Deliver = (letter: { to: string; subject: string; body: string }, signal: AbortSignal) => Promise<void>;
