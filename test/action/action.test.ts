import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { stateMethods } from "../../src/state/types.js";
import { thawedIn } from "../support/frozen.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js, type Run, type UntypedAction } from "../support/untyped.js";

const run: Run = (state) => state;
const runOnce = async (action: UntypedAction, inputs: object = {}) => {
  const app = js.application().withActions({ action }).withEntrypoint("action").build();
  return (await app.run({ inputs })).state.getAll();
};

describe("action", () => {
  test("runs what it was given, for tests", () => {
    const seen = (...given: readonly unknown[]): unknown => given;
    const { run } = js.action({ reads: {}, writes: {}, run: seen });
    expect(run("state", "inputs", "context")).toEqual(["state", "inputs", "context"]);
    expect(run("state")).toMatchObject(["state", {}, { action: "test", sequenceId: 0 }]);
  });

  test("is frozen", () => {
    const one = js.action({ reads: {}, writes: {}, run }) as unknown as Record<string, unknown>;
    expect(() => {
      one.run = null;
    }).toThrow(TypeError);
  });

  test("does not listen to what becomes of its definition", async () => {
    const definition = {
      reads: {},
      writes: { a: v.number() } as Record<string, unknown>,
      deletes: ["c"],
      run: ((s) => s.update({ a: 1 })) as Run,
    };
    const one = js.action(definition) as UntypedAction & { readonly deletes: readonly string[] };
    definition.writes.b = v.string();
    definition.deletes.push("d");
    expect(one.deletes).toEqual(["c"]);
    definition.run = run;
    expect(await runOnce(one)).toEqual({ a: 1 });
  });

  const wrong: readonly (readonly [what: string, definition: unknown, says: string[]])[] = [
    ["null", null, ["action() takes a record", "null"]],
    ["a function", run, ["action() takes a record", "a function"]],
    ["no run", { reads: {}, writes: {} }, ["run of action() must be a function", "undefined"]],
    ["run that is none", { reads: {}, writes: {}, run: "run" }, ["run of action()", "a string"]],
    ["no reads", { writes: {}, run }, ["reads of action() must be a record of valibot schemas", "undefined"]],
    ["no writes", { reads: {}, run }, ["writes of action()", "undefined"]],
    ["a list of reads", { reads: ["a"], writes: {}, run }, ["reads of action()", "an array"]],
    ["null inputs", { reads: {}, writes: {}, inputs: null, run }, ["inputs of action()", "null"]],
    ["a type for a schema", { reads: { a: String }, writes: {}, run }, ["'a' of reads of action()", "a function"]],
    ["an async schema", { reads: {}, writes: { a: v.objectAsync({}) }, run }, ["'a' of writes of action()", "async"]],
    ["a misspelt option", { reads: {}, writes: {}, inptus: {}, run }, ["'inptus'", "Did you mean 'inputs'?"]],
    ["a string for tags", { reads: {}, writes: {}, tags: "slow", run }, ["tags of action()", "a string"]],
    [
      "a string for deletes",
      { reads: {}, writes: {}, deletes: "a", run },
      ["deletes of action()", '["draft"]', "a string"],
    ],
    [
      "a record of deletes",
      { reads: {}, writes: {}, deletes: { a: v.any() }, run },
      ["deletes of action()", "an object"],
    ],
    ["null for deletes", { reads: {}, writes: {}, deletes: null, run }, ["deletes of action()", "null"]],
    ["a schema among deletes", { reads: {}, writes: {}, deletes: [v.any()], run }, ["deletes of", "not of an object"]],
    ["an empty key among deletes", { reads: {}, writes: {}, deletes: [""], run }, ["deletes of", "an empty string"]],
    ["a hole among deletes", { reads: {}, writes: {}, deletes: new Array(1), run }, ["deletes of", "undefined"]],
    ["a key deleted twice", { reads: {}, writes: {}, deletes: ["a", "b", "a"], run }, ["names 'a' twice"]],
    ["a tag without a name", { reads: {}, writes: {}, tags: [""], run }, ["tags of action()"]],
  ];

  test.each(wrong)("refuses %s", async (_, definition, says) => {
    await expectRefusal(() => js.action(definition), refusal("DefinitionError", ...says));
  });

  test.each(stateMethods)("refuses the key %s: it is a method of State", async (name) => {
    const says = refusal("DefinitionError", `'${name}' is a method of State: choose another key`);
    await expectRefusal(() => js.action({ reads: { [name]: v.any() }, writes: {}, run }), says);
    await expectRefusal(() => js.action({ reads: {}, writes: { [name]: v.any() }, run }), says);
    await expectRefusal(() => js.action({ reads: {}, writes: {}, deletes: [name], run }), says);
  });

  test("may have an input of that name", () => {
    expect(() => js.action({ reads: {}, writes: {}, inputs: { keys: v.any() }, run })).not.toThrow();
  });
});

