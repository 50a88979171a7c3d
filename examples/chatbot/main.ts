import { createChatbot } from "./application.js";
import { linesFrom } from "./lines.js";
import { offlineModel } from "./offline.js";
import { openaiModel } from "./openai.js";
import { verdict } from "./verdict.js";

console.log(`The compiler about a graph in which an unsafe prompt goes straight to 'respond':\n\n${verdict()}\n`);

const { OPENAI_API_KEY, OPENAI_BASE_URL } = process.env;
const model = OPENAI_API_KEY || OPENAI_BASE_URL ? openaiModel(process.env) : offlineModel;
const app = createChatbot(model);

console.log(`It accepts the graph of this chatbot. You are talking to ${model.name}.\n`);

// Who reads may leave early, as `head` does.
process.stdout.once("error", () => process.exit());

// Every run goes once round the graph, from a prompt to its response.
for await (const text of linesFrom(process.stdin, process.stdout)) {
  const { state } = await app.run({ haltAfter: ["respond"], inputs: { text } });
  console.log(`${state.response}\n`);
}
