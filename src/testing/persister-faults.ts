import { endings } from "./persister/faults/endings.js";
import { failures } from "./persister/faults/failures.js";
import { rivals } from "./persister/faults/rivals.js";
import { sizes } from "./persister/faults/sizes.js";
import { type PersisterFactory, type PersisterSuiteOptions, registerSuite } from "./persister/suite.js";

const groups = {
  "processes that end": endings,
  "stores that fail": failures,
  "slow stores, rivals and forks": rivals,
  "long, large and odd": sizes,
};

/**
 * Registers tests in which applications run on a persister while things go wrong, with the test runner in which it is called:
 * processes end at any moment, saves fail, or are stored and not acknowledged, the store is down, or slow, and several go on
 * with the same application at once. No acknowledged step may be lost or doubled, and what is resumed has to go on exactly.
 *
 * @param name The persister's, for the titles.
 * @param factory Makes a persister on an empty store, before each test. Behind the test it is closed.
 * @param options `reopen` opens the store of a persister once more, as another process would; without it, the second process is
 *   given the same persister. `runner` is needed where the runner has no globals and is not vitest.
 * @throws {DefinitionError} If one of them cannot be, or no test runner is found.
 * @example
 * ```ts
 * import { describe, test } from "node:test";
 * import { memoryPersister } from "typeburr/persisters/memory";
 * import { persisterFaults } from "typeburr/testing";
 *
 * persisterFaults("memory", () => memoryPersister(), { runner: { describe, test } });
 * ```
 */
export function persisterFaults(name: string, factory: PersisterFactory, options: PersisterSuiteOptions = {}): void {
  registerSuite({ name: "persisterFaults()", about: "faults", groups }, name, factory, options);
}
