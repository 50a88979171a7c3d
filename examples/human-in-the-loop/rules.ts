import type { Answer, Assistant } from "./assistant.js";

/** An assistant without a model: it repeats what it is told in the form of a letter, always the same to the same. */
export const rules: Assistant = {
  questions: async ({ body }) => (body.match(/[^.!?\n]+\?/g) ?? []).map((question) => question.trim()),
  draft: async ({ from, subject }, answers) => {
    const thanks = `Thank you for your message about ${quoted(subject)}.`;
    return [`Hello ${nameOf(from)},`, [thanks, ...answers.map(told)].join(" "), "Kind regards"].join("\n\n");
  },
  revise: async (draft, feedback) => {
    const [greeting = "", body = "", farewell = ""] = draft.split("\n\n");
    const replacement = /^replace "(.+)" (?:by|with) "(.*)"$/i.exec(feedback);
    if (replacement) return draft.replaceAll(replacement[1] ?? "", replacement[2] ?? "");
    if (/\bformal/i.test(feedback)) return [greeting.replace(/^Hello/, "Dear"), body, "Yours sincerely"].join("\n\n");
    if (/\bshort/i.test(feedback)) return draft.replace(/^Thank you for your message about ".*?"\./m, "Thank you.");
    return [greeting, `${body} ${sentence(feedback)}`, farewell].join("\n\n");
  },
};

// "ada@example.org" -> "Ada"
const nameOf = (address: string): string => capital(address.replace(/[@.+].*$/, ""));

const told = ({ question, answer }: Answer): string => `You asked: ${quoted(question)} ${sentence(answer)}`;

const quoted = (text: string): string => `"${text}"`;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
