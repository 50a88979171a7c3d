import { DefinitionError } from "../../errors.js";
import { checkOptionsRecord } from "../../options.js";
import type { StatePersister } from "../../persistence/persister.js";
import { kindOf } from "../../text/wording.js";
import { type Runner, runnerFor } from "./runner.js";

/** Makes a persister on an empty store, before each test. */
export type PersisterFactory = () => StatePersister | Promise<StatePersister>;

/** What a suite of persisters may be told besides. */
export interface PersisterSuiteOptions {
  /**
   * Opens the store of a persister once more, as another process would: the other one may be open, or closed. Without it, tests
   * in which two look at one store look through the same persister twice, and those for which one has to be closed are left out.
   */
  readonly reopen?: (persister: StatePersister) => StatePersister | Promise<StatePersister>;
  /** The test runner. Without it, the globals `describe` and `test`; where there are none, vitest, if it is running. */
  readonly runner?: Runner;
}

/** What a test is given. What is opened is closed behind it. */
interface Store {
  readonly persister: StatePersister;
  /** Another handle on the same store. */
  another(): Promise<StatePersister>;
}

export interface SuiteTest {
  readonly title: string;
  /** Whether the store has to be there behind `close()`. */
  readonly isReopening?: boolean;
  readonly body: (store: Store) => Promise<void>;
}

/** Tests by what they are about. */
export type SuiteGroups = Readonly<Record<string, readonly SuiteTest[]>>;

/** Stores may be far away, and machines busy. */
const timeout = 120_000;

/** Registers the tests of a suite, each with a store of its own. */
export function registerSuite(
  suite: { readonly name: string; readonly about: string; readonly groups: SuiteGroups },
  name: unknown,
  factory: unknown,
  options: unknown,
): void {
  const { reopen, runner: given } = checkOptions(suite.name, name, factory, options);
  const runner = runnerFor(suite.name, given);
  const register = ({ title, isReopening = false, body }: SuiteTest): void => {
    const run = () => inStore(factory as PersisterFactory, reopen, body);
    if (!isReopening || reopen) runner.test(title, run, timeout);
    else runner.test.skip?.(`${title} (left out: no { reopen } was given)`, run);
  };
  runner.describe(`${String(name)}: ${suite.about}`, () => {
    for (const [about, tests] of Object.entries(suite.groups)) runner.describe(about, () => tests.forEach(register));
  });
}

async function inStore(
  factory: PersisterFactory,
  reopen: PersisterSuiteOptions["reopen"],
  body: SuiteTest["body"],
): Promise<void> {
  const persister = checkPersister("the factory", await factory());
  const opened = [persister];
  try {
    await body({
      persister,
      async another() {
        if (!reopen) return persister;
        const other = checkPersister("reopen", await reopen(persister));
        opened.push(other);
        return other;
      },
    });
  } finally {
    await Promise.allSettled(opened.map(async (one) => one.close()));
  }
}

function checkPersister(who: string, persister: StatePersister): StatePersister {
  for (const method of ["initialize", "save", "load", "list", "delete", "close"] as const) {
    if (typeof persister?.[method] === "function") continue;
    throw new DefinitionError(`${who} gave no persister: it has no method '${method}'`);
  }
  return persister;
}

function checkOptions(suite: string, name: unknown, factory: unknown, options: unknown): PersisterSuiteOptions {
  if (typeof name !== "string") {
    throw new DefinitionError(`${suite} takes the persister's name first, not ${kindOf(name)}`);
  }
  if (typeof factory !== "function") {
    throw new DefinitionError(`${suite} takes a function second that makes a persister, not ${kindOf(factory)}`);
  }
  const known = checkOptionsRecord(suite, "a record of options, { reopen, runner }", options, ["reopen", "runner"]);
  if (known.reopen !== undefined && typeof known.reopen !== "function") {
    throw new DefinitionError(
      `reopen of ${suite} must be a function that opens a store again, not ${kindOf(known.reopen)}`,
    );
  }
  return known;
}
