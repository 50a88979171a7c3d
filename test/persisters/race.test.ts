import { afterAll, describe, expect, test } from "vitest";
import type { Race, Word } from "./processes/jobs.js";
import { endLives, Life } from "./processes/life.js";
import { standing, upTo } from "./processes/look.js";
import { placeWithin } from "./processes/new-places.js";
import { openStore } from "./processes/open-store.js";
import { bundlePrograms } from "./processes/programs.js";
import { seed } from "./processes/random.js";
import { fileSite, postgresSite, redisSite, type Site, sqliteSite } from "./processes/sites.js";
import { findPostgres, findRedis } from "./services.js";

const [postgresUrl, redisUrl] = await Promise.all([findPostgres(), findRedis()]);
const programs = await bundlePrograms();
const sites: Site[] = [];

afterAll(async () => {
  await endLives();
  await Promise.all(sites.map((site) => site.remove()));
  programs.remove();
});

/** Null where the server that it needs is not there. */
const stores: [name: string, open: (() => Site) | null][] = [
  ["file", fileSite],
  ["sqlite", sqliteSite],
  ["postgres", postgresUrl === null ? null : () => postgresSite(postgresUrl)],
  ["redis", redisUrl === null ? null : () => redisSite(redisUrl)],
];

const newPlaces = 6;
const steps = 100;

describe("rules 25 and 30: three processes on one application", () => {
  test.for(stores)("%s: one wins each step, the others are told, and nothing is lost", async ([, open], { skip }) => {
    if (open === null) return skip();
    const site = open();
    sites.push(site);
    const lives = ["one", "two", "three"].map((name, index) => {
      const job = { place: site.place, appId: "raced", name, steps, seed: seed + index, megabytes: 0, death: null };
      const race: Race = { ...job, newPlaces };
      return new Life(programs.fileOf("racer"), race);
    });
    const told = (word: Word, times: number) => Promise.all(lives.map((life) => life.told(word, times)));
    const go = () => {
      for (const life of lives) life.go();
    };

    await told("ready", 1);
    for (const index of upTo(newPlaces + 1)) {
      go();
      await told("initialized", index + 1);
    }
    go();
    await told("ready", 2);
    go();
    const ends = await Promise.all(lives.map((life) => life.ended));
    expect(lives.map((life) => life.errors)).toEqual(["", "", ""]);
    expect(ends).toEqual(ends.map(() => ({ code: 0, signal: null })));

    // What several have made at once can be used.
    for (const index of upTo(newPlaces)) {
      const store = openStore(placeWithin(site.place, index));
      expect(await store.list()).toEqual([]);
      await store.close();
    }
    const acknowledged = lives.map((life) => life.idsOf("ack"));
    const conflicts = lives.map((life) => life.idsOf("conflict"));
    console.log(`won: ${acknowledged.map(({ length }) => length)}, lost: ${conflicts.map(({ length }) => length)}`);
    const winners = new Map(
      acknowledged.flatMap((ids, index) => ids.map((id) => [id, ["one", "two", "three"][index]])),
    );
    expect(acknowledged.flat().sort((one, other) => one - other)).toEqual(upTo(steps));
    expect(conflicts.flat().filter((id) => id === 0)).toHaveLength(2);
    expect(await site.look((store) => standing(store, "raced"))).toEqual({
      last: steps - 1,
      list: upTo(steps).map((id) => ({ by: winners.get(id), id })),
      count: steps,
    });
  });
});
