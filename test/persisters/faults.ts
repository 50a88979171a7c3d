import type { StatePersister } from "typeburr";
import { persisterFaults } from "typeburr/testing";

/** Runs the faults on stores that are known by a name: each test has one of its own, and opens it again by that name. */
export function faults(name: string, fresh: () => string, open: (store: string) => StatePersister): void {
  const stores = new WeakMap<StatePersister, string>();
  const opened = (store: string): StatePersister => {
    const persister = open(store);
    stores.set(persister, store);
    return persister;
  };
  persisterFaults(name, () => opened(fresh()), { reopen: (persister) => opened(stores.get(persister) ?? "") });
}
