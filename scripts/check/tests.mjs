import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run, tool } from "./run.mjs";

const defaultReport = tool(".cache", "typeburr", "tests.json");

/** A file that could not be loaded has no tests in the report, but must not count for nothing. */
const isBrokenFile = (file) =>
  file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed");

const countReport = (file) => {
  const results = JSON.parse(readFileSync(file, "utf8"));
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.testResults.filter(isBrokenFile).length,
    skipped: results.numPendingTests + results.numTodoTests,
  };
};

/** Counts a run of vitest, and adds the failures that no test stands for: a crash, an unhandled rejection, no test. */
export const countRun = (file, exitCode) => {
  const counts = existsSync(file) ? countReport(file) : { passed: 0, failed: 0, skipped: 0 };
  const failedUnseen = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return failedUnseen ? { ...counts, failed: 1 } : counts;
};

const runTests = async (file) => {
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return run("npm", ["test"], { environment: { TYPEBURR_TEST_REPORT: file } });
};

/** Both projects of vitest, counted by test. With `--tests-ran <exit code>`, the run that has just been. */
export const checkTests = async (report, parameters) => {
  const started = performance.now();
  const file = process.env.TYPEBURR_TEST_REPORT ?? defaultReport;
  const given = parameters.indexOf("--tests-ran");
  const { code, output } =
    given < 0 ? await runTests(file) : { code: Number(parameters[given + 1]), output: "its output is above" };
  report.tally(given < 0 ? "vitest" : "vitest, run before", {
    ...countRun(file, code),
    milliseconds: performance.now() - started,
    output,
  });
};
