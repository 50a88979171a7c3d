import type { StatePersister } from "../../../persistence/persister.js";
import type { StoredState, StoredStep } from "../../../persistence/record.js";

/** What may come between an application and its store. Each does the real thing when it likes, or not. */
export interface Troubles {
  readonly save?: (save: () => Promise<void>, step: StoredStep) => Promise<void>;
  readonly load?: (load: () => Promise<StoredState | null>) => Promise<StoredState | null>;
}

/** A persister with troubles between it and who uses it. */
export function troubled(persister: StatePersister, { save, load }: Troubles): StatePersister {
  return {
    initialize: async () => persister.initialize(),
    async save(step) {
      const really = async (): Promise<void> => persister.save(step);
      return save ? save(really, step) : really();
    },
    async load(query) {
      const really = async (): Promise<StoredState | null> => persister.load(query);
      return load ? load(really) : really();
    },
    list: async (query) => persister.list(query),
    delete: async (query) => persister.delete(query),
    close: async () => persister.close(),
  };
}

/** What is thrown in a process that has ended. */
export const processEnded = "this process has ended";

/** A process that ends behind, or before, one of its saves: from then on nothing of it reaches the store, or hears from it. */
export function mortal(persister: StatePersister, saves: number, end: "saved" | "unsaved"): StatePersister {
  let left = saves;
  const dead = (): never => {
    throw new Error(processEnded);
  };
  return troubled(persister, {
    async save(save) {
      if (left <= 0) dead();
      left -= 1;
      if (left > 0) return save();
      if (end === "saved") await save();
      dead();
    },
    load: async (load) => (left <= 0 ? dead() : load()),
  });
}
