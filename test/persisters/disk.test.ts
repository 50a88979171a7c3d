import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Job } from "./processes/jobs.js";
import { endLives, Life } from "./processes/life.js";
import { standing, upTo } from "./processes/look.js";
import { bundlePrograms } from "./processes/programs.js";
import { isFound } from "./processes/servers.js";
import { fileSite, type Site, sqliteSite } from "./processes/sites.js";

const programs = await bundlePrograms();
const sites: Site[] = [];
const hasLimits = isFound("prlimit", spawnSync("prlimit", ["--version"]).status === 0);

afterAll(async () => {
  await endLives();
  await Promise.all(sites.map((site) => site.remove()));
  programs.remove();
});

function begun(site: Site, user = {}): Life {
  sites.push(site);
  const steps = Number.MAX_SAFE_INTEGER;
  const job: Job = { place: site.place, appId: "suffering", name: "", steps, seed: 1, megabytes: 0, death: null };
  return new Life(programs.fileOf("sufferer"), job, user);
}

/** Lets it take some steps more, ends it, and holds what is stored to what it has told. */
async function expectWhole(life: Life, site: Site): Promise<void> {
  await life.told("ack", life.idsOf("ack").length + 5);
  await life.kill();
  const [acknowledged, failed, ran] = [life.idsOf("ack"), life.idsOf("failed"), life.idsOf("run")];
  console.log(`${acknowledged.length} steps acknowledged, ${failed.length} calls failed`);
  await site.look(async (store) => {
    const end = await standing(store, "suffering");
    const completed: number[] = [];
    for (const sequenceId of upTo((end?.last ?? -1) + 1)) {
      const stored = await store.load({ appId: "suffering", sequenceId });
      expect(stored?.sequenceId).toBe(sequenceId);
      if (stored?.status === "completed") completed.push(sequenceId);
    }
    expect(end?.list.map(({ id }) => id)).toEqual(completed);
    expect(acknowledged.filter((id) => !completed.includes(id))).toEqual([]);
    // The last one may have been killed behind its save.
    const others = completed.filter((id) => !acknowledged.includes(id) && !failed.includes(id));
    expect(others.filter((id) => id !== end?.last)).toEqual([]);
    expect(ran).toEqual([...new Set(ran)]);
  });
}

describe("an application on a disk that takes nothing more", () => {
  const stores: [name: string, open: () => Site, folderOf: (site: Site) => string][] = [
    ["file", fileSite, ({ place }) => (place.kind === "file" ? place.directory : "")],
    ["sqlite", sqliteSite, ({ place }) => (place.kind === "sqlite" ? path.dirname(place.path) : "")],
  ];

  test.skipIf(!hasLimits).for(stores)("%s: fails, and goes on when there is room again", async ([, open, folderOf]) => {
    const site = open();
    const life = begun(site);
    await life.told("ack", 10);
    // Room for a part of a record.
    limit(life, String(largestIn(folderOf(site)) + 200));
    await life.told("failed", 3);
    limit(life, "unlimited");
    await expectWhole(life, site);
  });

  test("file: fails in a folder that may not be written, and goes on when it may", async ({ skip }) => {
    // To root, nothing is forbidden.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    if (spawnSync(process.execPath, ["--check", programs.fileOf("sufferer")], nobody).status !== 0) {
      console.warn("LEFT OUT: a folder that may not be written: no other user may read this repository");
      return skip();
    }
    const site = fileSite();
    const { directory } = site.place as { readonly directory: string };
    if (nobody.uid !== undefined) chownSync(directory, nobody.uid, nobody.gid);
    const life = begun(site, nobody);
    await life.told("ack", 5);
    allow(directory, 0o444, 0o555);
    await life.told("failed", 3);
    allow(directory, 0o644, 0o755);
    await expectWhole(life, site);
  });
});

function limit({ pid }: Life, bytes: string): void {
  // The soft limit only: it can be taken back.
  const { status, stderr } = spawnSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
  expect([status, String(stderr)]).toEqual([0, ""]);
}

const inside = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name));

const largestIn = (folder: string): number => Math.max(...inside(folder).map((file) => statSync(file).size));

function allow(folder: string, ofFiles: number, ofFolders: number): void {
  for (const one of [folder, ...inside(folder)]) chmodSync(one, statSync(one).isDirectory() ? ofFolders : ofFiles);
}
