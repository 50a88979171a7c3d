import { action, application, PersistenceError, type StoredStep } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import { persisterContract, persisterFaults } from "typeburr/testing";
import * as v from "valibot";
import { describe, expect, expectTypeOf, test } from "vitest";
import { thawedIn } from "../support/frozen.js";
import { thrownBy } from "../support/refusal.js";

persisterContract("memory", memoryPersister);
persisterFaults("memory", memoryPersister);

const count = action({
  reads: { counter: v.number() },
  writes: { counter: v.number() },
  run: (state) => state.increment({ counter: 1 }),
});
const counting = application()
  .withActions({ count })
  .withTransitions(["count", "count"])
  .withEntrypoint("count")
  .withState({ counter: 0 })
  .withIdentifiers({ appId: "counting" });

describe("a persister in memory", () => {
  test("takes no time, so sync calls are stored, and what it gives is no promise", () => {
    const persister = memoryPersister();
    const app = counting.withPersister(persister).build();
    for (let times = 0; times < 3; times++) app.stepSync();

    expect(persister.isSync).toBe(true);
    expect(persister.load({ appId: "counting" })?.state).toEqual({ counter: 3 });
    expect(persister.load({ appId: "counting", sequenceId: 0 })?.state).toEqual({ counter: 1 });
    expect(persister.list()).toEqual(["counting"]);
    expectTypeOf(persister.save).returns.toBeVoid();
  });

  test("keeps a copy that nobody changes: the position that it gives is frozen, and not the one that it was given", () => {
    const persister = memoryPersister();
    const edges = [{ from: "count", to: "count", edge: 0, times: 1 }];
    const error = { name: "Error", message: "no" };
    const step: StoredStep = { ...firstStep, position: { ...firstStep.position, next: "count", error, edges } };
    persister.save(step);
    Object.assign(edges[0] ?? {}, { times: 2 });
    edges.pop();
    error.message = "changed";
    const { position, parent } = persister.load({ appId: "counting" }) ?? {};

    expect(position?.edges).toEqual([{ from: "count", to: "count", edge: 0, times: 1 }]);
    expect(position?.error).toEqual({ name: "Error", message: "no" });
    expect([thawedIn(position), thawedIn(parent)]).toEqual([null, null]);
  });

  test("is empty each time that one is made", () => {
    memoryPersister().save(firstStep);

    expect(memoryPersister().list()).toEqual([]);
  });

  test("says, when it is closed, that what was stored is gone, and what would mend it", async () => {
    const persister = memoryPersister();
    persister.save(firstStep);
    persister.close();
    const error = await thrownBy(() => persister.load({ partitionKey: "p", appId: "counting", sequenceId: 0 }));

    expect(error).toBeInstanceOf(PersistenceError);
    expect(error).toMatchObject({ partitionKey: "p", appId: "counting", sequenceId: 0 });
    expect((error as Error).message).toContain("what was stored in it is gone");
    expect((error as Error).message).toContain("make another with memoryPersister()");
  });
});

const firstStep: StoredStep = {
  format: 1,
  partitionKey: null,
  appId: "counting",
  version: null,
  sequenceId: 0,
  previousId: null,
  action: "count",
  status: "failed",
  position: { last: null, next: null, committedId: null, error: null, edges: [] },
  delta: "[]",
  snapshot: '{"counter":0}',
  parent: { partitionKey: null, appId: "parent", sequenceId: 1 },
  createdAt: "2026-11-22T12:00:00.000Z",
  writeId: "write",
};
