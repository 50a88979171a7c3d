import { createCorrespondence } from "./application.js";
import { inbox } from "./inbox.js";
import { rules } from "./rules.js";
import { openTerminal } from "./terminal.js";

const terminal = openTerminal(process.stdin, process.stdout);
const app = createCorrespondence(rules, async ({ to, subject }) => console.log(`Sent to ${to}: ${subject}\n`));

/** Where the user has to say something, and where a letter is done. */
const halts = { haltBefore: ["clarify", "review"], haltAfter: ["send"] } as const;

/** An answer that is needed; nobody there means that no letter goes out. */
const ask = async (question: string): Promise<string> => {
  const answer = await terminal.ask(question);
  if (answer !== null) return answer;
  console.log(`Letters sent: ${app.state.sent}`);
  process.exit();
};

const answersTo = async (questions: readonly string[]): Promise<string[]> => {
  const answers: string[] = [];
  for (const question of questions) {
    let answer = "";
    while (answer === "") answer = await ask(`${question} `);
    answers.push(answer);
  }
  return answers;
};

const feedbackOn = async (draft: string): Promise<string | null> => {
  console.log(`\n${draft.replace(/^(?=.)/gm, "    ")}\n`);
  return (await ask("Enter sends it; or say what to change: ")) || null;
};

for (const email of inbox) {
  console.log(`${email.from}: ${email.subject}\n\n${email.body}\n`);
  let stop = await app.run({ ...halts, inputs: { email } });
  // Each time, `run` goes on from where it was halted, with what the user has said.
  while (stop.action !== "send") {
    stop =
      stop.action === "clarify"
        ? await app.run({ ...halts, inputs: { answers: await answersTo(stop.state.questions) } })
        : await app.run({ ...halts, inputs: { feedback: await feedbackOn(stop.state.draft) } });
  }
}
terminal.close();
console.log(`Letters sent: ${app.state.sent}`);
