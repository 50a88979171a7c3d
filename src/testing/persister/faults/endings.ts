import { PersistenceError } from "../../../errors.js";
import type { StatePersister } from "../../../persistence/persister.js";
import { textOf } from "../../../text/wording.js";
import { checkRefusal, expectEqual, outcomeOf } from "../expectation.js";
import type { SuiteTest } from "../suite.js";
import { errands, identity } from "./errands.js";
import { expectHistory, expectResumed } from "./history.js";
import { modelOf } from "./model.js";
import { mortal, processEnded } from "./troubled.js";

/** Every kind of step has been taken, and left behind: in the fourteenth, the last count of an error edge goes. */
const length = 14;

/** That a process may end at any moment. */
export const endings: readonly SuiteTest[] = [
  {
    title: "an application is resumed exactly behind each of its steps: state, next action, counts of error edges",
    async body({ persister, another }) {
      const other = await another();
      for (let saves = 1; saves <= length; saves++) {
        const [first, second] = saves % 2 === 0 ? [persister, other] : [other, persister];
        await runToItsEnd(mortal(first, saves, "saved"));
        await expectGoingOn(second, saves);
        await first.delete(identity);
      }
    },
  },
  {
    title: "a process that ends between an action and its save leaves no trace, and exactly that action runs again",
    async body({ persister, another }) {
      const other = await another();
      for (let saves = 1; saves <= length; saves++) {
        const before: string[] = [];
        const after: string[] = [];
        await runToItsEnd(mortal(persister, saves, "unsaved"), before);
        const app = await errands(other, { runs: after });
        await expectResumed(app, saves - 1);
        await app.step();
        expectEqual("the action that runs first in the second process", after[0], before.at(-1));
        await expectHistory(persister, (app.sequenceId ?? 0) + 1);
        await other.delete(identity);
      }
    },
  },
  {
    title:
      "a process that ends between a save and all that follows has taken that step, and the action does not run again",
    async body({ persister, another }) {
      const other = await another();
      for (let saves = 1; saves <= length; saves++) {
        const runs: string[] = [];
        await runToItsEnd(mortal(persister, saves, "saved"), runs);
        const app = await errands(other, { runs });
        while ((app.sequenceId ?? 0) < length) await app.step();
        expectEqual("the actions that both processes have run", runs, runsOf((app.sequenceId ?? 0) + 1));
        await other.delete(identity);
      }
    },
  },
  {
    title: "handles that nobody closes lose nothing",
    async body({ persister, another }) {
      let last = -1;
      for (const handle of [persister, await another(), await another(), await another()]) {
        const app = await errands(handle);
        await expectResumed(app, last + 1);
        for (let times = 0; times < 3; times++) await app.step();
        last = app.sequenceId ?? -1;
        await expectHistory(handle, last + 1);
      }
    },
  },
  {
    title: "an application of which nothing is stored begins",
    async body({ persister }) {
      await expectResumed(await errands(persister), 0);
      expectEqual("what building it has stored", await persister.load(identity), null);
    },
  },
];

/** Runs until the process ends, and of nothing else. */
async function runToItsEnd(process: StatePersister, runs: string[] = []): Promise<void> {
  const app = await errands(process, { runs });
  const outcome = await outcomeOf(() => app.run());
  if ("error" in outcome && !textOf(outcome.error).includes(processEnded)) throw outcome.error;
  checkRefusal("run(), when the process ends", outcome, PersistenceError);
}

async function expectGoingOn(persister: StatePersister, saves: number): Promise<void> {
  const app = await errands(persister);
  await expectResumed(app, saves);
  for (let times = 0; times < 3; times++) await app.step();
  await expectHistory(persister, (app.sequenceId ?? 0) + 1);
}

/** What runs if nothing comes between. */
function runsOf(steps: number): string[] {
  return modelOf(steps).map(({ action, state }) => `${action} ${state.turn}`);
}
