import type { StatePersister } from "typeburr";
import type { Item } from "./jobs.js";

/** What is stored of an application whose steps are those of `list-application.ts`. */
export interface Standing {
  /** Number of the last step; -1 where nothing is stored. */
  readonly last: number;
  readonly list: readonly Item[];
  readonly count: number;
}

/** The last step, or another one, and what stands in its state. */
export async function standing(store: StatePersister, appId: string, sequenceId?: number): Promise<Standing | null> {
  const stored = await store.load({ appId, ...(sequenceId === undefined ? {} : { sequenceId }) });
  if (stored === null) return null;
  const { list, count } = stored.state as { readonly list: readonly Item[]; readonly count: number };
  return { last: stored.sequenceId, list, count };
}

export const nothing: Standing = { last: -1, list: [], count: 0 };

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
