import { ConflictError, PersistenceError } from "../../../errors.js";
import type { StatePersister } from "../../../persistence/persister.js";
import type { StoredStep } from "../../../persistence/record.js";
import { expectEqual, expectRefusal, expectThat } from "../expectation.js";
import { sampleAfter, sampleHistory, sampleStep } from "../sample.js";
import type { SuiteTest } from "../suite.js";
import { expectLoaded } from "./loaded.js";

/** What is called on a persister that is closed. */
const calls: readonly (readonly [name: string, call: (persister: StatePersister) => unknown])[] = [
  ["initialize()", (persister) => persister.initialize()],
  ["save()", (persister) => persister.save(sampleStep({ appId: "b" }))],
  ["load()", (persister) => persister.load({ appId: "a" })],
  ["list()", (persister) => persister.list()],
  ["delete()", (persister) => persister.delete({ appId: "a" })],
];

/** That several may look at one store, one with the other or one behind the other. */
export const handles: readonly SuiteTest[] = [
  {
    title: "what one saves, another sees at once, and may go on with",
    async body({ persister, another }) {
      const other = await another();
      const steps: StoredStep[] = [];
      for (const [index, { step }] of sampleHistory({ appId: "a", partitionKey: "p" }, 12).entries()) {
        const [writer, reader] = index % 2 === 0 ? [persister, other] : [other, persister];
        await writer.save(step);
        steps.push(step);
        await expectLoaded(reader, steps);
        expectEqual("list()", await reader.list({ partitionKey: "p" }), ["a"]);
      }
      const [late] = steps.slice(-2) as [StoredStep];
      const behind = sampleAfter(late);
      for (const one of [persister, other]) {
        await expectRefusal("save() of what is behind", () => one.save(behind), ConflictError);
      }
    },
  },
  {
    title: "a persister is closed twice without an error",
    async body({ persister }) {
      await persister.save(sampleStep({ appId: "a" }));
      for (let times = 0; times < 2; times++) await persister.close();
    },
  },
  {
    title: "a persister that nobody has used is closed without an error",
    async body({ persister }) {
      await persister.close();
    },
  },
  {
    title: "every call on a persister that is closed is a PersistenceError, and may not be waited for in vain",
    async body({ persister }) {
      await persister.save(sampleStep({ appId: "a" }));
      await persister.close();
      for (const [name, call] of calls) {
        await expectRefusal(`${name} after close()`, () => call(persister), PersistenceError);
      }
    },
  },
  {
    title: "one is closed, and another goes on",
    isReopening: true,
    async body({ persister, another }) {
      const other = await another();
      const first = sampleStep({ appId: "a" });
      await persister.save(first);
      await persister.close();
      const second = sampleAfter(first);
      await other.save(second);
      await expectLoaded(other, [first, second]);
    },
  },
  {
    title: "a store that is opened again has everything, refuses what it refused, and goes on",
    isReopening: true,
    async body({ persister, another }) {
      const steps = sampleHistory({ appId: "a", partitionKey: "p" }, 12).map(({ step }) => step);
      for (const step of steps) await persister.save(step);
      await persister.save(sampleStep({ appId: "b" }));
      await persister.delete({ appId: "b" });
      await persister.close();
      const again = await another();
      expectThat("the factory's persister was given back, though it is closed", again !== persister);
      for (const [index] of steps.entries()) await expectLoaded(again, steps.slice(0, index + 1), index);
      expectEqual("list()", await again.list({ partitionKey: "p" }), ["a"]);
      expectEqual("list() without what was deleted", await again.list(), []);
      const last = steps.at(-1) as StoredStep;
      await expectRefusal("save() of the last step again", () => again.save(last), ConflictError);
      const next = sampleAfter(last);
      await again.save(next);
      await expectLoaded(again, [...steps, next]);
    },
  },
];
