import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { mustHave } from "./package.mjs";
import { CheckFailure } from "./report.mjs";

/**
 * What a page pays for a small application, without valibot, which it has anyway: 3 % above the 21,384 bytes of today. It
 * is to become 8,000. Without `graph.check()`, which `build` asks, it would be 14,100.
 */
const codeLimit = 22_000;

/** What an editor reads before it knows a type: a little above the 147,000 bytes of today, of which a quarter is comments. */
const declarationsLimit = 160_000;

/** A line that is longer is a type that the bundler has written out, such as an inferred one: today's longest has 712. */
const lineLimit = 1_000;

const bundle = async (directory) => {
  const result = await build({
    stdin: { contents: `export { action, application } from "typeburr";`, resolveDir: directory },
    bundle: true,
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
  return result.outputFiles[0].contents;
};

const checkCode = (report, directory) =>
  report.check(`{ action, application } in ${codeLimit} bytes`, async () => {
    const code = await bundle(mustHave(directory, "installed package"));
    const size = gzipSync(code, { level: 9 }).length;
    const note = `${size} bytes gzipped, ${code.length} minified`;
    if (size > codeLimit) throw new CheckFailure(note);
    return note;
  });

const checkDeclarations = (report, directory) =>
  report.check(`declarations in ${declarationsLimit} bytes, no line over ${lineLimit}`, () => {
    const file = path.join(mustHave(directory, "installed package"), "node_modules", "typeburr", "dist", "index.d.ts");
    const text = readFileSync(file, "utf8");
    const size = Buffer.byteLength(text);
    const lines = text.split("\n");
    const longest = lines.reduce((one, other) => (other.length > one.length ? other : one));
    const note = `${size} bytes, the longest line ${longest.length}`;
    if (longest.length > lineLimit) throw new CheckFailure(note, `line ${lines.indexOf(longest) + 1}: ${longest}`);
    if (size > declarationsLimit) throw new CheckFailure(note);
    return note;
  });

/** The size of `{ action, application }`, bundled, minified and compressed, and of the declarations as they ship. */
export const checkSize = async (report, directory) => {
  await checkCode(report, directory);
  await checkDeclarations(report, directory);
};
