import { asking } from "./persister/contract/asking.js";
import { conflicts } from "./persister/contract/conflicts.js";
import { deleting } from "./persister/contract/deleting.js";
import { handles } from "./persister/contract/handles.js";
import { keeping } from "./persister/contract/keeping.js";
import { listing } from "./persister/contract/listing.js";
import { loading } from "./persister/contract/loading.js";
import { names } from "./persister/contract/names.js";
import { type PersisterFactory, type PersisterSuiteOptions, registerSuite } from "./persister/suite.js";

const groups = {
  keeping,
  loading,
  "refusing what does not follow": conflicts,
  "keeping applications apart": names,
  listing,
  deleting,
  "refusing what cannot be asked": asking,
  "opening and closing": handles,
};

/**
 * Registers the tests that every persister has to pass, with the test runner in which it is called: what is stored comes back as it
 * was, whatever ids and texts are in it; of several that write the same step, one wins; and nothing is seen of other
 * applications.
 *
 * @param name The persister's, for the titles.
 * @param factory Makes a persister on an empty store, before each test. Behind the test it is closed.
 * @param options `reopen` opens the store of a persister once more, as another process would: without it, what needs that is left
 *   out. `runner` is needed where the runner has no globals and is not vitest.
 * @throws {DefinitionError} If one of them cannot be, or no test runner is found.
 * @example
 * ```ts
 * import { describe, test } from "node:test";
 * import { memoryPersister } from "typeburr/persisters/memory";
 * import { persisterContract } from "typeburr/testing";
 *
 * persisterContract("memory", () => memoryPersister(), { runner: { describe, test } });
 * ```
 */
export function persisterContract(name: string, factory: PersisterFactory, options: PersisterSuiteOptions = {}): void {
  registerSuite({ name: "persisterContract()", about: "contract", groups }, name, factory, options);
}
