import { memoryPersister } from "typeburr/persisters/memory";
import { describe, expect, test } from "vitest";
import type { Query } from "../chatbot/model.js";
import { ask, finish, openChat } from "./application.js";
import { freeIdFor, placeOf } from "./forks.js";

/** Says how many messages it was given, and remembers them. */
const createModel = () => {
  const queries: Query[] = [];
  const answer = async (query: Query) => {
    queries.push(query);
    return `${query.history.length}: ${query.prompt}`;
  };
  return { answer, queries };
};

const failing = { answer: () => Promise.reject(new Error("no network")) };

const started = async (...questions: readonly string[]) => {
  const [store, model] = [memoryPersister(), createModel()];
  const chat = await openChat(model, store, "chat");
  for (const question of questions) await ask(chat, question);
  return { store, model, chat };
};

describe("a conversation", () => {
  test("goes on where it was, with all that was said", async () => {
    const { store, model, chat } = await started("one", "two");
    const again = await openChat(model, store, "chat");

    expect(again.state).toEqual(chat.state);
    await ask(again, "three");
    expect(again.state.turns.map(({ answer }) => answer)).toEqual(["1: one", "3: two", "5: three"]);
    expect(model.queries.at(-1)?.history.slice(2)).toEqual([
      { role: "user", content: "two" },
      { role: "assistant", content: "3: two" },
      { role: "user", content: "three" },
    ]);
  });

  test("writes a turn for a turn, and not what was said before", async () => {
    const [store, sizes] = [memoryPersister(), [] as number[]];
    const chat = await openChat({ answer: async () => "An answer." }, store, "chat");
    for (let turn = 100; turn < 400; turn++) {
      await ask(chat, `Question ${turn}`);
      sizes.push(store.load({ appId: "chat" })?.delta.length ?? 0);
    }

    expect(Math.max(...sizes)).toBeLessThan(120);
  });

  test("answers what was asked and not answered", async () => {
    const { store, model } = await started("one");
    const broken = await openChat(failing, store, "chat");
    await expect(ask(broken, "two")).rejects.toThrow("no network");

    const mended = await openChat(model, store, "chat");
    expect(mended.state.question).toBe("two");
    await ask(mended, "three");
    await finish(mended);
    expect(mended.state.turns.map(({ question }) => question)).toEqual(["one", "two", "three"]);
  });
});

describe("a fork", () => {
  test("goes on behind any turn, and leaves its parent alone", async () => {
    const { store, model, chat } = await started("one", "two", "three");
    const place = await placeOf(store, chat, 2);
    const fork = await openChat(model, store, await freeIdFor(store, "chat"), place ?? { appId: "none" });
    await ask(fork, "another way");

    expect(fork.state.turns.map(({ question }) => question)).toEqual(["one", "two", "another way"]);
    expect((await openChat(model, store, "chat")).state).toEqual(chat.state);
    expect(store.list()).toEqual(["chat", "chat-2"]);
  });

  test("of a fork finds turns where they were said", async () => {
    const { store, model, chat } = await started("one", "two");
    const child = await openChat(model, store, "chat-2", (await placeOf(store, chat, 1)) ?? { appId: "none" });
    await ask(child, "child");
    const grandchild = await openChat(model, store, "chat-3", (await placeOf(store, child, 2)) ?? { appId: "none" });
    await ask(grandchild, "grandchild");

    const places = await Promise.all([1, 2, 3, 4].map((turn) => placeOf(store, grandchild, turn)));
    expect(places.map((place) => place?.appId)).toEqual(["chat", "chat-2", "chat-3", undefined]);
    const again = await openChat(model, store, "chat-4", places[0] ?? { appId: "none" });
    expect(again.state.turns.map(({ question }) => question)).toEqual(["one"]);
  });

  test("has a name that no conversation has", async () => {
    const { store, model } = await started("one");
    expect(await freeIdFor(store, "chat")).toBe("chat-2");
    await ask(await openChat(model, store, "chat-2"), "one");
    expect(await freeIdFor(store, "chat-2")).toBe("chat-3");
    expect(await freeIdFor(store, "diary")).toBe("diary-2");
  });
});

test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
  const { graph } = await openChat(failing, memoryPersister(), "chat");

  expect(graph.check()).toEqual([]);
  await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
});
