import { randomUUID } from "node:crypto";
import { toServerSentEvents } from "typeburr";
import { type Chatbot, createChatbot } from "./application.js";
import type { SpeakingModel } from "./model.js";
import { Refusal } from "./refusal.js";

/** How many conversations are kept; the one that was opened first goes first. */
const most = 1000;

/** The conversations of all clients, each with an application of its own. */
export class Conversations {
  readonly #model: SpeakingModel;
  readonly #all = new Map<string, Chatbot>();
  /** Those in which the chatbot is speaking. */
  readonly #speaking = new Set<string>();

  constructor(model: SpeakingModel) {
    this.#model = model;
  }

  /** Opens one. Its name cannot be guessed: it is all that a client needs to go on with it. */
  open(): string {
    const id = randomUUID();
    this.#all.set(id, createChatbot(this.#model));
    const [first] = this.#all.keys();
    if (this.#all.size > most && first !== undefined) this.#all.delete(first);
    return id;
  }

  /**
   * Says something in a conversation.
   *
   * @param signal Stops the answer.
   * @returns The answer, as server-sent events.
   * @throws {Refusal} If there is no such conversation, or the chatbot has not finished there.
   */
  say(id: string, text: string, signal: AbortSignal): Response {
    const chatbot = this.#all.get(id);
    if (chatbot === undefined) throw new Refusal(404, "there is no such conversation: open one by POST /conversations");
    // The application would refuse a second call, too, but by then the response has begun
    if (this.#speaking.has(id)) throw new Refusal(409, "wait for the answer before you go on");
    this.#speaking.add(id);
    // After an answer that was stopped, what is next is to give it again; but there is a new prompt
    chatbot.resetToEntrypoint();
    const stream = chatbot.stream({ haltAfter: ["respond"], inputs: { text }, signal });
    const ended = () => this.#speaking.delete(id);
    const mapError = () => ({ message: "the chatbot is in trouble: say it again" });
    const response = toServerSentEvents(stream, { heartbeat: 15_000, mapError });
    stream.result.then(ended, ended);
    return response;
  }
}
