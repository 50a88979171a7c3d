/** What the chatbot can do with a prompt. */
export const modes = ["image", "code", "answer"] as const;
export type Mode = (typeof modes)[number];

const unsafe = /\b(bomb|malware|poison|ransomware|unsafe)\b/i;
const image = /\b(draw|image|paint|photo|picture|sketch)\b/i;
const code = /\b(code|function|program|regex|script|sql)\b/i;

/** Whether a prompt is within the terms of service: a list of words, where a real one would ask a service. */
export const isSafe = (prompt: string): boolean => !unsafe.test(prompt);

/** Which of its capabilities a prompt asks for. */
export const modeOf = (prompt: string): Mode => (image.test(prompt) ? "image" : code.test(prompt) ? "code" : "answer");
