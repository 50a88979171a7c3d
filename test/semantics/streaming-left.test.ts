import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { thrownBy } from "../support/refusal.js";
import { js, type UntypedStream } from "../support/untyped.js";
import { act, app, count, deferred, idle, standOf } from "./apps.js";
import { recorder, settled, shortOf, streaming, taken, watchedApp } from "./streams.js";

const n = v.number();

/** What nobody has caught while a test ran. */
const unhandled: unknown[] = [];
const note = (error: unknown): void => {
  unhandled.push(error);
};
beforeEach(() => {
  process.on("unhandledRejection", note);
});
afterEach(async () => {
  await settled();
  process.off("unhandledRejection", note);
  expect(unhandled.splice(0)).toEqual([]);
});

/** Takes events until there have been so many, then breaks. */
async function breakAfter(stream: UntypedStream, most: number): Promise<string[]> {
  const events: string[] = [];
  for await (const event of stream) {
    events.push(shortOf(event));
    if (events.length === most) break;
  }
  return events;
}

/** Counts up; notes how it is closed. */
function numbers(log: string[], isSync = false) {
  const sync = streaming({ writes: { n } }, function* (state) {
    log.push("begun");
    try {
      for (let i = 0; i < 3; i++) yield i;
      return state.update({ n: 3 });
    } finally {
      log.push("closed");
    }
  });
  const async = streaming({ writes: { n } }, async function* (state, _, { signal }) {
    log.push("begun");
    try {
      for (let i = 0; i < 3; i++) yield i;
      return state.update({ n: 3 });
    } finally {
      await delay(2);
      log.push(signal.aborted ? "closed, aborted" : "closed");
    }
  });
  return isSync ? sync : async;
}

describe.each(["function*", "async function*"])("rule 20: a consumer that breaks between items of an %s", (kind) => {
  const make = () => {
    const log: string[] = [];
    const hooks = recorder();
    const one = watchedApp(
      [hooks.hooks],
      { count, numbers: numbers(log, kind === "function*"), end: idle },
      [
        ["count", "numbers"],
        ["numbers", "end"],
      ],
      { n: 0 },
    );
    return { log, hooks, one };
  };

  test("closes the generator; its finally has run when the loop is over", async () => {
    const { log, one } = make();
    expect(await breakAfter(one.stream(), 4)).toEqual(["start count", "step count", "start numbers", "numbers: 0"]);
    expect(log).toEqual(["begun", "closed"]);
  });

  test("fails the step: nothing is committed, the application can go on, and the action is next", async () => {
    const { one, log } = make();
    await breakAfter(one.stream(), 5);
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 1 });
    expect(one.nextAction()).toBe("numbers");
    expect(await one.run()).toMatchObject({ action: "end", state: { n: 3 } });
    expect(one.sequenceId).toBe(3);
    expect(log).toEqual(["begun", "closed", "begun", "closed"]);
  });

  test("has hooks told once that it ended, and why", async () => {
    const { one, hooks } = make();
    await breakAfter(one.stream(), 5);
    expect(hooks.names).toEqual([
      "preExecuteCall",
      "preRunStep",
      "postRunStep",
      "onTransition",
      "preRunStep",
      "preStartStream",
      "postStreamItem",
      "postStreamItem",
      "postEndStream",
      "postRunStep",
      "postExecuteCall",
    ]);
    const closed = expect.objectContaining({ code: "TYPEBURR_CLOSED" });
    expect(hooks.of("postStreamItem")).toMatchObject([
      { item: 0, index: 0 },
      { item: 1, index: 1 },
    ]);
    expect(hooks.of("postEndStream")).toMatchObject([{ action: "numbers", sequenceId: 1, items: 2, error: closed }]);
    expect(hooks.of("postRunStep")[1]).toMatchObject({
      action: "numbers",
      result: null,
      error: closed,
      state: { n: 1 },
    });
    // Whoever leaves has not failed
    expect(hooks.of("postExecuteCall")).toMatchObject([{ method: "stream", error: undefined, hookErrors: [] }]);
  });

  test("makes the result reject with a ClosedError", async () => {
    const { one } = make();
    const stream = one.stream();
    await breakAfter(stream, 5);
    expect(await thrownBy(() => stream.result)).toMatchObject({
      name: "ClosedError",
      code: "TYPEBURR_CLOSED",
      appId: "test",
      message: expect.stringContaining("application 'test' was left before it had come to its end"),
    });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});

