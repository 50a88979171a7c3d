import { ConflictError } from "typeburr";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import { linesFrom } from "../chatbot/lines.js";
import { offlineModel } from "../chatbot/offline.js";
import { openaiModel } from "../chatbot/openai.js";
import { ask, finish, openChat } from "./application.js";
import { freeIdFor, placeOf } from "./forks.js";

const { OPENAI_API_KEY, OPENAI_BASE_URL, CHAT_DATABASE = "chat.db" } = process.env;
const model = OPENAI_API_KEY || OPENAI_BASE_URL ? openaiModel(process.env) : offlineModel;
const store = sqlitePersister({ path: CHAT_DATABASE });

let chat = await openChat(model, store, process.argv[2] ?? "chat");

/** The last turns, each with its number. */
const show = (most: number): void => {
  for (const [index, { question, answer }] of [...chat.state.turns.entries()].slice(-most)) {
    console.log(`${index + 1}> ${question}\n${answer}\n`);
  }
};

const fork = async (turn: number): Promise<void> => {
  const place = await placeOf(store, chat, turn);
  if (place === null) return console.log(`There is no turn ${turn}: the last one is ${chat.state.turns.length}.\n`);
  chat = await openChat(model, store, await freeIdFor(store, chat.appId), place);
  console.log(`This is conversation '${chat.appId}', which goes on behind turn ${turn}.\n`);
};

const obey = async (line: string): Promise<void> => {
  const [command, turn] = line.split(/\s+/);
  if (command === "/list") console.log(`${store.list().join("\n") || "Nothing is stored yet."}\n`);
  else if (command === "/fork" && /^\d+$/.test(turn ?? "")) await fork(Number(turn));
  else console.log("/list tells the conversations, /fork 3 goes on behind turn 3 of this one, under another name.\n");
};

/** Whatever goes wrong, what was said before is stored. */
const attempt = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
    show(1);
  } catch (error) {
    console.log(`That failed: ${error instanceof Error ? error.message : error}\n`);
    if (error instanceof ConflictError) {
      chat = await openChat(model, store, chat.appId);
      console.log("Somebody else has gone on with it, and so do you from here:\n");
      show(3);
    } else if (chat.nextAction() === "answer") {
      console.log(`'${chat.state.question}' is kept, and answered before your next question.\n`);
    }
  }
};

// Who reads may leave early, as `head` does.
process.stdout.once("error", () => process.exit());

console.log(`You are talking to ${model.name}. Conversation '${chat.appId}' is kept in ${CHAT_DATABASE}.\n`);
show(3);
if (chat.nextAction() === "answer") await attempt(() => finish(chat));

for await (const line of linesFrom(process.stdin, process.stdout)) {
  if (line.startsWith("/")) await obey(line);
  else await attempt(() => ask(chat, line));
}
store.close();
