import { DefinitionError, type LoadQuery, PersistenceError, type StatePersister, type StoredStep } from "typeburr";
import { flawedPersister, type Parts, right, type Stored } from "./persister-flawed";

/** A persister that is wrong in one way. */
export interface Mutation {
  /** What it does wrong. */
  readonly does: string;
  /** Part of the title of a test that has to find it. */
  readonly foundBy: string;
  readonly open: (stored: Stored) => StatePersister;
}

const mutation = (does: string, foundBy: string, flaws: Partial<Parts>): Mutation => ({
  does,
  foundBy,
  open: (stored) => flawedPersister(flaws, stored),
});

/** One whose methods are changed, not their parts. */
const changed = (does: string, foundBy: string, change: (persister: StatePersister, stored: Stored) => object) => ({
  does,
  foundBy,
  open(stored: Stored): StatePersister {
    const persister = flawedPersister({}, stored);
    return { ...persister, ...change(persister, stored) };
  },
});

const kept = (does: string, foundBy: string, change: (step: StoredStep) => object): Mutation =>
  mutation(does, foundBy, { kept: (step) => ({ ...structuredClone(step), ...change(step) }) });

const text = (does: string, change: (text: string) => string, foundBy = "ids may be any text, and"): Mutation =>
  mutation(does, foundBy, { text: change });

const listed = (does: string, foundBy: string, change: Parts["listed"]): Mutation =>
  mutation(does, foundBy, { listed: change });

const conflicts: readonly Mutation[] = [
  mutation("forgets the compare-and-set", "twenty saves of a first step", { follows: () => true }),
  mutation("only refuses a number that is there", "does not follow the last one", {
    follows: (steps, step) => !steps.some(({ sequenceId }) => sequenceId === step.sequenceId),
  }),
  mutation("only refuses a number that is not the next", "where nothing is stored", {
    follows: (steps, step) => steps.length === 0 || right.follows(steps, step),
  }),
  mutation("begins again over what is there", "the same step a second time", {
    follows: (steps, step) => step.previousId === null || right.follows(steps, step),
  }),
  mutation("takes a second step behind the one before a failed one", "behind a failed step", {
    follows: (steps, step) =>
      right.follows(steps, step) || (steps.at(-1)?.status === "failed" && steps.at(-1)?.previousId === step.previousId),
  }),
  mutation("throws an error of its own for a conflict", "does not follow the last one", {
    conflict: () => new Error("duplicate key"),
  }),
  mutation("throws a conflict that names no partition", "does not follow the last one", {
    conflict: (step) => right.conflict({ ...step, partitionKey: null }),
  }),
  changed("refuses a step, and stores it", "does not follow the last one", (persister, stored) => ({
    save(step: StoredStep) {
      try {
        return persister.save(step);
      } catch (error) {
        stored.get(right.key(step.partitionKey, step.appId))?.steps.push(step);
        throw error;
      }
    },
  })),
  changed("looks, waits, and then writes", "twenty saves of a first step", (persister, stored) => ({
    async save(step: StoredStep) {
      const steps = stored.get(right.key(step.partitionKey, step.appId))?.steps ?? [];
      if (!right.follows(steps, step)) throw right.conflict(step);
      await Promise.resolve();
      const free = flawedPersister({ follows: () => true }, stored);
      await free.save(step);
      await persister.initialize();
    },
  })),
  changed("swallows conflicts", "twenty saves of a later step", (persister) => ({
    save(step: StoredStep) {
      try {
        return persister.save(step);
      } catch {
        return undefined;
      }
    },
  })),
];

