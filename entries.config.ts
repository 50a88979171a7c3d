/**
 * Every door of the package, by the name of its file in `dist`.
 *
 * The bundler, the aliases of the tests and `test/packaging/entries.test.ts` read this table, so that a new sub-path is
 * one line here, one in `exports` of package.json and one in `paths` of tsconfig.json; the test tells which is missing.
 */
export const entries: Record<string, string> = {
  index: "src/index.ts",
  "persisters/file": "src/persisters/file.ts",
  "persisters/memory": "src/persisters/memory.ts",
  "persisters/postgres": "src/persisters/postgres.ts",
  "persisters/redis": "src/persisters/redis.ts",
  "persisters/sqlite": "src/persisters/sqlite.ts",
  testing: "src/testing/index.ts",
  visualize: "src/visualize/visualize.ts",
};

/** `index` -> `typeburr`, `persisters/memory` -> `typeburr/persisters/memory` */
export const specifierOf = (entry: string): string => (entry === "index" ? "typeburr" : `typeburr/${entry}`);
