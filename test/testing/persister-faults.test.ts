import type { StatePersister } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import { persisterFaults } from "typeburr/testing";
import { describe, expect, test } from "vitest";
import { faultMutations } from "./persister-fault-mutations";
import { flawedPersister, type Stored } from "./persister-flawed";
import { failuresOf, type Registered, registeredBy } from "./persister-runner";

/** The faults of a persister, each test with a store of its own, which is opened again by `open`. */
function faultsOf(open: (stored: Stored) => StatePersister): Registered[] {
  const stores = new WeakMap<StatePersister, Stored>();
  const opened = (stored: Stored): StatePersister => {
    const persister = open(stored);
    stores.set(persister, stored);
    return persister;
  };
  return registeredBy((runner) =>
    persisterFaults("store", () => opened(new Map()), {
      reopen: (persister) => opened(stores.get(persister) as Stored),
      runner,
    }),
  );
}

describe("the faults of persisters", () => {
  test("are survived by a persister in memory", async () => {
    const tests = registeredBy((runner) => persisterFaults("memory", memoryPersister, { runner }));

    expect(tests.some(({ isSkipped }) => isSkipped)).toBe(false);
    expect(await failuresOf(tests)).toEqual([]);
  });

  test("are survived by a persister without a mistake", async () => {
    const tests = faultsOf((stored) => flawedPersister({}, stored));

    expect(tests.some(({ isSkipped }) => isSkipped)).toBe(false);
    expect(await failuresOf(tests)).toEqual([]);
  });

  test("have titles that are no two the same", () => {
    const titles = faultsOf((stored) => flawedPersister({}, stored)).map(({ title }) => title);

    expect(new Set(titles).size).toBe(titles.length);
  });

  test.each(faultMutations)("find a persister that $does", async ({ foundBy, open }) => {
    const tests = faultsOf(open).filter(({ title }) => title.includes(foundBy));

    expect(tests).toHaveLength(1);
    expect(await failuresOf(tests)).toHaveLength(1);
  });
});
