import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { entries, specifierOf } from "./entries.config.ts";

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const alias = Object.entries(entries).map(([entry, file]) => ({
  // A whole match: an alias given as text would also take `typeburr/testing` for `typeburr`.
  find: new RegExp(`^${specifierOf(entry)}$`),
  replacement: pathOf(file),
}));

// Where a tool that counts the tests wants the results; `npm run check` is one.
const reportFile = process.env.TYPEBURR_TEST_REPORT;

export default defineConfig({
  resolve: { alias },
  test: {
    // A rejection that nobody handles fails the run, though every test has passed.
    dangerouslyIgnoreUnhandledErrors: false,
    reporters: reportFile ? ["default", ["json", { outputFile: reportFile }]] : ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts", "examples/**/*.test.ts", "type-tests/**/*.test.ts"],
          // Some tests ask a compiler, which takes seconds, and longer on a machine that is busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["type-tests/**/*.test-d.ts"],
            tsconfig: pathOf("tsconfig.json"),
            // Three packages here bring a command named `tsc`; this one is TypeScript 5.9 whichever npm has linked.
            checker: pathOf("node_modules/typescript/bin/tsc"),
            // Vitest's own limit for the compiler to start is 10 s, too short beside a second test run.
            spawnTimeout: 60_000,
          },
        },
      },
    ],
  },
});
