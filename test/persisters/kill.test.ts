import { setImmediate } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { dies } from "./processes/dies.js";
import { waitForGrowth } from "./processes/growth.js";
import { hunt, newTally } from "./processes/hunt.js";
import type { Death, Word } from "./processes/jobs.js";
import { endLives, type Life } from "./processes/life.js";
import { bundlePrograms } from "./processes/programs.js";
import { randomFrom, seed } from "./processes/random.js";
import { fileSite, postgresSite, redisSite, type Site, sqliteSite } from "./processes/sites.js";
import { findPostgres, findRedis } from "./services.js";

const [postgresUrl, redisUrl] = await Promise.all([findPostgres(), findRedis()]);
const programs = await bundlePrograms();
const program = programs.fileOf("stepper");
const sites: Site[] = [];

/** Null where the server that it needs is not there. */
type Opening = readonly [store: string, open: (() => Site) | null];

const embedded: Opening[] = [
  ["file", fileSite],
  ["sqlite", sqliteSite],
];
const postgres: Opening = ["postgres", postgresUrl === null ? null : () => postgresSite(postgresUrl)];
const redis: Opening = ["redis", redisUrl === null ? null : () => redisSite(redisUrl)];

function siteOf(open: (() => Site) | null): Site {
  if (open === null) throw new Error("there is no server");
  const site = open();
  sites.push(site);
  return site;
}

afterAll(async () => {
  await endLives();
  await Promise.all(sites.map((site) => site.remove()));
  programs.remove();
});

/** A part of a millisecond is more than a timer knows. */
async function pause(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) await setImmediate();
}

const rounds = 70;
const hunted = [...embedded, postgres];
const tally = newTally();

describe("rule 26: what was acknowledged outlives a process that is killed at a random moment", () => {
  describe.for(hunted)("%s", { concurrent: true }, ([store, open]) => {
    test.skipIf(open === null)(`goes on exactly where it was, ${rounds} times`, { timeout: 240_000 }, async () => {
      const random = randomFrom(seed + store.length);
      const words: Word[] = ["ack", "run", "done"];
      await hunt({
        site: siteOf(open),
        program,
        appId: "hunted",
        rounds,
        random,
        tally,
        async wait(life) {
          await life.told(words[Math.floor(random() * 3)] ?? "run", 1 + Math.floor(random() * 4));
          await pause(random() * 3);
        },
      });
    });
  });

  test("and it was killed at least 200 times, between steps, in actions and in saves", () => {
    console.log(`killed by kill -9, seed ${seed}: ${JSON.stringify(tally, null, 2)}`);
    const found = hunted.filter(([, open]) => open !== null).length;
    expect(tally.kills).toBeGreaterThanOrEqual(found === 3 ? 200 : rounds * found);
    const inSaves = tally["in the save, and the step is not stored"] + tally["in the save, and the step is stored"];
    for (const kills of [tally["between steps"], tally["in the action"], inSaves]) expect(kills).toBeGreaterThan(10);
  });

  test("a file is killed in the middle of its writes, of a megabyte each: they are torn, and nothing else is", {
    timeout: 240_000,
  }, async () => {
    const random = randomFrom(seed);
    const site = siteOf(fileSite);
    const hits = newTally();
    for (let apps = 0; apps < 12 && (apps < 4 || site.torn === 0); apps++) {
      const megabytes = apps % 2 === 0 ? 1 : 6;
      const wait = async (life: Life, round: number): Promise<void> => {
        await life.told("done", round === 0 ? 2 : 1);
        if (site.place.kind === "file") waitForGrowth(site.place.directory, 1_000);
      };
      await hunt({ site, program, appId: `heavy ${apps}`, rounds: 4, random, megabytes, wait, tally: hits });
    }
    console.log(`${site.torn} lines are torn: ${JSON.stringify(hits, null, 2)}`);
    expect(site.torn).toBeGreaterThan(0);
  });
});

const places: Death["where"][] = ["in the action", "before the save", "after the save"];

describe("rule 26: a process ends itself by kill -9 at a known place", () => {
  describe.for([...hunted, redis])("%s", { concurrent: true }, ([, open]) => {
    test.skipIf(open === null).for(places)(
      "%s: what is not stored runs again, once, and nothing else",
      async (where) => {
        const site = siteOf(open);
        for (const sequenceId of [0, 3]) await dies(site, program, { where, sequenceId });
      },
    );
  });
});
