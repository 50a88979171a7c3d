import { repository } from "../harness/folders.js";
import type { Compiler } from "../harness/index.js";

/** A type, and what the run time says it is: literals, as TypeScript writes them. */
export interface Claim {
  readonly type: string;
  readonly value: string;
  /** What is told when it is not so. */
  readonly about: string;
}

/** The claims that a compiler does not agree with, each with what it says instead. */
export async function denied(compiler: Compiler, imports: string, claims: readonly Claim[]): Promise<string[]> {
  const program = [
    `${imports} type Same<C, R> = 0 extends 1 & C ? "any" : [C, R] extends [R, C] ? true : { readonly compiler: C; readonly runTime: R };`,
    ...claims.map(({ type, value }, index) => `const _${index}: Same<${type}, ${value}> = true;`),
  ].join("\n");
  const problems = await compiler.problems(program);
  return problems.map(({ line, message }) => `${claims[line - 2]?.about ?? "imports"}\n${message}`);
}

/** An import of types from a file of the sources. */
export const importOf = (names: string, file: string): string =>
  `import type { ${names} } from "${repository}/${file}";`;

/** Texts as a tuple, or as a union, of literals. */
export const tupleOf = (texts: readonly string[]): string => JSON.stringify(texts);
export const unionOf = (texts: readonly string[]): string =>
  texts.map((text) => JSON.stringify(text)).join(" | ") || "never";
