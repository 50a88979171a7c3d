import { action, application, result } from "typeburr";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { stateMethods } from "../../src/state/types.js";
import { thawedIn } from "../support/frozen.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";

const count = action({
  reads: {},
  writes: { n: v.number(), list: v.array(v.string()), maybe: v.optional(v.string()) },
  run: (state) => state.update({ n: 1, list: ["a"] }),
});

describe("result", () => {
  test("shows keys as they are, and writes nothing", () => {
    const app = application()
      .withActions({ count, end: result("n", "list") })
      .withTransitions(["count", "end"])
      .withEntrypoint("count")
      .build();
    const stop = app.runSync();
    expect(stop).toMatchObject({ action: "end", result: { n: 1, list: ["a"] }, state: { n: 1, list: ["a"] } });
    expect(Object.keys(stop.result)).toEqual(["n", "list"]);
    expect(thawedIn(stop.result)).toBeNull();
    // Shown is read: only of `maybe` nobody does anything
    expect(app.graph.check().map(({ key }) => key)).toEqual(["maybe"]);
  });

  test("shows what schemas make of them; what is not there is not shown", () => {
    const end = result({
      n: v.pipe(v.number(), v.transform(String)),
      maybe: v.optional(v.string()),
      other: v.optional(v.number(), 7),
    });
    const app = application()
      .withActions({ count, end })
      .withTransitions(["count", "end"])
      .withEntrypoint("count")
      .build();
    expect(app.runSync().result).toEqual({ n: "1", other: 7 });
  });

  test("needs a key that it names, whatever stands there", async () => {
    const end = js
      .application()
      .withActions({ end: js.result("a") })
      .withEntrypoint("end");
    expect(end.build().graph.check()).toMatchObject([
      { message: "action 'end' reads 'a', which nothing writes on the path end" },
    ]);
    await expectRefusal(() => end.build().run(), refusal("ReadError", "action 'end' reads 'a'", "withState()"));
    for (const a of [undefined, null, 0, { deep: [1] }]) {
      expect((await end.withState({ a }).build().run()).result).toEqual({ a });
    }
  });

  const wrong: readonly (readonly [what: string, shown: unknown[], says: string[]])[] = [
    ["nothing", [], ["result() has no key to show", 'result("answer")']],
    ["no keys", [{}], ["result() has no key to show"]],
    ["a number", [1], ["result() takes names of state keys, or one record of valibot schemas, not a number"]],
    ["null", [null], ["what result() takes must be a record of valibot schemas", "null"]],
    ["a list", [["a"]], ["what result() takes must be a record of valibot schemas", "an array"]],
    ["an empty name", [""], ["result() must be a list of state keys", "an empty string"]],
    ["a name twice", ["a", "b", "a"], ["result() names 'a' twice"]],
    ["a name and a record", ["a", { b: v.any() }], ["result() must be a list of state keys", "an object"]],
    ["a record and a name", [{ b: v.any() }, "a"], ["result() takes names of state keys, or one record", "several"]],
    ["a type for a schema", [{ a: String }], ["'a' of what result() takes is no valibot schema", "a function"]],
  ];
  test.each(wrong)("refuses %s", async (_, shown, says) => {
    await expectRefusal(() => js.result(...shown), refusal("DefinitionError", ...says));
  });

  test.each(stateMethods)("refuses the key %s: it is a method of State", async (key) => {
    const says = refusal("DefinitionError", `'${key}' is a method of State: choose another key`);
    await expectRefusal(() => js.result("a", key), says);
    await expectRefusal(() => js.result({ [key]: v.any() }), says);
  });
});
