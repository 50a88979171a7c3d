import type { StatePersister, StoredState, StoredStep } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js, type UntypedBuilder } from "../support/untyped.js";
import { act, count, draft, ran } from "./apps.js";
import { operationsIn, resumed, watched } from "./stores.js";

const begin = { state: { n: 0 }, entrypoint: "first" };
const numbers = { n: v.number() };
const adding = act({ reads: numbers, writes: numbers }, (state) => state.increment({ n: 1 }));
const circle = (hooks: readonly object[] = []): UntypedBuilder =>
  draft(
    { first: adding, second: adding, third: adding },
    [
      ["first", "second"],
      ["second", "third"],
      ["third", "first"],
    ],
    { n: 0 },
    hooks,
  );

const named = (builder: UntypedBuilder, appId: string, partitionKey: string | null = null): UntypedBuilder =>
  builder.withIdentifiers({ appId, partitionKey });

describe("rule 27: an application is loaded", () => {
  test("nothing stored: the default state and entrypoint", async () => {
    const app = await resumed(circle(), memoryPersister(), { state: { n: 5 }, entrypoint: "second" });

    expect([app.state.getAll(), app.nextAction(), app.sequenceId]).toEqual([{ n: 5 }, "second", null]);
  });

  test("behind a completed step it goes on at the transition after it", async () => {
    const store = watched();
    const app = await resumed(circle(), store, begin);
    await app.step();
    await app.step();
    const again = await resumed(circle(), store, begin);

    expect([again.state.getAll(), again.nextAction(), again.sequenceId]).toEqual([{ n: 2 }, "third", 1]);
    await again.step();
    expect(store.last).toMatchObject({ sequenceId: 2, previousId: 1, action: "third", snapshot: null, parent: null });
  });

  test("a failed step runs again, whatever the transitions say, with the key that tells all its attempts", async () => {
    const keys: string[] = [];
    let fails = 2;
    const flaky = act({ reads: numbers }, (state, _, { idempotencyKey }) => {
      keys.push(idempotencyKey);
      if (fails-- > 0) throw new Error("not yet");
      return state;
    });
    let answers = 0;
    const once = js.condition({ reads: {}, test: () => answers++ === 0, name: "once" });
    const builder = () =>
      draft(
        { first: adding, flaky, other: adding },
        [
          ["first", "flaky", once],
          ["first", "other"],
        ],
        { n: 0 },
      );
    const store = watched();
    const app = await resumed(builder(), store, begin);
    await app.step();
    await expect(app.step()).rejects.toThrow("not yet");
    const again = await resumed(builder(), store, begin);
    expect(again.nextAction()).toBe("flaky");
    await expect(again.step()).rejects.toThrow("not yet");
    await (await resumed(builder(), store, begin)).step();

    expect(new Set(keys).size).toBe(1);
    expect(store.records.map(({ action, status }) => `${action} ${status}`)).toEqual([
      "first completed",
      "flaky failed",
      "flaky failed",
      "flaky completed",
    ]);
  });

  test("where an error edge has led it goes on there, with the error as it was captured, and counts go on", async () => {
    const errors: unknown[] = [];
    let fails = 9;
    const flaky = act({ writes: numbers }, (state) => {
      if (fails-- > 0) throw new TypeError("not yet");
      return state.update({ n: 1 });
    });
    const wait = act({}, (state, _, { error }) => {
      errors.push(error);
      return state;
    });
    const builder = () =>
      draft({ flaky, wait, other: act({}) }, [
        ["flaky", "wait", js.onError({ max: 2 })],
        ["flaky", "other", js.onError()],
        ["wait", "flaky"],
      ]);
    const store = watched();
    const order: string[] = [];
    const beginning = { state: {}, entrypoint: "flaky" };
    for (let life = 0; life < 8; life++) {
      const app = await resumed(builder(), store, beginning);
      const step = await app.step();
      if (step === null) break;
      order.push(step.action);
    }

    // Each life ends behind an error edge and its target; the third failure finds the first edge used up
    expect(order).toEqual(["wait", "wait", "other"]);
    expect(errors).toEqual([expect.any(TypeError), expect.any(TypeError)]);
  });

  test("what an error edge has caught is there after a load, as a record", async () => {
    const store = memoryPersister();
    const seen: unknown[] = [];
    const flaky = act({}, () => {
      throw new TypeError("not yet");
    });
    const last = act({}, (state, _, { error }) => {
      seen.push(error);
      if (seen.length === 1) throw new Error("killed");
      return state;
    });
    const builder = () => draft({ flaky, last }, [["flaky", "last", js.onError()]]);
    const app = await resumed(builder(), store, { state: {}, entrypoint: "flaky" });
    await expect(app.step()).rejects.toThrow("killed");
    await (await resumed(builder(), store, { state: {}, entrypoint: "flaky" })).step();

    expect(seen).toEqual([expect.any(TypeError), { name: "TypeError", message: "not yet" }]);
  });

  test('resume: "entrypoint" keeps the data and starts over; the numbers go on', async () => {
    const store = watched();
    const app = await resumed(circle(), store, begin);
    await app.step();
    await app.step();
    const again = await resumed(circle(), store, begin, { resume: "entrypoint" });
    expect([again.state.getAll(), again.nextAction(), again.sequenceId]).toEqual([{ n: 2 }, "first", 1]);
    await again.step();

    expect(store.last).toMatchObject({ sequenceId: 2, action: "first" });
  });

  test("an initial key that was deleted is there again at the entrypoint, where it is certain", async () => {
    const take = act({ reads: numbers }, (state) => state);
    const drop = act({ deletes: ["n"] }, (state) => state.wipe("n"));
    const builder = () => draft({ take, drop }, [["take", "drop"]], { n: 7 });
    const store = watched();
    const opening = { state: { n: 7 }, entrypoint: "take" };
    const app = await resumed(builder(), store, opening);
    await app.run();
    expect(app.state.getAll()).toEqual({});
    const again = await resumed(builder(), store, opening, { resume: "entrypoint" });
    expect(again.state.getAll()).toEqual({ n: 7 });
    await again.step();
    expect(store.last).toMatchObject({ sequenceId: 2, snapshot: '{"n":7}' });

    const here = draft({ take, drop }, [["take", "drop"]], { n: 7 }).build();
    await here.run();
    here.resetToEntrypoint();
    expect(here.state.getAll()).toEqual({ n: 7 });
    expect((await here.step())?.action).toBe("take");
  });

  test("a fork goes on under its own id, from any step, with a pointer to its parent", async () => {
    const store = watched();
    const app = await resumed(named(circle(), "parent"), store, begin);
    for (let step = 0; step < 5; step++) await app.step();
    const fork = await resumed(named(circle(), "child"), store, begin, { fork: { appId: "parent", sequenceId: 1 } });
    expect([fork.state.getAll(), fork.nextAction(), fork.sequenceId, fork.appId]).toEqual([
      { n: 2 },
      "third",
      1,
      "child",
    ]);
    await fork.step();

    const parent = { partitionKey: null, appId: "parent", sequenceId: 1 };
    expect(store.last).toMatchObject({ appId: "child", sequenceId: 2, previousId: null, parent, snapshot: '{"n":3}' });
    await fork.step();
    expect(store.last).toMatchObject({ sequenceId: 3, previousId: 2, parent, snapshot: null });
    expect((await store.load({ appId: "parent" }))?.sequenceId).toBe(4);
    // It is loaded like any other, without the fork
    const again = await resumed(named(circle(), "child"), store, begin);
    expect([again.state.getAll(), again.sequenceId]).toEqual([{ n: 4 }, 3]);
    await again.step();
    expect(store.last).toMatchObject({ previousId: 3, parent });
  });

  test("a fork of the last step, and from another partition", async () => {
    const store = memoryPersister();
    const app = await resumed(named(circle(), "one", "p"), store, begin);
    await app.step();
    const same = await resumed(named(circle(), "two", "p"), store, begin, { fork: { appId: "one" } });
    const other = await resumed(named(circle(), "one", "q"), store, begin, {
      fork: { appId: "one", partitionKey: "p" },
    });

    expect([same.state.getAll(), other.state.getAll()]).toEqual([{ n: 1 }, { n: 1 }]);
  });

  test("a fork onto itself, of what is not there, or onto what is there, is refused", async () => {
    const store = memoryPersister();
    const app = await resumed(named(circle(), "one"), store, begin);
    await app.step();
    const fork = (appId: string, from: object) => () => resumed(named(circle(), appId), store, begin, { fork: from });

    await expectRefusal(fork("one", { appId: "one" }), refusal("DefinitionError", "onto itself", "'one'"));
    await expectRefusal(fork("two", { appId: "None" }), refusal("HydrationError", "nothing is stored of", "'None'"));
    await expectRefusal(fork("two", { appId: "one", sequenceId: 7 }), refusal("HydrationError", "no step 7", "'one'"));
    await (await resumed(named(circle(), "two"), store, begin)).step();
    await expectRefusal(
      fork("two", { appId: "one" }),
      refusal("ConflictError", "'two'", "up to step 0", "leave out fork"),
    );
  });

  test("loader and saver may be different stores: the first record there stands by itself", async () => {
    const [old, fresh] = [watched(), watched()];
    const app = await resumed(circle(), old, begin);
    await app.step();
    const moved = () => circle().withPersister(fresh).initializeFrom(old, { default: begin }).build();
    await (await moved()).step();

    expect(old.records).toHaveLength(1);
    expect(fresh.last).toMatchObject({ sequenceId: 1, previousId: null, snapshot: '{"n":2}' });
    // By now the new store has gone on
    await expectRefusal(
      moved,
      refusal("ConflictError", "up to step 1", "up to step 0", "load it from where it is saved"),
    );
    expect((await resumed(circle(), fresh, begin)).state.getAll()).toEqual({ n: 2 });
  });

  test("without a store that saves, nothing is saved", async () => {
    const store = watched();
    await (await resumed(circle(), store, begin)).step();
    const app = await circle().initializeFrom(store, { default: begin }).build();
    await app.step();

    expect(store.records).toHaveLength(1);
  });

  test("what is loaded is frozen like any state", async () => {
    const store = memoryPersister();
    const say = act({ writes: { list: v.array(v.object({ text: v.string() })) } }, (state) =>
      state.append({ list: { text: "a" } }),
    );
    const builder = () => draft({ say }, [["say", "say"]], { list: [] });
    const opening = { state: { list: [] }, entrypoint: "say" };
    await (await resumed(builder(), store, opening)).step();
    const app = await resumed(builder(), store, opening);

    expect(Object.isFrozen((app.state.list as object[])[0])).toBe(true);
  });

  test("an application that ended is at its end: there is nothing to run", async () => {
    const store = memoryPersister();
    const builder = () => draft({ count }, [], { n: 0 });
    await (await resumed(builder(), store, { state: { n: 0 }, entrypoint: "count" })).run();
    const app = await resumed(builder(), store, { state: { n: 0 }, entrypoint: "count" });

    expect(app.nextAction()).toBe(null);
    expect(await ran(app)).toEqual([]);
  });

  test("the promise of build() tells what is wrong with the graph, too", async () => {
    const nothing = js.application() as UntypedBuilder;
    const build = () =>
      nothing
        .withActions({ count })
        .initializeFrom(memoryPersister(), { default: { state: { n: "text" }, entrypoint: "count" } })
        .build();
    expect(build().catch((error: Error) => error.name)).toBeInstanceOf(Promise);
    await expectRefusal(build, refusal("InitialStateError", "'n'"));
  });

  test("hooks are told of the loaded state", async () => {
    const store = memoryPersister();
    await (await resumed(circle(), store, begin)).step();
    const told: unknown[] = [];
    const hook = {
      postApplicationCreate: ({ state }: { state: { getAll(): unknown } }) => void told.push(state.getAll()),
    };
    await resumed(circle([hook]), store, begin);

    expect(told).toEqual([{ n: 1 }]);
  });
});

