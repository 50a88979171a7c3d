import { describe, expect, test } from "vitest";
import { thrownBy } from "../support/refusal.js";
import { standOf } from "./apps.js";
import { recorder, streaming, taken, watchedApp } from "./streams.js";

const mine = new Error("mine");
const fail = (): never => {
  throw mine;
};

/** Two items; notes how far it came. */
const pair = (log: string[]) =>
  streaming({}, function* (state) {
    try {
      log.push("begun");
      yield 1;
      yield 2;
      return state;
    } finally {
      log.push("closed");
    }
  });

describe("rules 5 and 23: hooks of a stream", () => {
  test("are told the same in run as in stream", async () => {
    const [streamed, run] = [recorder(), recorder()];
    await taken(watchedApp([streamed.hooks], { pair: pair([]) }).stream());
    await watchedApp([run.hooks], { pair: pair([]) }).run();
    expect(run.names).toEqual(streamed.names);
    expect(run.names).toEqual([
      "preExecuteCall",
      "preRunStep",
      "preStartStream",
      "postStreamItem",
      "postStreamItem",
      "postEndStream",
      "postRunStep",
      "onTransition",
      "postExecuteCall",
    ]);
    const ended = { appId: "test", partitionKey: null, sequenceId: 0, action: "pair", items: 2, error: undefined };
    expect(run.of("postEndStream")).toMatchObject([ended]);
  });

  test("that are async are awaited before the item arrives", async () => {
    const log: string[] = [];
    const slow = {
      postStreamItem: async ({ item }: { item: unknown }) => {
        await Promise.resolve();
        log.push(`told of ${item}`);
      },
    };
    for await (const event of watchedApp([slow], { pair: pair([]) }).stream()) {
      if (event.type === "item") log.push(`got ${event.item}`);
    }
    expect(log).toEqual(["told of 1", "got 1", "told of 2", "got 2"]);
  });

  test.each(["preRunStep", "preStartStream"])("one before the items, %s, that throws prevents them", async (name) => {
    const log: string[] = [];
    const hooks = recorder();
    const one = watchedApp([{ [name]: fail }, hooks.hooks], { pair: pair(log) });
    const stream = one.stream();
    const error = await thrownBy(() => taken(stream));
    expect(error).toMatchObject({ code: "TYPEBURR_HOOK", hook: name, action: "pair", cause: mine });
    expect(await thrownBy(() => stream.result)).toBe(error);
    expect(log).toEqual([]);
    expect(hooks.of("postRunStep")).toMatchObject([{ error }]);
    expect(hooks.of("postEndStream")).toHaveLength(name === "preStartStream" ? 1 : 0);
    expect(hooks.of("postExecuteCall")).toHaveLength(1);
  });

  test.each(["postStreamItem", "postEndStream", "postRunStep"])(
    "one behind them, %s, cannot undo the step",
    async (name) => {
      const log: string[] = [];
      const hooks = recorder();
      const one = watchedApp([{ [name]: fail }, hooks.hooks], { pair: pair(log) }, [["pair", "pair"]]);
      const error = await thrownBy(() => taken(one.stream()));
      expect(error).toMatchObject({ code: "TYPEBURR_HOOK", hook: name, action: "pair" });
      expect(log).toEqual(["begun", "closed"]);
      expect(hooks.of("postStreamItem")).toHaveLength(2);
      // It has completed, and the next one is next
      expect(hooks.of("postRunStep")).toMatchObject([{ error: undefined }]);
      expect(standOf(one).sequenceId).toBe(0);
    },
  );

  test("that throw when the consumer leaves are told to him, and do not hide that he has left", async () => {
    const hooks = recorder();
    const one = watchedApp([{ postEndStream: fail }, hooks.hooks], { pair: pair([]) });
    const stream = one.stream();
    const error = await thrownBy(async () => {
      for await (const event of stream) if (event.type === "item") break;
    });
    expect(error).toMatchObject({ code: "TYPEBURR_HOOK", cause: mine });
    expect(await thrownBy(() => stream.result)).toMatchObject({ code: "TYPEBURR_CLOSED", cause: error });
    expect(hooks.of("postExecuteCall")).toMatchObject([{ error: undefined, hookErrors: [error] }]);
  });

  test("that throw beside the generator do not hide what it has thrown", async () => {
    const hooks = recorder();
    const bad = streaming({}, function* () {
      yield 1;
      throw mine;
    });
    const one = watchedApp([{ postStreamItem: () => Promise.reject("hook") }, hooks.hooks], { bad });
    expect(await thrownBy(() => taken(one.stream()))).toBe(mine);
    expect(hooks.of("postEndStream")).toMatchObject([{ items: 1, error: mine }]);
    expect(hooks.of("postExecuteCall")).toMatchObject([{ error: mine, hookErrors: [{ code: "TYPEBURR_HOOK" }] }]);
  });
});
