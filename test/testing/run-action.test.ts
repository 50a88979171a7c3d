import { action, PlaceholderError, result } from "typeburr";
import { runAction } from "typeburr/testing";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { answer, checkSafety, greet, prompt, Refuse, translate } from "./chat.js";

const untyped = runAction as unknown as (action: unknown, options?: unknown) => Promise<unknown>;

describe("runAction", () => {
  test("tells the result, the state behind the step, and what was written", async () => {
    const run = await runAction(prompt, { state: { history: ["hi"] }, inputs: { text: " hello " } });
    expect(run.written).toEqual({ prompt: "hello", history: ["hi", "hello"] });
    expect(run.result).toEqual(run.written);
    expect(run.state).toEqual({ prompt: "hello", history: ["hi", "hello"] });
    expect(run.items).toEqual([]);
  });

  test("runs a two-step action through both steps", async () => {
    const run = await runAction(checkSafety, { state: { prompt: "hello" } });
    expect(run).toEqual({
      result: { score: 0 },
      state: { prompt: "hello", safe: true },
      written: { safe: true },
      items: [],
    });
  });

  test("gathers the items of a streaming action, as their schema gives them back", async () => {
    const run = await runAction(answer, { state: { prompt: "hello", safe: true } });
    expect(run.items).toEqual(["YOU SAID: ", "HELLO"]);
    expect(run.result).toEqual({ tokens: 2 });
    expect(run.written).toEqual({ response: "You said: hello" });
  });

  test("runs an instance of a class, the built-ins, and a bound action", async () => {
    expect((await runAction(new Refuse("no"))).written.response).toBe("no");
    expect((await runAction(greet, { inputs: { name: " Ada " } })).written).toEqual({ name: "Ada" });
    expect((await runAction(greet.bind({ name: "Ada" }))).written).toEqual({ name: "Ada" });
    expect((await runAction(result("a"), { state: { a: 3 } })).result).toEqual({ a: 3 });
    expect(await thrownBy(() => runAction(translate, { state: { response: "" } }))).toBeInstanceOf(PlaceholderError);
  });

  test("tells of a key that may be left alone whether it was written, even with the same value", async () => {
    const act = action({
      reads: { note: v.optional(v.string()) },
      writes: { note: v.optional(v.string()) },
      inputs: { note: v.optional(v.string()) },
      run: (state, { note }) => (note === undefined ? state : state.update({ note })),
    });
    expect((await runAction(act, { state: { note: "a" } })).written).toEqual({});
    expect((await runAction(act, { state: { note: "a" }, inputs: { note: "a" } })).written).toEqual({ note: "a" });
  });

  test("keeps apart a result that is undefined, and none", async () => {
    const act = action({ reads: {}, writes: {}, run: (state) => [undefined, state] });
    expect((await runAction(act)).result).toBeUndefined();
  });

  test("tells the action what the test says", async () => {
    const act = action({
      reads: {},
      writes: { told: v.unknown() },
      run: (state, _inputs, { appId, partitionKey, action, sequenceId, error }) =>
        state.update({ told: { appId, partitionKey, action, sequenceId, error } }),
    });
    expect((await runAction(act)).written.told).toEqual({
      appId: "test",
      partitionKey: null,
      action: "test",
      sequenceId: 0,
      error: undefined,
    });
    for (const error of [new TypeError("before"), await thrownBy(() => untyped(null)), "thrown", null]) {
      const context = { appId: "a", partitionKey: "p", action: "act", error };
      expect((await runAction(act, { context })).written.told).toEqual({ ...context, sequenceId: 1 });
    }
  });

  test("aborts with the signal", async () => {
    const wait = action({
      reads: {},
      writes: {},
      run: async (state, _inputs, { signal }) => {
        controller.abort(new Error("enough"));
        signal.throwIfAborted();
        return state;
      },
    });
    const controller = new AbortController();
    await expect(runAction(wait, { context: { signal: controller.signal } })).rejects.toThrow("enough");
  });
});

describe("runAction refuses what a step refuses", () => {
  const act = action({
    reads: { count: v.number() },
    writes: { count: v.number() },
    inputs: { by: v.pipe(v.number(), v.minValue(1)) },
    run: (state, { by }) => state.increment({ count: by }),
  });

  test("inputs", async () => {
    await expectRefusal(
      () => runAction(act, { state: { count: 1 }, inputs: { by: 0 } }),
      refusal("InputError", "'by' of action 'test'"),
    );
    await expectRefusal(() => untyped(act, { state: { count: 1 }, inputs: { buy: 1 } }), refusal("InputError", "'by'"));
  });

  test("reads", async () => {
    await expectRefusal(() => untyped(act, { inputs: { by: 1 } }), refusal("ReadError", "'count'"));
    await expectRefusal(
      () => untyped(act, { state: { count: "1" }, inputs: { by: 1 } }),
      refusal("ReadError", "count"),
    );
  });

  test("writes that are wrong, undeclared, or missing, and what is no state", async () => {
    const writing = (run: (state: { update(values: object): object }) => unknown) =>
      untyped(action({ reads: {}, writes: { count: v.number() }, run: run as never }));
    await expectRefusal(() => writing((state) => state.update({ count: "1" })), refusal("WriteError", "'count'"));
    await expectRefusal(() => writing((state) => state.update({ cuont: 1 })), refusal("WriteError", "'cuont'"));
    await expectRefusal(() => writing((state) => state), refusal("WriteError", "'count'"));
    await expectRefusal(() => writing(() => undefined), refusal("OutcomeError", "returned nothing"));
    await expectRefusal(() => writing(() => [1, { count: 1 }]), refusal("OutcomeError", "no state"));
  });

  test("and throws what the action throws", async () => {
    const error = new Error("mine");
    const failing = action({
      reads: {},
      writes: {},
      run: async () => {
        throw error;
      },
    });
    expect(await thrownBy(() => runAction(failing))).toBe(error);
  });

  test("and options that it does not have", async () => {
    await expectRefusal(() => untyped("prompt"), refusal("DefinitionError", "runAction()", "a string"));
    await expectRefusal(
      () => untyped(act, { stat: {} }),
      refusal("DefinitionError", "'stat'", "Did you mean 'state'?"),
    );
    await expectRefusal(
      () => untyped(act, { context: { apId: "" } }),
      refusal("DefinitionError", "Did you mean 'appId'?"),
    );
    await expectRefusal(() => untyped(act, { state: 1 }), refusal("DefinitionError", "state of runAction()"));
    await expectRefusal(() => untyped(act, { state: { update: 1 } }), refusal("DefinitionError", "'update'"));
    await expectRefusal(() => untyped(act, { context: { appId: 1 } }), refusal("DefinitionError", "strings"));
  });
});
