import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of its own, removed when the work is done. */
export async function inFolder(work) {
  const folder = mkdtempSync(path.join(tmpdir(), "typeburr-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All files of a folder together, in bytes. */
export const bytesIn = (folder) =>
  readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);

export async function timed(work) {
  const begun = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - begun };
}

/** The middle one, and the spread. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { middle: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
}

/** Rows of text, as Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export const thousands = (number) => Math.round(number).toLocaleString("en-US");
export const mega = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`;
