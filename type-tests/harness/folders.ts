import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

// Inside the repository, so that packages resolve as they do for its own files; inside node_modules, so that git and
// every tool look past it.
const cache = join(repository, "node_modules", ".cache", "typeburr");

const ours = new Set<string>();

/** A folder for this process only; it is gone when the process is, or at the latest when another one starts. */
export function makeTemporaryFolder(): string {
  mkdirSync(cache, { recursive: true });
  for (const left of readdirSync(cache)) {
    if (!isAlive(Number.parseInt(left, 10))) removeFolder(join(cache, left));
  }
  const folder = mkdtempSync(join(cache, `${process.pid}-`));
  if (ours.size === 0) process.once("exit", () => ours.forEach(removeFolder));
  ours.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function isAlive(processId: number): boolean {
  if (Number.isNaN(processId)) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
