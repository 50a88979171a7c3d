import { DefinitionError } from "../../errors.js";
import { kindOf } from "../../text/wording.js";
import { vitest } from "./vitest.js";

/** What a suite is registered with: `describe` and `test` of a test runner. */
export interface Runner {
  describe(title: string, body: () => void): unknown;
  /** Takes a test, and how many milliseconds it may take. */
  readonly test: RunnerTest;
}

interface RunnerTest {
  (title: string, body: () => Promise<void>, timeout?: number): unknown;
  /** For what is left out; without it, nothing tells of that. */
  readonly skip?: (title: string, body: () => Promise<void>) => unknown;
}

/**
 * The runner that was given; else the one whose globals are there; else vitest, inside of it.
 *
 * @throws {DefinitionError} If there is none.
 */
export function runnerFor(suite: string, given: unknown): Runner {
  if (given !== undefined) {
    if (isRunner(given)) return given;
    throw new DefinitionError(`runner of ${suite} must be { describe, test }, two functions, not ${kindOf(given)}`);
  }
  for (const runner of [globalThis, vitest]) if (isRunner(runner)) return runner;
  throw new DefinitionError(
    `${suite} finds no test runner: there are no globals 'describe' and 'test', and vitest is not running, or was asked for ` +
      "from CommonJS. Give it yours, { runner: { describe, test } }",
  );
}

function isRunner(given: unknown): given is Runner {
  if (typeof given !== "object" || given === null) return false;
  const { describe, test } = given as Record<string, unknown>;
  return typeof describe === "function" && typeof test === "function";
}
