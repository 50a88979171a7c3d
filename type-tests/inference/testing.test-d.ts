import { expectTypeOf } from "expect-type";
import { action, application, result, streamingAction, twoStepAction } from "typeburr";
import { type Change, type Edge, paths, recorder, runAction, stateOf, valuesOf, withStubs } from "typeburr/testing";
import * as v from "valibot";
import { describe, test } from "vitest";

const ask = action({
  reads: { draft: v.string(), note: v.optional(v.string()) },
  writes: { draft: v.pipe(v.string(), v.transform(Number)), mood: v.optional(v.string()) },
  inputs: { size: v.pipe(v.string(), v.transform(Number)) },
  deletes: ["note"],
  run: (state) => state.wipe("note").update({ draft: "1" }),
});
const words = streamingAction({
  reads: { draft: v.number() },
  writes: { response: v.string() },
  item: v.string(),
  *run(state) {
    yield "a";
    return [{ tokens: state.draft }, state.update({ response: "" })];
  },
});
const measure = twoStepAction({
  reads: { response: v.string() },
  writes: { length: v.number() },
  run: async (state) => ({ length: state.response.length }),
  update: ({ length }, state) => state.update({ length }),
});
const begun = application()
  .withActions({ ask, words, measure })
  .withTransitions(["ask", "words"], ["words", "measure"])
  .withEntrypoint("ask")
  .withState({ draft: "" });

describe("one action alone", () => {
  test("a state has the type of its values, and what a run leaves those of what was written", () => {
    expectTypeOf(stateOf({ a: 1, list: ["b"] }).list).toEqualTypeOf<string[]>();
    const after = measure.update({ length: 1 }, stateOf({ response: "" }));
    expectTypeOf(valuesOf(after)).toEqualTypeOf<{ readonly length: number; readonly response: string }>();
  });

  test("a run has the types of the action's step", async () => {
    const asked = await runAction(ask, { state: { draft: "" }, inputs: { size: "1" } });
    expectTypeOf(asked.written).toEqualTypeOf<{ readonly draft: number; readonly mood?: string | undefined }>();
    expectTypeOf(asked.state).toEqualTypeOf<{
      readonly draft: number;
      readonly mood?: string | undefined;
      readonly note?: string | undefined;
    }>();
    const streamed = await runAction(words, { state: { draft: 1 } });
    expectTypeOf(streamed.items).toEqualTypeOf<readonly string[]>();
    expectTypeOf(streamed.result).toEqualTypeOf<{ tokens: number }>();
    expectTypeOf((await runAction(result("a"), { state: { a: 1 } })).state).toEqualTypeOf<{ readonly a: unknown }>();
  });
});

describe("an application", () => {
  test("with stubs has the same type", () => {
    expectTypeOf(withStubs(begun, {})).toEqualTypeOf<typeof begun>();
  });

  test("is recorded by its types", () => {
    const { actions, steps, items } = recorder<typeof begun>();
    expectTypeOf(actions).toEqualTypeOf<readonly ("ask" | "words" | "measure")[]>();
    expectTypeOf(items.at(0)?.item).toEqualTypeOf<string | undefined>();
    expectTypeOf(steps[0]?.changes.draft).toEqualTypeOf<Change<number> | undefined>();
    for (const step of steps) {
      if (step.action !== "ask") continue;
      expectTypeOf(step.inputs).toEqualTypeOf<{ readonly size: number }>();
      expectTypeOf(step.changes.draft).toEqualTypeOf<Change<number> | undefined>();
    }
  });

  test("is recorded without types, too", () => {
    const step = recorder().steps.at(0);
    expectTypeOf(step?.action).toEqualTypeOf<string | undefined>();
    expectTypeOf(step?.result).toEqualTypeOf<unknown>();
  });

  test("has paths", () => {
    expectTypeOf(paths(begun.build().graph).unreachable).toEqualTypeOf<readonly Edge[]>();
  });
});
