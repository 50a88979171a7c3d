import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { entries, specifierOf } from "../../entries.config.ts";

const readJson = (file: string) => JSON.parse(readFileSync(file, "utf8"));

const manifest = readJson("package.json");
const paths = readJson("tsconfig.json").compilerOptions.paths;

/** `typeburr/testing` -> `./testing` */
const exportOf = (entry: string): string => specifierOf(entry).replace(/^typeburr/, ".");

test.each(Object.entries(entries))("the entry %s has a source, an export and a path", (entry, source) => {
  expect(existsSync(source)).toBe(true);
  expect(manifest.exports[exportOf(entry)]).toEqual({
    import: { types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` },
    require: { types: `./dist/${entry}.d.cts`, default: `./dist/${entry}.cjs` },
  });
  expect(paths[specifierOf(entry)]).toEqual([`./${source}`]);
});

test("every export is an entry", () => {
  const expected = [...Object.keys(entries).map(exportOf), "./package.json"];
  expect(Object.keys(manifest.exports).sort()).toEqual(expected.sort());
});
