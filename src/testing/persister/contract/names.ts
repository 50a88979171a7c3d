import type { StatePersister } from "../../../persistence/persister.js";
import type { StoredStep } from "../../../persistence/record.js";
import { expectEqual } from "../expectation.js";
import { hostileTexts } from "../hostile-texts.js";
import { sampleAfter, sampleStep } from "../sample.js";
import type { SuiteTest } from "../suite.js";
import { expectLoaded } from "./loaded.js";

/** Partition keys and ids of which a store might make the same, when it joins them. */
const alike: readonly (readonly [partitionKey: string | null, appId: string])[] = [
  [null, "a"],
  ["", "a"],
  ["null", "a"],
  ["undefined", "a"],
  ["\u0000", "a"],
  ["a", "a"],
  ["a", ":a"],
  ["a:", "a"],
  ["a/b", "c"],
  ["a", "b/c"],
  ["a:b", "c"],
  ["a", "b:c"],
  ["a,b", "c"],
  ["a", "b,c"],
  ["a|b", "c"],
  ["a", "b|c"],
  ["a\u0000b", "c"],
  ["a", "b\u0000c"],
  ['a","b', "c"],
  ["a", 'b","c'],
  [null, "a:a"],
  [null, ":a"],
  [null, "/a"],
  [null, '"a"'],
];

/** That each application is kept apart from all others. */
export const names: readonly SuiteTest[] = [
  {
    title: "applications do not see each other",
    async body({ persister }) {
      await expectApart(persister, hostilePairs((text) => ({ partitionKey: null, appId: text })).slice(0, 2));
    },
  },
  {
    title: "partitions do not see each other, and an empty key is not the same as none",
    body: ({ persister }) => expectApart(persister, [first(null), first(""), first("p"), first("P")]),
  },
  {
    title: "ids may be any text, and each is an application of its own",
    async body({ persister }) {
      await expectApart(
        persister,
        hostilePairs((text) => ({ partitionKey: null, appId: text })),
      );
    },
  },
  {
    title: "ids may be any text in a partition, too",
    async body({ persister }) {
      await expectApart(
        persister,
        hostilePairs((text) => ({ partitionKey: "it's", appId: text })),
      );
    },
  },
  {
    title: "partition keys may be any text, and each is a partition of its own",
    async body({ persister }) {
      const pairs = hostilePairs((text) => ({ partitionKey: text, appId: "a" }));
      await expectApart(persister, [...pairs, first(""), first(null)]);
    },
  },
  {
    title: "a partition key and an id are two, whatever they look like one behind the other",
    async body({ persister }) {
      await expectApart(
        persister,
        alike.map(([partitionKey, appId]) => sampleStep({ partitionKey, appId })),
      );
    },
  },
];

const first = (partitionKey: string | null): StoredStep => sampleStep({ appId: "a", partitionKey });

function hostilePairs(name: (text: string) => { partitionKey: string | null; appId: string }): StoredStep[] {
  return hostileTexts.map((text) => sampleStep(name(text)));
}

/** Saves two steps of each, one round behind the other, and holds what is loaded and listed to that, and to what deleting leaves. */
async function expectApart(persister: StatePersister, firsts: readonly StoredStep[]): Promise<void> {
  const histories = firsts.map((step, index) => {
    const begun = { ...step, snapshot: JSON.stringify({ index }) };
    return [begun, sampleAfter(begun)];
  });
  for (const round of [0, 1]) for (const history of histories) await persister.save(history[round] as StoredStep);
  for (const history of histories) await expectLoaded(persister, history);
  await expectListed(persister, firsts);
  const [deleted, left] = [
    firsts.filter((_, index) => index % 2 === 0),
    histories.filter((_, index) => index % 2 === 1),
  ];
  for (const { partitionKey, appId } of deleted) await persister.delete({ partitionKey, appId });
  for (const history of left) await expectLoaded(persister, history);
  for (const { partitionKey, appId } of deleted) {
    const what = `load(${JSON.stringify({ partitionKey, appId })}) of what was deleted`;
    expectEqual(what, await persister.load({ partitionKey, appId }), null);
  }
}

async function expectListed(persister: StatePersister, firsts: readonly StoredStep[]): Promise<void> {
  for (const partitionKey of new Set(firsts.map((step) => step.partitionKey))) {
    const expected = firsts.filter((step) => step.partitionKey === partitionKey).map(({ appId }) => appId);
    const what = `list(${JSON.stringify({ partitionKey })}), whatever its order`;
    expectEqual(what, [...(await persister.list({ partitionKey }))].sort(), [...expected].sort());
    expectEqual(`${what}, in pages`, (await pages(persister, partitionKey)).sort(), expected.sort());
  }
}

async function pages(persister: StatePersister, partitionKey: string | null): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const after = found.at(-1);
    const page = await persister.list({ partitionKey, limit: 7, ...(after === undefined ? {} : { after }) });
    if (page.length === 0 || found.length > hostileTexts.length) return found;
    found.push(...page);
  }
}
