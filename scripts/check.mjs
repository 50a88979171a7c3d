/**
 * `npm run check`: everything that must hold before a change lands, each as a pass or a fail with its time.
 *
 * A step that fails does not stop the ones after it, so one run shows everything. The last line is the whole result,
 * from the real counts: the tests that vitest ran, and one for every other check.
 *
 * `--tests-ran <exit code>` takes the report of an `npm test` that has just run instead of running the tests again.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkConsumers } from "./check/consumers.mjs";
import { build, checkPackage, installPackage, pack } from "./check/package.mjs";
import { createReport } from "./check/report.mjs";
import { checkSize } from "./check/size.mjs";
import { checkSmoke } from "./check/smoke.mjs";
import { checkDeadCode, checkStyle, checkTypes } from "./check/source.mjs";
import { checkStores } from "./check/stores.mjs";
import { checkTests } from "./check/tests.mjs";

const report = createReport();
const scratch = mkdtempSync(path.join(tmpdir(), "typeburr-check-"));

try {
  await checkStyle(report);
  await checkTypes(report);
  await checkTests(report, process.argv.slice(2));
  await build(report);
  const tarball = await pack(report, scratch);
  await checkPackage(report, tarball);
  await checkDeadCode(report);
  const installed = await installPackage(report, scratch, tarball);
  await checkSize(report, installed);
  await checkSmoke(report, installed);
  await checkStores(report, scratch);
  await checkConsumers(report, installed);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

process.exitCode = report.close();