const keys: readonly Mutation[] = [
  mutation("treats an empty partition key as none", "partitions do not see each other", {
    key: (partitionKey, appId) => right.key(partitionKey || null, appId),
  }),
  mutation("writes no partition key as 'null'", "a partition key and an id are two", {
    key: (partitionKey, appId) => JSON.stringify([String(partitionKey), appId]),
  }),
  mutation("joins a partition key and an id with a colon", "a partition key and an id are two", {
    key: (partitionKey, appId) => `${partitionKey}:${appId}`,
  }),
  mutation("joins a partition key and an id with a NUL", "a partition key and an id are two", {
    key: (partitionKey, appId) => (partitionKey === null ? appId : `${partitionKey}\0${appId}`),
  }),
  mutation("forgets the partition key", "partitions do not see each other", {
    key: (_, appId) => appId,
  }),
  text("does not tell large letters from small ones", (id) => id.toLowerCase()),
  text("leaves spaces out at the ends", (id) => id.trim()),
  text("composes letters and accents", (id) => id.normalize("NFC")),
  text("ends at NUL", (id) => id.split("\0")[0] ?? ""),
  text("writes NUL as text", (id) => id.replaceAll("\0", "\\u0000")),
  text("makes one character of all halves of surrogate pairs", (id) => Buffer.from(id).toString()),
  text("cuts at 255 characters", (id) => id.slice(0, 255)),
  text("makes one slash of all", (id) => id.replaceAll("\\", "/")),
  text("makes file names", (id) => id.replace(/[^a-z0-9]/gi, (letter) => `_${letter.charCodeAt(0) % 64}`)),
  changed("takes the ids for names of an object's properties", "ids may be any text, and", (persister) => ({
    load: (query: LoadQuery) => (query.appId in {} ? null : persister.load(query)),
  })),
];

const lists: readonly Mutation[] = [
  listed("lists in the order of UTF-16", "in the order of their code points", (appIds, { limit, after = "" }) =>
    [...appIds]
      .sort()
      .filter((appId) => appId > after)
      .slice(0, limit),
  ),
  listed("lists in the order of a language", "in the order of their code points", (appIds, query) =>
    [...right.listed(appIds, query)].sort((left, other) => left.localeCompare(other, "en")),
  ),
  listed("lists in the order in which they were saved", "fifty are paged", (appIds, { limit }) =>
    appIds.slice(0, limit),
  ),
  listed("forgets the limit", "no more are listed", (appIds, { limit: _, ...query }) => right.listed(appIds, query)),
  listed("takes a limit of 0 for none", "no more are listed", (appIds, { limit, ...query }) =>
    right.listed(appIds, limit ? { ...query, limit } : query),
  ),
  listed("lists the one that it lists after", "fifty are paged", (appIds, { after, limit }) =>
    right
      .listed(appIds, {})
      .filter((appId) => after === undefined || appId >= after)
      .slice(0, limit),
  ),
  listed("looks for the one that it lists after", "which need not be there", (appIds, { after, limit }) => {
    const all = right.listed(appIds, {});
    return all.slice(after === undefined ? 0 : all.indexOf(after) + 1).slice(0, limit);
  }),
  changed("lists all partitions", "listed in its partition only", (_, stored) => ({
    list: (query = {}) => right.listed([...new Set([...stored.values()].map(({ of }) => of.appId))], query),
  })),
  changed("lists steps, not applications", "of many steps is listed once", (_, stored) => ({
    list: (query = {}) =>
      right.listed(
        [...stored.values()].flatMap(({ of, steps }) => steps.map(() => of.appId)),
        query,
      ),
  })),
];

const steps: readonly Mutation[] = [
  mutation("loses failed steps", "a step that has failed is kept", {
    kept: (step) => (step.status === "failed" ? null : structuredClone(step)),
  }),
  kept("stores failed steps as completed", "a step that has failed is kept", () => ({ status: "completed" })),
  kept("loses the last character", "each step of a history", ({ delta }) => ({ delta: delta.slice(0, -1) })),
  kept("loses parents", "the parent of a fork", () => ({ parent: null })),
  kept("takes an empty partition key of a parent for none", "a parent without a partition key", ({ parent }) => ({
    parent: parent && { ...parent, partitionKey: parent.partitionKey || null },
  })),
  kept("loses counts of error edges", "with every field", ({ position }) => ({ position: { ...position, edges: [] } })),
  kept("loses captured errors", "with every field", ({ position }) => ({ position: { ...position, error: null } })),
  kept("loses versions", "with every field", () => ({ version: null })),
  kept("keeps times to the second", "with every field", ({ createdAt }) => ({
    createdAt: createdAt.replace(/\.\d+Z$/, ".000Z"),
  })),
  kept("makes ids of its own for writes", "with every field", () => ({ writeId: "mine" })),
  kept("keeps numbers in 32 bits", "larger than 32 bits", ({ sequenceId }) => ({ sequenceId: sequenceId | 0 })),
  kept("cuts texts at 64 KB", "1 MB comes back", ({ delta }) => ({ delta: delta.slice(0, 65_535) })),
  kept("takes a backslash out of JSON", "JSON comes back", ({ delta }) => ({ delta: delta.replaceAll("\\\\", "\\") })),
  kept("loses what stands under __proto__", "JSON comes back", ({ delta }) => ({
    delta: JSON.stringify(JSON.parse(delta), (key, value) => (key === "__proto__" ? undefined : value)),
  })),
  kept("loses NUL in messages", "names and messages", ({ position }) => ({
    position: JSON.parse(JSON.stringify(position).replaceAll("\\u0000", "")),
  })),
  mutation("keeps the record that it was given", "may be changed without", { kept: (step) => step }),
  mutation("gives what it keeps", "may be changed without", {
    replayed: (() => {
      const cache = new WeakMap<StoredStep, ReturnType<Parts["replayed"]>>();
      return (all) => {
        const last = all.at(-1) as StoredStep;
        const state = cache.get(last) ?? right.replayed(all);
        cache.set(last, state);
        return state;
      };
    })(),
  }),
];

