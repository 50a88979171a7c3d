import { action, application, type StatePersister } from "typeburr";
import * as v from "valibot";
import type { Item, Job, Word } from "./jobs.js";

export interface ListState {
  readonly list: readonly Item[];
  readonly count: number;
  readonly weight: readonly string[];
}

interface Options extends Pick<Job, "appId" | "name" | "megabytes"> {
  readonly persister: StatePersister;
  readonly tell: (word: Word, sequenceId: number) => void;
  /** In the middle of the action. */
  readonly during: (sequenceId: number) => Promise<void>;
}

/**
 * An application of one action, which adds its number to a list and counts: so that what is lost, doubled or left out shows in the
 * state. It goes on from what is stored.
 */
export function buildList({ persister, appId, name, megabytes, tell, during }: Options) {
  const add = action({
    reads: { count: v.number() },
    writes: {
      list: v.array(v.object({ by: v.string(), id: v.number() })),
      count: v.number(),
      weight: v.array(v.string()),
    },
    run: async (state, __, { sequenceId }) => {
      tell("run", sequenceId);
      await during(sequenceId);
      tell("done", sequenceId);
      const weight = Array.from({ length: megabytes }, (_, index) => `${sequenceId} ${index}`.padEnd(1_000_000, "x"));
      return state
        .append({ list: { by: name, id: sequenceId } })
        .increment({ count: 1 })
        .update({ weight });
    },
  });
  return application()
    .withActions({ add })
    .withTransitions(["add", "add"])
    .withIdentifiers({ appId })
    .withPersister(persister)
    .initializeFrom(persister, { default: { state: { list: [], count: 0, weight: [] }, entrypoint: "add" } })
    .build();
}
