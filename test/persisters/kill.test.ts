import { setImmediate } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { hunt, newTally } from "./processes/hunt.js";
import type { Death, Job } from "./processes/jobs.js";
import { endLives, Life } from "./processes/life.js";
import { standing, upTo } from "./processes/look.js";
import { bundlePrograms } from "./processes/programs.js";
import { randomFrom, seed } from "./processes/random.js";
import { fileSite, postgresSite, redisSite, type Site, sqliteSite } from "./processes/sites.js";
import { findPostgres, findRedis } from "./services.js";

const [postgresUrl, redisUrl] = await Promise.all([findPostgres(), findRedis()]);
const programs = await bundlePrograms();
const sites: Site[] = [];

const opening: [store: string, open: (() => Site) | null][] = [
  ["file", fileSite],
  ["sqlite", sqliteSite],
  ["postgres", postgresUrl === null ? null : () => postgresSite(postgresUrl)],
  ["redis", redisUrl === null ? null : () => redisSite(redisUrl)],
];

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

const roundsOfEach = 70;
const tally = newTally();
const hunted = opening.filter(([store]) => store !== "redis");

describe("rule 26: what a step has acknowledged outlives a process that is killed at any moment", () => {
  describe.for(hunted)("%s", { concurrent: true }, ([store, open]) => {
    test.skipIf(open === null)(
      `goes on exactly where it was, ${roundsOfEach} times`,
      { timeout: 110_000 },
      async () => {
        const random = randomFrom(seed + store.length);
        const site = siteOf(open);
        await hunt({
          site,
          program: programs.fileOf("stepper"),
          appId: "hunted",
          rounds: roundsOfEach,
          random,
          tally,
          async wait(life) {
            const acknowledged = Math.floor(random() * 5);
            if (acknowledged === 0) await life.told("run");
            else await life.told("ack", acknowledged);
            await pause(random() * 3);
          },
        });
      },
    );
  });

  test("and it was killed at least 200 times, everywhere", () => {
    console.log(`kills by kill -9, seed ${seed}: ${JSON.stringify(tally, null, 2)}`);
    const found = hunted.filter(([, open]) => open !== null).length;
    expect(tally.kills).toBeGreaterThanOrEqual(roundsOfEach * found);
    if (found === 3) expect(tally.kills).toBeGreaterThanOrEqual(200);
    expect(tally["between steps"]).toBeGreaterThan(0);
    expect(tally["in the action"]).toBeGreaterThan(0);
    expect(
      tally["in the save, and the step is not stored"] + tally["in the save, and the step is stored"],
    ).toBeGreaterThan(0);
  });
});
