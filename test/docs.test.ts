import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, describe, expect, test, vi } from "vitest";
import * as errors from "../src/errors.js";
import { openCompilers } from "../type-tests/harness/index.js";

/**
 * How to write a program in a page (README.md, docs, the README of an example) or in an `@example`:
 *
 * - Every `ts` block of a page compiles and runs. One that imports stands alone; one that does not goes on from those before it, and in an
 *   `@example` from the first program of README.md.
 * - A `diff` block changes the `ts` block before it, which is right, and so makes another program.
 * - Where a `text` block that begins with `error TS` comes next, the program is wrong on purpose, and the block is what
 *   TypeScript 5.9 prints about it, word for word, without the position.
 */
interface Program {
  readonly line: number;
  readonly text: string;
  /** What the compiler must print; empty for a program that is right. */
  readonly verdict: string;
}

interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

const repository = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string): string => readFileSync(`${repository}/${file}`, "utf8");
const filesUnder = (folder: string, pattern: RegExp): string[] =>
  readdirSync(`${repository}/${folder}`, { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => pattern.test(file))
    .sort();

const pages = ["README.md", ...filesUnder("docs", /\.md$/), ...filesUnder("examples", /\/README\.md$/)];
const sources = filesUnder("src", /\.ts$/).filter((file) => read(file).includes("@example"));

// text -> its fenced blocks
function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = "", 2: body = "", index }) => ({
    language,
    text: body,
    line: text.slice(0, index).split("\n").length,
  }));
}

// the program before a diff -> the one behind it
function changed(program: string, { text, line }: Block): string {
  const wholeLines = (marks: RegExp) =>
    text
      .split("\n")
      .filter((change) => marks.test(change))
      .map((change) => change.slice(1))
      .join("\n");
  const before = wholeLines(/^[ -]/);
  const parts = program.split(before);
  if (parts.length !== 2) throw new Error(`The diff in line ${line} must fit the program before it exactly once.`);
  return parts.join(wholeLines(/^[ +]/));
}

// parts, each inside the scope of the one before, so that it may use their names and declare them anew
const nested = (parts: readonly string[]): string => parts.join("{\n") + "}".repeat(parts.length - 1);

function programsOf(blocks: readonly Block[], known: readonly string[] = []): Program[] {
  const programs: Program[] = [];
  let before = known;
  let latest = "";
  for (const [index, block] of blocks.entries()) {
    const { language, line } = block;
    if (language !== "ts" && language !== "diff") continue;
    const isRight = !blocks[index + 1]?.text.startsWith("error TS");
    const verdict = isRight ? "" : (blocks[index + 1]?.text.trimEnd() ?? "");
    if (language === "diff") {
      programs.push({ line, text: nested([...before.slice(0, -1), changed(latest, block)]), verdict });
      continue;
    }
    latest = block.text;
    const parts = /^import /m.test(latest) ? [latest] : [...before, latest];
    programs.push({ line, text: nested(parts), verdict });
    if (isRight) before = parts;
  }
  return programs;
}

// a source file -> the blocks of its doc comments, each a text of its own
function examplesOf(source: string): Block[] {
  return blocksOf(source.replace(/^ *\* ?/gm, ""));
}

const [compiler] = openCompilers({ types: ["node"] });
afterAll(() => compiler?.close());

async function expectVerdict({ text, verdict }: Program): Promise<void> {
  const problems = (await compiler?.problems(text)) ?? [];
  expect(problems.map(({ code, message }) => `error TS${code}: ${message}`).join("\n"), text).toBe(verdict);
}

const firstProgram = (): string[] =>
  blocksOf(read("README.md"))
    .filter(({ language }) => language === "ts")
    .slice(0, 1)
    .map(({ text }) => text);

describe.each(pages.filter((page) => read(page).includes("```ts")))("%s", (page) => {
  test.each(programsOf(blocksOf(read(page))))("line $line", expectVerdict);
});

describe.each(sources)("the examples in %s", (source) => {
  test.each(programsOf(examplesOf(read(source)), firstProgram()))("line $line", expectVerdict);
});

// program -> what it exports, when it has run
async function outcomeOf(contents: string): Promise<Readonly<Record<string, unknown>>> {
  const { outputFiles } = await build({
    stdin: { contents, loader: "ts", resolveDir: repository },
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    // Drivers of stores are loaded when a store is asked, and no page asks one
    external: ["node:*", "pg", "ioredis", "redis"],
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`);
}

// Those that others go on from run as parts of these
const runnable = (page: string): Program[] => {
  const right = programsOf(blocksOf(read(page))).filter(({ verdict }) => verdict === "");
  return right.filter(({ text }, index) => !right[index + 1]?.text.startsWith(text.replace(/\}*$/, "")));
};

describe.each(pages.filter((page) => runnable(page).length > 0))("%s, run", (page) => {
  test.each(runnable(page))("line $line", async ({ text }) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await outcomeOf(text);
    log.mockRestore();
  });
});

test("the first program of README.md stops where it says", async () => {
  const { stop } = await outcomeOf([...firstProgram(), "export { stop };"].join("\n"));

  expect(stop).toMatchObject({ action: "respond", halted: "after", state: { response: "You said: hello" } });
});

test("the picture in docs/drawing.md is what its program draws (refresh with `npm test -- -u`)", async () => {
  const [program = ""] = blocksOf(read("docs/drawing.md")).map(({ text }) => text);
  const { picture } = await outcomeOf(`${program}export { picture };`);

  await expect(picture).toMatchFileSnapshot("../docs/drawing.svg");
});

describe("the persister in docs/persistence.md", async () => {
  const programs = blocksOf(read("docs/persistence.md")).map(({ text }) => text);
  const program = programs.find((text) => text.includes("implements StatePersister")) ?? "";
  const { suites } = await outcomeOf(`${program}export { suites };`);

  (suites as (runner: object) => void)({ describe, test });
});

test("every program of a page that is wrong on purpose is refused", () => {
  const wrong = pages.flatMap((page) => programsOf(blocksOf(read(page))).filter(({ verdict }) => verdict !== ""));
  expect(wrong.length).toBeGreaterThanOrEqual(6);
});

test("docs/type-checking.md has a right program, a wrong one and its error for every rule", () => {
  const [, ...sections] = read("docs/type-checking.md").split(/^## (?=T\d+: )/m);

  expect(sections.map((section) => section.split(":")[0])).toEqual(Array.from({ length: 12 }, (_, i) => `T${i + 1}`));
  for (const section of sections) {
    expect(section).toContain("```ts\n");
    expect(section).toContain("```diff\n");
    expect(section).toContain("```text\nerror TS");
  }
});

test("docs/errors.md tells of every error class and its code", () => {
  const page = read("docs/errors.md");
  const codes = [...read("src/errors.ts").matchAll(/readonly code = "(\w+)"/g)].map(([, code]) => code);

  for (const name of Object.keys(errors)) expect(page).toContain(`\`${name}\``);
  for (const code of codes) expect(page).toContain(`\`${code}\``);
});

test("what a page links to is there", () => {
  for (const page of pages) {
    const targets = [...read(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = ""]) => target);
    for (const target of targets.filter((target) => !target.includes(":"))) {
      expect(existsSync(join(repository, dirname(page), target)), `${page} links to ${target}`).toBe(true);
    }
  }
});
