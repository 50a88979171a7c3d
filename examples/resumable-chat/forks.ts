import type { ForkOptions, StatePersister } from "typeburr";
import type { Chat } from "./application.js";

/**
 * Where a conversation can be left behind one of its turns. A conversation that is a fork itself has only its own steps stored:
 * those before are its parent's.
 *
 * @param turn From 1.
 * @returns Null if there is no such turn.
 */
export const placeOf = async (store: StatePersister, chat: Chat, turn: number): Promise<ForkOptions | null> => {
  const sequenceId = chat.state.turns[turn - 1]?.step;
  if (sequenceId === undefined) return null;
  let appId = chat.appId;
  for (;;) {
    const stored = await store.load({ appId });
    if (!stored?.parent || stored.parent.sequenceId < sequenceId) return { appId, sequenceId };
    appId = stored.parent.appId;
  }
};

/** An id that no conversation has: chat-2 for a fork of chat, chat-3 for one of chat-2. */
export const freeIdFor = async (store: StatePersister, appId: string): Promise<string> => {
  const taken = await store.list();
  const base = appId.replace(/-\d+$/, "");
  for (let number = 2; ; number++) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
};
