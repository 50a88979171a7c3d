import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test, vi } from "vitest";
import { hookNames } from "./looked-on.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(`${repository}/docs/hooks.md`, "utf8");
const block = (language: string): string =>
  page.match(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms"))?.[1] ?? "";
const withoutTimes = (text: string): string => text.replaceAll(/[\d.]+ ms/g, "… ms");

test("docs/hooks.md shows what its first program logs", async () => {
  const { outputFiles } = await build({
    stdin: { contents: block("ts"), loader: "ts", resolveDir: repository },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`);
  const lines = log.mock.calls.map(([line]) => `${line}\n`).join("");
  log.mockRestore();

  expect(withoutTimes(lines)).toBe(withoutTimes(block("text")));
});

test("docs/hooks.md has a line for every hook", () => {
  const told = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual([...hookNames].sort());
});
