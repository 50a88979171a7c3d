import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  bareName,
  byPosition,
  type Compiler,
  type CompilerOptions,
  type Measurement,
  type Problem,
  patience,
  takeMarker,
} from "./compiler.js";
import { makeTemporaryFolder, removeFolder, repository } from "./folders.js";
import { JsonRpc } from "./json-rpc.js";

interface Position {
  readonly line: number;
  readonly character: number;
}

interface DiagnosticReport {
  readonly items?: readonly {
    readonly code: number;
    readonly severity: number;
    readonly message: string;
    readonly range: { readonly start: Position; readonly end: Position };
  }[];
}

interface CompletionList {
  readonly items?: readonly {
    readonly label: string;
    readonly data?: { readonly name?: string; readonly autoImport?: unknown };
  }[];
}

interface Hover {
  readonly contents: { readonly value: string };
}

const severityOfErrors = 1;

/** TypeScript 7.0, which has no classic API: its language server answers, its command counts. */
export function openLanguageServer(options: CompilerOptions): Compiler {
  let opened: Promise<Server> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  // One document, so one question at a time. A server that has died is started anew for the next one.
  const ask = <T>(question: (server: Server) => Promise<T>): Promise<T> => {
    const answer = last.then(async () => {
      if (opened && (await opened.catch(() => undefined))?.rpc.failed !== false) await close();
      opened ??= Server.start(options);
      return question(await opened);
    });
    last = answer.catch(() => {});
    return answer;
  };
  const close = async (): Promise<void> => {
    const server = await opened?.catch(() => undefined);
    opened = undefined;
    await server?.close();
  };
  return {
    name: "7.0",
    problems: (program) => ask((server) => server.problems(program)),
    completions: (program) => ask((server) => server.completions(program)),
    hover: (program) => ask((server) => server.hover(program)),
    instantiations: (program) => ask(async (server) => (await server.measure(program)).instantiations),
    measure: (program) => ask((server) => server.measure(program)),
    close: () => last.then(close),
  };
}

class Server {
  readonly rpc: JsonRpc;
  readonly #executable: string;
  readonly #options: CompilerOptions;
  readonly #folder: string;
  readonly #document: string;
  #version = 0;
  #measuring: string | undefined;

  static async start(options: CompilerOptions): Promise<Server> {
    const server = new Server(await findExecutable(), options);
    await server.#initialize();
    return server;
  }

