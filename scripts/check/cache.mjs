import { existsSync } from "node:fs";
import path from "node:path";
import { mustRunNpm, tool } from "./run.mjs";

/**
 * Installs a package beside the project's own, once: other versions of Node and TypeScript than the ones developed with.
 *
 * @param name The folder in the cache.
 * @param specifier The package and its version.
 * @param file A file of the package.
 * @returns That file's path.
 */
export const cached = async (name, specifier, file) => {
  const folder = tool(".cache", "typeburr", name);
  const wanted = path.join(folder, "node_modules", file);
  if (!existsSync(wanted)) {
    await mustRunNpm(["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, specifier]);
  }
  return wanted;
};
