import type { LoadQuery, StatePersister, StoredStep } from "typeburr";
import { flawedPersister, type Parts, right, type Stored } from "./persister-flawed";
import { type Mutation, mutations } from "./persister-mutations";

/** Mistakes that the contract finds, too, and the test that has to find them where applications run. */
const known: Readonly<Record<string, string>> = {
  "forgets the compare-and-set": "one wins each step",
  "throws an error of its own for a conflict": "one wins each step",
  "throws a conflict that names no partition": "one wins each step",
  "looks, waits, and then writes": "one wins each step",
  "swallows conflicts": "one wins each step",
  "loses failed steps": "resumed exactly",
  "stores failed steps as completed": "resumed exactly",
  "loses the last character": "resumed exactly",
  "loses parents": "a fork goes on",
  "loses counts of error edges": "resumed exactly",
  "loses captured errors": "resumed exactly",
  "makes ids of its own for writes": "only the answer is lost",
  "cuts texts at 64 KB": "values of 1 MB",
  "takes a backslash out of JSON": "texts that no store takes",
  "loses what stands under __proto__": "texts that no store takes",
  "gives the last step for one that is not there": "resumed exactly",
  "gives the last step in any case": "three hundred",
  "orders steps by their digits": "resumed exactly",
  "looks into the store once": "resumed exactly",
};

const changed = (does: string, foundBy: string, flaws: Partial<Parts>, change: Change = () => ({})): Mutation => ({
  does,
  foundBy,
  open(stored: Stored): StatePersister {
    const persister = flawedPersister(flaws, stored);
    return { ...persister, ...change(persister, stored) };
  },
});

type Change = (persister: StatePersister, stored: Stored) => Partial<StatePersister>;

const further: readonly Mutation[] = [
  changed("stores what it has said is stored when it is closed", "resumed exactly", {}, (persister) => {
    const held: StoredStep[] = [];
    const own = flawedPersister({}, new Map());
    return {
      save(step) {
        const saved = own.save(step);
        held.push(step);
        return saved;
      },
      load: async (query: LoadQuery) => (await own.load(query)) ?? persister.load(query),
      async close() {
        for (const step of held) await persister.save(step);
      },
    };
  }),
  changed("stores a step later than it has said", "resumed exactly", {}, (persister) => ({
    async save(step) {
      setTimeout(
        () =>
          Promise.resolve(step)
            .then(persister.save)
            .catch(() => {}),
        5,
      );
    },
  })),
  changed("keeps a hundred steps", "three hundred", {
    found: (steps, sequenceId) => right.found(steps, sequenceId).slice(-100),
    follows: (steps, step) =>
      right.follows(steps, step) && (steps as StoredStep[]).splice(0, steps.length - 100) !== null,
  }),
  changed("forgets snapshots behind the first", "three hundred", {
    kept: (step) => ({ ...structuredClone(step), snapshot: step.previousId === null ? step.snapshot : null }),
    replayed: (steps) => right.replayed(steps.slice(-60)),
  }),
  changed("takes a step for another one that it has refused", "only the answer is lost", {}, (persister, stored) => ({
    async save(step) {
      try {
        await persister.save(step);
      } catch (error) {
        const { steps } = stored.get(right.key(step.partitionKey, step.appId)) ?? { steps: [] };
        steps.splice(-1, 1, structuredClone(step));
        throw error;
      }
    },
  })),
  changed("deletes the last step only", "resumed exactly", {}, (_, stored) => ({
    delete({ partitionKey = null, appId }) {
      stored.get(right.key(partitionKey, appId))?.steps.pop();
    },
  })),
];

/** Mistakes of persisters, each with a test of the faults that has to find it. */
export const faultMutations: readonly Mutation[] = [
  ...Object.entries(known).map(([does, foundBy]) => {
    const one = mutations.find((mutation) => mutation.does === does);
    if (!one) throw new Error(`there is no mistake '${does}'`);
    return { ...one, foundBy };
  }),
  ...further,
];
