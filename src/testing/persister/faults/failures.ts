import { PersistenceError } from "../../../errors.js";
import type { StatePersister } from "../../../persistence/persister.js";
import { checkRefusal, expectEqual, expectRefusal, outcomeOf } from "../expectation.js";
import type { SuiteTest } from "../suite.js";
import { type Errands, errands, identity } from "./errands.js";
import { expectHistory, loadHistory } from "./history.js";
import { modelOf } from "./model.js";
import { troubled } from "./troubled.js";

/** Every kind of step meets the failure. */
const length = 12;

const down = (): never => {
  throw new Error("the store is down");
};

/** That a store may fail, and come back. */
export const failures: readonly SuiteTest[] = [
  {
    title:
      "a save that does not reach the store is a step that has failed: the same action runs again, and no number is left out",
    async body({ persister }) {
      for (let failing = 1; failing <= length; failing++) {
        const runs: string[] = [];
        let saves = 0;
        const save = async (really: () => Promise<void>): Promise<void> => {
          saves += 1;
          return saves === failing ? down() : really();
        };
        const app = await errands(troubled(persister, { save }), { runs });
        const refused = await steppedOn(app);
        expectEqual("how many steps were refused", refused, 1);
        await expectCompleted(persister, app);
        expectEqual("how many actions have run", runs.length, (app.sequenceId ?? 0) + 1);
        await persister.delete(identity);
      }
    },
  },
  {
    title:
      "a save of which only the answer is lost is a step that was taken: nothing runs again, and there is no conflict",
    async body({ persister }) {
      for (let failing = 1; failing <= length; failing++) {
        const runs: string[] = [];
        let saves = 0;
        const save = async (really: () => Promise<void>): Promise<void> => {
          saves += 1;
          await really();
          if (saves === failing) down();
        };
        const app = await errands(troubled(persister, { save }), { runs });
        expectEqual("how many steps were refused", await steppedOn(app), 0);
        await expectHistory(persister, (app.sequenceId ?? 0) + 1);
        expectEqual("how many actions have run", runs.length, (app.sequenceId ?? 0) + 1);
        await persister.delete(identity);
      }
    },
  },
  {
    title: "a store that is down for a while holds the application up, which goes on when it is back",
    body: ({ persister }) => interrupted(persister, false),
  },
  {
    title:
      "a store that takes a step and is down before it has said so holds the application up, which goes on behind that step",
    body: ({ persister }) => interrupted(persister, true),
  },
];

/** Takes steps until enough are stored; each that is refused may have changed nothing. Returns how many were. */
async function steppedOn(app: Errands): Promise<number> {
  let refused = 0;
  while ((app.sequenceId ?? 0) < length) {
    const before = { state: { ...app.state }, next: await app.nextAction(), id: app.sequenceId };
    try {
      await app.step();
    } catch (error) {
      refused += 1;
      if (refused > 3) throw error;
      await expectRefusal("step(), when a save fails", () => Promise.reject(error), PersistenceError, {
        ...identity,
        sequenceId: app.sequenceId,
      });
      // Along error edges, one call takes several steps, of which those before the last one are saved
      if (app.sequenceId !== (before.id ?? -1) + 1) continue;
      expectEqual("the state behind a step that was not saved", { ...app.state }, before.state);
      expectEqual("what is next behind a step that was not saved", await app.nextAction(), before.next);
    }
  }
  return refused;
}

/** Holds the completed steps to the model, in which none is repeated because of a store. */
async function expectCompleted(persister: StatePersister, app: Errands): Promise<void> {
  const stored = await loadHistory(persister, app.sequenceId ?? 0);
  const completed = stored
    .filter(({ status }) => status === "completed")
    .map(({ action, state }) => ({ action, state }));
  const expected = modelOf(stored.length).filter(({ status }) => status === "completed");
  for (const [index, found] of completed.entries()) {
    const { action, state } = expected[index] ?? {};
    expectEqual(`completed step number ${index}`, found, { action, state });
  }
  expectEqual("the application's state", { ...app.state }, completed.at(-1)?.state);
}

/** @param isStored Whether what is saved when the store goes down reaches it. */
async function interrupted(persister: StatePersister, isStored: boolean): Promise<void> {
  for (let failing = 1; failing <= length; failing++) {
    const runs: string[] = [];
    let saves = 0;
    let isUp = true;
    const save = async (really: () => Promise<void>): Promise<void> => {
      saves += 1;
      if (saves === failing) {
        isUp = false;
        if (isStored) await really();
      }
      return isUp ? really() : down();
    };
    const load = async <TLoaded>(really: () => Promise<TLoaded>): Promise<TLoaded> => (isUp ? really() : down());
    const app = await errands(troubled(persister, { save, load }), { runs });
    const step = () => app.step();
    let outcome = await outcomeOf(step);
    while (!("error" in outcome)) outcome = await outcomeOf(step);
    checkRefusal("step(), when the store goes down", outcome, PersistenceError, identity);
    const [state, ran] = [{ ...app.state }, runs.length];
    for (let times = 0; times < 3; times++) {
      await expectRefusal("step(), while the store is down", step, PersistenceError, identity);
      expectEqual("the state while the store is down", { ...app.state }, state);
      expectEqual("how many actions have run while the store is down", runs.length, ran);
    }
    isUp = true;
    expectEqual("how many steps were refused when it is back", await steppedOn(app), 0);
    if (isStored) await expectHistory(persister, (app.sequenceId ?? 0) + 1);
    else await expectCompleted(persister, app);
    expectEqual("how many actions have run", runs.length, (app.sequenceId ?? 0) + 1);
    await persister.delete(identity);
  }
}
