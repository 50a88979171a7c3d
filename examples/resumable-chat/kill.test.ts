import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json, text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "resumable-chat-"));

/** What the model was asked, in order. */
const asked: string[] = [];
/** What happens to a question: it is answered, as long as nobody kills whoever asks. */
let onQuestion = (response: ServerResponse): void => reply(response);

const reply = (response: ServerResponse): void => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content: `Answer ${asked.length}.` } }] }));
};

const server = createServer(async (request, response) => {
  const { messages } = (await json(request)) as { messages: { content: string }[] };
  asked.push(messages.at(-1)?.content ?? "");
  onQuestion(response);
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The program itself, not one that starts it: a kill has to strike it. */
const start = (file: string): ChildProcess & { stdin: NodeJS.WritableStream; stdout: NodeJS.ReadableStream } => {
  const { port } = server.address() as AddressInfo;
  const program = spawn(process.execPath, ["--import", "tsx", "examples/resumable-chat/main.ts"], {
    cwd: repository,
    env: {
      ...process.env,
      CHAT_DATABASE: join(folder, file),
      OPENAI_API_KEY: "",
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  return program;
};

const killed = async (program: ChildProcess): Promise<void> => {
  const closed = once(program, "close");
  program.kill("SIGKILL");
  expect(await closed).toEqual([null, "SIGKILL"]);
};

const outputOf = async (file: string, input: string): Promise<string> => {
  const program = start(file);
  program.stdin.end(input);
  return text(program.stdout);
};

/** Waits for what the program says; it goes on. */
const seen = (program: { stdout: NodeJS.ReadableStream }, what: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let output = "";
    program.stdout.on("data", (piece) => {
      output += piece;
      if (output.includes(what)) resolve();
    });
    program.stdout.once("end", () => reject(new Error(`it has ended without '${what}':\n${output}`)));
  });

test("killed while the model thinks, it answers the question when it is started again", async () => {
  const program = start("thinking.db");
  const reached = new Promise<void>((resolve) => {
    onQuestion = (response) => {
      if (asked.length === 1) reply(response);
      else resolve();
    };
  });
  program.stdin.write("First question\nSecond question\n");
  await reached;
  await killed(program);
  onQuestion = reply;
  const output = await outputOf("thinking.db", "Third question\n");

  expect(asked).toEqual(["First question", "Second question", "Second question", "Third question"]);
  expect(output).toContain(
    "1> First question\nAnswer 1.\n\n2> Second question\nAnswer 3.\n\n> Third question\n3> Third",
  );
});

test("killed behind an answer, again and again, it has every turn once, and forks at any of them", async () => {
  for (let turn = 1; turn <= 5; turn++) {
    const program = start("answers.db");
    program.stdin.write(`Question ${turn}\n`);
    await seen(program, `${turn}> Question ${turn}\n`);
    await killed(program);
  }
  const before = asked.length;
  const output = await outputOf("answers.db", "/fork 2\nAnother way\n/list\n");

  expect(output).toMatch(/3> Question 3\n.*\n\n4> Question 4\n.*\n\n5> Question 5\n/);
  expect(output).toContain("This is conversation 'chat-2', which goes on behind turn 2.");
  expect(output).toMatch(/> Another way\n3> Another way\n/);
  expect(output).toContain("> /list\nchat\nchat-2\n");
  expect(asked.slice(before)).toEqual(["Another way"]);
});

test("of two at once, one goes on; the other is told, and goes on from there", async () => {
  const one = start("both.db");
  await seen(one, "is kept in");
  await outputOf("both.db", "From the other\n");
  const told = seen(one, "Somebody else has gone on with it, and so do you from here:\n\n1> From the other\n");
  one.stdin.end("From the one\nOnce more\n");
  await told;
  await once(one, "close");

  expect(await outputOf("both.db", "")).toMatch(/1> From the other\n.*\n\n2> Once more\n/);
});
