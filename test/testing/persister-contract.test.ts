import type { StatePersister } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import { type PersisterSuiteOptions, persisterContract } from "typeburr/testing";
import { describe, expect, test } from "vitest";
import { flawedPersister, type Stored } from "./persister-flawed";
import { mutations } from "./persister-mutations";
import { failuresOf, type Registered, registeredBy } from "./persister-runner";

/** The contract of a persister, each test with a store of its own, which is opened again by `open`. */
function contractOf(open: (stored: Stored) => StatePersister): Registered[] {
  const stores = new WeakMap<StatePersister, Stored>();
  const opened = (stored: Stored): StatePersister => {
    const persister = open(stored);
    stores.set(persister, stored);
    return persister;
  };
  const reopen: PersisterSuiteOptions["reopen"] = (persister) => opened(stores.get(persister) as Stored);
  return registeredBy((runner) => persisterContract("store", () => opened(new Map()), { reopen, runner }));
}

describe("the contract of persisters", () => {
  test("holds for a persister in memory, which has nothing to open again", async () => {
    const tests = registeredBy((runner) => persisterContract("memory", memoryPersister, { runner }));

    expect(await failuresOf(tests)).toEqual([]);
    expect(tests.filter(({ isSkipped }) => isSkipped).map(({ title }) => title)).toEqual([
      expect.stringContaining("(left out: no { reopen } was given)"),
      expect.stringContaining("(left out: no { reopen } was given)"),
    ]);
  });

  test("holds, all of it, for a persister without a mistake", async () => {
    const tests = contractOf((stored) => flawedPersister({}, stored));

    expect(tests.some(({ isSkipped }) => isSkipped)).toBe(false);
    expect(await failuresOf(tests)).toEqual([]);
  });

  test("has titles that are no two the same, and gives each test time", () => {
    const tests = contractOf((stored) => flawedPersister({}, stored));

    expect(new Set(tests.map(({ title }) => title)).size).toBe(tests.length);
    expect(tests.every(({ timeout }) => timeout !== undefined && timeout >= 60_000)).toBe(true);
  });

  test.each(mutations)("finds a persister that $does", async ({ foundBy, open }) => {
    const tests = contractOf(open).filter(({ title }) => title.includes(foundBy));

    expect(tests).toHaveLength(1);
    expect(await failuresOf(tests)).toHaveLength(1);
  });
});
