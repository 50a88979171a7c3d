import type { StatePersister, StoredStep } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import type { UntypedApplication, UntypedBuilder } from "../support/untyped.js";

/** A store, and every record that it was given, in order. */
export interface Watched extends StatePersister {
  readonly records: StoredStep[];
  readonly last: StoredStep;
}

/** What becomes of a save: it fails before the store has it, or after. */
export type Fate = "stored" | "refused" | "stored, but nobody is told";

/**
 * A store that notes what it is given.
 *
 * @param fates What becomes of each save, in order; those after them are stored.
 */
export function watched(fates: readonly Fate[] = [], store: StatePersister = memoryPersister()): Watched {
  const records: StoredStep[] = [];
  let saves = 0;
  return {
    isSync: true,
    initialize: () => store.initialize(),
    save(step) {
      const fate = fates[saves++] ?? "stored";
      if (fate === "refused") throw new Error("the disk is full");
      store.save(step);
      records.push(step);
      if (fate !== "stored") throw new Error("the connection was lost");
    },
    load: (query) => store.load(query),
    list: (query) => store.list(query),
    delete: (query) => store.delete(query),
    close: () => store.close(),
    records,
    get last() {
      return records.at(-1) as StoredStep;
    },
  };
}

/** What a record says was done to the state. */
export const operationsIn = ({ delta }: StoredStep): unknown => JSON.parse(delta);

/** The state that a record holds; null if it is no snapshot. */
export const snapshotIn = ({ snapshot }: StoredStep): unknown => snapshot && JSON.parse(snapshot);

/** An application that is saved, and loaded if it is there. */
export const resumed = (
  builder: UntypedBuilder,
  persister: StatePersister,
  begin: { readonly state: object; readonly entrypoint: string },
  more: object = {},
): Promise<UntypedApplication> =>
  builder
    .withPersister(persister)
    .initializeFrom(persister, { default: begin, ...more })
    .build();
