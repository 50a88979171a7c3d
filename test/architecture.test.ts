import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Import, readImports, readSourceFiles } from "./architecture/imports";
import { findHomelessFiles, findWrongImports, findWrongNames } from "./architecture/rules";

const source = fileURLToPath(new URL("../src", import.meta.url));

describe("the sources", () => {
  const files = readSourceFiles(source);

  test("each imports only what stands below it, and packages only through their doors", () => {
    expect(findWrongImports(readImports(source))).toEqual([]);
  });

  test("every file has its room in the table of layers", () => {
    expect(findHomelessFiles(files)).toEqual([]);
  });

  test("file names are in kebab-case", () => {
    expect(findWrongNames(files)).toEqual([]);
  });
});

describe("the rules", () => {
  const wrong: [from: string, to: string, sentence: string][] = [
    ["schema/record.ts", "state/state.ts", "which does not stand below it"],
    ["graph/graph.ts", "application/draft.ts", "which does not stand below it"],
    ["action/action.ts", "condition/when.ts", "which does not stand below it"],
    ["state/state.ts", "index.ts", "which does not stand below it"],
    ["types/simplify.ts", "errors.ts", "which does not stand below it"],
    ["state/state.ts", "somewhere.ts", "which stands in no layer"],
    ["state/state.ts", "valibot", "whose only door is schema/"],
    ["schema/record.ts", "ts-toolbelt/out/List/Concat.js", "whose only door is types/toolbelt.ts"],
    ["types/simplify.ts", "ts-toolbelt/out/List/Concat.js", "whose only door is types/toolbelt.ts"],
    ["application/loop.ts", "node:events", "which the core does not know"],
    ["application/loop.ts", "lodash", "which the core does not know"],
    ["application/running.ts", "visualize/visualize.ts", "which does not stand below it"],
    ["visualize/picture.ts", "@dagrejs/dagre", "whose only door is visualize/layout.ts"],
    ["persisters/file.ts", "state/state.ts", "adapters import the surface only"],
  ];

  test.each(wrong)("%s may not import %s", (from, to, sentence) => {
    expect(findWrongImports([{ from, to }])).toEqual([expect.stringContaining(sentence)]);
  });

  const right: Import[] = [
    { from: "state/state.ts", to: "schema/record.ts" },
    { from: "state/state.ts", to: "state/delta.ts" },
    { from: "graph/flow/demand.ts", to: "sentences.ts" },
    { from: "schema/record.ts", to: "valibot" },
    { from: "types/toolbelt.ts", to: "ts-toolbelt/out/List/Concat.js" },
    { from: "index.ts", to: "application/application.ts" },
    { from: "visualize/layout.ts", to: "@dagrejs/dagre" },
    { from: "application/running.ts", to: "visualize/visualize.ts", isCall: true },
    { from: "persisters/file.ts", to: "index.ts" },
    { from: "persisters/file.ts", to: "node:fs/promises" },
  ];

  test.each(right)("$from may import $to", (one) => {
    expect(findWrongImports([one])).toEqual([]);
  });

  test("what is loaded when it is called is few files, and drivers of stores; only one of them stands above its caller", () => {
    const calls = readImports(source).filter(({ isCall }) => isCall);

    expect(calls.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      "application/draft.ts -> application/hydrate.ts",
      "application/running.ts -> visualize/visualize.ts",
      "persisters/postgres/query.ts -> pg",
      "persisters/redis/client.ts -> ioredis",
      "persisters/redis/client.ts -> redis",
    ]);
    expect(findWrongImports([{ from: "graph/graph.ts", to: "visualize/visualize.ts", isCall: true }])).toHaveLength(1);
    expect(findWrongImports([{ from: "application/running.ts", to: "visualize/svg.ts", isCall: true }])).toHaveLength(
      1,
    );
  });

  test("a file outside the table, and a name that is not in kebab-case, are found", () => {
    expect(findHomelessFiles(["utils.ts", "state/state.ts"])).toEqual(["utils.ts"]);
    expect(findWrongNames(["state/State.ts", "state/on_error.ts", "state/on-error.ts"])).toEqual([
      "state/State.ts",
      "state/on_error.ts",
    ]);
  });
});
