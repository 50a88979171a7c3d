import type { Compiler, CompilerOptions } from "./compiler.js";
import { openCompilerApi } from "./compiler-api.js";
import { openLanguageServer } from "./language-server.js";

export type { Compiler, CompilerOptions, Measurement, Problem } from "./compiler.js";

/** The three compilers under other options; whoever opens them closes them. Nothing is loaded before a question. */
export function openCompilers(options: CompilerOptions = {}): readonly Compiler[] {
  return [
    openCompilerApi("5.9", "typescript", options),
    openCompilerApi("6.0", "typescript-6", options),
    openLanguageServer(options),
  ];
}

/** The compilers that every test of this worker shares. */
export const compilers: readonly Compiler[] = openCompilers();