describe("rule 20: a consumer that leaves", () => {
  test.each([
    ["at the start of a step that streams", 3, 1],
    ["at a step that is committed", 2, 0],
    ["at the start of a step that does not", 1, 0],
  ])("%s", async (_, most, sequenceId) => {
    const log: string[] = [];
    const hooks = recorder();
    const one = watchedApp([hooks.hooks], { count, numbers: numbers(log) }, [["count", "numbers"]], { n: 0 });
    const stream = one.stream();
    await breakAfter(stream, most);
    expect(log).toEqual([]);
    expect(standOf(one)).toEqual({ state: { n: most === 1 ? 0 : 1 }, sequenceId });
    for (const [pre, post] of [
      ["preRunStep", "postRunStep"],
      ["preStartStream", "postEndStream"],
      ["preExecuteCall", "postExecuteCall"],
    ] as const) {
      expect(hooks.of(post)).toHaveLength(hooks.of(pre).length);
    }
    expect(await thrownBy(() => stream.result)).toMatchObject({ code: "TYPEBURR_CLOSED" });
    expect(await one.run()).toMatchObject({ action: "numbers", state: { n: 3 } });
  });

  test("by an error of his own gets that one, and the generator is closed", async () => {
    const log: string[] = [];
    const one = app({ numbers: numbers(log) });
    const mine = new Error("mine");
    const error = await thrownBy(async () => {
      for await (const event of one.stream()) if (event.type === "item") throw mine;
    });
    expect(error).toBe(mine);
    expect(log).toEqual(["begun", "closed"]);
  });

  test("before he has begun leaves everything as it was; there is nothing to tell hooks", async () => {
    const hooks = recorder();
    const log: string[] = [];
    const one = watchedApp([hooks.hooks], { numbers: numbers(log) });
    const stream = one.stream();
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await thrownBy(() => stream.result)).toMatchObject({ code: "TYPEBURR_CLOSED" });
    expect({ names: hooks.names, log }).toEqual({ names: [], log: [] });
    expect(one.sequenceId).toBeNull();
  });

  test("twice leaves once; behind the end there is nothing to leave", async () => {
    const log: string[] = [];
    const one = app({ numbers: numbers(log) });
    const stream = one.stream();
    await stream.next();
    await stream.next();
    await Promise.all([stream.return(), stream.return()]);
    expect(log).toEqual(["begun", "closed"]);

    const whole = one.stream();
    await taken(whole);
    await whole.return();
    expect(await whole.result).toMatchObject({ action: "numbers", halted: "end" });
  });

  test("is told what the generator throws when it is closed; so is who asks for the result", async () => {
    const mine = new Error("mine");
    const one = app({
      bad: streaming({}, async function* (state) {
        try {
          yield 1;
          return state;
        } finally {
          await Promise.reject(mine);
        }
      }),
    });
    const stream = one.stream();
    expect(await thrownBy(() => breakAfter(stream, 2))).toBe(mine);
    expect(await thrownBy(() => stream.result)).toMatchObject({ code: "TYPEBURR_CLOSED", cause: mine });
    // And the application is free
    expect(await thrownBy(() => one.step())).toBe(mine);
  });

  test("does not hang on a generator that yields while it is closed", async () => {
    const one = app({
      stubborn: streaming({}, function* (state) {
        try {
          yield 1;
        } finally {
          yield 2;
          // biome-ignore lint/correctness/noUnsafeFinally: that is what it is about
          return state;
        }
      }),
    });
    expect(await breakAfter(one.stream(), 2)).toHaveLength(2);
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
  });
});

