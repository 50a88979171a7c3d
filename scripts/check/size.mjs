import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { mustHave } from "./package.mjs";
import { CheckFailure } from "./report.mjs";

/**
 * What a page pays for a small application, without valibot, which it has anyway: 3 % above the 36,500 bytes of today. It
 * is to become 8,000. Two thirds of it are what an application may be asked and few ask: `graph.check()`, drawings as text, hooks,
 * streams, and since 27,800 bytes, records for stores. What loads an application is loaded when it is called.
 */
const codeLimit = 37_500;

/** What an editor reads before it knows a type: a little above the 228,000 bytes of today, of which a quarter is comments. */
const declarationsLimit = 233_000;

/** A line that is longer is a type that the bundler has written out, such as an inferred one: today's longest has 712. */
const lineLimit = 1_000;

/** What is loaded with a program: its own chunk, and what that imports. What is loaded by a call, as drawings are, is not. */
const bundle = async (directory) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export { action, application } from "typeburr";`, resolveDir: directory },
    bundle: true,
    splitting: true,
    outdir: "out",
    absWorkingDir: directory,
    metafile: true,
    minify: true,
    format: "esm",
    // A Node module in the core would be an error here.
    platform: "neutral",
    target: "es2022",
    external: ["valibot"],
    write: false,
    logLevel: "silent",
  }).catch((error) => {
    throw new CheckFailure("esbuild cannot bundle it", error.message);
  });
  const chunks = metafile.outputs;
  const entry = Object.keys(chunks).find((file) => chunks[file].entryPoint === "<stdin>");
  const loaded = new Set([entry]);
  for (const file of loaded) {
    for (const { path: imported, kind, external } of chunks[file].imports) {
      if (kind === "import-statement" && !external) loaded.add(imported);
    }
  }
  const isLoaded = (file) => loaded.has(path.relative(directory, file).split(path.sep).join("/"));
  return Buffer.concat(outputFiles.filter((file) => isLoaded(file.path)).map(({ contents }) => contents));
};

const checkCode = (report, directory) =>
  report.check(`{ action, application } in ${codeLimit} bytes`, async () => {
    const code = await bundle(mustHave(directory, "installed package"));
    const size = gzipSync(code, { level: 9 }).length;
    const note = `${size} bytes gzipped, ${code.length} minified`;
    if (size > codeLimit) throw new CheckFailure(note);
    return note;
  });

/** The declarations of the entry, and those that it imports: sub-paths share some, in files of their own. */
const declarationsOf = (file, seen = new Set()) => {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const imports = [...text.matchAll(/from '(\.[^']+)\.js'/g)].map(([, specifier]) => `${specifier}.d.ts`);
  return [text, ...imports.flatMap((imported) => declarationsOf(path.join(path.dirname(file), imported), seen))];
};

const checkDeclarations = (report, directory) =>
  report.check(`declarations in ${declarationsLimit} bytes, no line over ${lineLimit}`, () => {
    const file = path.join(mustHave(directory, "installed package"), "node_modules", "typeburr", "dist", "index.d.ts");
    const text = declarationsOf(file).join("\n");
    const size = Buffer.byteLength(text);
    // Lists of names are no types
    const lines = text.split("\n").filter((line) => !/^(import|export) (type )?\{/.test(line));
    const longest = lines.reduce((one, other) => (other.length > one.length ? other : one));
    const note = `${size} bytes, the longest line ${longest.length}`;
    if (longest.length > lineLimit) throw new CheckFailure(note, longest);
    if (size > declarationsLimit) throw new CheckFailure(note);
    return note;
  });

/** The size of `{ action, application }`, bundled, minified and compressed, and of the declarations as they ship. */
export const checkSize = async (report, directory) => {
  await checkCode(report, directory);
  await checkDeclarations(report, directory);
};
