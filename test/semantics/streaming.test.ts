import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { thawedIn } from "../support/frozen.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { act, app, count, deferred, idle, standOf } from "./apps.js";
import { shortOf, streaming, taken, watchedApp } from "./streams.js";

const n = v.number();
const text = v.string();

/** Yields a, b and c, and writes them. */
const kinds = {
  "function*": streaming({ writes: { text } }, function* (state) {
    yield "a";
    yield "b";
    yield "c";
    return state.update({ text: "abc" });
  }),
  "async function*": streaming({ writes: { text } }, async function* (state) {
    yield "a";
    await Promise.resolve();
    yield "b";
    yield "c";
    return state.update({ text: "abc" });
  }),
};

describe.each(Object.entries(kinds))("rule 19: an action that is an %s", (kind, letters) => {
  const isSync = kind === "function*";

  test("is told of by a start, each item, and a step behind the commit", async () => {
    const one = app({ letters, end: idle }, [["letters", "end"]]);
    const events: unknown[] = [];
    for await (const event of one.stream()) {
      // The commit has happened when the step is told of, and not before
      events.push([shortOf(event), standOf(one)]);
    }
    const before = { state: {}, sequenceId: 0 };
    expect(events).toEqual([
      ["start letters", before],
      ["letters: a", before],
      ["letters: b", before],
      ["letters: c", before],
      ["step letters", { state: { text: "abc" }, sequenceId: 0 }],
      ["start end", { state: { text: "abc" }, sequenceId: 1 }],
      ["step end", { state: { text: "abc" }, sequenceId: 1 }],
    ]);
  });

  test("runs to its end in run, iterate, step, and where it is not async in their twins", async () => {
    const make = () => app({ letters, end: idle }, [["letters", "end"]]);
    const stop = { action: "end", halted: "end", state: { text: "abc" } };
    expect(await make().run()).toMatchObject(stop);
    expect(await make().step()).toMatchObject({ action: "letters", result: { text: "abc" } });
    const iterated = [];
    for await (const { action } of make().iterate()) iterated.push(action);
    expect(iterated).toEqual(["letters", "end"]);
    if (!isSync) return;
    expect(make().runSync()).toMatchObject(stop);
    expect(make().stepSync()).toMatchObject({ action: "letters", result: { text: "abc" } });
    expect([...make().iterateSync()].map(({ action }) => action)).toEqual(["letters", "end"]);
  });

  test("streams as often as it is its turn", async () => {
    const one = app({ letters }, [["letters", "letters"]]);
    const steps: string[] = [];
    for await (const event of one.stream()) {
      steps.push(shortOf(event));
      if (steps.length === 10) break;
    }
    const round = ["start letters", "letters: a", "letters: b", "letters: c", "step letters"];
    expect(steps).toEqual([...round, ...round]);
  });
});

