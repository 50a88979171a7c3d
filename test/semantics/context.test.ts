import { inspect } from "node:util";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { thrownBy } from "../support/refusal.js";
import { type Context, js, type Run, type UntypedApplication } from "../support/untyped.js";
import { act, app, deferred } from "./apps.js";

const n = v.number();

/** An application of one action, with identifiers. */
const make = (run: Run): UntypedApplication =>
  js
    .application()
    .withActions({ look: act({ reads: {}, writes: {} }, run) })
    .withTransitions(["look", "look"])
    .withEntrypoint("look")
    .withIdentifiers({ appId: "id", partitionKey: "part" })
    .build();

/** The context of the first step. */
async function contextOf(options?: object): Promise<Context> {
  const seen: Context[] = [];
  await make((state, _, context) => {
    seen.push(context);
    return state;
  }).step(options);
  return seen[0] as Context;
}

describe("rule 6: the context of a step", () => {
  test("has these fields", async () => {
    const context = await contextOf();
    expect([context.appId, context.partitionKey, context.sequenceId, context.action]).toEqual([
      "id",
      "part",
      0,
      "look",
    ]);
    expect(context.error).toBeUndefined();
    expect(context.signal).toBeInstanceOf(AbortSignal);
    expect(context.signal).toBe(context.signal);
    expect(context.signal.aborted).toBe(false);
    expect(typeof context.idempotencyKey).toBe("string");
  });

  test("can be taken apart, in the parameters and later, its methods too", async () => {
    const seen: unknown[] = [];
    const one = make(async (state, _, { appId, partitionKey, sequenceId, action, error, ...rest }) => {
      seen.push(appId, partitionKey, sequenceId, action, error, Object.keys(rest));
      return state;
    });
    await one.step();
    expect(seen).toEqual(["id", "part", 0, "look", undefined, []]);

    const methods = make(async (state, _, { signal, idempotencyKey, span, logAttributes }) => {
      await Promise.resolve();
      logAttributes({ key: idempotencyKey });
      seen.push(await span("work", async () => signal.aborted));
      return state;
    });
    await methods.step();
    expect(seen.at(-1)).toBe(false);
  });

  test("shows and copies the facts of the step; what is made when it is asked for is not copied", async () => {
    const context = await contextOf();
    const facts = { appId: "id", partitionKey: "part", sequenceId: 0, action: "look", error: undefined };
    expect({ ...context }).toEqual(facts);
    expect(JSON.stringify(context)).toBe(JSON.stringify(facts));
    const logged = inspect(context, { breakLength: Number.POSITIVE_INFINITY });
    const shown = "appId: 'id', partitionKey: 'part', sequenceId: 0, action: 'look', error: undefined";
    expect(logged).toBe(`ActionContext { ${shown} }`);
  });

  test("is another for each attempt, and stays what it was", async () => {
    const seen: Context[] = [];
    const one = make((state, _, context) => {
      seen.push(context);
      if (seen.length === 2) throw new Error("again");
      return state;
    });
    await one.step();
    await thrownBy(() => one.step());
    await one.step();
    expect(seen.map(({ sequenceId }) => sequenceId)).toEqual([0, 1, 2]);
    expect(new Set(seen.map(({ signal }) => signal)).size).toBe(3);
    const keys = seen.map(({ idempotencyKey }) => idempotencyKey);
    expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([false, true]);
  });

  test("is given to generators, and to the first function of two", async () => {
    const seen: unknown[] = [];
    const actions = {
      two: js.twoStepAction({
        reads: {},
        writes: {},
        run: (_: unknown, __: unknown, { action }: Context) => seen.push(action),
        update: (_: unknown, state: unknown) => state,
      }),
      stream: js.streamingAction({
        reads: {},
        writes: {},
        *run(state: unknown, _: unknown, { action, sequenceId }: Context) {
          seen.push(action, sequenceId);
          yield 1;
          return state;
        },
      }),
    };
    await app(actions, [["two", "stream"]]).run();
    expect(seen).toEqual(["two", "stream", 1]);
  });
});

