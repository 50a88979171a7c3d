import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { stateMethods } from "../../src/state/types.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js, type Run, type UntypedAction } from "../support/untyped.js";

// What every factory of actions refuses, whatever else it takes.

const run: Run = (state) => state;
const update = (_result: unknown, state: unknown): unknown => state;

interface Factory {
  readonly name: string;
  /** What the declaration has besides, right. */
  readonly own: object;
  readonly make: (definition: unknown) => unknown;
}

const factories: readonly Factory[] = [
  { name: "action()", own: { run }, make: js.action },
  { name: "twoStepAction()", own: { run, update }, make: js.twoStepAction },
  { name: "streamingAction()", own: { run }, make: js.streamingAction },
  { name: "placeholder()", own: {}, make: js.placeholder },
  { name: "actionBase()", own: {}, make: js.actionBase },
  { name: "twoStepActionBase()", own: {}, make: js.twoStepActionBase },
];

describe.each(factories)("$name", ({ name, own, make }) => {
  const refuses = async (definition: unknown, ...says: string[]): Promise<void> => {
    await expectRefusal(() => make(definition), refusal("DefinitionError", ...says));
  };

  test("is right with as little as it needs, and with all it takes", () => {
    expect(() => make({ reads: {}, writes: {}, ...own })).not.toThrow();
    const inputs = { text: v.string() };
    expect(() => make({ reads: {}, writes: {}, inputs, deletes: ["a"], tags: ["slow"], ...own })).not.toThrow();
  });

  test("refuses what is no record", async () => {
    await refuses(undefined, `${name} takes a record`, "undefined");
    await refuses(null, `${name} takes a record`, "null");
    await refuses([], `${name} takes a record`, "an array");
    await refuses("a", `${name} takes a record`, "a string");
  });

  test("refuses what is missing or mistyped", async () => {
    await refuses({ writes: {}, ...own }, `reads of ${name} must be a record of valibot schemas`, "undefined");
    await refuses({ reads: {}, ...own }, `writes of ${name}`, "undefined");
    await refuses({ reads: null, writes: {}, ...own }, `reads of ${name}`, "null");
    await refuses({ reads: {}, writes: { a: "string" }, ...own }, `'a' of writes of ${name}`, "a string");
    await refuses({ reads: {}, writes: {}, inputs: null, ...own }, `inputs of ${name}`, "null");
    await refuses({ reads: {}, writes: {}, tags: "slow", ...own }, `tags of ${name}`, '["slow"]', "a string");
    await refuses({ reads: {}, writes: {}, deletes: "a", ...own }, `deletes of ${name}`, '["draft"]', "a string");
    await refuses({ reads: {}, writes: {}, deletes: ["a", "a"], ...own }, `deletes of ${name} names 'a' twice`);
  });

  test("refuses what is misspelt", async () => {
    await refuses({ raeds: {}, writes: {}, ...own }, `${name} has no option 'raeds'`, "Did you mean 'reads'?");
  });

  test.each(stateMethods)("refuses the key %s: it is a method of State", async (key) => {
    const sentence = `'${key}' is a method of State: choose another key`;
    await refuses({ reads: { [key]: v.any() }, writes: {}, ...own }, sentence);
    await refuses({ reads: {}, writes: { [key]: v.any() }, ...own }, sentence);
    await refuses({ reads: {}, writes: {}, deletes: [key], ...own }, sentence);
  });
});

describe("what only one factory takes", () => {
  const declared = { reads: {}, writes: {} };
  const wrong: readonly (readonly [what: string, call: () => unknown, says: string[]])[] = [
    ["a two-step action without run", () => js.twoStepAction({ ...declared, update }), ["run of twoStepAction()"]],
    ["a two-step action without update", () => js.twoStepAction({ ...declared, run }), ["update of twoStepAction()"]],
    [
      "a one-step action with update",
      () => js.action({ ...declared, run, update }),
      ["action() has no option 'update'"],
    ],
    ["a streaming action without run", () => js.streamingAction(declared), ["run of streamingAction()", "undefined"]],
    [
      "items that have a type for a schema",
      () => js.streamingAction({ ...declared, run, item: String }),
      ["item of streamingAction() is no valibot schema", "a function"],
    ],
    [
      "items that have no schema",
      () => js.streamingAction({ ...declared, run, item: null }),
      ["item of streamingAction()", "null"],
    ],
    [
      "items with an async schema",
      () => js.streamingAction({ ...declared, run, item: v.objectAsync({}) }),
      ["item of streamingAction() is an async schema"],
    ],
    ["a placeholder with run", () => js.placeholder({ ...declared, run }), ["placeholder() has no option 'run'"]],
    ["a class with run in its base", () => js.actionBase({ ...declared, run }), ["actionBase() has no option 'run'"]],
  ];

  test.each(wrong)("refuses %s", async (_, call, says) => {
    await expectRefusal(call, refusal("DefinitionError", ...says));
  });
});

test("a placeholder checks, and throws when it is run", async () => {
  const later = js.placeholder({ reads: { a: v.number() }, writes: { b: v.number() } });
  const app = js.application().withActions({ later }).withEntrypoint("later").withState({ a: 1 }).build();
  expect(app.graph.check().filter((problem) => "severity" in problem && problem.severity === "error")).toEqual([]);
  await expectRefusal(
    () => app.run(),
    refusal("PlaceholderError", "action 'later' is a placeholder", "action({ reads, writes, run })"),
  );
  expect(app.state.getAll()).toEqual({ a: 1 });
});

test("bind keeps what an action is, whatever its kind", async () => {
  const inputs = { n: v.pipe(v.number(), v.transform(String)) };
  const written = { a: v.string() };
  const kinds: Record<string, UntypedAction> = {
    one: js.action({ reads: {}, writes: written, inputs, run: ((s, { n }) => s.update({ a: n })) satisfies Run }),
    two: js.twoStepAction({
      reads: {},
      writes: written,
      inputs,
      run: ((_, { n }) => n) satisfies Run,
      update: (n: string, s: { update(values: object): unknown }) => s.update({ a: n }),
    }),
    stream: js.streamingAction({
      reads: {},
      writes: written,
      inputs,
      *run(s: { update(values: object): unknown }, { n }: { n: string }) {
        yield n;
        return s.update({ a: n });
      },
    }),
    input: js.input({ a: v.pipe(v.number(), v.transform(String)) }).bind({ a: 1 }),
  };
  for (const [name, kind] of Object.entries(kinds)) {
    const bound = name === "input" ? kind : kind.bind({ n: 1 });
    const app = js.application().withActions({ bound }).withEntrypoint("bound").build();
    expect((await app.run()).state.getAll(), name).toEqual({ a: "1" });
    await expectRefusal(() => app.run({ inputs: { n: 2 } }), refusal("InputError", "'n'", "none does"));
  }
});
