import { expect } from "vitest";
import type { Death, Job } from "./jobs.js";
import { Life } from "./life.js";
import { nothing, standing, upTo } from "./look.js";
import type { Site } from "./sites.js";

/** Lets a process end itself, and another one go on. */
export async function dies(site: Site, program: string, death: Death): Promise<void> {
  const { where, sequenceId } = death;
  const appId = `${where} ${sequenceId}`;
  const steps = sequenceId + 3;
  const job: Job = { place: site.place, appId, name: "", steps, seed: 1, megabytes: 0, death };

  const first = new Life(program, job);
  expect(await first.ended).toEqual({ code: null, signal: "SIGKILL" });
  const end = first.lines.at(-1);
  expect(end).toEqual({ word: where === "in the action" ? "run" : "done", id: sequenceId });
  expect(first.idsOf("ack")).toEqual(upTo(sequenceId));
  const last = where === "after the save" ? sequenceId : sequenceId - 1;
  const left = await site.look((store) => standing(store, appId));
  expect((left ?? nothing).list.map(({ id }) => id)).toEqual(upTo(last + 1));

  const second = new Life(program, { ...job, death: null });
  expect(await second.ended).toEqual({ code: 0, signal: null });
  const all = upTo(steps);
  expect(second.idsOf("run")).toEqual(all.slice(last + 1));
  expect(second.idsOf("ack")).toEqual(all.slice(last + 1));
  const now = await site.look((store) => standing(store, appId));
  expect(now).toEqual({ last: steps - 1, list: all.map((id) => ({ by: "", id })), count: steps });
}