describe("rule 2: context.idempotencyKey", () => {
  test("is ASCII, and can be sent as a header", async () => {
    let key = "";
    const ask = act({}, (state, _, context) => {
      key = context.idempotencyKey;
      return state;
    });
    const builder = js.application().withActions({ 日本: ask }).withEntrypoint("日本");
    await builder.withIdentifiers({ appId: "заказ-1" }).build().step();
    expect(() => new Headers({ "idempotency-key": key })).not.toThrow();
    expect(JSON.parse(key)).toEqual([null, "заказ-1", null, "日本"]);
  });

  test("differs by application, partition, action and step; two applications alike have the same", async () => {
    const keyOf = async (identifiers: object, action: string): Promise<string> => {
      let key = "";
      const look = act({}, (state, _, context) => {
        key = context.idempotencyKey;
        return state;
      });
      await js
        .application()
        .withActions({ [action]: look })
        .withEntrypoint(action)
        .withIdentifiers(identifiers)
        .build()
        .step();
      return key;
    };
    const all = [
      await keyOf({ appId: "a" }, "x"),
      await keyOf({ appId: "b" }, "x"),
      await keyOf({ appId: "a", partitionKey: "b" }, "x"),
      await keyOf({ appId: "a" }, "y"),
      await keyOf({ appId: 'a","x' }, "y"),
    ];
    expect(new Set(all).size).toBe(5);
    expect(await keyOf({ appId: "a" }, "x")).toBe(all[0]);
  });

  test("is another behind an error edge, and when the same action's turn comes again", async () => {
    const keys: string[] = [];
    const note: Run = (state, _, context) => {
      keys.push(context.idempotencyKey);
      if (context.action === "bad") throw new Error("mine");
      return state;
    };
    const one = app({ a: act({}, note), bad: act({}, note), mend: act({}, note) }, [
      ["a", "bad"],
      ["bad", "mend", js.onError()],
      ["mend", "a"],
    ]);
    await one.run({ haltAfter: ["mend"] });
    await one.run({ haltAfter: ["mend"] });
    expect([keys.length, new Set(keys).size]).toEqual([6, 6]);
    one.resetToEntrypoint();
    await one.step();
    expect(keys).not.toContain(keys.pop());
  });
});

describe("rule 11: context.error", () => {
  test("is what was thrown, itself, for the target of the edge and for each of its attempts; then it is gone", async () => {
    const seen: unknown[] = [];
    const thrown = { any: "thing" };
    let fails = true;
    const actions = {
      bad: act({}, () => {
        throw thrown;
      }),
      mend: act({ writes: { n } }, (state, _, { error }) => {
        seen.push(error);
        if (fails) throw new Error("again");
        return state.update({ n: 1 });
      }),
      end: act({}, (state, _, { error }) => {
        seen.push(error);
        return state;
      }),
    };
    const one = app(actions, [
      ["bad", "mend", js.onError()],
      ["mend", "end"],
    ]);
    await thrownBy(() => one.step());
    fails = false;
    await one.run();
    expect(seen).toEqual([thrown, thrown, undefined]);
    expect(seen[0]).toBe(thrown);
  });

  test("is that of the last failure, where a target fails and an edge leads out of it", async () => {
    const seen: unknown[] = [];
    const failing = (message: string) =>
      act({}, (_, __, { error }) => {
        seen.push((error as Error | undefined)?.message);
        throw new Error(message);
      });
    const last = act({}, (state, _, { error }) => {
      seen.push((error as Error).message);
      return state;
    });
    const edges = [
      ["a", "b", js.onError()],
      ["b", "last", js.onError()],
    ];
    await app({ a: failing("one"), b: failing("two"), last }, edges).run();
    expect(seen).toEqual([undefined, "one", "two"]);
  });
});

describe("rule 12: context.signal", () => {
  test("aborts with the caller's, with the same reason, whenever it is asked for", async () => {
    const gate = deferred();
    const seen: AbortSignal[] = [];
    const one = make(async (state, _, context) => {
      const { signal } = context;
      seen.push(signal);
      await gate.promise;
      seen.push(context.signal);
      return state;
    });
    const controller = new AbortController();
    const reason = new Error("enough");
    const run = one.run({ signal: controller.signal });
    await Promise.resolve();
    controller.abort(reason);
    gate.resolve();
    expect(await thrownBy(() => run)).toBe(reason);
    expect(seen.map((signal) => signal.reason as unknown)).toEqual([reason, reason]);
  });

  test("that is first asked for when the caller's has aborted is aborted", async () => {
    const controller = new AbortController();
    let isAborted: boolean | null = null;
    const one = make((state, _, context) => {
      controller.abort();
      isAborted = context.signal.aborted;
      return state;
    });
    await thrownBy(() => one.run({ signal: controller.signal }));
    expect(isAborted).toBe(true);
  });

  test("of a call without one is there, and never aborts", async () => {
    expect((await contextOf()).signal.aborted).toBe(false);
    expect((await contextOf({ signal: new AbortController().signal })).signal.aborted).toBe(false);
  });
});

test("rule 12: a signal that is asked for when its step is over leaves nothing on the caller's", async () => {
  const kept: { readonly signal: AbortSignal }[] = [];
  const one = app({
    a: act({}, (state, _, context) => {
      kept.push(context as unknown as { readonly signal: AbortSignal });
      return state;
    }),
  });
  const controller = new AbortController();
  let listeners = 0;
  const add = controller.signal.addEventListener.bind(controller.signal);
  controller.signal.addEventListener = (...given: Parameters<typeof add>) => {
    listeners += 1;
    add(...given);
  };
  await one.step({ signal: controller.signal });
  expect(kept[0]?.signal.aborted).toBe(false);
  expect(listeners).toBe(0);
});
