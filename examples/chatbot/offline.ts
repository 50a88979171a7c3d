import type { Message, Model } from "./model.js";

/** How many characters fit into an image. */
const width = 60;

const note = "(The offline model has manners but no knowledge. Set OPENAI_API_KEY for real answers.)";

/** A model that runs anywhere and says so: a few phrases, always the same for the same conversation. */
export const offlineModel: Model = {
  name: "the built-in offline model",
  answer: async ({ prompt, history }) => {
    if (/^(hello|hey|hi)\b/i.test(prompt)) return "Hello! Ask me a question, for an image, or for code.";
    if (/\b(before|earlier|remember|so far)\b/i.test(prompt)) return recall(history);
    return `"${clip(prompt)}" I would have to look that up.\n${note}`;
  },
  code: async ({ prompt }) =>
    `// ${clip(prompt)}\nexport function solve(): never {\n  throw new Error("offline");\n}\n${note}`,
  image: async ({ prompt }) => frame(subjectOf(prompt)),
};

const recall = (history: readonly Message[]): string => {
  const earlier = history.slice(0, -1).filter(({ role }) => role === "user");
  if (earlier.length === 0) return "This is the first thing you say to me.";
  return ["You have said:", ...earlier.map(({ content }) => `- ${clip(content)}`)].join("\n");
};

// "Please draw me a picture of a red fox." -> "red fox"
const subjectOf = (prompt: string): string =>
  prompt
    .replace(/^.*?\b(?:(?:draw|image|paint|photo|picture|sketch|me|of|an?|the)\b\s*)+/i, "")
    .replace(/[.!?]+$/, "") || "a surprise";

const frame = (subject: string): string => {
  if (subject.length > width) throw new Error(`the offline model's canvas is only ${width} characters wide`);
  const edge = "-".repeat(subject.length + 2);
  return `+${edge}+\n| ${subject} |\n+${edge}+`;
};

const clip = (text: string): string => (text.length > width ? `${text.slice(0, width)}...` : text);
