import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { act, app, count, idle, standOf } from "../semantics/apps.js";
import { expectRefusal, type Refusal, refusal } from "../support/refusal.js";
import { js, type UntypedApplication, type UntypedBuilder } from "../support/untyped.js";

const n = v.number();
const begun = (): UntypedBuilder => js.application().withActions({ ask: idle, answer: idle });

type Wrong = readonly [what: string, call: (builder: UntypedBuilder) => unknown, refusal: Refusal];

describe("a builder call", () => {
  const wrong: readonly Wrong[] = [
    ["null for actions", (b) => b.withActions(null), refusal("DefinitionError", "withActions()", "null")],
    ["no actions argument", (b) => b.withActions(undefined), refusal("DefinitionError", "withActions()", "undefined")],
    ["a list of actions", (b) => b.withActions([idle]), refusal("DefinitionError", "withActions()", "an array")],
    [
      "a null action",
      (b) => b.withActions({ x: null }),
      refusal("DefinitionError", "'x' is null, no action", "action({"),
    ],
    [
      "a plain object for an action",
      (b) => b.withActions({ x: { reads: {}, writes: {}, run: () => {} } }),
      refusal("DefinitionError", "'x' is an object, no action", "action({ ... })"),
    ],
    [
      "a function for an action",
      (b) => b.withActions({ x: () => {} }),
      refusal("DefinitionError", "'x' is a function"),
    ],
    [
      "a duplicate name",
      (b) => b.withActions({ ask: idle }),
      refusal("DefinitionError", "there is an action 'ask' already"),
    ],
    ["an empty name", (b) => b.withActions({ "": idle }), refusal("DefinitionError", "''", "cannot be the name")],
    ["a name like a tag", (b) => b.withActions({ "@tag:x": idle }), refusal("DefinitionError", "'@tag:x' cannot be")],
    ["a name with an arrow", (b) => b.withActions({ "a→b": idle }), refusal("DefinitionError", "'a→b' cannot be")],
    [
      "transitions that are none",
      (b) => b.withTransitions(null),
      refusal("DefinitionError", "transition 1 of", "null"),
    ],
    [
      "a list of transitions",
      (b) => b.withTransitions([["ask", "answer"]]),
      refusal("DefinitionError", "transition 1 of withTransitions()", "a list of 1"),
    ],
    [
      "a transition of four",
      (b) => b.withTransitions(["ask", "answer"], ["ask", "answer", {}, {}]),
      refusal("DefinitionError", "transition 2 of withTransitions()", "[from, to, condition]", "a list of 4"),
    ],
    [
      "a misspelt source",
      (b) => b.withTransitions(["asj", "answer"]),
      refusal("DefinitionError", "transition 1", "there is no action 'asj'.", "Did you mean 'ask'?"),
    ],
    [
      "a misspelt source in a list",
      (b) => b.withTransitions([["ask", "anwser"], "answer"]),
      refusal("DefinitionError", "'anwser'", "Did you mean 'answer'?"),
    ],
    [
      "a misspelt target",
      (b) => b.withTransitions(["ask", "answer"], ["ask", "answr"]),
      refusal("DefinitionError", "transition 2", "'answr'", "Did you mean 'answer'?"),
    ],
    ["an inherited name", (b) => b.withTransitions(["ask", "toString"]), refusal("DefinitionError", "'toString'")],
    ["an action for a name", (b) => b.withTransitions([idle, "ask"]), refusal("DefinitionError", "name of an action")],
    ["no sources", (b) => b.withTransitions([[], "ask"]), refusal("DefinitionError", "has no source")],
    [
      "a null condition",
      (b) => b.withTransitions(["ask", "answer", null]),
      refusal("DefinitionError", "condition", "null"),
    ],
    [
      "a function for a condition",
      (b) => b.withTransitions(["ask", "answer", () => true]),
      refusal("DefinitionError", "the condition of transition 1", "a function"),
    ],
    [
      "a string for a condition",
      (b) => b.withTransitions(["ask", "answer", "x"]),
      refusal("DefinitionError", "a string"),
    ],
    ["an empty condition", (b) => b.withTransitions(["ask", "answer", {}]), refusal("DefinitionError", "always hold")],
    [
      "a condition on an object",
      (b) => b.withTransitions(["ask", "answer", { x: {} }]),
      refusal("DefinitionError", "'x'", "an object", "condition()"),
    ],
    [
      "a misspelt entrypoint",
      (b) => b.withEntrypoint("aks"),
      refusal("DefinitionError", "withEntrypoint()", "'aks'", "Did you mean 'ask'?"),
    ],
    ["a null entrypoint", (b) => b.withEntrypoint(null), refusal("DefinitionError", "withEntrypoint()", "null")],
    ["an inherited entrypoint", (b) => b.withEntrypoint("__proto__"), refusal("DefinitionError", "'__proto__'")],
    [
      "a name of ten million characters",
      (b) => b.withEntrypoint("x".repeat(10_000_000)),
      refusal("DefinitionError", "withEntrypoint()", "10000000 characters"),
    ],
    ["a null state", (b) => b.withState(null), refusal("DefinitionError", "withState()", "null")],
    ["a list for a state", (b) => b.withState([]), refusal("DefinitionError", "withState()", "an array")],
    [
      "a key that is a method",
      (b) => b.withState({ keys: 1 }),
      refusal("DefinitionError", "'keys' is a method of State"),
    ],
    ["null identifiers", (b) => b.withIdentifiers(null), refusal("DefinitionError", "withIdentifiers()", "null")],
    ["an empty appId", (b) => b.withIdentifiers({ appId: "" }), refusal("DefinitionError", "appId", "not empty")],
    ["a number for an appId", (b) => b.withIdentifiers({ appId: 1 }), refusal("DefinitionError", "appId", "a number")],
    [
      "a number for a partition",
      (b) => b.withIdentifiers({ partitionKey: 1 }),
      refusal("DefinitionError", "partitionKey"),
    ],
    [
      "a misspelt identifier",
      (b) => b.withIdentifiers({ appID: "x" }),
      refusal("DefinitionError", "'appID'", "Did you mean 'appId'?"),
    ],
    ["no entrypoint at all", (b) => b.build(), refusal("GraphError", "no entrypoint", "withEntrypoint(name)")],
  ];

  test.each(wrong)("with %s is refused, and leaves the builder as it was", async (_, call, expected) => {
    const builder = begun();
    const error = await expectRefusal(() => call(builder), expected);
    expect((error as Error).message.length).toBeLessThan(500);
    const built = builder.withTransitions(["ask", "answer"]).withEntrypoint("ask").build();
    expect((await built.run()).action).toBe("answer");
  });

  test("before there are actions says what is to be called first", async () => {
    const empty = js.application();
    await expectRefusal(
      () => empty.withEntrypoint("ask"),
      refusal("DefinitionError", "'ask'", "call withActions() first"),
    );
    await expectRefusal(() => empty.withTransitions(["a", "b"]), refusal("DefinitionError", "withActions() first"));
    const error = await expectRefusal(() => empty.build(), refusal("GraphError", "no actions", "withActions({"));
    expect(error).toMatchObject({ problems: [(error as Error).message] });
    await expectRefusal(() => empty.withActions({}).build(), refusal("GraphError", "no actions"));
  });

  test("returns a new builder: what is added to one is not in the other", async () => {
    const base = begun().withTransitions(["ask", "answer"]).withEntrypoint("ask");
    const more = base.withActions({ more: idle }).withTransitions(["answer", "more"]);
    expect((await base.build().run()).action).toBe("answer");
    expect((await more.build().run()).action).toBe("more");
    await expectRefusal(() => base.withEntrypoint("more"), refusal("DefinitionError", "'more'"));
  });
});

