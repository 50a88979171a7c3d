import { application, streamingAction } from "typeburr";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { actionDefinitionOf } from "../../src/action/definition.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";

describe("a streaming action", () => {
  const words = streamingAction({
    reads: { text: v.string() },
    writes: { count: v.number() },
    inputs: { by: v.optional(v.string(), " ") },
    item: v.object({ word: v.pipe(v.string(), v.trim()), at: v.optional(v.number(), 0) }),
    tags: ["slow"],
    async *run(state, { by }) {
      const all = state.text.split(by);
      for (const word of all) yield { word };
      return [all, state.update({ count: all.length })];
    },
  });

  test("is known as one", () => {
    expect(actionDefinitionOf(words)).toMatchObject({ isStreaming: true, item: { type: "object" }, tags: ["slow"] });
    const bare = streamingAction({
      reads: {},
      writes: {},
      *run(state) {
        yield 1;
        return state;
      },
    });
    expect(actionDefinitionOf(bare)).toMatchObject({ isStreaming: true, item: null });
    expect(actionDefinitionOf(words.bind({ by: "," }))).toMatchObject({ isStreaming: true, item: { type: "object" } });
  });

  test("yields items as their schema gives them, then its state and result", async () => {
    const app = application().withActions({ words }).withEntrypoint("words").withState({ text: "a, b" }).build();
    const items: unknown[] = [];
    for await (const event of app.stream({ inputs: { by: "," } })) if (event.type === "item") items.push(event.item);
    expect(items).toEqual([
      { word: "a", at: 0 },
      { word: "b", at: 0 },
    ]);
    expect(app.state).toMatchObject({ count: 2 });
  });

  test("runs to its end where nobody takes its items", async () => {
    const app = application().withActions({ words }).withEntrypoint("words").withState({ text: "a b c" }).build();
    expect(await app.run()).toMatchObject({ result: ["a", "b", "c"], state: { count: 3 } });
  });

  test("that is no generator, or ends without a state, is refused", async () => {
    const appWith = (run: unknown) => {
      const act = js.streamingAction({ reads: {}, writes: {}, run });
      return js.application().withActions({ act }).withEntrypoint("act").build();
    };
    const says = (...parts: string[]) => refusal("OutcomeError", "action 'act'", ...parts);
    await expectRefusal(() => appWith((state: unknown) => state).run(), says("function*"));
    await expectRefusal(
      () =>
        appWith(function* () {
          yield 1;
        }).run(),
      says("nothing"),
    );
  });
});
