import { action } from "../../../action/action.js";
import { application } from "../../../application/builder.js";
import { ConflictError } from "../../../errors.js";
import type { StatePersister } from "../../../persistence/persister.js";
import { anyList } from "../../../schema/list.js";
import type { SchemaOf } from "../../../schema/record.js";
import { checkRefusal, expectEqual, expectRefusal, outcomeOf } from "../expectation.js";
import type { SuiteTest } from "../suite.js";
import { errands, identity, type Witness } from "./errands.js";
import { expectAsModelled, expectHistory, loadHistory } from "./history.js";
import { modelOf } from "./model.js";
import { troubled } from "./troubled.js";

const texts = anyList as SchemaOf<string[], string[]>;

/** That an application waits for its store, and that of several on one id one goes on. */
export const rivals: readonly SuiteTest[] = [
  {
    title:
      "an application waits for a slow store: no action begins, and nothing is committed, before the save has returned",
    async body({ persister }) {
      const witness: Witness = { runs: [] };
      const gate: { open: (() => void) | null; isPassed: boolean } = { open: null, isPassed: false };
      const slow = troubled(persister, {
        async save(save) {
          await new Promise<void>((resolve) => {
            gate.open = resolve;
          });
          await save();
        },
      });
      const app = await errands(slow, witness);
      const steps = modelOf(12);
      const initial = { ...app.state };
      const running = outcomeOf(() => app.run({ haltAfter: ["recover"] })).finally(() => {
        gate.isPassed = true;
      });
      for (const [index] of steps.entries()) {
        while (gate.open === null && !gate.isPassed) await nextTurn();
        for (let turns = 0; turns < 5; turns++) await nextTurn();
        if (gate.isPassed) break;
        const what = `while step ${index} is being saved`;
        expectEqual(`how many actions have begun ${what}`, witness.runs.length, index + 1);
        expectEqual(`the state ${what}`, { ...app.state }, steps[index - 1]?.state ?? initial);
        const open = gate.open;
        gate.open = null;
        open?.();
      }
      const outcome = await running;
      if ("error" in outcome) throw outcome.error;
      await expectHistory(persister, steps.length);
    },
  },
  {
    title: "of three applications on one id, one wins each step, and the others get a ConflictError and do not move",
    async body({ persister, another }) {
      const handles = [persister, await another(), await another()];
      const winners: string[] = [];
      for (let round = 0; round < 10; round++) {
        const claimants = await Promise.all(handles.map((handle, index) => claimant(handle, `${index} of ${round}`)));
        const outcomes = await Promise.all(claimants.map((app) => outcomeOf(() => app.step())));
        const won = outcomes.flatMap((outcome, index) => ("value" in outcome ? [index] : []));
        expectEqual(`how many have won round ${round}`, won.length, 1);
        const before = [...winners];
        winners.push(`${won[0]} of ${round}`);
        for (const [index, app] of claimants.entries()) {
          const hasWon = index === won[0];
          expectEqual(`the state of rival ${index}`, { ...app.state }, { claims: hasWon ? winners : before });
          if (hasWon) continue;
          const refusal = { ...identity, sequenceId: round };
          checkRefusal(`what rival ${index} got`, outcomes[index] ?? { value: null }, ConflictError, refusal);
          await expectRefusal("what it gets after that", () => app.step(), ConflictError);
        }
        const stored = await loadHistory(persister, round);
        for (const [index, { state }] of stored.entries()) {
          expectEqual(`what is stored of round ${index}`, state, { claims: winners.slice(0, index + 1) });
        }
      }
    },
  },
  {
    title: "an application that was overtaken does not write over who has gone on, whatever it tries",
    async body({ persister, another }) {
      const overtaken = await errands(persister);
      await overtaken.step();
      const ahead = await errands(await another());
      for (let times = 0; times < 6; times++) await ahead.step();
      const length = (ahead.sequenceId ?? 0) + 1;
      for (let times = 0; times < 3; times++) {
        await expectRefusal("step() of who was overtaken", () => overtaken.step(), ConflictError, identity);
      }
      await expectHistory(persister, length);
      await ahead.step();
      await expectHistory(persister, (ahead.sequenceId ?? 0) + 1);
    },
  },
  {
    title:
      "a fork goes on from any step under an id of its own, and leaves the application that it comes from as it was",
    async body({ persister, another }) {
      const origin = await errands(persister);
      while ((origin.sequenceId ?? 0) < 12) await origin.step();
      const length = (origin.sequenceId ?? 0) + 1;
      const other = await another();
      for (let from = 0; from < 12; from++) {
        const appId = `fork of ${from}`;
        const fork = await errands(other, { appId, fork: { appId: identity.appId, sequenceId: from } });
        for (let times = 0; times < 2; times++) await fork.step();
        const last = fork.sequenceId ?? 0;
        const stored = await loadHistory(persister, last, { appId, first: from + 1 });
        for (const step of stored) {
          expectEqual("the parent of a fork", step.parent, { ...identity, sequenceId: from });
          const expected = modelOf(last + 1)[step.sequenceId];
          if (expected) expectAsModelled(`step ${step.sequenceId} of a fork`, step, expected);
        }
      }
      await expectHistory(persister, length);
    },
  },
];

/** Who has time comes first. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** An application that writes its name. */
function claimant(persister: StatePersister, name: string) {
  const claim = action({ reads: {}, writes: { claims: texts }, run: (state) => state.append({ claims: name }) });
  return application()
    .withActions({ claim })
    .withTransitions(["claim", "claim"])
    .withIdentifiers(identity)
    .withPersister(persister)
    .initializeFrom(persister, { default: { state: { claims: [] }, entrypoint: "claim" } })
    .build();
}