const loads: readonly Mutation[] = [
  mutation("gives the last step for one that is not there", "whose number is not there", {
    found: (all, sequenceId) => (right.found(all, sequenceId).length > 0 ? right.found(all, sequenceId) : all),
  }),
  mutation("gives the last step in any case", "each step of a history", { found: (all) => all }),
  mutation("takes step 0 for the last one", "each step of a history", {
    found: (all, sequenceId) => right.found(all, sequenceId || undefined),
  }),
  mutation("orders steps by their digits", "not of their digits", {
    found: (all, sequenceId) =>
      right.found(
        [...all].sort((left, other) => (String(left.sequenceId) < String(other.sequenceId) ? -1 : 1)),
        sequenceId,
      ),
  }),
  mutation("goes back to the first snapshot, and loses what came behind the last", "each step of a history", {
    replayed: (all) => ({ ...right.replayed(all), state: right.replayed(all.slice(0, 1)).state }),
  }),
  mutation("gives a state whose weight is nothing", "each step of a history", {
    replayed: (all) => ({ ...right.replayed(all), weight: { snapshot: 0, deltas: 0 } }),
  }),
  mutation("merges lists instead of making them longer", "in its order", {
    replayed: (all) => {
      const loaded = right.replayed(all);
      const state = Object.entries(loaded.state).map(([key, value]) => [
        key,
        Array.isArray(value) ? [...new Set(value)].slice(-1) : value,
      ]);
      return { ...loaded, state: Object.fromEntries(state) };
    },
  }),
];

const ends: readonly Mutation[] = [
  mutation("deletes a partition", "one application is deleted", {
    deletes: (of, query) => (of.partitionKey ?? null) === (query.partitionKey ?? null),
  }),
  mutation("deletes an id in all partitions", "one application is deleted", {
    deletes: (of, query) => of.appId === query.appId,
  }),
  mutation("deletes nothing without a partition key", "one application is deleted", {
    deletes: (of, query) => of.appId === query.appId && of.partitionKey === query.partitionKey,
  }),
  changed("throws when it has nothing to delete", "may be deleted, and what was deleted", (persister) => ({
    async delete(query: { appId: string }) {
      if ((await persister.load(query)) === null) throw new Error("not found");
      await persister.delete(query);
    },
  })),
  changed("remembers the last number of what was deleted", "may begin again", (persister) => {
    const deleted = new Set<string>();
    return {
      delete(query: { appId: string }) {
        deleted.add(query.appId);
        return persister.delete(query);
      },
      save(step: StoredStep) {
        if (deleted.has(step.appId)) throw right.conflict(step);
        return persister.save(step);
      },
    };
  }),
  changed("is closed once only", "closed twice", (persister) => {
    let times = 0;
    return {
      close() {
        times += 1;
        if (times > 1) throw new PersistenceError("it is closed", {});
        return persister.close();
      },
    };
  }),
  changed("goes on after it was closed", "that is closed is a PersistenceError", () => ({ close: () => {} })),
  changed("says nothing when it saves after it was closed", "that is closed is a PersistenceError", (persister) => {
    let isClosed = false;
    return {
      save: (step: StoredStep) => (isClosed ? undefined : persister.save(step)),
      close() {
        isClosed = true;
        return persister.close();
      },
    };
  }),
  changed("has to be initialized by hand", "initialize the store by themselves", (persister) => {
    let isReady = false;
    return {
      initialize: () => {
        isReady = true;
      },
      save(step: StoredStep) {
        if (!isReady) throw new PersistenceError("no such table", step);
        return persister.save(step);
      },
    };
  }),
  changed("makes its tables anew", "may be initialized twice", (_, stored) => ({ initialize: () => stored.clear() })),
  changed("says that it is sync, and is not", "only if the persister", (persister) => ({
    isSync: true,
    save: async (step: StoredStep) => persister.save(step),
  })),
  changed("looks into the store once", "another sees at once", (persister) => {
    const seen = new Map<string, unknown>();
    return {
      load(query: object) {
        const key = JSON.stringify(query);
        if (!seen.has(key)) seen.set(key, persister.load(query as { appId: string }));
        return seen.get(key);
      },
    };
  }),
  {
    does: "forgets what was stored when it is closed",
    foundBy: "opened again has everything",
    open(stored) {
      const persister = flawedPersister({}, stored);
      return {
        ...persister,
        close() {
          stored.clear();
          return persister.close();
        },
      };
    },
  },
];

