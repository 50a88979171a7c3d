import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openCompilers } from "./harness/index.js";

// Users have other options than we. What is inferred is the same.

const loose = openCompilers({
  exactOptionalPropertyTypes: false,
  noUncheckedIndexedAccess: false,
  verbatimModuleSyntax: false,
  types: ["node"],
});
const folder = join(import.meta.dirname, "inference");
const files = readdirSync(folder).filter((name) => name.endsWith(".test-d.ts"));

afterAll(async () => {
  await Promise.all(loose.map((compiler) => compiler.close()));
});

describe("without exactOptionalPropertyTypes and noUncheckedIndexedAccess", () => {
  for (const { name, problems } of loose.filter(({ name }) => name !== "6.0")) {
    for (const file of files) {
      test(`${file} (TypeScript ${name})`, async () => {
        const program = readFileSync(join(folder, file), "utf8").replace("./graphs.js", join(folder, "graphs.ts"));
        expect(await problems(program)).toEqual([]);
      });
    }
  }
});
