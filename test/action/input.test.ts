import { application, input } from "typeburr";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { thawedIn } from "../support/frozen.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";

describe("input", () => {
  test("writes what it is given, parsed once", async () => {
    const calls: string[] = [];
    const schema = v.pipe(
      v.string(),
      v.transform((text) => {
        calls.push(text);
        return `<${text}>`;
      }),
    );
    let next = 0;
    const ask = input({ text: schema, id: v.optional(v.number(), () => ++next) });
    const asked = next;
    const app = application().withActions({ ask }).withEntrypoint("ask").build();
    const stop = await app.run({ inputs: { text: "a" } });
    expect(stop.state).toMatchObject({ text: "<a>", id: asked + 1 });
    expect(stop.result).toEqual({ text: "<a>", id: asked + 1 });
    expect(calls).toEqual(["a"]);
  });

  test("leaves a key alone that is left out and has no default", () => {
    const ask = input({ size: v.optional(v.number()), tone: v.nullish(v.string()), mode: v.optional(v.string(), "a") });
    const app = application()
      .withActions({ ask })
      .withTransitions(["ask", "ask"])
      .withEntrypoint("ask")
      .withState({ size: 1 })
      .build();
    expect(app.stepSync()?.state).toEqual({ size: 1, mode: "a" });
    expect(app.stepSync({ inputs: { size: 2, tone: null } })?.state).toEqual({ size: 2, tone: null, mode: "a" });
    expect(app.stepSync()?.state).toEqual({ size: 2, tone: null, mode: "a" });
  });

  test("counts as written what has a default", () => {
    const read = js.action({
      reads: { mode: v.string(), size: v.number() },
      writes: {},
      run: (state: unknown) => state,
    });
    const problems = js
      .application()
      .withActions({ ask: js.input({ mode: v.optional(v.string(), "a"), size: v.optional(v.number()) }), read })
      .withTransitions(["ask", "read"])
      .withEntrypoint("ask")
      .build()
      .graph.check();
    expect(problems.map(({ message }) => message)).toContain(
      "action 'read' reads 'size', which nothing writes on the path ask → read",
    );
    expect(problems.map(({ message }) => message).join()).not.toContain("'mode'");
  });

  test("freezes what it writes", async () => {
    const ask = input({ list: v.array(v.object({ n: v.number() })) });
    const app = application().withActions({ ask }).withEntrypoint("ask").build();
    expect(thawedIn((await app.run({ inputs: { list: [{ n: 1 }] } })).state.list)).toBeNull();
  });

  test("says of a wrong input that it is one; nothing is written", async () => {
    const app = js
      .application()
      .withActions({ ask: js.input({ text: v.string() }) })
      .withEntrypoint("ask")
      .build();
    await expectRefusal(() => app.run(), refusal("InputError", "action 'ask' needs the input 'text'"));
    await expectRefusal(() => app.run({ inputs: { text: 1 } }), refusal("InputError", "'text'", "Expected string"));
    await expectRefusal(() => app.run({ inputs: { txet: "" } }), refusal("InputError", "Did you mean 'text'?"));
    expect(app.state.getAll()).toEqual({});
  });

  test("refuses what is no record of schemas", async () => {
    for (const wrong of [undefined, null, "text", ["text"]]) {
      await expectRefusal(() => js.input(wrong), refusal("DefinitionError", "what input() takes must be a record"));
    }
    await expectRefusal(() => js.input({ a: 1 }), refusal("DefinitionError", "'a' of what input() takes", "a number"));
    await expectRefusal(
      () => js.input({ keys: v.any() }),
      refusal("DefinitionError", "'keys' is a method of State: choose another key"),
    );
  });
});
