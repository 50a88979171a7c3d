import type { StoredState, StoredStep } from "../../../persistence/record.js";
import { isPromiseLike } from "../../../types/promise.js";
import { expectEqual, expectThat } from "../expectation.js";
import { hostileTexts } from "../hostile-texts.js";
import { sampleAfter, sampleHistory, sampleStep } from "../sample.js";
import type { SuiteTest } from "../suite.js";
import { expectLoaded } from "./loaded.js";

/** That steps come back as they were. */
export const keeping: readonly SuiteTest[] = [
  {
    title: "the store may be initialized twice, by two at once, and again when there is something in it",
    async body({ persister, another }) {
      const other = await another();
      await Promise.all([persister.initialize(), other.initialize(), persister.initialize()]);
      const step = sampleStep({ appId: "a" });
      await persister.save(step);
      await other.initialize();
      await expectLoaded(persister, [step]);
    },
  },
  {
    title: "the other methods initialize the store by themselves, whichever is called first, and several at once",
    async body({ persister }) {
      const step = sampleStep({ appId: "a" });
      const [loaded, listed] = await Promise.all([
        persister.load({ appId: "b" }),
        persister.list(),
        persister.delete({ appId: "c" }),
        persister.save(step),
      ]);
      expectEqual("load() of what is not there", loaded, null);
      expectThat(
        "list() gives at most what is being saved",
        listed.every((appId) => appId === "a"),
      );
      await expectLoaded(persister, [step]);
    },
  },
  {
    title: "a store in which nothing is has no steps, and no applications",
    async body({ persister }) {
      expectEqual("load()", await persister.load({ appId: "a" }), null);
      expectEqual("load() of a step", await persister.load({ appId: "a", sequenceId: 0 }), null);
      expectEqual("load() from a partition", await persister.load({ appId: "a", partitionKey: "p" }), null);
      expectEqual("list()", await persister.list(), []);
      expectEqual("list() of a partition", await persister.list({ partitionKey: "p" }), []);
    },
  },
  {
    title: "save() returns a promise only if the persister does not say that it is sync",
    async body({ persister }) {
      const returned: unknown = persister.save(sampleStep({ appId: "a" }));
      const isPromise = isPromiseLike(returned);
      await returned;
      expectThat("save() of a persister with isSync: true returned a promise", !(persister.isSync && isPromise));
    },
  },
  {
    title: "a step comes back with every field",
    async body({ persister }) {
      const first = sampleStep({ appId: "a", partitionKey: "p", snapshot: '{"log":[]}' });
      const second: StoredStep = {
        ...sampleAfter(first),
        version: "2.1.0",
        action: "ask",
        position: {
          last: "count",
          next: "retry",
          committedId: 0,
          error: { name: "TypeError", message: 'it\'s "broken"' },
          edges: [
            { from: "ask", to: "retry", edge: 3, times: 2 },
            { from: "ask", to: "give up", edge: 4, times: 1 },
          ],
        },
        createdAt: "2026-02-28T23:59:59.007Z",
      };
      for (const step of [first, second]) await persister.save(step);
      await expectLoaded(persister, [first, second]);
    },
  },
  {
    title: "a step that has failed is kept as one, and so is what comes after it",
    async body({ persister }) {
      const first = sampleStep({ appId: "a", snapshot: '{"count":1}' });
      const position = { ...first.position, next: "count" };
      const failed: StoredStep = { ...sampleAfter(first), status: "failed", delta: "[]", position };
      const third = sampleAfter(failed);
      for (const step of [first, failed]) await persister.save(step);
      await expectLoaded(persister, [first, failed]);
      await persister.save(third);
      await expectLoaded(persister, [first, failed], 1);
      await expectLoaded(persister, [first, failed, third]);
    },
  },
  {
    title: "an application that begins with a failed step is there",
    async body({ persister }) {
      const position = { last: null, next: "count", committedId: null, error: null, edges: [] };
      const step = sampleStep({ appId: "a", status: "failed", position, snapshot: '{"count":0}' });
      await persister.save(step);
      await expectLoaded(persister, [step]);
      expectEqual("list()", await persister.list(), ["a"]);
    },
  },
  {
    title: "the parent of a fork is kept, and its numbers go on from where it was forked",
    async body({ persister }) {
      const parent = { partitionKey: "other", appId: "parent", sequenceId: 41 };
      const first = sampleStep({ appId: "a", sequenceId: 42, parent });
      const second = sampleAfter(first);
      for (const step of [first, second]) await persister.save(step);
      await expectLoaded(persister, [first], 42);
      await expectLoaded(persister, [first, second]);
      expectEqual("load() of a step of the parent's", await persister.load({ appId: "a", sequenceId: 41 }), null);
    },
  },
  {
    title: "a parent without a partition key has none, and not an empty one",
    async body({ persister }) {
      for (const partitionKey of [null, ""]) {
        const parent = { partitionKey, appId: "parent", sequenceId: 0 };
        const step = sampleStep({ appId: `of ${partitionKey}`, sequenceId: 1, parent });
        await persister.save(step);
        await expectLoaded(persister, [step]);
      }
    },
  },
  {
    title: "numbers of steps may be larger than 32 bits",
    async body({ persister }) {
      const first = sampleStep({ appId: "a", sequenceId: 2 ** 40 });
      const second = sampleAfter(first);
      for (const step of [first, second]) await persister.save(step);
      await expectLoaded(persister, [first, second]);
      await expectLoaded(persister, [first], first.sequenceId);
    },
  },
  {
    title: "JSON comes back as it was, whatever is in it",
    async body({ persister }) {
      const texts = [
        "😀 é ﬁ",
        "it's",
        '"quoted"',
        "\\",
        "\\\\u0000",
        "\\u0000 as text",
        "a\nb\r\n\tc",
        "%s $1 ?",
        "</script>",
      ];
      const numbers = [0, -1, 0.1, 1e21, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER];
      const odd = { "": 1, " ": 2, "a.b": 3, "'": 4, '"': 5, constructor: 6, "😀": 7 };
      const value = { texts, numbers, odd, empty: [{}, [], "", null, false], deep: [[[[{ a: [{}] }]]]] };
      const first = sampleStep({ appId: "a", snapshot: JSON.stringify(value) });
      const proto = '{"set":{"__proto__":{"isAdmin":true},"nested":{"__proto__":1}}}';
      const second = { ...sampleAfter(first), delta: `[${JSON.stringify({ set: { value } })},${proto}]` };
      for (const step of [first, second]) await persister.save(step);
      await expectLoaded(persister, [first], 0);
      await expectLoaded(persister, [first, second]);
    },
  },
  {
    title: "1 MB comes back as it was, in a snapshot and in a delta",
    async body({ persister }) {
      const large = 'A "line"; 😀 \\ it\'s é\n'.repeat(50_000).slice(0, 1_000_000);
      const first = sampleStep({ appId: "a", snapshot: JSON.stringify({ large }) });
      const second = { ...sampleAfter(first), delta: JSON.stringify([{ set: { larger: `${large}!` } }]) };
      for (const step of [first, second]) await persister.save(step);
      await expectLoaded(persister, [first], 0);
      await expectLoaded(persister, [first, second]);
    },
  },
  {
    title: "names and messages in a step come back, whatever is in them",
    async body({ persister }) {
      let step = sampleStep({ appId: "a" });
      const steps = [step];
      for (const text of hostileTexts) {
        const edges = [{ from: text, to: text, edge: 0, times: 1 }];
        const position = { last: text, next: text, committedId: 0, error: { name: text, message: text }, edges };
        step = { ...sampleAfter(step), action: text, version: text, position };
        steps.push(step);
      }
      for (const one of steps) await persister.save(one);
      for (const [index] of steps.entries()) await expectLoaded(persister, steps.slice(0, index + 1), index);
    },
  },
  {
    title: "what was saved or loaded may be changed without changing what is stored",
    async body({ persister }) {
      const [sample] = sampleHistory({ appId: "a" }, 1);
      const step = structuredClone(sample?.step) as StoredStep;
      await persister.save(step);
      const saved = structuredClone(step);
      scribbleOn(step);
      scribbleOn((await persister.load({ appId: "a" })) as StoredState);
      await expectLoaded(persister, [saved]);
    },
  },
];

/** Changes all that lets itself be changed. */
function scribbleOn(record: object): void {
  for (const value of Object.values(record)) if (typeof value === "object" && value !== null) scribbleOn(value);
  if (!Object.isFrozen(record)) Object.assign(record, { scribbled: true });
}
