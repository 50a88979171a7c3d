import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const repository = fileURLToPath(new URL("..", import.meta.url));
const examples = readdirSync(`${repository}/examples`);

/** Runs an example as its README says, without a model behind a network. */
const start = (name: string, settings: NodeJS.ProcessEnv = {}) => {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ...env } = process.env;
  return spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", `examples/${name}/main.ts`], {
    cwd: repository,
    env: { ...env, NODE_NO_WARNINGS: undefined, ...settings },
  });
};

const run = async (name: string, input = "", settings: NodeJS.ProcessEnv = {}) => {
  const program = start(name, settings);
  program.stdin.end(input);
  const [output, complaints, [code]] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    once(program, "close"),
  ]);
  return { output, complaints, code };
};

test.each(examples)("examples/%s has all that an example has", (name) => {
  const files = readdirSync(`${repository}/examples/${name}`);

  expect(files).toEqual(
    expect.arrayContaining(["README.md", "application.test.ts", "application.ts", "graph.mmd", "main.ts"]),
  );
});

test("the counter counts", async () => {
  const { output, complaints, code } = await run("counter");

  expect({ complaints, code }).toEqual({ complaints: "", code: 0 });
  expect(output).toMatch(/^count 1\ncount 2\n.*\ncount 10\nannounce 10\ncounted to 10\n$/s);
});

test("the cow goes on until it is stopped", async () => {
  const program = start("cowsay");
  const [said] = await once(program.stdout.setEncoding("utf8"), "data");
  program.kill();
  await once(program, "close");

  expect(said).toMatch(/^\.\.\.\n|< Hello >/);
});

test("the chatbot begins with the compiler's verdict, then takes every line to its response", async () => {
  const questions = readFileSync(`${repository}/examples/chatbot/questions.txt`, "utf8").trim();
  // As another system ends lines, with an empty one, a long one, and a last one that does not end.
  const input = `${questions.replaceAll("\n", "\r\n")}\r\n\r\n${"x".repeat(200_000)}\ndraw a cat`;
  const { output, complaints, code } = await run("chatbot", input);

  expect({ complaints, code }).toEqual({ complaints: "", code: 0 });
  const [verdict = "", ...rounds] = output.split(/^> /m);
  expect(verdict).toContain(
    "error TS2349: This expression is not callable.\n" +
      `  Type 'GraphError<"action 'respond' reads 'response', which nothing writes on the path prompt → checkSafety → respond">'`,
  );
  expect(verdict).toContain("offline model");
  const responses = rounds.map((round) => round.slice(round.indexOf("\n")).trim());
  expect(responses.map((response) => response.split("\n").at(-1))).toEqual([
    "Hello! Ask me a question, for an image, or for code.",
    "(The offline model has manners but no knowledge. Set OPENAI_API_KEY for real answers.)",
    "+---------+",
    "(The offline model has manners but no knowledge. Set OPENAI_API_KEY for real answers.)",
    "I can't help with that.",
    "That failed: the offline model's canvas is only 60 characters wide",
    "- Paint everything that happened on the market square between ...",
    "(The offline model has manners but no knowledge. Set OPENAI_API_KEY for real answers.)",
    "+-----+",
  ]);
});

test("the server that streams says where it listens, and answers", async () => {
  const program = start("streaming-server");
  const [said] = await once(program.stdout.setEncoding("utf8"), "data");
  const [url] = /http:\S+$/m.exec(String(said).split(". ")[0] ?? "") ?? [];
  const opened = await fetch(`${url}/conversations`, { method: "POST" });
  const { id } = (await opened.json()) as { id: string };
  const body = JSON.stringify({ text: "unsafe" });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/conversations/${id}`, { method: "POST", headers, body });
  const events = await answer.text();
  program.kill();
  await once(program, "close");

  expect(said).toContain(`curl -N ${url}/conversations/$id`);
  expect(events).toContain('event: stop\ndata: {"action":"respond","halted":"after"');
});

test("the chat that lasts goes on where it was, and forks", async () => {
  const folder = mkdtempSync(join(tmpdir(), "resumable-chat-"));
  // node:sqlite of some versions of Node says that it is experimental
  const settings = { CHAT_DATABASE: join(folder, "chat.db"), NODE_NO_WARNINGS: "1" };
  const first = await run("resumable-chat", "hello\nwhat did I say before\n/fork 1\n/list\n", settings);
  const second = await run("resumable-chat", "what have I said so far", settings);
  rmSync(folder, { recursive: true });

  expect([first, second].map(({ complaints, code }) => ({ complaints, code }))).toEqual([
    { complaints: "", code: 0 },
    { complaints: "", code: 0 },
  ]);
  // What its README shows
  const readme = readFileSync(`${repository}/examples/resumable-chat/README.md`, "utf8");
  const [, shown = ""] = /```text\n(.*?)```/s.exec(readme) ?? [];
  expect(first.output.trimEnd()).toBe(`${first.output.split("\n")[0]}\n\n${shown.trimEnd()}`);
  expect(second.output).toContain(
    "2> what did I say before\nYou have said:\n- hello\n\n> what have I said so far\n3> ",
  );
});
