import { fileURLToPath } from "node:url";
import { defineConfig, type Options } from "tsup";
import { entries } from "./entries.config.ts";

const twin = fileURLToPath(new URL("src/testing/persister/vitest-cjs.ts", import.meta.url));

/** CommonJS has no top-level await: there, another file stands in for the one that uses it. */
const commonJs: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "typeburr-common-js",
  setup(build) {
    // With `splitting`, tsup asks for ESM in both formats and rewrites it; only this tells which one it is.
    if (build.initialOptions.define?.TSUP_FORMAT !== '"cjs"') return;
    build.onResolve({ filter: /^\.\/vitest\.js$/ }, () => ({ path: twin }));
  },
};

export default defineConfig({
  entry: entries,
  format: ["esm", "cjs"],
  dts: true,
  target: "es2022",
  // The core uses nothing of Node, so it also runs in browsers, Deno, Bun and edge workers.
  platform: "neutral",
  // Shared code goes to chunks in both formats: a class that two sub-paths export must be one class for `instanceof`.
  splitting: true,
  clean: true,
  // The bundles are not minified and keep their names, so they read like the source: maps would only double the package.
  sourcemap: false,
  minify: false,
  esbuildPlugins: [commonJs],
  // Dependencies and peers stay imports, deep ones too (`ts-toolbelt/out/List/Concat.js` in the declarations).
  external: [
    /^valibot($|\/)/,
    /^ts-toolbelt($|\/)/,
    /^@dagrejs\/dagre$/,
    // What stores need is loaded by who uses them.
    /^node:/,
    /^(ioredis|libsql|pg|redis|vitest)$/,
  ],
  // CommonJS has no `import.meta`; `createRequire`, for which it is used, takes a file name as well.
  esbuildOptions(options, { format }) {
    if (format === "cjs") options.define = { ...options.define, "import.meta.url": "__filename" };
  },
});
