import type { StatePersister } from "../../../persistence/persister.js";
import { expectEqual } from "../expectation.js";
import { sampleHistory, sampleStep } from "../sample.js";
import type { SuiteTest } from "../suite.js";

/** In the order of their code points: not in that of a language, and not in that of halves of surrogate pairs. */
const ordered = [
  "!",
  "0",
  "10",
  "2",
  "9",
  "A",
  "B",
  "Z",
  "Zz",
  "_",
  "a",
  "aa",
  "b",
  "z",
  "ß",
  "\u00e1",
  "\uffee",
  "😀",
  "😀a",
];

/** The same, of characters that stores cannot keep as they are, or write in another way. */
const oddlyOrdered = [
  ..."\u0000|\u0000a|\u0001|A|[|\\|\\u0000|]|a|a\u0000|a\u0001|a |z\ud83d|z😀".split("|"),
  ..."\ud7ff|\ud800|\udfff|\ue000|\uffff|😀".split("|"),
];

/** That applications are found. */
export const listing: readonly SuiteTest[] = [
  {
    title: "applications are listed in the order of their code points",
    async body({ persister }) {
      await saveAll(persister, null, [...ordered].reverse());
      expectEqual("list()", await persister.list(), ordered);
      expectEqual("list({ partitionKey: null })", await persister.list({ partitionKey: null }), ordered);
    },
  },
  {
    title: "they are in that order, too, where their characters cannot be stored as they are",
    async body({ persister }) {
      await saveAll(persister, null, [...oddlyOrdered].reverse());
      expectEqual("list()", await persister.list(), oddlyOrdered);
      for (const [index, after] of oddlyOrdered.entries()) {
        const found = await persister.list({ after, limit: 3 });
        expectEqual(`list() after ${JSON.stringify(after)}`, found, oddlyOrdered.slice(index + 1, index + 4));
      }
    },
  },
  {
    title: "an application of many steps is listed once",
    async body({ persister }) {
      for (const { step } of sampleHistory({ appId: "b" }, 12)) await persister.save(step);
      await saveAll(persister, null, ["a"]);
      expectEqual("list()", await persister.list(), ["a", "b"]);
      expectEqual("list({ limit: 2 })", await persister.list({ limit: 2 }), ["a", "b"]);
    },
  },
  {
    title: "no more are listed than the limit says",
    async body({ persister }) {
      await saveAll(persister, "p", ordered);
      for (const limit of [0, 1, 2, ordered.length, ordered.length + 1, 1000]) {
        const found = await persister.list({ partitionKey: "p", limit });
        expectEqual(`list({ limit: ${limit} })`, found, ordered.slice(0, limit));
      }
    },
  },
  {
    title: "only those are listed that come after another one, which need not be there",
    async body({ persister }) {
      await saveAll(persister, null, ordered);
      for (const [index, after] of ordered.entries()) {
        expectEqual(`list({ after: '${after}' })`, await persister.list({ after }), ordered.slice(index + 1));
      }
      expectEqual("list({ after: '' })", await persister.list({ after: "" }), ordered);
      expectEqual("list({ after: 'ab' })", await persister.list({ after: "ab" }), ordered.slice(ordered.indexOf("b")));
      expectEqual("list({ after: '😀b' })", await persister.list({ after: "😀b" }), []);
    },
  },
  {
    title: "fifty are paged through, each once, in their order",
    async body({ persister }) {
      const appIds = Array.from({ length: 50 }, (_, index) => `app ${String(index).padStart(2, "0")}`);
      await saveAll(persister, null, [...appIds].reverse());
      await saveAll(persister, "p", ["app 17b"]);
      const found: string[] = [];
      for (let turn = 0; turn < 9; turn++) {
        const after = found.at(-1);
        const page = await persister.list({ limit: 7, ...(after === undefined ? {} : { after }) });
        expectEqual(`length of page ${turn}`, page.length, [7, 7, 7, 7, 7, 7, 7, 1, 0][turn]);
        found.push(...page);
      }
      expectEqual("all pages", found, appIds);
    },
  },
  {
    title: "an application is listed in its partition only",
    async body({ persister }) {
      await saveAll(persister, null, ["none", "shared"]);
      await saveAll(persister, "", ["empty", "shared"]);
      await saveAll(persister, "p", ["named", "shared"]);
      expectEqual("list()", await persister.list(), ["none", "shared"]);
      expectEqual("list({ partitionKey: '' })", await persister.list({ partitionKey: "" }), ["empty", "shared"]);
      expectEqual("list({ partitionKey: 'p' })", await persister.list({ partitionKey: "p" }), ["named", "shared"]);
      expectEqual("list() of a partition without any", await persister.list({ partitionKey: "q" }), []);
    },
  },
];

async function saveAll(
  persister: StatePersister,
  partitionKey: string | null,
  appIds: readonly string[],
): Promise<void> {
  for (const appId of appIds) await persister.save(sampleStep({ appId, partitionKey }));
}
