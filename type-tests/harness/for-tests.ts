import { afterAll, test } from "vitest";
import { patience } from "./compiler.js";
import { type Compiler, compilers } from "./index.js";

afterAll(async () => {
  await Promise.all(compilers.map((compiler) => compiler.close()));
});

export type Version = Compiler["name"];

/** One test per compiler, so that a report names the version that differs. */
export function onEvery(title: string, run: (compiler: Compiler) => Promise<void>, timeout = 2 * patience): void {
  onSome(new Set(compilers.map(({ name }) => name)), title, run, timeout);
}

/** As `onEvery`, for some versions only. */
export function onSome(
  versions: ReadonlySet<Version>,
  title: string,
  run: (compiler: Compiler) => Promise<void>,
  timeout = 2 * patience,
): void {
  for (const compiler of compilers) {
    if (versions.has(compiler.name)) test(`${title} (TypeScript ${compiler.name})`, () => run(compiler), timeout);
  }
}

/**
 * A whole program from the part that matters. The imports stand before the body on its first line, so that lines keep
 * their numbers; valibot (`v`) and `expectTypeOf` are imported only if the body mentions them.
 *
 * @param names What to import from typeburr: `"action, type Application"`; may be empty.
 */
export function program(names: string, body: string): string {
  const imports = [
    names && `import { ${names} } from "typeburr";`,
    /\bv\./.test(body) && `import * as v from "valibot";`,
    /\bexpectTypeOf\b/.test(body) && `import { expectTypeOf } from "expect-type";`,
  ].filter(Boolean);
  return `${imports.join(" ")}${body}`;
}
