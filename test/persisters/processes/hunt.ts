import { expect } from "vitest";
import type { Job } from "./jobs.js";
import { Life } from "./life.js";
import { nothing, type Standing, standing, upTo } from "./look.js";
import type { Site } from "./sites.js";

/** Where a kill has hit. */
export interface Tally {
  kills: number;
  "between steps": number;
  "in the action": number;
  "in the save, and the step is not stored": number;
  "in the save, and the step is stored": number;
}

export const newTally = (): Tally => ({
  kills: 0,
  "between steps": 0,
  "in the action": 0,
  "in the save, and the step is not stored": 0,
  "in the save, and the step is stored": 0,
});

interface Hunt {
  readonly site: Site;
  readonly program: string;
  readonly appId: string;
  readonly rounds: number;
  readonly random: () => number;
  readonly megabytes?: number;
  /** Waits until the process is to be killed. */
  readonly wait: (life: Life, round: number) => Promise<void>;
  readonly tally: Tally;
}

/** Starts a process, kills it and looks what it has left behind, round after round; then one may live. */
export async function hunt(hunted: Hunt): Promise<Standing> {
  const { site, program, appId, rounds, random, megabytes = 0, wait, tally } = hunted;
  let before = nothing;
  const start = (steps: number): Life => {
    const seed = Math.floor(random() * 2 ** 32);
    const job: Job = { place: site.place, appId, name: "", steps, seed, megabytes, death: null };
    return new Life(program, job);
  };
  for (let round = 0; round < rounds; round++) {
    const life = start(Number.MAX_SAFE_INTEGER);
    await wait(life, round);
    expect(life.isRunning).toBe(true);
    expect(await life.kill()).toEqual({ code: null, signal: "SIGKILL" });
    // It was at work: it has begun with a step at least.
    expect(life.idsOf("run").length).toBeGreaterThan(0);
    await site.settle();
    const now = await site.look((store) => check(store, appId, life, before));
    tally.kills += 1;
    tally[placeOf(life, now)] += 1;
    before = now;
  }
  const survivor = start(before.count + (megabytes === 0 ? 3 : 1));
  expect(await survivor.ended).toEqual({ code: 0, signal: null });
  return site.look(async (store) => {
    const end = await check(store, appId, survivor, before);
    // No gap: each step is there, with all those before it. Of many megabytes that would take long.
    const ids = megabytes === 0 ? upTo(end.last + 1) : [];
    for (const id of ids) expect((await standing(store, appId, id))?.list.length).toBe(id + 1);
    return end;
  });
}

/** Holds what is stored to what a process has told until its end. */
async function check(
  store: Parameters<typeof standing>[0],
  appId: string,
  life: Life,
  before: Standing,
): Promise<Standing> {
  const now = (await standing(store, appId)) ?? nothing;
  const acknowledged = life.idsOf("ack");
  // It has gone on exactly where the one before it was stopped, and has taken each step once.
  expect(life.idsOf("run")[0]).toBe(before.last + 1);
  expect(acknowledged).toEqual(upTo(acknowledged.length).map((index) => before.last + 1 + index));
  // Nothing that was acknowledged is lost, and at most one step is there of which nobody was told.
  const last = acknowledged.at(-1) ?? before.last;
  expect([last, last + 1]).toContain(now.last);
  expect(now.list.map(({ id }) => id)).toEqual(upTo(now.last + 1));
  expect(now.count).toBe(now.last + 1);
  return now;
}

function placeOf(life: Life, { last }: Standing): Exclude<keyof Tally, "kills"> {
  const end = life.lines.at(-1);
  if (end?.word === "run") return "in the action";
  if (end?.word !== "done") return "between steps";
  return end.id === last ? "in the save, and the step is stored" : "in the save, and the step is not stored";
}