describe("rule 19: items", () => {
  test("arrive as they are yielded: the generator waits until the next is asked for", async () => {
    const made: number[] = [];
    const numbers = streaming({}, async function* (state) {
      for (let i = 0; i < 5; i++) {
        made.push(i);
        yield i;
      }
      return state;
    });
    const stream = app({ numbers }).stream();
    // Not even begun
    await Promise.resolve();
    expect(made).toEqual([]);
    expect(await stream.next()).toMatchObject({ value: { type: "start" } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(made).toEqual([]);
    for (let i = 0; i < 5; i++) {
      expect(await stream.next()).toMatchObject({ value: { item: i } });
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(made).toHaveLength(i + 1);
    }
  });

  test("arrive before the generator has gone on, however long it takes", async () => {
    const gate = deferred();
    const slow = streaming({}, async function* (state) {
      yield "first";
      await gate.promise;
      yield "second";
      return state;
    });
    const stream = app({ slow }).stream();
    await stream.next();
    expect(await stream.next()).toMatchObject({ value: { item: "first" } });
    const second = stream.next();
    gate.resolve();
    expect(await second).toMatchObject({ value: { item: "second" } });
  });

  test("of a hundred thousand a slow consumer holds one", async () => {
    let made = 0;
    let seen = 0;
    let furthest = 0;
    const numbers = streaming({}, function* (state) {
      for (; made < 100_000; ) yield ++made;
      return state;
    });
    for await (const event of app({ numbers }).stream()) {
      if (event.type !== "item") continue;
      if (seen % 10_000 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      seen += 1;
      furthest = Math.max(furthest, made - seen);
    }
    expect({ made, seen, furthest }).toEqual({ made: 100_000, seen: 100_000, furthest: 0 });
  });

  test("are parsed by their schema, once; what it makes of them is what arrives, frozen", async () => {
    let times = 0;
    const item = v.object({
      at: v.pipe(
        v.string(),
        v.transform((value) => {
          times += 1;
          return value.length;
        }),
      ),
      kind: v.optional(v.string(), "letter"),
    });
    const one = app({
      some: streaming({ item }, function* (state) {
        yield { at: "a" };
        yield { at: "bbb", kind: "other", more: 1 };
        return state;
      }),
    });
    const items: unknown[] = [];
    for await (const event of one.stream()) if (event.type === "item") items.push(event.item);
    expect(items).toEqual([
      { at: 1, kind: "letter" },
      { at: 3, kind: "other" },
    ]);
    expect(items.map((value) => thawedIn(value))).toEqual([null, null]);
    expect(times).toBe(2);
  });

  test("that do not fit fail the step, in run as well; the generator is closed", async () => {
    const closed: string[] = [];
    const bad = streaming({ item: v.object({ word: text }), writes: { n } }, function* (state) {
      try {
        yield { word: "right" };
        yield { word: 2 };
        return state.update({ n: 1 });
      } finally {
        closed.push("closed");
      }
    });
    const one = app({ bad });
    const stream = one.stream();
    const events: string[] = [];
    const error = await thrownBy(async () => {
      for await (const event of stream) events.push(shortOf(event));
    });
    expect(events).toEqual(["start bad", "bad: [object Object]"]);
    expect(error).toMatchObject({
      name: "ItemError",
      code: "TYPEBURR_ITEM",
      action: "bad",
      issues: [{ path: "word" }],
    });
    expect((error as Error).message).toContain("action 'bad' yields an item that does not fit its schema: word: ");
    expect(await thrownBy(() => stream.result)).toBe(error);
    expect(await thrownBy(() => one.run())).toMatchObject({ code: "TYPEBURR_ITEM" });
    expect(await thrownBy(() => one.runSync())).toMatchObject({ code: "TYPEBURR_ITEM" });
    expect(closed).toHaveLength(3);
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 2 });
  });

  test("may be anything where there is no schema", async () => {
    const items = [undefined, null, 0, "", () => {}, new Map(), { deep: [{}] }];
    const any = streaming({}, function* (state) {
      yield* items;
      return state;
    });
    const arrived: unknown[] = [];
    for await (const event of app({ any }).stream()) if (event.type === "item") arrived.push(event.item);
    expect(arrived).toEqual(items);
    expect(arrived[6]).toBe(items[6]);
  });

  test("of a generator within a generator come through", async () => {
    const parts = async function* () {
      yield 1;
      yield 2;
      return 3;
    };
    const sum = streaming({ writes: { n } }, async function* (state) {
      return state.update({ n: yield* parts() });
    });
    const { events, stop } = await taken(app({ sum }).stream());
    expect(events).toEqual(["start sum", "sum: 1", "sum: 2", "step sum"]);
    expect(stop).toMatchObject({ state: { n: 3 } });
  });
});

describe("rule 19: a stream", () => {
  test("of actions that yield nothing has just starts and steps, with their results and states", async () => {
    const own = act({ writes: { n } }, async (state) => ["mine", state.update({ n: 7 })]);
    const stream = app({ own, count }, [["own", "count"]], { n: 0 }).stream();
    const events = [];
    for await (const event of stream) events.push(event);
    expect(events).toEqual([
      { type: "start", action: "own" },
      { type: "step", action: "own", result: "mine", state: { n: 7 } },
      { type: "start", action: "count" },
      { type: "step", action: "count", result: { n: 8 }, state: { n: 8 } },
    ]);
    expect(await stream.result).toEqual({ action: "count", halted: "end", result: { n: 8 }, state: { n: 8 } });
  });

  test("ends with what run would have returned, at every kind of halt", async () => {
    const make = () =>
      app(
        { count, letters: kinds["async function*"] },
        [
          ["count", "letters"],
          ["letters", "count"],
        ],
        { n: 0 },
      );
    for (const options of [
      { haltAfter: ["letters"] },
      { haltBefore: ["letters"] },
      { haltAfter: js.all("count", "letters") },
    ]) {
      const stream = make().stream(options);
      const { stop } = await taken(stream);
      expect(stop).toEqual(await make().run(options));
      expect(await stream.result).toBe(stop);
    }
  });

  test("hands inputs and the context to the generator, and a result of its own to the step", async () => {
    const echo = streaming({ inputs: { text }, writes: { text } }, function* (state, inputs, { action, sequenceId }) {
      yield `${action} ${sequenceId}`;
      return ["own", state.update({ text: inputs.text })];
    });
    const stream = app({ echo }).stream({ inputs: { text: "hello" } });
    expect((await taken(stream)).events).toEqual(["start echo", "echo: echo 0", "step echo"]);
    expect(await stream.result).toMatchObject({ result: "own", state: { text: "hello" } });
  });

  test("refuses wrong options at once, and starts nothing", async () => {
    const one = app({ idle });
    await expectRefusal(() => one.stream({ haltAfter: ["idel"] }), refusal("HaltError", "'idel'"));
    await expectRefusal(() => one.stream({ inputs: { x: 1 } }), refusal("InputError", "'x'"));
    await expectRefusal(() => one.stream({ hatlAfter: [] }), refusal("DefinitionError", "stream() has no option"));
    await expectRefusal(() => one.stream({ signal: {} }), refusal("DefinitionError", "signal of stream()"));
    expect(standOf(one)).toEqual({ state: {}, sequenceId: null });
  });

  test("is asked for twice at once: the answers come in turn", async () => {
    const stream = app({ letters: kinds["async function*"] }).stream();
    const all = await Promise.all(Array.from({ length: 7 }, () => stream.next()));
    expect(all.map(({ done, value }) => (done ? "done" : shortOf(value as never)))).toEqual([
      "start letters",
      "letters: a",
      "letters: b",
      "letters: c",
      "step letters",
      "done",
      "done",
    ]);
    expect(all[5]?.value).toMatchObject({ halted: "end" });
    expect(all[6]?.value).toBeUndefined();
  });

  test("gives timers their turn, though nothing in it waits", async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    const endless = streaming({}, function* (state) {
      for (let i = 0; ticks < 3; i++) yield i;
      return state;
    });
    for await (const _ of app({ endless }).stream());
    clearInterval(timer);
    expect(ticks).toBeGreaterThanOrEqual(3);
  });
});