describe("rule 20: a consumer that leaves while the generator works", () => {
  const waiting = (log: string[], listens = true) =>
    streaming({ writes: { n } }, async function* (state, _, { signal }) {
      try {
        yield 1;
        await delay(listens ? 60_000 : 10, undefined, listens ? { signal } : {});
        yield 2;
        return state.update({ n: 1 });
      } finally {
        log.push(`closed, aborted: ${signal.aborted}`);
      }
    });

  test.each([true, false])("aborts it, and closes it as soon as it yields (it listens: %s)", async (listens) => {
    const log: string[] = [];
    const hooks = recorder();
    const one = watchedApp([hooks.hooks], { waiting: waiting(log, listens) }, [
      // An abort is nothing that an error edge takes
      ["waiting", "waiting", js.onError()],
    ]);
    const stream = one.stream();
    await stream.next();
    await stream.next();
    const pending = stream.next();
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(log).toEqual(["closed, aborted: true"]);
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
    expect(hooks.of("postEndStream")).toMatchObject([{ items: 1 }]);
    expect(hooks.of("postRunStep")).toHaveLength(1);
    expect(hooks.of("postExecuteCall")).toMatchObject([{ error: undefined }]);
    const error = await thrownBy(() => stream.result);
    expect(error).toMatchObject({ code: "TYPEBURR_CLOSED" });
    // What it made of the abort is not lost
    expect((error as Error).cause).toMatchObject(listens ? { name: "AbortError" } : {});
  });

  test("aborts an action that does not stream, and keeps its writes out", async () => {
    const gate = deferred();
    let reason: unknown;
    const slow = act({ writes: { n } }, async (state, _, { signal }) => {
      signal.addEventListener("abort", () => {
        reason = signal.reason;
        gate.resolve();
      });
      await gate.promise;
      return state.update({ n: 1 });
    });
    const one = app({ slow });
    const stream = one.stream();
    await stream.next();
    const pending = stream.next();
    await stream.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(reason).toMatchObject({ code: "TYPEBURR_CLOSED" });
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
  });

  test("gets what was on its way to him, if it has come to its end all the same", async () => {
    const one = app({ count }, [], { n: 0 });
    const stream = one.stream();
    await stream.next();
    await stream.next();
    const [last] = await Promise.all([stream.next(), stream.return()]);
    expect(last).toMatchObject({ done: true, value: { halted: "end" } });
    expect(await stream.result).toMatchObject({ action: "count", state: { n: 1 } });
  });
});

describe("rule 12: a signal that aborts", () => {
  const reason = new Error("enough");

  test("before the first step lets nothing begin", async () => {
    const hooks = recorder();
    const one = watchedApp([hooks.hooks], { numbers: numbers([]) });
    const stream = one.stream({ signal: AbortSignal.abort(reason) });
    expect(await thrownBy(() => stream.next())).toBe(reason);
    expect(await thrownBy(() => stream.result)).toBe(reason);
    expect(hooks.names).toEqual(["preExecuteCall", "postExecuteCall"]);
    expect(hooks.of("postExecuteCall")).toMatchObject([{ error: reason }]);
    expect(one.sequenceId).toBeNull();
  });

  test("between items closes the generator when the next is asked for", async () => {
    const log: string[] = [];
    const controller = new AbortController();
    const one = app({ numbers: numbers(log) });
    const stream = one.stream({ signal: controller.signal });
    const events: string[] = [];
    const error = await thrownBy(async () => {
      for await (const event of stream) {
        events.push(shortOf(event));
        if (event.type === "item") controller.abort(reason);
      }
    });
    expect(error).toBe(reason);
    expect(events).toEqual(["start numbers", "numbers: 0"]);
    expect(log).toEqual(["begun", "closed, aborted"]);
    expect(await thrownBy(() => stream.result)).toBe(reason);
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
    expect(await one.run()).toMatchObject({ state: { n: 3 } });
  });

  test.each([true, false])("while an item is awaited fails the step (the generator listens: %s)", async (listens) => {
    const log: string[] = [];
    const controller = new AbortController();
    const slow = streaming({ writes: { n } }, async function* (state, _, { signal }) {
      try {
        yield 1;
        setTimeout(() => controller.abort(reason), 2);
        await delay(listens ? 60_000 : 10, undefined, listens ? { signal } : {});
        yield 2;
        return state.update({ n: 1 });
      } finally {
        log.push("closed");
      }
    });
    for (const call of ["stream", "run"] as const) {
      const one = app({ slow }, [["slow", "slow", js.onError()]]);
      const options = { signal: controller.signal };
      const error = await thrownBy(() => (call === "stream" ? taken(one.stream(options)) : one.run(options)));
      expect(call === "run" || !listens ? error : (error as Error).cause).toBe(reason);
      expect(standOf(one).state).toEqual({});
    }
    expect(log).toEqual(["closed"]);
  });

  test("leaves nothing on the caller's signal behind", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      listeners += 1;
      addEventListener.apply(signal, given);
    };
    signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      listeners -= 1;
      removeEventListener.apply(signal, given);
    };
    const one = app({ numbers: numbers([]), bad: act({}, () => Promise.reject(reason)) }, [["numbers", "bad"]]);
    one.stream({ signal });
    expect(listeners).toBe(0);
    await breakAfter(one.stream({ signal }), 2);
    await one.stream({ signal }).return();
    await thrownBy(() => one.stream({ signal }).result);
    await thrownBy(() => taken(one.stream({ signal })));
    expect(listeners).toBe(0);
  });
});

