import { ConflictError } from "../../../errors.js";
import type { StoredStep } from "../../../persistence/record.js";
import { checkRefusal, expectEqual, expectRefusal, type Outcome, outcomeOf } from "../expectation.js";
import { sampleAfter, sampleHistory, sampleStep } from "../sample.js";
import type { SuiteTest } from "../suite.js";
import { expectLoaded } from "./loaded.js";

/** What a conflict has to name. */
const idsOf = ({ partitionKey, appId, sequenceId }: StoredStep) => ({ partitionKey, appId, sequenceId });

/** A history, and steps that do not follow it. */
function wrongSteps(partitionKey: string | null): readonly [history: readonly StoredStep[], wrong: StoredStep[]] {
  const history = sampleHistory({ appId: "a", partitionKey }, 4).map(({ step }) => step);
  const numbers: readonly (readonly [sequenceId: number, previousId: number | null])[] = [
    [3, 2],
    [4, 2],
    [5, 4],
    [1, 0],
    [0, null],
    [4, null],
    [100, 99],
  ];
  const snapshot = '{"wrong":true}';
  return [
    history,
    numbers.map(([sequenceId, previousId]) =>
      sampleStep({ appId: "a", partitionKey, sequenceId, previousId, snapshot, delta: '[{"set":{"wrong":true}}]' }),
    ),
  ];
}

/** That nobody writes behind what he has not seen. */
export const conflicts: readonly SuiteTest[] = [
  {
    title: "a step that does not follow the last one is a ConflictError with its ids, and changes nothing",
    async body({ persister }) {
      for (const partitionKey of [null, "p"]) {
        const [history, wrong] = wrongSteps(partitionKey);
        for (const step of history) await persister.save(step);
        for (const step of wrong) {
          const what = `save() of step ${step.sequenceId} behind step ${step.previousId}, the last one being 3`;
          await expectRefusal(what, () => persister.save(step), ConflictError, idsOf(step));
          await expectLoaded(persister, history);
        }
        for (const [index] of history.entries()) await expectLoaded(persister, history.slice(0, index + 1), index);
        const next = sampleAfter(history[3] as StoredStep);
        await persister.save(next);
        await expectLoaded(persister, [...history, next]);
      }
    },
  },
  {
    title: "a step that follows another one is a ConflictError where nothing is stored, and leaves nothing there",
    async body({ persister }) {
      for (const previousId of [0, 4]) {
        const step = sampleStep({ appId: "a", sequenceId: previousId + 1, previousId });
        await expectRefusal("save()", () => persister.save(step), ConflictError, idsOf(step));
        expectEqual("load() of what was refused", await persister.load({ appId: "a" }), null);
        expectEqual("list() without what was refused", await persister.list(), []);
      }
    },
  },
  {
    title: "the same step a second time is a ConflictError",
    async body({ persister }) {
      const first = sampleStep({ appId: "a" });
      const second = sampleAfter(first);
      await persister.save(first);
      await expectRefusal("save() of the first step again", () => persister.save(first), ConflictError, idsOf(first));
      await persister.save(second);
      await expectRefusal(
        "save() of the second step again",
        () => persister.save(second),
        ConflictError,
        idsOf(second),
      );
      await expectLoaded(persister, [first, second]);
    },
  },
  {
    title: "behind a failed step, too, only one follows",
    async body({ persister }) {
      const first = sampleStep({ appId: "a" });
      const failed: StoredStep = { ...sampleAfter(first), status: "failed", delta: "[]" };
      for (const step of [first, failed]) await persister.save(step);
      const rival = { ...failed, writeId: "rival" };
      await expectRefusal(
        "save() in the place of the failed step",
        () => persister.save(rival),
        ConflictError,
        idsOf(rival),
      );
      const next = sampleAfter(failed);
      await persister.save(next);
      await expectLoaded(persister, [first, failed, next]);
    },
  },
  {
    title: "of twenty saves of a first step at once, one wins, and the others are ConflictErrors",
    async body({ persister, another }) {
      await race([persister, await another()], null);
    },
  },
  {
    title: "of twenty saves of a later step at once, one wins, and the others are ConflictErrors",
    async body({ persister, another }) {
      const first = sampleStep({ appId: "a" });
      await persister.save(first);
      await race([persister, await another()], first);
    },
  },
  {
    title: "steps of many applications at once are all stored",
    async body({ persister, another }) {
      const persisters = [persister, await another()];
      const steps = Array.from({ length: 30 }, (_, index) => sampleStep({ appId: `a${index}` }));
      await Promise.all(steps.map(async (step, index) => persisters[index % 2]?.save(step)));
      for (const step of steps) await expectLoaded(persister, [step]);
      expectEqual("how many list() gives", (await persister.list()).length, 30);
    },
  },
];

async function race(
  persisters: readonly Parameters<typeof expectLoaded>[0][],
  first: StoredStep | null,
): Promise<void> {
  const steps = Array.from({ length: 20 }, () => (first ? sampleAfter(first) : sampleStep({ appId: "a" })));
  const outcomes = await Promise.all(
    steps.map((step, index) => outcomeOf(() => persisters[index % persisters.length]?.save(step))),
  );
  const hasWon = (outcome: Outcome | undefined) => outcome !== undefined && "value" in outcome;
  const [winner, ...others] = steps.filter((_, index) => hasWon(outcomes[index]));
  if (!winner || others.length > 0) {
    throw new Error(`twenty saves of one step at once: ${winner ? others.length + 1 : 0} have won, and not one`);
  }
  for (const [index, outcome] of outcomes.entries()) {
    const step = steps[index] as StoredStep;
    if (step !== winner) checkRefusal(`save() number ${index} of twenty at once`, outcome, ConflictError, idsOf(step));
  }
  for (const persister of persisters) await expectLoaded(persister, first ? [first, winner] : [winner]);
}