  private constructor(executable: string, options: CompilerOptions) {
    this.#executable = executable;
    this.#options = options;
    this.#folder = makeTemporaryFolder();
    const project = join(this.#folder, "edited");
    writeProject(project, join(repository, "tsconfig.json"), options);
    this.#document = pathToFileURL(join(project, "program.ts")).href;
    this.rpc = new JsonRpc(executable, ["--lsp", "--stdio"], answerServer, patience);
  }

  async #initialize(): Promise<void> {
    await this.rpc.request("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(repository).href,
      capabilities: {
        general: { positionEncodings: ["utf-16"] },
        workspace: { configuration: true },
        textDocument: { hover: { contentFormat: ["markdown"] }, diagnostic: {}, completion: {} },
      },
    });
    this.rpc.notify("initialized", {});
  }

  async problems(program: string): Promise<Problem[]> {
    const report = (await this.#ask(program, "textDocument/diagnostic")) as DiagnosticReport | null;
    if (!report?.items) throw new Error(`The language server reports no diagnostics: ${JSON.stringify(report)}`);
    const lines = startsOfLines(program);
    const errors = report.items.filter(({ severity }) => severity === severityOfErrors);
    const found = errors.map(({ code, message, range: { start, end } }) => ({
      code,
      line: start.line + 1,
      column: start.character + 1,
      token: program.slice(offsetOf(start, lines), offsetOf(end, lines)),
      message,
    }));
    return found.sort(byPosition);
  }

  async completions(program: string): Promise<string[]> {
    const { text, offset } = takeMarker(program);
    const list = (await this.#ask(text, "textDocument/completion", positionOf(offset, text))) as CompletionList | null;
    const items = list?.items?.filter(({ data }) => data?.autoImport === undefined) ?? [];
    // The label of an optional property ends with "?"; the data hold the name as it is.
    return [...new Set(items.map(({ label, data }) => bareName(data?.name ?? label)))];
  }

  async hover(program: string): Promise<string> {
    const { text, offset } = takeMarker(program);
    const hover = (await this.#ask(text, "textDocument/hover", positionOf(offset, text))) as Hover | null;
    const code = /^```\w*\n(.*?)\n```/s.exec(hover?.contents.value ?? "")?.[1];
    if (code === undefined) throw new Error(`No hover at the marker (${JSON.stringify(hover)}):\n${program}`);
    return code;
  }

  async measure(program: string): Promise<Measurement> {
    this.#measuring ??= this.#prepareToMeasure();
    writeFileSync(join(this.#measuring, "program.ts"), program);
    const args = ["--project", this.#measuring, "--extendedDiagnostics", "--singleThreaded", "--pretty", "false"];
    const output = await run(this.#executable, args);
    const count = Number(/^Instantiations:\s*(\d+)/m.exec(output)?.[1] ?? Number.NaN);
    if (Number.isNaN(count)) throw new Error(`tsc 7.0 counted no instantiations:\n${output}`);
    // tsc does not check a program that does not parse.
    if (count === 0 && output.includes("error TS")) throw new Error(`tsc 7.0 checked nothing:\n${output}`);
    return { instantiations: count, problems: problemsIn(output) };
  }

  async close(): Promise<void> {
    if (!this.rpc.failed) {
      await this.rpc.request("shutdown", undefined).catch(() => {});
      this.rpc.notify("exit");
    }
    await this.rpc.end();
    removeFolder(this.#folder);
  }

  async #ask(text: string, method: string, position?: Position): Promise<unknown> {
    this.#version += 1;
    const document = { uri: this.#document, version: this.#version };
    if (this.#version === 1) {
      this.rpc.notify("textDocument/didOpen", { textDocument: { ...document, languageId: "typescript", text } });
    } else {
      this.rpc.notify("textDocument/didChange", { textDocument: document, contentChanges: [{ text }] });
    }
    const question = { textDocument: { uri: this.#document }, ...(position && { position }) };
    return this.rpc.request(method, question).catch((cause: Error) => {
      throw new Error(`${cause.message}\nThe program was:\n${text}`, { cause });
    });
  }

  // The command checks every file that it loads, the API only the one asked about. So the command gets a copy of src
  // that says of itself not to be checked: what remains is the price of the program, and comparable.
  #prepareToMeasure(): string {
    const folder = join(this.#folder, "measured");
    const source = join(folder, "src");
    cpSync(join(repository, "src"), source, { recursive: true });
    for (const entry of readdirSync(source, { recursive: true, encoding: "utf8" })) {
      const file = join(source, entry);
      if (/\.[cm]?tsx?$/.test(file)) writeFileSync(file, `// @ts-nocheck\n${readFileSync(file, "utf8")}`);
    }
    // A copy as well, so that its `paths` lead to the copied src.
    cpSync(join(repository, "tsconfig.json"), join(folder, "tsconfig.base.json"));
    writeProject(folder, "./tsconfig.base.json", this.#options);
    return folder;
  }
}

// `program.ts(1,2): error TS2322: sentence`, and indented lines that go on with it
function problemsIn(output: string): Measurement["problems"] {
  const errors = /^\S*program\.ts\((\d+),(\d+)\): error TS(\d+): (.*(?:\n {2,}\S.*)*)/gm;
  return [...output.matchAll(errors)].map(([, line, column, code, message = ""]) => {
    return { code: Number(code), line: Number(line), column: Number(column), message };
  });
}

function writeProject(folder: string, base: string, options: CompilerOptions): void {
  mkdirSync(folder, { recursive: true });
  const config = {
    extends: base,
    compilerOptions: { types: [], ...options },
    files: ["program.ts"],
    include: [],
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(folder, "program.ts"), "");
}

// The native binary itself: the package's `tsc` script would put one more process between us and the server.
async function findExecutable(): Promise<string> {
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript-7/package.json"));
  const finder = pathToFileURL(join(typescript, "lib", "getExePath.js")).href;
  const { default: getExePath } = (await import(finder)) as { default: () => string };
  return getExePath();
}

function answerServer(method: string, params: unknown): unknown {
  if (method !== "workspace/configuration") return null;
  // Looking for names in modules that the program has not imported is slow, and those names are not wanted.
  const settings = { suggest: { autoImports: false } };
  return (params as { items: readonly unknown[] }).items.map(() => settings);
}

function run(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { timeout: patience, maxBuffer: 64 * 2 ** 20 }, (error, output, complaints) => {
      // A program with problems makes tsc exit with a code: that is an answer. A signal (our time-out, a crash) is not.
      if (error && typeof error.code !== "number") {
        const reason = error.killed ? `no answer within ${patience / 1000} s` : error.message;
        reject(new Error(`tsc 7.0: ${reason}\n${output}${complaints}`, { cause: error }));
      } else resolve(output + complaints);
    });
  });
}

// Positions count UTF-16 units, like JavaScript's strings.
function startsOfLines(text: string): number[] {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return starts;
}

function offsetOf({ line, character }: Position, starts: readonly number[]): number {
  return (starts[line] ?? 0) + character;
}

function positionOf(offset: number, text: string): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: (before.at(-1) ?? "").length };
}
