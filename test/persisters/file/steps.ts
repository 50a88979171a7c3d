import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, onTestFinished } from "vitest";

export { stepFor as stepOf, upTo } from "./step.js";

const newDirectory = (): string => mkdtempSync(path.join(tmpdir(), "typeburr-"));

/** A folder that is gone with the file of tests, for what is made outside of a test. */
export function keptDirectory(): string {
  const directory = newDirectory();
  kept.push(directory);
  return directory;
}

const kept: string[] = [];
afterAll(() => {
  for (const directory of kept.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A folder that is gone with the test. */
export function freshDirectory(): string {
  const directory = newDirectory();
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Ids that no store should mistake for another, in the order of their code points. */
export const hostileIds = [
  "\0",
  "\0\0",
  "\x01",
  "\x01\x01",
  "\x01\x02",
  "\n",
  " ",
  '"; drop table typeburr_steps; --',
  "%_*?[a-z]",
  "' or ''='",
  "..",
  "../../etc/passwd",
  "/",
  "APP",
  "CON",
  "\\",
  "\\\\",
  "\\e",
  "\\u0000",
  "app",
  "a".repeat(1_000),
  "e\u0301",
  "é",
  "\ud7ff",
  "\ud7ff0",
  "\ud800",
  "\ud83d",
  "\udc00",
  "\ue000",
  "\uffff",
  "😀",
].sort((one, other) => (points(one) < points(other) ? -1 : 1));

/** Code points as letters that sort as they do. */
function points(text: string): string {
  return Array.from(text, (character) => (character.codePointAt(0) ?? 0).toString(16).padStart(6, "0")).join("");
}
