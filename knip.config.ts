import type { KnipConfig } from "knip";
import { entries } from "./entries.config.ts";

const config: KnipConfig = {
  entry: [
    ...Object.values(entries),
    "{test,examples,type-tests}/**/*.test.ts",
    "type-tests/**/*.test-d.ts",
    // Programs that are copied, compiled or started by path.
    "test/packaging/{smoke,consumer}/*",
    "test/persisters/processes/*.ts",
    "examples/*/main.ts",
    "examples/chatbot/broken.ts",
  ],
  project: ["*.config.ts", "{src,test,type-tests,examples}/**/*.ts", "bench/*.mts", "scripts/**/*.mjs"],
  // Servers, limits and disks that tests start, and do without where there are none.
  ignoreBinaries: ["mount", "prlimit", "redis-server", "umount"],
  ignoreDependencies: [
    // Started by file from `scripts/check`, not imported.
    "@arethetypeswrong/cli",
    "publint",
    "typescript-6",
    "typescript-7",
    // Loaded by name, where Node has no SQLite of its own.
    "libsql",
  ],
};

export default config;
