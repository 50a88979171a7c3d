import {
  type ApplicationQuery,
  ConflictError,
  checkQuery,
  type ListQuery,
  PersistenceError,
  replay,
  type StatePersister,
  type StoredState,
  type StoredStep,
} from "typeburr";

/** What a store has, by the key that it makes of a partition key and an id. */
export type Stored = Map<string, { readonly of: ApplicationQuery; readonly steps: StoredStep[] }>;

/** Each part of a persister that may be done wrong. */
export interface Parts {
  /** Throws if it is asked what cannot be. */
  readonly checks: typeof checkQuery;
  /** The key that a store makes of two. */
  key(partitionKey: string | null, appId: string): string;
  /** What it makes of a text. */
  text(text: string): string;
  /** Whether a step may be stored behind others. */
  follows(steps: readonly StoredStep[], step: StoredStep): boolean;
  /** What it says of a step that may not. */
  conflict(step: StoredStep): Error;
  /** What it stores of a step; null for nothing. */
  kept(step: StoredStep): StoredStep | null;
  /** Which steps it replays for a number. */
  found(steps: readonly StoredStep[], sequenceId: number | undefined): readonly StoredStep[];
  /** What it gives for them. */
  replayed(steps: readonly StoredStep[]): StoredState;
  /** Which ids it lists, of all that are in a partition, in the order in which they were saved. */
  listed(appIds: readonly string[], query: ListQuery): readonly string[];
  /** Which it deletes, of all. */
  deletes(of: ApplicationQuery, query: ApplicationQuery): boolean;
}

/** The order of code points, found as that of numbers of the same length. */
function byCodePoint(left: string, right: string): number {
  const [one, other] = [left, right].map((text) =>
    Array.from(text, (character) => String(character.codePointAt(0)).padStart(7, "0")).join(""),
  ) as [string, string];
  return one < other ? -1 : Number(one > other);
}

export const right: Parts = {
  checks: checkQuery,
  key: (partitionKey, appId) => JSON.stringify([partitionKey, appId]),
  text: (text) => text,
  follows: (steps, step) => (steps.at(-1)?.sequenceId ?? null) === step.previousId,
  conflict: (step) => new ConflictError(step),
  kept: (step) => structuredClone(step),
  found(steps, sequenceId = steps.at(-1)?.sequenceId) {
    return steps.slice(0, steps.findIndex((step) => step.sequenceId === sequenceId) + 1);
  },
  replayed: (steps) => structuredClone(replay(steps)),
  listed: (appIds, { limit, after }) =>
    [...appIds]
      .sort(byCodePoint)
      .filter((appId) => after === undefined || byCodePoint(appId, after) > 0)
      .slice(0, limit),
  deletes: (of, query) => of.appId === query.appId && (of.partitionKey ?? null) === (query.partitionKey ?? null),
};

/** A persister that is right, apart from the parts that are given. Handles on the same store share `stored`. */
export function flawedPersister(flaws: Partial<Parts>, stored: Stored): StatePersister {
  const parts = { ...right, ...flaws };
  const keyOf = ({ partitionKey = null, appId }: ApplicationQuery): string =>
    parts.key(partitionKey === null ? null : parts.text(partitionKey), parts.text(appId));
  let isClosed = false;
  const open = (): void => {
    if (isClosed) throw new PersistenceError("it is closed", {});
  };
  return {
    initialize: open,
    save(step) {
      open();
      const steps = stored.get(keyOf(step))?.steps ?? [];
      if (!parts.follows(steps, step)) throw parts.conflict(step);
      const kept = parts.kept(step);
      if (kept === null) return;
      steps.push(kept);
      stored.set(keyOf(step), { of: { partitionKey: step.partitionKey, appId: parts.text(step.appId) }, steps });
    },
    load(query) {
      open();
      parts.checks("load", query);
      const steps = parts.found(stored.get(keyOf(query))?.steps ?? [], query.sequenceId);
      return steps.length === 0 ? null : parts.replayed(steps);
    },
    list(query = {}) {
      open();
      parts.checks("list", query);
      const { partitionKey = null } = query;
      const ofPartition = [...stored.values()].filter(({ of }) => of.partitionKey === partitionKey);
      const appIds = ofPartition.map(({ of }) => of.appId);
      return parts.listed(appIds, query);
    },
    delete(query) {
      open();
      parts.checks("delete", query);
      for (const [key, { of }] of stored) if (parts.deletes(of, query)) stored.delete(key);
    },
    close() {
      isClosed = true;
    },
  };
}
