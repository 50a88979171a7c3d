import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** One import, in values or in types. Files are named from `src`; `to` is a file or a package's specifier. */
export interface Import {
  from: string;
  to: string;
  /** Whether it is `import()` in an expression. */
  isCall?: boolean;
}

/** Every source file, named from `src`, with `/` on every platform. */
export const readSourceFiles = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.split(path.sep).join("/"))
    .sort();

/** `./delta`, `./delta.js`, `../state` -> the file it means. */
const resolveFile = (from: string, specifier: string, files: string[]): string => {
  const target = path.posix.join(path.posix.dirname(from), specifier.replace(/\.[jt]s$/, ""));
  const candidates = [`${target}.ts`, `${target}/index.ts`];
  return candidates.find((candidate) => files.includes(candidate)) ?? `${target}.ts`;
};

/** What the files import, as the compiler's own scanner sees it: `import`, `export from`, `import()` and `import type`. */
export const readImports = (directory: string): Import[] => {
  const files = readSourceFiles(directory);
  return files.flatMap((from) => {
    const text = readFileSync(path.join(directory, from), "utf8");
    return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
      from,
      to: fileName.startsWith(".") ? resolveFile(from, fileName, files) : fileName,
      isCall: isCall(text, pos),
    }));
  });
};

/** Whether a specifier stands in `await import("...")`. In a type, `import("...")` has no `await` before it. */
const isCall = (text: string, position: number): boolean =>
  /\bawait\s+import\s*\(\s*["']?$/.test(text.slice(0, position));
