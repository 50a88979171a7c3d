import type { StoredStep } from "../../../persistence/record.js";
import { expectEqual } from "../expectation.js";
import { sampleAfter, sampleHistory, sampleStep } from "../sample.js";
import type { SuiteTest } from "../suite.js";
import { expectLoaded } from "./loaded.js";

/** That every step of a history can be gone back to. */
export const loading: readonly SuiteTest[] = [
  {
    title: "each step of a history loads, from before, on and after a snapshot",
    async body({ persister }) {
      const samples = sampleHistory({ appId: "a", partitionKey: "p" }, 23);
      for (const { step } of samples) await persister.save(step);
      const steps = samples.map(({ step }) => step);
      for (const [index, { state }] of samples.entries()) {
        await expectLoaded(persister, steps.slice(0, index + 1), index);
        const found = await persister.load({ appId: "a", partitionKey: "p", sequenceId: index });
        expectEqual(`the state behind step ${index}`, found?.state, state);
      }
    },
  },
  {
    title: "without a number, the last step loads, after each save",
    async body({ persister }) {
      const steps: StoredStep[] = [];
      for (const { step, state } of sampleHistory({ appId: "a" }, 12)) {
        await persister.save(step);
        steps.push(step);
        await expectLoaded(persister, steps);
        expectEqual(`the state behind step ${step.sequenceId}`, (await persister.load({ appId: "a" }))?.state, state);
      }
    },
  },
  {
    title: "steps are in the order of their numbers, not of their digits",
    async body({ persister }) {
      let step = sampleStep({ appId: "a", sequenceId: 8 });
      const steps = [step];
      for (let times = 0; times < 4; times++) {
        step = sampleAfter(step);
        steps.push(step);
      }
      for (const one of steps) await persister.save(one);
      await expectLoaded(persister, steps);
    },
  },
  {
    title: "a step whose number is not there is null",
    async body({ persister }) {
      for (const { step } of sampleHistory({ appId: "a" }, 3)) await persister.save(step);
      for (const sequenceId of [3, 4, 1000, 2 ** 40]) {
        expectEqual(`load() of step ${sequenceId}`, await persister.load({ appId: "a", sequenceId }), null);
      }
    },
  },
  {
    title: "a delta of many operations is replayed in its order",
    async body({ persister }) {
      const first = sampleStep({ appId: "a", snapshot: '{"list":[1],"gone":true}' });
      const operations = [
        { append: { list: [2] } },
        { set: { list: [3] } },
        { extend: { list: [4, 5] } },
        { delete: ["gone"] },
        { increment: { amount: 2 } },
        { increment: { amount: -0.5 } },
        { set: { gone: "back" } },
      ];
      const second = { ...sampleAfter(first), delta: JSON.stringify(operations) };
      for (const step of [first, second]) await persister.save(step);
      const found = await persister.load({ appId: "a" });
      expectEqual("the state", found?.state, { list: [3, 4, 5], gone: "back", amount: 1.5 });
    },
  },
];
