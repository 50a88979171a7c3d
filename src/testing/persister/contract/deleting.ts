import { ConflictError } from "../../../errors.js";
import type { StoredStep } from "../../../persistence/record.js";
import { expectEqual, expectRefusal } from "../expectation.js";
import { sampleAfter, sampleHistory, sampleStep } from "../sample.js";
import type { SuiteTest } from "../suite.js";
import { expectLoaded } from "./loaded.js";

/** That an application is forgotten, and no other. */
export const deleting: readonly SuiteTest[] = [
  {
    title: "one application is deleted, with all its steps, and no other",
    async body({ persister }) {
      const others = [sampleStep({ appId: "b" }), sampleStep({ appId: "a", partitionKey: "" })];
      for (const { step } of sampleHistory({ appId: "a" }, 7)) await persister.save(step);
      for (const step of others) await persister.save(step);
      await persister.delete({ appId: "a" });
      expectEqual("load() of what was deleted", await persister.load({ appId: "a" }), null);
      expectEqual("load() of a step of it", await persister.load({ appId: "a", sequenceId: 3 }), null);
      expectEqual("list()", await persister.list(), ["b"]);
      expectEqual("list() of the other partition", await persister.list({ partitionKey: "" }), ["a"]);
      for (const step of others) await expectLoaded(persister, [step]);
    },
  },
  {
    title: "an application of a partition is deleted, and none without one",
    async body({ persister }) {
      const other = sampleStep({ appId: "a" });
      await persister.save(other);
      await persister.save(sampleStep({ appId: "a", partitionKey: "p" }));
      await persister.delete({ appId: "a", partitionKey: "p" });
      expectEqual("load() from the partition", await persister.load({ appId: "a", partitionKey: "p" }), null);
      await expectLoaded(persister, [other]);
    },
  },
  {
    title: "what is not there may be deleted, and what was deleted once more",
    async body({ persister }) {
      await persister.delete({ appId: "a" });
      await persister.save(sampleStep({ appId: "a" }));
      for (let times = 0; times < 2; times++) await persister.delete({ appId: "a", partitionKey: null });
      expectEqual("load()", await persister.load({ appId: "a" }), null);
    },
  },
  {
    title: "what was deleted may begin again, and cannot be gone on with",
    async body({ persister }) {
      const old = sampleHistory({ appId: "a" }, 7).map(({ step }) => step);
      for (const step of old) await persister.save(step);
      await persister.delete({ appId: "a" });
      const next = sampleAfter(old.at(-1) as StoredStep);
      await expectRefusal("save() behind what was deleted", () => persister.save(next), ConflictError);
      expectEqual("load()", await persister.load({ appId: "a" }), null);
      const anew = sampleHistory({ appId: "a", version: "2" }, 3).map(({ step }) => step);
      for (const step of anew) await persister.save(step);
      await expectLoaded(persister, anew);
      expectEqual("load() of an old step", await persister.load({ appId: "a", sequenceId: 5 }), null);
      expectEqual("list()", await persister.list(), ["a"]);
    },
  },
  {
    title: "what one deletes is gone for another at once, and may be begun there",
    async body({ persister, another }) {
      const other = await another();
      for (const { step } of sampleHistory({ appId: "a" }, 3)) await persister.save(step);
      await expectRefusal("save()", () => other.save(sampleStep({ appId: "a" })), ConflictError);
      await other.delete({ appId: "a" });
      expectEqual("load()", await persister.load({ appId: "a" }), null);
      const anew = sampleStep({ appId: "a" });
      await persister.save(anew);
      await expectLoaded(other, [anew]);
    },
  },
];
