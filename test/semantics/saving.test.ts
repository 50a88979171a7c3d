import type { LoadQuery, StoredStep } from "typeburr";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { act, count, deferred, draft, standOf } from "./apps.js";
import { operationsIn, snapshotIn, watched } from "./stores.js";

const numbers = { n: v.number() };
const counter = (persister: object, options?: object) =>
  draft({ count }, [["count", "count"]], { n: 0 })
    .withPersister(persister, options)
    .build();

const failing = (times: number) => {
  let left = times;
  return act({ reads: numbers, writes: numbers }, (state) => {
    if (left-- > 0) throw new TypeError("not yet");
    return state.increment({ n: 1 });
  });
};

describe("rule 24: every attempted step has a record", () => {
  test("of a completed one, with all that it says", async () => {
    const store = watched();
    const app = counter(store, { version: "2026.1" });
    await app.step();
    await app.step();

    expect(store.last).toMatchObject({
      format: 1,
      version: "2026.1",
      partitionKey: null,
      appId: "test",
      sequenceId: 1,
      previousId: 0,
      action: "count",
      status: "completed",
      position: { last: "count", next: null, committedId: 1, error: null, edges: [] },
      delta: '[{"increment":{"n":1}}]',
      snapshot: null,
      parent: null,
    });
    expect(new Date(store.last.createdAt).toISOString()).toBe(store.last.createdAt);
    expect(store.records[0]).toMatchObject({ previousId: null, snapshot: '{"n":1}' });
  });

  test("of a failed one, with the state as it was", async () => {
    const store = watched();
    const app = draft({ flaky: failing(1) }, [], { n: 7 })
      .withPersister(store)
      .build();
    await expect(app.step()).rejects.toThrow("not yet");

    expect(store.last).toMatchObject({ status: "failed", action: "flaky", delta: "[]", snapshot: '{"n":7}' });
    expect(store.last.position).toEqual({ last: null, next: "flaky", committedId: null, error: null, edges: [] });
    await app.step();
    expect(store.last).toMatchObject({ status: "completed", sequenceId: 1, previousId: 0 });
  });

  test("of one that an error edge has caught, with what it captures, and how often the edge was taken", async () => {
    const store = watched();
    const edge = js.onError(TypeError, { max: 3, capture: "problem" });
    const app = draft({ flaky: failing(2) }, [["flaky", "flaky", edge]], { n: 0 })
      .withPersister(store)
      .build();
    await app.run();

    expect(store.records.map(({ status }) => status)).toEqual(["failed", "failed", "completed"]);
    expect(store.records[1]?.position).toEqual({
      last: null,
      next: "flaky",
      committedId: null,
      error: { name: "TypeError", message: "not yet" },
      edges: [{ from: "flaky", to: "flaky", edge: 0, times: 2 }],
    });
    expect(operationsIn(store.records[1] as never)).toEqual([
      { set: { problem: { name: "TypeError", message: "not yet" } } },
    ]);
    expect(store.last.position.edges).toEqual([]);
  });

  test("of a delay that is cut short, that the step has failed and nothing more", async () => {
    const store = watched();
    const edge = js.onError({ delay: 60_000 });
    const app = draft({ flaky: failing(9) }, [["flaky", "flaky", edge]], { n: 0 })
      .withPersister(store)
      .build();
    const stop = new AbortController();
    const call = app.run({ signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");

    expect(store.records).toHaveLength(1);
    expect(store.last).toMatchObject({ status: "failed", position: { next: "flaky", error: null, edges: [] } });
  });

  test("one that was not attempted has none: its inputs were refused", async () => {
    const store = watched();
    const ask = act({ inputs: { text: v.string() } });
    const app = draft({ ask }, [], {}).withPersister(store).build();
    await expectRefusal(() => app.step(), refusal("InputError", "text"));

    expect(store.records).toEqual([]);
  });

  test("operations are stored as they were asked for; what a schema changes, as what it made of it", async () => {
    const store = watched();
    const writes = {
      list: v.array(v.string()),
      short: v.pipe(
        v.array(v.number()),
        v.transform((list) => list.slice(-2)),
      ),
      n: v.number(),
      even: v.pipe(
        v.number(),
        v.transform((n) => n - (n % 2)),
      ),
      gone: v.number(),
    };
    const all = act({ writes, deletes: ["gone"] }, (state) =>
      state
        .update({ gone: 1 })
        .append({ list: "a" })
        .extend({ list: ["b", "c"] })
        .extend({ short: [1, 2, 3] })
        .increment({ n: 2 })
        .increment({ even: 3 })
        .wipe("gone")
        .update({ gone: 2 }),
    );
    await draft({ all }, []).withPersister(store).build().step();

    expect(operationsIn(store.last)).toEqual([
      { set: { gone: 1 } },
      { append: { list: ["a"] } },
      { extend: { list: ["b", "c"] } },
      { set: { short: [2, 3] } },
      { increment: { n: 2 } },
      { set: { even: 2 } },
      { delete: ["gone"] },
      { set: { gone: 2 } },
    ]);
    expect((await store.load({ appId: "test" }))?.state).toEqual({
      list: ["a", "b", "c"],
      short: [2, 3],
      n: 2,
      even: 2,
      gone: 2,
    });
  });

  test("what is changed between steps is stored with the next one, once", async () => {
    const store = watched();
    const app = counter(store);
    await app.step();
    app.updateState({ n: 10 });
    expect(store.records).toHaveLength(1);
    await app.step();
    await app.step();

    expect(store.records.slice(1).map(operationsIn)).toEqual([
      [{ set: { n: 10 } }, { increment: { n: 1 } }],
      [{ increment: { n: 1 } }],
    ]);
  });

  test("what is changed between steps again and again is stored as it stands in the end", async () => {
    const store = watched();
    const app = draft({ count }, [["count", "count"]], { n: 0, note: 0 })
      .withPersister(store)
      .build();
    await app.step();
    for (let note = 1; note <= 1_000; note++) app.updateState({ note });
    app.updateState({ n: 5 });
    await app.step();

    expect(operationsIn(store.last)).toEqual([{ set: { note: 1_000, n: 5 } }, { increment: { n: 1 } }]);
  });

  test("a step that adds one message to ten thousand writes one message", async () => {
    const store = watched();
    const say = act({ writes: { history: v.array(v.string()) } }, (state) => state.append({ history: "x".repeat(50) }));
    const history = Array.from({ length: 10_000 }, (_, index) => `${index}`.padEnd(50, "."));
    const app = draft({ say }, [["say", "say"]], { history })
      .withPersister(store)
      .build();
    await app.step();
    for (let step = 1; step < 100; step++) await app.step();

    const [first, ...others] = store.records;
    expect(first?.snapshot?.length).toBeGreaterThan(500_000);
    // Item by item, though the list was first given as initial state
    expect(first?.delta.length).toBeLessThan(200);
    for (const { delta, snapshot } of others) expect([delta.length, snapshot]).toEqual([79, null]);
  });

  test("a snapshot is written when what was stored since the last one outweighs it: all in all at most four times the content", async () => {
    const store = watched();
    const text = "x".repeat(400);
    const say = act({ writes: { history: v.array(v.string()) } }, (state) => state.append({ history: text }));
    const app = draft({ say }, [["say", "say"]], { history: [] })
      .withPersister(store)
      .build();
    for (let step = 0; step < 3_000; step++) await app.step();

    const written = store.records.reduce((sum, one) => sum + JSON.stringify(one).length, 0);
    const content = JSON.stringify(app.state.history).length;
    expect(written / content).toBeLessThan(4);
    const snapshots = store.records.flatMap(({ snapshot, sequenceId }) => (snapshot === null ? [] : sequenceId));
    expect(snapshots.length).toBeLessThan(15);
    // What a load replays is never more than about what the state holds
    for (const [index, at] of snapshots.slice(2, -1).entries()) {
      expect((snapshots[index + 3] as number) / at).toBeLessThan(2.2);
    }
  });
});

describe("rule 8: a step is saved, then committed", () => {
  test("nothing moves before the store has it", async () => {
    const [gate, reached] = [deferred(), deferred()];
    const save = () => {
      reached.resolve();
      return gate.promise;
    };
    const store = { ...watched(), isSync: false, save };
    const app = counter(store);
    const before = app.state.getAll();
    const step = app.step();
    await reached.promise;
    expect(app.state.getAll()).toEqual(before);
    gate.resolve();
    expect((await step)?.state.getAll()).toEqual({ n: 1 });
  });

  test("the application waits for a slow store: no action runs ahead", async () => {
    const order: string[] = [];
    const store = {
      ...watched(),
      isSync: false,
      save: async ({ sequenceId }: { sequenceId: number }) => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        order.push(`saved ${sequenceId}`);
      },
    };
    const note = act({ reads: numbers, writes: numbers }, (state, _, { sequenceId }) => {
      order.push(`ran ${sequenceId}`);
      return state.increment({ n: 1 });
    });
    await draft({ note }, [["note", "note", { n: 1 }]], { n: 0 })
      .withPersister(store)
      .build()
      .run();

    expect(order).toEqual(["ran 0", "saved 0", "ran 1", "saved 1"]);
  });

  test("a save that fails is a failed step: state and position stay, the same action is next, and nothing is lost", async () => {
    const store = watched(["stored", "refused"]);
    const told: unknown[] = [];
    const app = draft({ count }, [["count", "count"]], { n: 0 }, [
      {
        postRunStep: ({ status, error }: { status: string; error: Error | undefined }) =>
          told.push([status, error?.name]),
      },
    ])
      .withPersister(store)
      .build();
    await app.step();
    const error = await expectRefusal(
      () => app.step(),
      refusal("PersistenceError", "step 1", "'test'", "'count'", "the disk is full"),
    );

    expect(error).toMatchObject({ appId: "test", sequenceId: 1, cause: new Error("the disk is full") });
    expect(standOf(app)).toEqual({ state: { n: 1 }, sequenceId: 1 });
    expect(told).toEqual([
      ["completed", undefined],
      ["failed", "PersistenceError"],
    ]);
    // The store has answered again at once: the attempt is in it as a failed one
    expect(store.last).toMatchObject({ sequenceId: 1, status: "failed" });
    await app.step();
    expect(store.records.map(({ sequenceId, status }) => [sequenceId, status])).toEqual([
      [0, "completed"],
      [1, "failed"],
      [2, "completed"],
    ]);
    expect((await store.load({ appId: "test" }))?.state).toEqual({ n: 2 });
  });

  test("a save of which nobody is told that it has succeeded is found out about: the step has completed", async () => {
    const store = watched(["stored", "stored, but nobody is told"]);
    const app = counter(store);
    await app.step();
    expect((await app.step())?.state.getAll()).toEqual({ n: 2 });
    expect(store.records.map(({ status }) => status)).toEqual(["completed", "completed"]);
  });

  test("a driver that sends a record twice makes no conflict with itself", async () => {
    const store = watched();
    const save = (step: StoredStep) => {
      store.save(step);
      store.save(step);
    };
    const app = counter({ ...store, save });
    await app.step();
    await app.step();

    expect(store.records.map(({ sequenceId }) => sequenceId)).toEqual([0, 1]);
    expect(app.state.getAll()).toEqual({ n: 2 });
  });

  test("while the store is down, a step is in doubt; when it answers again, it is neither lost nor done twice", async () => {
    for (const fate of ["refused", "stored, but nobody is told"] as const) {
      let isDown = false;
      let outages = 0;
      const inner = watched(["stored", fate]);
      const load = (query: { appId: string }) => {
        if (isDown) throw new Error("down");
        return inner.load(query);
      };
      const save = (step: never) => {
        if (isDown) throw new Error("down");
        try {
          return inner.save(step);
        } catch (error) {
          isDown = outages++ === 0;
          throw error;
        }
      };
      const store = { ...inner, save, load };
      const app = counter(store);
      await app.step();
      await expectRefusal(() => app.step(), refusal("PersistenceError", "step 1"));
      await expectRefusal(() => app.step(), refusal("PersistenceError", "step 1", "down"));
      await expectRefusal(() => app.updateState({ n: 5 }), refusal("PersistenceError", "step 1"));
      await expectRefusal(() => app.resetToEntrypoint(), refusal("PersistenceError", "step 1"));
      expect(app.state.getAll()).toEqual({ n: 1 });
      isDown = false;
      // Either it runs again, or the call that finds out counts it as its first step
      const stop = await app.run({ haltAfter: ["count"] });

      expect([stop.action, stop.state.getAll()]).toEqual(["count", { n: 2 }]);
      const numbersStored = inner.records.map(({ sequenceId }) => sequenceId);
      expect(numbersStored).toEqual(fate === "refused" ? [0, 1, 2] : [0, 1]);
      expect(app.state.getAll()).toEqual({ n: 2 });
      expect((await app.step())?.state.getAll()).toEqual({ n: 3 });
      expect((await inner.load({ appId: "test" }))?.state).toEqual(app.state.getAll());
    }
  });

  test("what an action throws is the caller's, though the store fails as well", async () => {
    const store = watched(["refused", "refused"]);
    const app = draft({ flaky: failing(1) }, [], { n: 0 })
      .withPersister(store)
      .build();
    await expect(app.step()).rejects.toThrow("not yet");
    await app.step();

    expect(store.records.map(({ sequenceId, status }) => [sequenceId, status])).toEqual([
      [0, "failed"],
      [1, "completed"],
    ]);
  });

  test("an error edge that cannot be stored is not taken: the caller gets both errors", async () => {
    const store = watched(["refused"]);
    const edge = js.onError();
    const app = draft({ flaky: failing(1), other: act({}) }, [["flaky", "other", edge]], { n: 0 })
      .withPersister(store)
      .build();
    const error = await expectRefusal(() => app.step(), refusal("PersistenceError", "'flaky'", "the disk is full"));

    expect(error).toMatchObject({ cause: { errors: [new Error("the disk is full"), new TypeError("not yet")] } });
    expect(app.nextAction()).toBe("flaky");
    expect(store.last).toMatchObject({ status: "failed", position: { next: "flaky" } });
  });

  test("no error edge catches what the store throws, not even one that names its class", async () => {
    const edge = js.onError((js as never as { PersistenceError: unknown }).PersistenceError);
    const app = draft({ count, other: act({}) }, [["count", "other", edge]], { n: 0 })
      .withPersister(watched(["refused"]))
      .build();
    await expectRefusal(() => app.step(), refusal("PersistenceError"));
    expect(app.nextAction()).toBe("count");
  });

  test("sync calls need a store that is sync, and are refused before anything has run", async () => {
    const store = { ...watched(), isSync: false };
    const app = counter(store);
    await expectRefusal(() => app.stepSync(), refusal("AsyncError", "store", "step()"));
    expect(app.sequenceId).toBe(null);
    const sync = counter(watched());
    expect(sync.stepSync()?.state.getAll()).toEqual({ n: 1 });
  });

  test("a sync call does not take a store for somebody else's that takes time to tell what it has", async () => {
    const store = watched(["stored, but nobody is told"]);
    const slow = { ...store, load: async (query: LoadQuery) => store.load(query) };
    const app = counter(slow);
    expect(() => app.stepSync()).toThrow("the connection was lost");
    expect(() => app.stepSync()).toThrow("call step() and await it");
    await app.step();

    expect(app.state.n).toBe(1);
    app.stepSync();
    expect(store.records.map(({ sequenceId, status }) => [sequenceId, status])).toEqual([
      [0, "completed"],
      [1, "completed"],
    ]);
  });

  test("a stream is saved as it goes, and one that is left has a failed step in the store", async () => {
    const store = watched();
    const talk = js.streamingAction({
      reads: numbers,
      writes: numbers,
      run: async function* (state: never) {
        yield "a";
        yield "b";
        return (state as { increment(by: object): unknown }).increment({ n: 1 });
      },
    });
    const app = draft({ talk }, [["talk", "talk"]], { n: 0 })
      .withPersister(store)
      .build();
    for await (const event of app.stream({ haltAfter: ["talk"] })) {
      if (event.type === "step") expect(store.last.sequenceId).toBe(0);
    }
    for await (const event of app.stream({ haltAfter: ["talk"] })) if (event.type === "item") break;

    expect(store.records.map(({ status }) => status)).toEqual(["completed", "failed"]);
  });
});

describe("rule 25: a number is given once", () => {
  test("of two that run the same application one wins, and the other's memory does not move", async () => {
    const store = watched();
    const [one, other] = [counter(store), counter(store)];
    await one.step();
    const error = await expectRefusal(() => other.step(), refusal("ConflictError", "step 0", "'test'"));

    expect(error).toMatchObject({ appId: "test", partitionKey: null, sequenceId: 0 });
    expect(other.state.getAll()).toEqual({ n: 0 });
    // It is told again before its actions have run in vain
    let runs = 0;
    expect(await thrownBy(() => other.run({ haltAfter: ["count"] }))).toBe(error);
    expect(runs++).toBe(0);
    await one.step();
    expect(store.records.map(({ sequenceId }) => sequenceId)).toEqual([0, 1]);
  });

  test("a conflict is known by its code: a store may have another copy of its class", async () => {
    const store = watched();
    const foreign = Object.assign(new Error("taken"), { code: "TYPEBURR_CONFLICT" });
    let saves = 0;
    const save = (step: StoredStep) => {
      saves += 1;
      if (saves > 1) throw foreign;
      store.save(step);
    };
    const app = counter({ ...store, save });
    await app.step();
    expect(await thrownBy(() => app.step())).toBe(foreign);
    expect(await thrownBy(() => app.step())).toBe(foreign);
    expect(saves).toBe(2);
  });

  test("no error edge catches a conflict", async () => {
    const store = watched();
    const build = () =>
      draft(
        { count, other: act({}) },
        [["count", "other", js.onError((js as never as { TypeburrError: unknown }).TypeburrError)]],
        { n: 0 },
      )
        .withPersister(store)
        .build();
    const [one, other] = [build(), build()];
    await one.step();
    await expectRefusal(() => other.step(), refusal("ConflictError"));
  });
});

describe("rule 29: what cannot be written", () => {
  class Temperature {
    readonly degrees: number;
    constructor(degrees: number) {
      this.degrees = degrees;
    }
  }
  const measure = act({ writes: { weather: v.any() } }, (state) =>
    state.update({ weather: { now: [new Temperature(20)] } }),
  );

  test("is an error when it is saved, with key and path; the step has failed, and nothing is lost", async () => {
    const store = watched();
    const app = draft({ measure }, []).withPersister(store).build();
    const error = await expectRefusal(
      () => app.step(),
      refusal("SerializationError", "action 'measure'", "'weather'", "now.0", "Temperature"),
    );

    expect(error).toMatchObject({ key: "weather", path: "now.0" });
    expect(app.state.getAll()).toEqual({});
    expect(store.records.map(({ status }) => status)).toEqual(["failed"]);
  });

  test("is refused by updateState(), too", async () => {
    const app = draft({ measure }, []).withPersister(watched()).build();
    await expectRefusal(() => app.updateState({ weather: () => {} }), refusal("SerializationError", "'weather'"));
    expect(app.state.getAll()).toEqual({});
  });

  test("is written by the codec of its key, as a whole", async () => {
    const store = watched();
    const codecs = {
      weather: {
        encode: (all: Temperature[]) => all.map(({ degrees }) => degrees),
        decode: (all: number[]) => all.map((degrees) => new Temperature(degrees)),
      },
    };
    const more = act({ writes: { weather: v.array(v.any()) } }, (state) =>
      state.append({ weather: new Temperature(20) }),
    );
    const builder = draft({ more }, [["more", "more"]], { weather: [] });
    const app = builder.withPersister(store, { codecs }).build();
    await app.step();
    await app.step();
    expect(snapshotIn(store.records[0] as never)).toEqual({ weather: { $type: "coded", value: [20] } });
    expect(operationsIn(store.last)).toEqual([{ set: { weather: { $type: "coded", value: [20, 20] } } }]);

    const begin = { default: { state: { weather: [] }, entrypoint: "more" } };
    const again = await builder.initializeFrom(store, { ...begin, codecs }).build();
    expect(again.state.weather).toEqual([new Temperature(20), new Temperature(20)]);
    const without = () => builder.initializeFrom(store, begin).build();
    await expectRefusal(without, refusal("HydrationError", "'weather'", "codec"));
  });

  test("is read by a codec that does not write any more: the next record stands by itself", async () => {
    const store = watched();
    const codecs = { notes: { encode: (notes: string[]) => notes.join(), decode: (text: string) => text.split(",") } };
    const list = { notes: v.array(v.string()) };
    const more = act({ reads: list, writes: list }, (state) => state.append({ notes: "b" }));
    const begin = { default: { state: { notes: ["a"] }, entrypoint: "more" } };
    const builder = draft({ more }, [["more", "more"]]);
    await builder
      .withPersister(store, { codecs })
      .initializeFrom(store, begin)
      .build()
      .then((app) => app.step());
    const open = () =>
      builder
        .withPersister(store)
        .initializeFrom(store, { ...begin, codecs })
        .build();
    const app = await open();
    await app.step();
    await app.step();

    expect((await open()).state.notes).toEqual(["a", "b", "b", "b"]);
    expect(store.records.map(({ snapshot }) => snapshot !== null)).toEqual([true, true, false]);
  });

  test("a codec of a key that the graph does not have is refused", async () => {
    const codecs = { wether: { encode: String, decode: String } };
    const build = () => draft({ measure }, []).withPersister(watched(), { codecs }).build();
    await expectRefusal(build, refusal("DefinitionError", "'wether'", "Did you mean 'weather'"));
  });

  test("a codec that throws is told, with its key", async () => {
    const codecs = {
      weather: {
        encode: () => {
          throw new Error("too hot");
        },
        decode: (value: unknown) => value,
      },
    };
    const app = draft({ measure }, []).withPersister(watched(), { codecs }).build();
    await expectRefusal(() => app.step(), refusal("SerializationError", "'weather'", "too hot"));
  });
});
