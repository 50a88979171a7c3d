import { expect } from "vitest";
import { onSome, program, type Version } from "./for-tests.js";
import type { Compiler, Problem } from "./index.js";

/**
 * Programs that carry what the compilers say against them, in the line below, as in a textbook:
 *
 * ```
 *   app.run({ haltAfter: ["respnd"] });
 * //                      ^^^^^^^^ 2820 Did you mean '"respond"'?
 * ```
 *
 * The arrows mark the token exactly; then come the code (`2345/2741`, if TypeScript 7 has another) and what the message
 * says. One error that says several things has a line for each, in any order: compilers order unions differently.
 */
export function refused(title: string, text: string): void {
  requireNotes(text);
  ask(title, text);
}

/** A program that should be refused so, and is not yet: this fails as soon as it is. */
export function notRefusedYet(title: string, text: string): void {
  requireNotes(text);
  ask(title, text, true);
}

function requireNotes(text: string): void {
  if (notesOf(text).length === 0) throw new Error(`No note says what is wrong with this program:\n${text}`);
}

/** A program that is right: often one that a naive checker would refuse. */
export function accepted(title: string, text: string): void {
  if (notesOf(text).length > 0) throw new Error(`A note says that something is wrong with this program:\n${text}`);
  ask(title, text);
}

const asked = new Set<Version>(["5.9", "7.0"]);

/** Programs are shown to TypeScript 5.9 and 7.0. A file whose rule is worth 2 s more asks another one, too. */
export function askAlso(name: Version): void {
  asked.add(name);
}

// All programs of a test file are checked at once, each in a block of its own: alone, each would pay 0.2 s for reading
// the types of the libraries again.
const texts: string[] = [];
const answers = new Map<Compiler, Promise<Problem[]>>();

function ask(title: string, text: string, isGap = false): void {
  const index = texts.push(text) - 1;
  onSome(asked, title, async (compiler) => {
    const answer = answers.get(compiler) ?? compiler.problems(withImports(texts.map(inBlock).join("\n")));
    answers.set(compiler, answer);
    const first = texts.slice(0, index).reduce((lines, earlier) => lines + inBlock(earlier).split("\n").length, 1);
    // The line of the closing brace belongs to the program, too.
    const last = first + text.split("\n").length + 1;
    const problems = (await answer)
      .filter(({ line }) => line > first && line <= last)
      .map((problem) => ({ ...problem, line: problem.line - first }));
    const found = annotated(text, problems, compiler);
    if (isGap) expect(found, "This is refused now: make it `refused`.").not.toBe(text);
    else expect(found).toBe(text);
  });
}

const inBlock = (text: string): string => `{\n${text}\n}`;

const values = [
  "action actionBase all and application condition expr fields input not onError or otherwise placeholder result",
  "streamingAction twoStepAction twoStepActionBase when",
].flatMap((names) => names.split(" "));
const types = [
  "ActionContext AnyAction AnyCondition InferInputs InferReads InferResult InferState InferWrites State",
  "ListQuery LoadQuery StatePersister StoredState StoredStep",
].flatMap((names) => names.split(" "));

const testing = "contextOf paths recorder runAction stateOf valuesOf withStubs".split(" ");

/** The program with an import of what it mentions, on its first line. */
function withImports(text: string): string {
  const isMentioned = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
  const names = [...values.filter(isMentioned), ...types.filter(isMentioned).map((name) => `type ${name}`)];
  const helpers = testing.filter(isMentioned);
  const testingImport = helpers.length > 0 ? `import { ${helpers.join(", ")} } from "typeburr/testing"; ` : "";
  const storeImport = isMentioned("memoryPersister")
    ? `import { memoryPersister } from "typeburr/persisters/memory"; `
    : "";
  return testingImport + storeImport + program(names.join(", "), text);
}

/**
 * Declarations of actions by what they read and write: `actions({ start: "-> x", end: "x y? -> z" })`. All keys are
 * strings; a `?` makes one optional.
 */
export function actions(table: Readonly<Record<string, string>>): string {
  const declarations = Object.entries(table).map(([name, signature]) => {
    const [reads = [], writes = []] = signature.split("->").map((keys) => keys.split(" ").filter(Boolean));
    const update = writes.map((key) => `${key.replace("?", "")}: ""`).join(", ");
    const run = writes.length === 0 ? "state" : `state.update({ ${update} })`;
    return `const ${name} = action({ reads: ${record(reads)}, writes: ${record(writes)}, run: (state) => ${run} });`;
  });
  return declarations.join(" ");
}

function record(keys: readonly string[]): string {
  const entries = keys.map((key) =>
    key.endsWith("?") ? `${key.slice(0, -1)}: v.optional(v.string())` : `${key}: v.string()`,
  );
  return `{ ${entries.join(", ")} }`;
}

interface Note {
  /** The line of the program that it is about, 1-based. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly code: number;
  /** The code in TypeScript 7. */
  readonly laterCode: number;
  readonly says: string;
  readonly text: string;
}

const notation = /^(\/\/ *)(\^+) (\d+)(?:\/(\d+))? (.*)$/;

function notesOf(text: string): Note[] {
  let line = 0;
  return text.split("\n").flatMap((content, index) => {
    const [, before, arrows, code, laterCode = code, says] = notation.exec(content) ?? [];
    if (before === undefined || arrows === undefined || says === undefined) {
      line = index + 1;
      return [];
    }
    const place = { line, column: before.length + 1, length: arrows.length };
    return [{ ...place, code: Number(code), laterCode: Number(laterCode), says, text: content }];
  });
}

// program -> the same with the notes that the compiler really gives it
function annotated(text: string, problems: readonly Problem[], compiler: Compiler): string {
  const expected = notesOf(text).map((note) => (compiler.name === "7.0" ? { ...note, code: note.laterCode } : note));
  const lines = text.split("\n");
  const annotatedLines = lines.map((content, index) => {
    if (notation.test(content)) return [];
    const found = problems.filter(({ line }) => line === index + 1);
    return [content, ...found.flatMap((problem) => notesFor(problem, expected))];
  });
  const behind = problems.filter(({ line }) => line > lines.length);
  return [...annotatedLines.flat(), ...behind.flatMap((problem) => notesFor(problem, expected))].join("\n");
}

function notesFor(problem: Problem, expected: readonly Note[]): string[] {
  const { code, line, column, token, message } = problem;
  const length = token.split("\n")[0]?.length ?? 0;
  const here = expected.filter(
    (note) => note.line === line && note.column === column && note.length === length && note.code === code,
  );
  const saysAll = here.every(({ says }) => message.includes(says));
  const isAllSaid = countSentences(message) <= here.length;
  if (here.length > 0 && saysAll && isAllSaid) return here.map(({ text }) => text);
  return [`//${" ".repeat(Math.max(0, column - 3))}${"^".repeat(length)} ${code} ${message}`];
}

// `build` names every independent problem, of many only some: none may be there that is not expected
function countSentences(message: string): number {
  const [, sentences = ""] = /GraphError<(.*)>'/.exec(message) ?? [];
  return sentences.match(/"(?:\\.|[^"\\])*"/g)?.length ?? 0;
}
