import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Watches a folder until what is in it grows, and does nothing else meanwhile: whoever writes a megabyte has not done so when this
 * returns.
 */
export function waitForGrowth(folder: string, limit: number): void {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file));
  const sizeOf = (): number => files.reduce((sum, file) => sum + statSync(file).size, 0);
  const end = performance.now() + limit;
  for (const before = sizeOf(); sizeOf() === before && performance.now() < end; );
}
