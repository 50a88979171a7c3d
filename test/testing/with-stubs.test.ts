import { action, application } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import { recorder, withStubs } from "typeburr/testing";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { chat, translate } from "./chat.js";

const untyped = withStubs as unknown as (builder: unknown, stubs: unknown) => { build(): unknown };

describe("withStubs", () => {
  test("runs something else in the place of actions of every kind", async () => {
    const log = recorder<typeof chat>();
    const stubbed = withStubs(chat, {
      prompt: (state, { text }) => state.update({ prompt: `${text}!` }).append({ history: text }),
      checkSafety: (state) => ({ score: state.prompt.endsWith("!") ? 0 : 1 }),
      async *answer(state) {
        yield "stub";
        return [{ tokens: 0 }, state.update({ response: "fine" })];
      },
    });
    const stop = await stubbed
      .withHooks(log)
      .build()
      .run({ haltAfter: ["answer"], inputs: { text: "unsafe" } });
    expect(stop).toMatchObject({ result: { tokens: 0 }, state: { prompt: "unsafe!", safe: true, response: "fine" } });
    expect(log.items.map(({ item }) => item)).toEqual(["STUB"]);
  });

  test("stands in for actions of an application that is loaded, too", async () => {
    const persister = memoryPersister();
    const count = action({
      reads: { n: v.number() },
      writes: { n: v.number() },
      run: (state) => state.increment({ n: 1 }),
    });
    const counting = application()
      .withActions({ count })
      .withPersister(persister)
      .initializeFrom(persister, { default: { state: { n: 0 }, entrypoint: "count" } });
    const log = recorder<typeof counting>();
    const app = await withStubs(counting, { count: (state) => state.update({ n: state.n + 10 }) })
      .withHooks(log)
      .build();
    await app.step();

    expect(log.steps[0]?.changes.n).toEqual({ before: 0, after: 10 });
  });

  test("takes a sync generator for an async one, and instances of classes", async () => {
    const stubbed = withStubs(chat, {
      checkSafety: async () => ({ score: 0 }),
      *answer() {
        yield "I";
        throw new TypeError("no");
      },
      refuse: (state) => state.update({ response: "stubbed" }),
    });
    const stop = await stubbed.build().run({ haltAfter: ["refuse"], inputs: { text: "hello" } });
    expect(stop.state.response).toBe("stubbed");
  });

  test("leaves the builder as it was, and may be called again", async () => {
    const once = withStubs(chat, { refuse: (state) => state.update({ response: "once" }) });
    const twice = withStubs(once, { refuse: (state) => state.update({ response: "twice" }) });
    const said = async (builder: typeof chat) =>
      (await builder.build().run({ haltAfter: ["refuse", "answer"], inputs: { text: "unsafe" } })).state.response;
    expect(await Promise.all([said(chat), said(once), said(twice)])).toEqual([
      "I can't help with that.",
      "once",
      "twice",
    ]);
  });

  test("lets what is only sketched be run", async () => {
    const say = action({
      reads: {},
      writes: { response: v.string() },
      run: (state) => state.update({ response: "hi" }),
    });
    const sketch = application()
      .withActions({ say, translate })
      .withTransitions(["say", "translate"])
      .withEntrypoint("say");
    const app = withStubs(sketch, { translate: (state) => state.update({ translation: state.response }) }).build();
    expect(app.runSync().state.translation).toBe("hi");
  });

  test("gives a stub of a bound action the other inputs", () => {
    const add = action({
      reads: {},
      writes: { sum: v.number() },
      inputs: { a: v.number(), b: v.number() },
      run: (state, { a, b }) => state.update({ sum: a + b }),
    });
    const adding = application()
      .withActions({ add: add.bind({ a: 1 }) })
      .withEntrypoint("add");
    const seen: object[] = [];
    const app = withStubs(adding, {
      add: (state, inputs) => {
        seen.push(inputs);
        return state.update({ sum: 0 });
      },
    }).build();
    app.runSync({ inputs: { b: 2 } });
    expect(seen).toEqual([{ b: 2 }]);
  });

  test("holds stubs to what the actions declare", async () => {
    const count = action({
      reads: { count: v.number() },
      writes: { count: v.number() },
      inputs: { by: v.number() },
      run: (state, { by }) => state.increment({ count: by }),
    });
    const counting = application().withActions({ count }).withEntrypoint("count").withState({ count: 0 });
    const running = (count: unknown) => async () =>
      await (untyped(counting, { count }).build() as { run(options: object): unknown }).run({ inputs: { by: 1 } });
    type Untyped = { update(values: object): object };
    await expectRefusal(
      running((s: Untyped) => s.update({ count: "1" })),
      refusal("WriteError", "'count'"),
    );
    await expectRefusal(
      running((s: Untyped) => s.update({ other: 1 })),
      refusal("WriteError", "'other'"),
    );
    await expectRefusal(
      running((s: Untyped) => s),
      refusal("WriteError", "'count'"),
    );
    const stubbed = withStubs(counting, { count: (state) => state.increment({ count: 5 }) });
    await expectRefusal(() => stubbed.build().run(), refusal("InputError", "'by'"));
    expect(stubbed.build().graph.toMermaid()).toBe(counting.build().graph.toMermaid());
  });

  test("refuses names that there are not, what is no function, and what is no builder", async () => {
    const stub = () => undefined;
    await expectRefusal(
      () => untyped(chat, { anwser: stub }),
      refusal("DefinitionError", "no action 'anwser'", "Did you mean 'answer'?"),
    );
    await expectRefusal(() => untyped(chat, { answer: 1 }), refusal("DefinitionError", "stub of 'answer'", "a number"));
    await expectRefusal(() => untyped(chat, [stub]), refusal("DefinitionError", "an array"));
    await expectRefusal(() => untyped(chat.build(), { answer: stub }), refusal("DefinitionError", "a builder first"));
  });
});
