import { action } from "typeburr";
import { contextOf, stateOf, valuesOf } from "typeburr/testing";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { answer, checkSafety, greet, prompt, Refuse } from "./chat.js";

describe("stateOf", () => {
  test("is what an action's run takes", () => {
    const after = prompt.run(stateOf({}), { text: "hello" });
    expect(valuesOf(after)).toEqual({ prompt: "hello", history: ["hello"] });
    expect(after).toEqual({ prompt: "hello", history: ["hello"] });
  });

  test("is what run and update of a two-step action take", async () => {
    const result = await checkSafety.run(stateOf({ prompt: "unsafe" }));
    expect(result).toEqual({ score: 1 });
    expect(valuesOf(checkSafety.update(result, stateOf({ prompt: "unsafe" }))).safe).toBe(false);
  });

  test("is what the generator of a streaming action takes", async () => {
    const words = answer.run(stateOf({ prompt: "hello", safe: true }));
    expect((await words.next()).value).toBe("You said: ");
    expect((await words.next()).value).toBe("hello");
    const { value } = await words.next();
    expect(value).toEqual([{ tokens: 2 }, { prompt: "hello", safe: true, response: "You said: hello" }]);
  });

  test("is what a method of a class takes", () => {
    expect(valuesOf(new Refuse("no").run(stateOf({}))).response).toBe("no");
  });

  test("is what a bound action takes", () => {
    expect(valuesOf(greet.bind({ name: " Ada " }).run(stateOf({}), { name: "", times: undefined })).name).toBe("Ada");
  });

  test("shows its values, and data only", () => {
    const state = stateOf({ a: 1, list: [{ b: 2 }] });
    expect(state.a).toBe(1);
    expect({ ...state }).toEqual({ a: 1, list: [{ b: 2 }] });
    expect(JSON.stringify(state)).toBe('{"a":1,"list":[{"b":2}]}');
    expect(state.has("a")).toBe(true);
  });

  test("is frozen as deep as it is plain, so that an action that changes its state in place fails here, too", () => {
    const state = stateOf({ list: [{ b: 2 }] });
    expect(() => state.list.push({ b: 3 })).toThrow(TypeError);
    expect(() => Object.assign(state.list[0] ?? {}, { b: 3 })).toThrow(TypeError);
  });

  test("refuses what is no record, and keys that are methods of State", async () => {
    await expectRefusal(() => stateOf([]), refusal("DefinitionError", "stateOf()", "an array"));
    await expectRefusal(() => stateOf({ update: 1 }), refusal("DefinitionError", "'update'"));
    await expectRefusal(() => valuesOf({ a: 1 }), refusal("DefinitionError", "valuesOf()", "an object"));
  });
});

describe("contextOf", () => {
  test("has all that a context has", async () => {
    const context = contextOf();
    expect(context).toMatchObject({ appId: "test", partitionKey: null, sequenceId: 0, action: "test" });
    expect(context.error).toBeUndefined();
    expect(context.signal.aborted).toBe(false);
    expect(context.span("work", (span) => span.span("part", () => 7))).toBe(7);
    expect(() => context.logAttributes({ tokens: 3 })).not.toThrow();
  });

  test("takes what matters to the test", () => {
    const error = new Error("before");
    const context = contextOf({ appId: "chat", action: "ask", sequenceId: 4, error, signal: AbortSignal.abort() });
    expect(context).toMatchObject({ appId: "chat", sequenceId: 4, error });
    expect(context.signal.aborted).toBe(true);
    expect(context.idempotencyKey).toBe('[null,"chat",3,"ask"]');
  });

  test("refuses what is no record", async () => {
    await expectRefusal(() => contextOf([] as object), refusal("DefinitionError", "contextOf()", "an array"));
  });
});

test("an action that looks at its context finds one", () => {
  const noted = action({
    reads: {},
    writes: { note: v.string() },
    run: (state, _, { appId, signal, span }) =>
      span("note", ({ name }) => state.update({ note: `${appId} ${signal.aborted} ${name}` })),
  });
  expect(valuesOf(noted.run(stateOf({}))).note).toBe("test false note");
  expect(valuesOf(noted.run(stateOf({}), {}, contextOf({ appId: "chat" }))).note).toBe("chat false note");
});
