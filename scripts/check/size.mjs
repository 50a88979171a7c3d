import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { mustHave } from "./package.mjs";
import { CheckFailure } from "./report.mjs";

/** What a page pays for a small application, without valibot, which it has anyway. */
const limit = 12_000;

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

/** The size of `{ action, application }`, bundled, minified and compressed. */
export const checkSize = async (report, directory) => {
  await report.check(`{ action, application } in ${limit} bytes`, async () => {
    const code = await bundle(mustHave(directory, "installed package"));
    const size = gzipSync(code, { level: 9 }).length;
    const note = `${size} bytes gzipped, ${code.length} minified`;
    if (size > limit) throw new CheckFailure(note);
    return note;
  });
};