describe("rule 28: what is loaded is checked", () => {
  const stored = async (): Promise<StatePersister> => {
    const store = memoryPersister();
    const app = await resumed(circle(), store, begin);
    await app.step();
    return store;
  };

  test("an action that is gone, a key that is missing, a schema that has changed: all of it is listed, nothing runs", async () => {
    const store = await stored();
    const run = () => {
      throw new Error("it ran");
    };
    const other = act({ reads: { n: v.string(), more: v.number() }, writes: { n: v.string() } }, run);
    const gone = draft({ begin: other, second: other }, [["begin", "second"]]);
    const missing = draft({ first: other, second: other }, [["first", "second"]]);

    await expectRefusal(
      () => resumed(gone, store, { state: { n: "", more: 1 }, entrypoint: "begin" }),
      refusal("HydrationError", "step 0", "'test'", "no action 'first'"),
    );
    const error = await expectRefusal(
      () => resumed(missing, store, { state: { n: "", more: 1 }, entrypoint: "first" }),
      refusal("HydrationError", "'more'", "'n'", "migrate"),
    );
    expect(error).toMatchObject({
      appId: "test",
      partitionKey: null,
      sequenceId: 0,
      problems: expect.arrayContaining([
        expect.objectContaining({ key: "more", issues: [] }),
        expect.objectContaining({ key: "n", issues: [expect.objectContaining({ path: null })] }),
      ]),
    });
  });

  test("what this graph may have left itself is taken: a condition, or an error edge, keeps it from who would refuse it", async () => {
    const text = { text: v.string() };
    const write = act({ writes: text }, (state) => state.update({ text: "" }));
    const send = act({ reads: { text: v.pipe(v.string(), v.nonEmpty()) } });
    const isWritten = js.condition({ reads: text, test: (state: { text: string }) => state.text !== "" });
    const builder = () =>
      draft({ write, send }, [
        ["write", "send", isWritten],
        ["write", "write"],
      ]);
    const store = memoryPersister();
    const opening = { state: { text: "" }, entrypoint: "write" };
    await (await resumed(builder(), store, opening)).step();
    const again = await resumed(builder(), store, opening);

    expect(again.nextAction()).toBe("write");
  });

  test("migrate upgrades what an older version has stored", async () => {
    const store = await stored();
    const told: unknown[] = [];
    const text = act({ reads: { count: v.string() }, writes: { count: v.string() } }, (state) =>
      state.update({ count: `${state.count}!` }),
    );
    const build = (migrate: (record: StoredState) => unknown) =>
      draft({ start: text, next: text }, [["start", "next"]])
        .withPersister(store)
        .initializeFrom(store, { default: { state: { count: "" }, entrypoint: "start" }, migrate })
        .build();
    const app = await build((record) => {
      told.push([record.format, record.version, record.sequenceId, record.state]);
      const position = { ...record.position, last: "start" };
      return { ...record, position, state: { count: String(record.state.n) } };
    });

    expect(told).toEqual([[1, null, 0, { n: 1 }]]);
    expect([app.state.getAll(), app.nextAction()]).toEqual([{ count: "1" }, "next"]);
    // What migrate has changed is in no delta: the next record stands by itself
    await app.step();
    expect((await store.load({ appId: "test" }))?.state).toEqual({ count: "1!" });
    for (const wrong of [undefined, null, 3, [], {}, { state: 3 }]) {
      await expectRefusal(() => build(() => wrong), refusal("DefinitionError", "migrate", "{ ...record, state"));
    }
  });

  test.each([{ committedId: undefined }, { committedId: "0" }, { edges: [null] }, { error: "not yet" }, { last: 3 }])(
    "a migrate that leaves %j in the position is refused: the key of a step would be that of another",
    async (wrong) => {
      const store = await stored();
      const migrate = (record: StoredState) => ({ ...record, position: { ...record.position, ...wrong } });
      const build = () => resumed(draft({ first: count, next: count }), store, begin, { migrate });
      await expectRefusal(build, refusal("DefinitionError", "migrate", "position"));
    },
  );

  test("a migrate that throws is told as it is", async () => {
    const store = await stored();
    const migrate = () => {
      throw new RangeError("too old");
    };
    await expect(resumed(circle(), store, begin, { migrate })).rejects.toThrow(new RangeError("too old"));
  });

  test("a record of a format that nobody knows, and a store that fails, are told", async () => {
    const store = watched();
    await (await resumed(circle(), store, begin)).step();
    const other = memoryPersister();
    await other.save({ ...store.last, format: 99 } as StoredStep);
    await expectRefusal(() => resumed(circle(), other, begin), refusal("PersistenceError", "format 99", "'test'"));
    const failing = { load: () => Promise.reject(new Error("no route to host")) };
    const error = await expectRefusal(
      () => circle().initializeFrom(failing, { default: begin }).build(),
      refusal("PersistenceError", "'test'", "no route to host"),
    );
    expect(error).toMatchObject({ cause: new Error("no route to host") });
  });

  test("what a store has of another application, or under the name of a method of State, is refused", async () => {
    const store = watched();
    await (await resumed(named(circle(), "other"), store, begin)).step();
    const wrong = { load: () => store.load({ appId: "other" }) };
    const build = (loader: object, more: object = {}) =>
      circle()
        .initializeFrom(loader, { default: begin, ...more })
        .build();
    await expectRefusal(() => build(wrong), refusal("PersistenceError", "'test'", "'other'"));
    await (await resumed(circle(), store, begin)).step();
    const migrate = (record: StoredState) => ({ ...record, state: { ...record.state, update: 1 } });
    await expectRefusal(() => build(store, { migrate }), refusal("HydrationError", "'update'"));
  });

  test("what a store gives back that is no record is refused", async () => {
    for (const wrong of [3, "text", [], {}, { state: null }, { state: {}, sequenceId: "1" }]) {
      const loader = { load: () => wrong };
      await expectRefusal(
        () => circle().initializeFrom(loader, { default: begin }).build(),
        refusal("PersistenceError", "'test'"),
      );
    }
  });
});

