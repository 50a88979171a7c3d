import { createRequire } from "node:module";
import { join } from "node:path";
import type ts from "typescript";
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
import { repository } from "./folders.js";

type TypeScript = typeof ts;

// The count behind `tsc --extendedDiagnostics`; it is not in the public types.
interface CountingProgram extends ts.Program {
  getInstantiationCount(): number;
}

const require = createRequire(import.meta.url);
const fileName = join(repository, "type-tests", "program.ts");

// What editors ask for, without names from modules that the program has not imported.
const preferences: ts.GetCompletionsAtPositionOptions = {
  includeCompletionsForModuleExports: false,
  includeCompletionsWithInsertText: true,
};

/** TypeScript 5.9 and 6.0: a language service inside this process. */
export function openCompilerApi(name: "5.9" | "6.0", packageName: string, options: CompilerOptions): Compiler {
  let opened: Service | undefined;
  const service = (): Service => {
    opened ??= new Service(require(packageName) as TypeScript, options);
    return opened;
  };
  return {
    name,
    problems: async (program) => service().problems(program),
    completions: async (program) => service().completions(program),
    hover: async (program) => service().hover(program),
    instantiations: async (program) => service().measure(program).instantiations,
    measure: async (program) => service().measure(program),
    close: async () => {
      opened?.dispose();
      opened = undefined;
    },
  };
}

// One file whose text changes: everything that programs import is read, parsed and bound once, while each new text gets
// a new program and with it a new checker. That is why `instantiations` is exact although the service is shared.
class Service {
  readonly #ts: TypeScript;
  readonly #service: ts.LanguageService;
  #text = "";
  #version = 0;
  #deadline = 0;

  constructor(typescript: TypeScript, options: CompilerOptions) {
    this.#ts = typescript;
    const parsed = readOptions(typescript, options);
    const snapshots = new Map<string, ts.IScriptSnapshot | undefined>();
    const { sys } = typescript;
    const fromDisk = (file: string): ts.IScriptSnapshot | undefined => {
      if (!snapshots.has(file)) {
        const text = sys.readFile(file);
        snapshots.set(file, text === undefined ? undefined : typescript.ScriptSnapshot.fromString(text));
      }
      return snapshots.get(file);
    };
    // Keeps what a program has imported when the next one does not: reading valibot again would take 300 ms.
    const documents: ts.DocumentRegistry = {
      ...typescript.createDocumentRegistry(true, repository),
      releaseDocument: () => {},
      releaseDocumentWithKey: () => {},
    };
    const host: ts.LanguageServiceHost = {
      getCompilationSettings: () => parsed,
      getScriptFileNames: () => [fileName],
      getScriptVersion: (file) => (file === fileName ? String(this.#version) : "0"),
      getScriptSnapshot: (file) =>
        file === fileName ? typescript.ScriptSnapshot.fromString(this.#text) : fromDisk(file),
      getCurrentDirectory: () => repository,
      getDefaultLibFileName: typescript.getDefaultLibFilePath,
      fileExists: (file) => file === fileName || sys.fileExists(file),
      readFile: (file) => (file === fileName ? this.#text : sys.readFile(file)),
      directoryExists: sys.directoryExists,
      getDirectories: sys.getDirectories,
      readDirectory: sys.readDirectory,
      ...(sys.realpath && { realpath: sys.realpath }),
      // The checker asks this between statements: the only way to interrupt work on our own thread.
      getCancellationToken: () => ({ isCancellationRequested: () => Date.now() > this.#deadline }),
    };
    this.#service = typescript.createLanguageService(host, documents);
  }

  problems(program: string): Problem[] {
    return this.#ask(program, () => {
      // Both, as editors show them; the tsc command would stop at a program that does not parse.
      const found = [
        ...this.#service.getSyntacticDiagnostics(fileName),
        ...this.#service.getSemanticDiagnostics(fileName),
      ];
      const errors = found.filter(({ category }) => category === this.#ts.DiagnosticCategory.Error);
      return errors.map((error) => this.#problem(error)).sort(byPosition);
    });
  }

  completions(program: string): string[] {
    const { text, offset } = takeMarker(program);
    return this.#ask(text, () => {
      const list = this.#service.getCompletionsAtPosition(fileName, offset, preferences);
      return [...new Set(list?.entries.map((entry) => bareName(entry.name)))];
    });
  }

  hover(program: string): string {
    const { text, offset } = takeMarker(program);
    return this.#ask(text, () => {
      const info = this.#service.getQuickInfoAtPosition(fileName, offset);
      if (info === undefined) throw new Error(`No hover at the marker:\n${program}`);
      return this.#ts.displayPartsToString(info.displayParts);
    });
  }

  measure(program: string): Measurement {
    return this.#ask(program, () => {
      const checked = this.#service.getProgram() as CountingProgram | undefined;
      const file = checked?.getSourceFile(fileName);
      if (checked === undefined || file === undefined) throw new Error("The language service has no program.");
      const [mistake] = checked.getSyntacticDiagnostics(file);
      if (mistake) throw new Error(`The program does not parse: ${this.#problem(mistake).message}\n${program}`);
      const deadline = Date.now() + patience;
      const found = checked.getSemanticDiagnostics(file, {
        isCancellationRequested: () => Date.now() > deadline,
        throwIfCancellationRequested: () => {
          if (Date.now() > deadline) throw new this.#ts.OperationCanceledException();
        },
      });
      const problems = found.map((error) => this.#problem(error)).sort(byPosition);
      return { instantiations: checked.getInstantiationCount(), problems };
    });
  }

  dispose(): void {
    this.#service.dispose();
  }

  #ask<T>(text: string, question: () => T): T {
    this.#text = text;
    // Always a new version, even for the same text: a checker that has answered before would count less.
    this.#version += 1;
    this.#deadline = Date.now() + patience;
    try {
      return question();
    } catch (cause) {
      if (!(cause instanceof this.#ts.OperationCanceledException)) throw cause;
      throw new Error(`TypeScript ${this.#ts.version} gave no answer within ${patience / 1000} s:\n${text}`, { cause });
    }
  }

  #problem({ code, start = 0, length = 0, messageText }: ts.Diagnostic): Problem {
    const before = this.#text.slice(0, start).split("\n");
    return {
      code,
      line: before.length,
      column: (before.at(-1) ?? "").length + 1,
      token: this.#text.slice(start, start + length),
      message: this.#ts.flattenDiagnosticMessageText(messageText, "\n"),
    };
  }
}

function readOptions(typescript: TypeScript, options: CompilerOptions): ts.CompilerOptions {
  const configFile = join(repository, "tsconfig.json");
  const { config, error } = typescript.readConfigFile(configFile, typescript.sys.readFile) as {
    config?: { compilerOptions?: object };
    error?: ts.Diagnostic;
  };
  const ownOptions = { ...config?.compilerOptions, types: [], ...options };
  const parsed = typescript.parseJsonConfigFileContent(
    { ...config, compilerOptions: ownOptions, files: [fileName], include: [] },
    typescript.sys,
    repository,
    undefined,
    configFile,
  );
  const errors = error ? [error] : parsed.errors;
  if (errors.length > 0) {
    const sentences = errors.map(({ messageText }) => typescript.flattenDiagnosticMessageText(messageText, "\n"));
    throw new Error(`TypeScript ${typescript.version} does not take the options: ${sentences.join("\n")}`);
  }
  return parsed.options;
}
