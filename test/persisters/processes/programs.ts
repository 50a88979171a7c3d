import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { entries, specifierOf } from "../../../entries.config.js";

const pathOf = (url: string): string => fileURLToPath(new URL(url, import.meta.url));
const repository = pathOf("../../../");

/** Programs that `node` runs by itself, as starting a compiler with each of them would take longer than what they do. */
export interface Programs {
  readonly fileOf: (name: "stepper" | "racer" | "sufferer") => string;
  readonly remove: () => void;
}

export async function bundlePrograms(): Promise<Programs> {
  // Within the repository, so that they find its packages.
  const parent = path.join(repository, "node_modules/.cache");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, "typeburr-programs-"));
  // Some are run by users who may do less than this one.
  chmodSync(folder, 0o755);
  await build({
    entryPoints: [pathOf("stepper.ts"), pathOf("racer.ts"), pathOf("sufferer.ts")],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    alias: Object.fromEntries(
      Object.entries(entries).map(([entry, file]) => [specifierOf(entry), path.join(repository, file)]),
    ),
    logLevel: "error",
  });
  return {
    fileOf: (name) => path.join(folder, `${name}.mjs`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