describe("bind", () => {
  const say = js.action({
    reads: {},
    writes: { said: v.unknown() },
    inputs: { text: v.pipe(v.string(), v.trim()), times: v.optional(v.number(), 1), tone: v.unknown() },
    run: ((state, inputs) => state.update({ said: inputs })) satisfies Run,
  });

  test("fixes inputs, parsed once, and leaves the rest to the caller", async () => {
    const bound = say.bind({ text: "  hi " });
    expect(await runOnce(bound, { times: 2 })).toEqual({ said: { text: "hi", times: 2, tone: undefined } });
    expect(await runOnce(bound.bind({ times: 3 }))).toEqual({ said: { text: "hi", times: 3, tone: undefined } });
    expect(await runOnce(say.bind({}), { text: "b" })).toEqual({ said: { text: "b", times: 1, tone: undefined } });
  });

  test("leaves the action alone, so that it can be bound twice", async () => {
    const [one, two] = [say.bind({ text: "one" }), say.bind({ text: "two" })];
    expect([await runOnce(one), await runOnce(two), await runOnce(say, { text: "three" })]).toMatchObject([
      { said: { text: "one" } },
      { said: { text: "two" } },
      { said: { text: "three" } },
    ]);
  });

  test("keeps what the action deletes", async () => {
    const tidy = js.action({
      reads: { a: v.number() },
      writes: {},
      deletes: ["a"],
      inputs: { b: v.number() },
      run: ((state) => state.wipe("a")) satisfies Run,
    });
    const begun = js
      .application()
      .withActions({ tidy: tidy.bind({ b: 1 }) })
      .withEntrypoint("tidy");
    expect((await begun.withState({ a: 1 }).build().run()).state.getAll()).toEqual({});
  });

  test("takes the input away: the caller cannot give it any more", async () => {
    await expectRefusal(
      () => runOnce(say.bind({ text: "a" }), { text: "b" }),
      refusal("InputError", "'text'", "'times' and 'tone'"),
    );
    await expectRefusal(
      () => say.bind({ text: "a" }).bind({ text: "b" }),
      refusal("DefinitionError", "bind()", "'text'", "'times' and 'tone'"),
    );
  });

  test("freezes what it was given", () => {
    const tone = { deep: [1] };
    say.bind({ tone });
    expect(thawedIn(tone)).toBeNull();
  });

  test("refuses what is unknown or does not fit", async () => {
    await expectRefusal(() => say.bind({ txet: "a" }), refusal("DefinitionError", "'txet'", "Did you mean 'text'?"));
    await expectRefusal(() => say.bind({ text: 1 }), refusal("DefinitionError", "'text'", "Expected string"));
    await expectRefusal(
      () => js.action({ reads: {}, writes: {}, run }).bind({ a: 1 }),
      refusal("DefinitionError", "'a'", "it takes none"),
    );
    for (const wrong of [null, undefined, "a", []]) {
      await expectRefusal(() => say.bind(wrong), refusal("DefinitionError", "bind() takes a record"));
    }
  });
});