describe("rule 21: the result", () => {
  test("alone drives the stream to its end", async () => {
    const one = app({ numbers: numbers([]) });
    expect(await one.stream().result).toMatchObject({ action: "numbers", halted: "end", state: { n: 3 } });
    expect(one.sequenceId).toBe(0);
  });

  test("asked for by whom it may be, drives it once", async () => {
    const log: string[] = [];
    const { result } = app({ numbers: numbers(log) }).stream();
    await settled();
    expect(log).toEqual([]);
    const all = await Promise.all([result, result, result.then((stop) => stop), result.finally(() => {})]);
    expect(new Set(all).size).toBe(1);
    expect(log).toEqual(["begun", "closed"]);
  });

  test("that is asked for first takes no event away from who takes them in the same breath", async () => {
    const stream = app({ numbers: numbers([]) }).stream();
    const stop = stream.result.then(({ halted }) => halted);
    const { events } = await taken(stream);
    expect(events).toEqual(["start numbers", "numbers: 0", "numbers: 1", "numbers: 2", "step numbers"]);
    expect(await stop).toBe("end");
  });

  test("leaves the events to who has asked for the iterator, whenever he takes them", async () => {
    const stream = app({ numbers: numbers([]) }).stream();
    const iterator = stream[Symbol.asyncIterator]();
    const stop = stream.result.then(({ halted }) => halted);
    await settled();
    expect((await iterator.next()).value).toEqual({ type: "start", action: "numbers" });
    await taken(stream);
    expect(await stop).toBe("end");
  });

  test("hands over to who takes events later: he gets the one on its way, and all that follow", async () => {
    const gate = deferred();
    const slow = streaming({}, async function* (state) {
      yield "before";
      await gate.promise;
      yield "on its way";
      yield "after";
      return state;
    });
    const stream = app({ slow }).stream();
    const stop = stream.result.then(({ halted }) => halted);
    await settled();
    const rest = taken(stream);
    gate.resolve();
    expect((await rest).events).toEqual(["slow: on its way", "slow: after", "step slow"]);
    expect(await stop).toBe("end");
  });

  test("and the events at once, whichever is first", async () => {
    for (const isFirst of [true, false]) {
      const stream = app({ numbers: numbers([]) }).stream();
      const both = isFirst ? [stream.result, taken(stream)] : [taken(stream), stream.result];
      const [a, b] = await Promise.all(both);
      expect([a, b]).toContainEqual(expect.objectContaining({ halted: "end" }));
      expect([a, b]).toContainEqual(expect.objectContaining({ events: expect.arrayContaining(["numbers: 2"]) }));
    }
  });

  test("that nobody asks for is no unhandled rejection, however the stream fails", async () => {
    const bad = act({}, () => Promise.reject(new Error("mine")));
    await thrownBy(() => taken(app({ bad }).stream()));
    await breakAfter(app({ numbers: numbers([]) }).stream(), 2);
    await thrownBy(() => app({ bad }).stream({ signal: AbortSignal.abort() }).next());
    await app({ bad }).stream().return();
    // afterEach looks
  });

  test("rejects as run would have", async () => {
    const mine = new Error("mine");
    const one = app({ bad: act({}, () => Promise.reject(mine)) });
    const stream = one.stream();
    expect(await thrownBy(() => stream.result)).toBe(mine);
    // Who comes then is told, too; then there is no more
    expect(await thrownBy(() => stream.next())).toBe(mine);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test("can be left while it drives", async () => {
    const stream = app({
      endless: streaming({}, async function* () {
        for (let i = 0; ; i++) {
          await delay(1);
          yield i;
        }
      }),
    }).stream();
    const failure = thrownBy(() => stream.result);
    await settled();
    await stream.return();
    expect(await failure).toMatchObject({ code: "TYPEBURR_CLOSED" });
  });
});