describe("rule 27: the options", () => {
  const options = (more: object) => () =>
    circle()
      .initializeFrom(memoryPersister(), { default: begin, ...more })
      .build();

  test.each([
    [{ resume: "nxt" }, "resume", '"nxt"'],
    [{ fork: { appId: "" } }, "fork", "appId"],
    [{ fork: { appid: "x" } }, "fork", "Did you mean 'appId'"],
    [{ fork: { appId: "x", sequenceId: -1 } }, "sequenceId", "-1"],
    [{ fork: { appId: "x", partitionKey: 3 } }, "partitionKey", "number"],
    [{ migrate: "x" }, "migrate", "a string"],
    [{ codecs: { n: {} } }, "codecs", "encode()"],
    [{ codecs: [] }, "codecs", "an array"],
    [{ defaults: {} }, "'defaults'", "Did you mean 'default'"],
    [{ default: undefined }, "default", "{ state, entrypoint }"],
    [{ default: { state: [], entrypoint: "first" } }, "default.state", "an array"],
    [{ default: { state: {}, entrypoint: "frist" } }, "default.entrypoint", "Did you mean 'first'"],
    [{ default: { state: { update: 1 }, entrypoint: "first" } }, "update", "State"],
  ])("%j is refused", async (more, ...says) => {
    await expectRefusal(options(more), refusal("DefinitionError", ...(says as string[])));
  });

  test.each([undefined, null, 3, "x", {}, { load: 1 }])("a loader that is none, %j, is refused", async (loader) => {
    await expectRefusal(
      () => circle().initializeFrom(loader, { default: begin }),
      refusal("DefinitionError", "load()"),
    );
  });

  test.each([undefined, null, 3, "x", {}, { save() {} }])(
    "a persister that is none, %j, is refused",
    async (persister) => {
      await expectRefusal(() => circle().withPersister(persister), refusal("DefinitionError", "withPersister()"));
    },
  );

  test.each([
    [{ version: 3 }, "version"],
    [{ codec: {} }, "Did you mean 'codecs'"],
    [null, "null"],
  ])("options of withPersister(), %j, are refused", async (given, says) => {
    await expectRefusal(() => circle().withPersister(memoryPersister(), given), refusal("DefinitionError", says));
  });

  test("the record of a fork says that it is saved like any other", async () => {
    const store = watched();
    await (await resumed(named(circle(), "a"), store, begin)).step();
    expect(operationsIn(store.last)).toEqual([{ increment: { n: 1 } }]);
  });
});