describe("rule 20: a generator", () => {
  const mine = new Error("mine");
  const failing = streaming({ writes: { n } }, async function* (state) {
    yield state.keys().length;
    throw mine;
  });

  test("that throws fails its step: the error is the caller's, nothing is committed, it is next again", async () => {
    const one = app({ count, failing }, [["count", "failing"]], { n: 0 });
    const stream = one.stream();
    const error = await thrownBy(() => taken(stream));
    expect(error).toBe(mine);
    expect(await thrownBy(() => stream.result)).toBe(mine);
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 1 });
    expect(one.nextAction()).toBe("failing");
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(await thrownBy(() => one.run())).toBe(mine);
  });

  test("that throws takes an error edge: the stream goes on with the edge's target", async () => {
    const rescue = act({ reads: { failure: v.object({ message: text }) } }, (state, _, context) => [
      context.error,
      state,
    ]);
    const one = app({ failing, rescue }, [
      ["failing", "failing", js.onError({ max: 1 })],
      ["failing", "rescue", js.onError({ capture: "failure" })],
    ]);
    const { events, stop } = await taken(one.stream());
    expect(events).toEqual([
      "start failing",
      "failing: 0",
      "start failing",
      "failing: 0",
      "start rescue",
      "step rescue",
    ]);
    expect(stop).toMatchObject({ action: "rescue", result: mine, state: { failure: { message: "mine" } } });
  });

  const endings: readonly (readonly [string, (state: object) => unknown, string])[] = [
    [
      "nothing",
      () => undefined,
      "the generator of action 'bad' returned nothing: end it with return state.update({ ... })",
    ],
    ["a record", () => ({ n: 1 }), "the generator of action 'bad' returned an object, no state"],
    ["a pair without a state", () => [1, 2], "the generator of action 'bad' returned an array, no state"],
  ];
  test.each(endings)("that returns %s is an error that says so", async (_, ending, says) => {
    const bad = streaming({}, function* (state) {
      yield 1;
      return ending(state);
    });
    for (const call of [() => taken(app({ bad }).stream()), () => app({ bad }).run(), () => app({ bad }).runSync()]) {
      await expectRefusal(call, refusal("OutcomeError", says));
    }
  });

  test("that leaves out a write is an error that names the key", async () => {
    const bad = streaming({ writes: { n, text } }, function* (state) {
      yield 1;
      return state.update({ n: 1 });
    });
    await expectRefusal(() => taken(app({ bad }).stream()), refusal("WriteError", "'bad'", "'text'"));
  });

  test("that is none is an error that says how it is written", async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on("unhandledRejection", note);
    const says = (what: string) => refusal("OutcomeError", `run() of action 'bad' returned ${what}`, "async function*");
    await expectRefusal(() => app({ bad: streaming({}, (state) => state) }).run(), says("an object"));
    await expectRefusal(() => app({ bad: streaming({}, () => undefined) }).run(), says("undefined"));
    await expectRefusal(() => app({ bad: streaming({}, async () => Promise.reject(mine)) }).run(), says("a promise"));
    const odd = streaming({}, () => ({ next: () => 1 }));
    await expectRefusal(() => app({ bad: odd }).run(), refusal("OutcomeError", "is no generator"));
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });

  test("that is async is refused by the sync twins, and closed", async () => {
    const closed = deferred();
    const slow = streaming({}, async function* (state) {
      try {
        yield 1;
        return state;
      } finally {
        closed.resolve();
      }
    });
    const one = app({ slow });
    await expectRefusal(() => one.runSync(), refusal("AsyncError", "action 'slow' is async: call run() and await it"));
    await closed.promise;
    expect(await one.run()).toMatchObject({ action: "slow" });
  });
});

describe("rule 16: while it streams", () => {
  test("an application refuses a second call, and a second stream when it begins", async () => {
    const one = app({ letters: kinds["function*"], count }, [["letters", "count"]], { n: 0 });
    const [first, second] = [one.stream(), one.stream()];
    await first.next();
    const says = refusal("BusyError", "application 'test' is running already");
    for (const call of [
      () => one.run(),
      () => one.step(),
      () => one.iterate().next(),
      () => one.updateState({ n: 1 }),
    ]) {
      await expectRefusal(call, says);
    }
    await expectRefusal(() => second.next(), says);
    await expectRefusal(() => second.result, says);
    expect((await taken(first)).events).toHaveLength(6);
    expect(await one.step()).toBeNull();
  });

  test("one that is never taken leaves no trace", async () => {
    const one = watchedApp([{ preExecuteCall: () => expect.unreachable(), preRunStep: () => expect.unreachable() }], {
      letters: kinds["function*"],
    });
    const stream = one.stream();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(standOf(one)).toEqual({ state: {}, sequenceId: null });
    one.resetToEntrypoint();
    expect(stream.result).toBeInstanceOf(Promise);
  });
});