describe("an initial state", () => {
  const reader = act({ reads: { order: v.object({ items: v.array(n) }) } });

  test("that does not fit a reader is refused by build, naming reader, key and place", async () => {
    const error = await expectRefusal(
      () => app({ idle, reader }, [["idle", "reader"]], { order: { items: [1, "2"] } }),
      refusal("InitialStateError", "initial state", "'order'", "action 'reader'", "items.1: ", "Expected number"),
    );
    expect(error).toMatchObject({ action: "reader", key: "order", issues: [{ path: "items.1" }] });
  });

  test("that is overwritten on every path to a reader may be anything; on one path only it may not", () => {
    const writer = act({ writes: { order: v.object({ items: v.array(n) }) } });
    expect(() => app({ writer, reader }, [["writer", "reader"]], { order: null })).not.toThrow();
    expect(() =>
      app(
        { idle, writer, reader },
        [
          ["idle", "writer", { x: 1 }],
          ["idle", "reader"],
          ["writer", "reader"],
        ],
        { order: null },
      ),
    ).toThrow("'order'");
  });

  test("that nobody reaches may be anything, and so may keys that nobody reads", () => {
    expect(() => app({ idle, reader }, [["reader", "idle"]], { order: null, more: Symbol("any") })).not.toThrow();
  });

  test("an optional read is asked, too", async () => {
    const maybe = act({ reads: { x: v.optional(n) } });
    await expectRefusal(() => app({ maybe }, [], { x: "1" }), refusal("InitialStateError", "'x'", "'maybe'"));
    expect(() => app({ maybe }, [], { x: undefined })).not.toThrow();
  });

  test("of ten million characters in the wrong place is refused in a sentence", async () => {
    const counter = act({ reads: { x: n } });
    const error = await expectRefusal(
      () => app({ counter }, [], { x: "y".repeat(10_000_000) }),
      refusal("InitialStateError", "'x'", "'counter'"),
    );
    expect((error as Error).message.length).toBeLessThan(1_000);
  });
});

