import type { Email } from "./assistant.js";

/** What has come in. */
export const inbox: readonly Email[] = [
  {
    from: "ada@example.org",
    subject: "Meeting on Thursday",
    body: "I would like to show you the engine. Are you free at three? Shall I bring the drawings?",
  },
  {
    from: "charles@example.org",
    subject: "Your parcel",
    body: "It has arrived at my house by mistake. I keep it for you.",
  },
];