type Method = "load" | "list" | "delete";

const cannotBe = (method: Method): string => `${method}() that is asked what cannot be`;

/** One that makes something right of what it is asked, in place of refusing it. */
const asked = (does: string, method: Method, change: (query: Record<string, unknown> | null) => unknown): Mutation =>
  mutation(does, cannotBe(method), {
    checks: (called, query) => right.checks(called, change(query as never) as typeof query),
  });

/** One that changes a value of what it is asked. */
const taken = (does: string, method: Method, option: string, change: (value: unknown) => unknown): Mutation =>
  asked(does, method, (query) =>
    query !== null && Object.hasOwn(query, option) ? { ...query, [option]: change(query[option]) } : query,
  );

const askings: readonly Mutation[] = [
  ...(["load", "list", "delete"] as const).map((method) =>
    mutation(`takes whatever ${method}() is asked`, cannotBe(method), {
      checks: (called, query) => (called === method ? query : right.checks(called, query)),
    }),
  ),
  taken("takes a number for an id", "load", "appId", (id) => (typeof id === "number" ? `${id}` : id)),
  taken("takes an empty id", "delete", "appId", (id) => (id === "" ? "a" : id)),
  taken("takes a negative limit for none", "list", "limit", (limit) => (Number(limit) < 0 ? undefined : limit)),
  taken("takes a limit of null for none", "list", "limit", (limit) => limit ?? undefined),
  taken("rounds a number", "load", "sequenceId", (id) => (id === 0.5 ? 0 : id)),
  taken("reads a number out of a text", "load", "sequenceId", (id) => (id === "0" ? 0 : id)),
  taken("lists behind nothing", "list", "after", (after) => after ?? undefined),
  taken("writes a partition key as text", "list", "partitionKey", (key) => key && `${key}`),
  asked("does not know what is misspelt", "delete", (query) => {
    const { partition: _, ...rest } = query ?? {};
    return query && !Array.isArray(query) && typeof query === "object" ? rest : query;
  }),
  asked("takes nothing for a query", "list", (query) => query ?? {}),
  changed("refuses with an error of JavaScript", cannotBe("list"), (persister) => ({
    list(query: object) {
      try {
        return persister.list(query);
      } catch (error) {
        throw new TypeError((error as Error).message);
      }
    },
  })),
  changed("does not say which option it refuses", cannotBe("list"), (persister) => ({
    list(query: object) {
      try {
        return persister.list(query);
      } catch {
        throw new DefinitionError("list() was asked what cannot be");
      }
    },
  })),
];

/** Mistakes of persisters, each with a test that has to find it. */
export const mutations: readonly Mutation[] = [
  ...conflicts,
  ...keys,
  ...lists,
  ...steps,
  ...loads,
  ...askings,
  ...ends,
];