describe("a call of the application", () => {
  type Call = readonly [what: string, call: (one: UntypedApplication) => unknown, refusal: Refusal];
  const methods = ["run", "step", "iterate"] as const;
  const everywhere = methods.flatMap((method): Call[] => [
    [`${method}(null)`, (one) => one[method](null), refusal("DefinitionError", `${method}() takes a record`, "null")],
    [`${method}("name")`, (one) => one[method]("ask"), refusal("DefinitionError", `${method}() takes`, "a string")],
    [`${method}([])`, (one) => one[method](["ask"]), refusal("DefinitionError", `${method}() takes`, "an array")],
    [
      `${method} with a misspelt option`,
      (one) => one[method]({ input: {} }),
      refusal("DefinitionError", `${method}() has no option 'input'.`, "Did you mean 'inputs'?"),
    ],
    [
      `${method} with null for inputs`,
      (one) => one[method]({ inputs: null }),
      refusal("InputError", "inputs must be a record", "null"),
    ],
    [
      `${method} with a list for inputs`,
      (one) => one[method]({ inputs: [1] }),
      refusal("InputError", "inputs must be a record", "an array"),
    ],
    [
      `${method} with a misspelt input`,
      (one) => one[method]({ inputs: { textt: "a" } }),
      refusal("InputError", "'textt'", "'text'", "Did you mean 'text'?"),
    ],
    [
      `${method} with an input name of ten million characters`,
      (one) => one[method]({ inputs: { ["x".repeat(10_000_000)]: 1 } }),
      refusal("InputError", "no action declares an input", "10000000 characters"),
    ],
    [
      `${method} with a signal that is none`,
      (one) => one[method]({ signal: "stop" }),
      refusal("DefinitionError", `signal of ${method}()`, "a string"),
    ],
  ]);
  const wrong: readonly Call[] = [
    ...everywhere,
    [
      "step with a halt",
      (one) => one.step({ haltAfter: ["ask"] }),
      refusal("DefinitionError", "step() has no option 'haltAfter'"),
    ],
    [
      "run with a misspelt halt option",
      (one) => one.run({ haltafter: ["ask"] }),
      refusal("DefinitionError", "'haltafter'", "Did you mean 'haltAfter'?"),
    ],
    [
      "run with a halt of ten million characters",
      (one) => one.run({ haltAfter: ["x".repeat(10_000_000)] }),
      refusal("HaltError", "haltAfter", "10000000 characters"),
    ],
    [
      "run without a required input",
      (one) => one.run(),
      refusal("InputError", "action 'ask'", "needs the input 'text'"),
    ],
    [
      "run with an input that does not fit",
      (one) => one.run({ inputs: { text: 1 } }),
      refusal("InputError", "'text'", "action 'ask'", "Expected string"),
    ],
    [
      "run with an input of ten million characters where it does not fit",
      (one) => one.run({ inputs: { text: "x".repeat(10_000_000) } }),
      refusal("InputError", "'text'", "Expected <=9"),
    ],
  ];

  test.each(wrong)("%s is refused, and changes nothing", async (_, call, expected) => {
    let runs = 0;
    const ask = act({ inputs: { text: v.pipe(v.string(), v.maxLength(9)) }, writes: { n } }, (state) => {
      runs += 1;
      return state.update({ n: 1 });
    });
    const one = app({ ask }, [["ask", "ask"]], { n: 0 });
    const before = standOf(one);
    const error = await expectRefusal(() => call(one), expected);
    expect((error as Error).message.length).toBeLessThan(1_000);
    expect(standOf(one)).toEqual(before);
    expect(runs).toBe(0);
    // It is free again, and runs
    expect(await one.step({ inputs: { text: "ok" } })).toMatchObject({ action: "ask", state: { n: 1 } });
  });

  test("with strings of ten million characters where they fit is served", async () => {
    const long = "x".repeat(10_000_000);
    const echo = act(
      { inputs: { text: v.string() }, writes: { text: v.string(), list: v.array(v.string()) } },
      (state, i) => state.update({ text: i.text }).append({ list: i.text }),
    );
    const stop = await app({ echo }).run({ inputs: { text: long } });
    expect((stop.state.text as string).length).toBe(10_000_000);
  });
});

describe("an application", () => {
  test("has the identifiers it was given, the last of each, and else a random appId", () => {
    const build = (...identifiers: object[]) =>
      identifiers.reduce<UntypedBuilder>((b, one) => b.withIdentifiers(one), begun().withEntrypoint("ask")).build();
    expect(build({ appId: "a" }, { partitionKey: "p" }, { appId: "b" })).toMatchObject({
      appId: "b",
      partitionKey: "p",
    });
    expect(build({ appId: "a", partitionKey: null })).toMatchObject({ appId: "a", partitionKey: null });
    expect(build().appId).toMatch(/^[0-9a-f-]{36}$/);
    expect(build().appId).not.toBe(build().appId);
  });

  test("with actions and keys of any name runs", async () => {
    const odd = ["__proto__", "constructor", "toString", "a b", "1", "日本", "then"];
    const actions = Object.fromEntries(odd.map((name) => [name, count]));
    const transitions = odd.slice(1).map((name, index) => [odd[index], name]);
    const one = js
      .application()
      .withActions(actions)
      .withTransitions(...transitions)
      .withEntrypoint("__proto__")
      .withState({ n: 0 })
      .build();
    expect(await one.run({ haltAfter: ["then"] })).toMatchObject({ action: "then", state: { n: odd.length } });
  });
});
