import path from "node:path";
import { nodeOf } from "./node.mjs";
import { CheckFailure } from "./report.mjs";
import { root, run, tool } from "./run.mjs";
import { countRun } from "./tests.mjs";

/** The versions that `npm test` has not run under, which is the oldest one. */
const versions = ["22", "24"];
/** What stands on Node itself: its files, and from 22.13 on its SQLite. Contract, faults, and the tests of their own. */
const suites = ["file", "sqlite"].map((name) => path.join(root, "test", "persisters", name));

const runSuites = async (node, file) => {
  const { code, output } = await run(node, [tool("vitest", "vitest.mjs"), "run", "--project", "unit", ...suites], {
    // A report of its own, so that the one that counts all tests stays as it is.
    environment: { TYPEBURR_TEST_REPORT: file, TYPEBURR_NODE_SQLITE: "1" },
  });
  const { passed, failed } = countRun(file, code);
  if (failed > 0) throw new CheckFailure(`${passed} passed, ${failed} failed`, output);
  return `${passed} passed`;
};

/** The stores that are embedded, under the versions of Node that have an SQLite of their own. */
export const checkStores = async (report, scratch) => {
  for (const version of versions) {
    await report.check(`tests of files and SQLite on Node ${version}`, async () =>
      runSuites(await nodeOf(version), path.join(scratch, `stores-${version}.json`)),
    );
  }
};
