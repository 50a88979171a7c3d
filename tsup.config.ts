import { defineConfig } from "tsup";
import { entries } from "./entries.config.ts";

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
  // Dependencies and peers stay imports, deep ones too (`ts-toolbelt/out/List/Concat.js` in the declarations).
  external: [
    /^valibot($|\/)/,
    /^ts-toolbelt($|\/)/,
    /^@dagrejs\/dagre$/,
    // What stores need is loaded by who uses them.
    /^node:/,
    /^(ioredis|libsql|pg|redis|vitest)$/,
  ],
});
