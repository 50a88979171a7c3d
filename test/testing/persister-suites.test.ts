import { memoryPersister } from "typeburr/persisters/memory";
import { type PersisterSuiteOptions, persisterContract, persisterFaults, type Runner } from "typeburr/testing";
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import { vitest as ofCommonJs } from "../../src/testing/persister/vitest-cjs.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { failuresOf, registeredBy } from "./persister-runner";

type Suite = (name: unknown, factory: unknown, options?: unknown) => void;

const suites = [
  ["persisterContract()", persisterContract as Suite],
  ["persisterFaults()", persisterFaults as Suite],
] as const;

describe.each(suites)("%s", (name, suite) => {
  const wrong: [what: string, given: Parameters<Suite>, says: string][] = [
    ["without a name", [undefined, memoryPersister], "takes the persister's name first, not undefined"],
    ["with a persister in place of what makes one", ["memory", memoryPersister()], "makes a persister, not an object"],
    ["with options that are none", ["memory", memoryPersister, "reopen"], "a record of options, { reopen, runner }"],
    ["with a misspelt option", ["memory", memoryPersister, { repoen: memoryPersister }], "Did you mean 'reopen'?"],
    ["with a persister to open again", ["memory", memoryPersister, { reopen: memoryPersister() }], "reopen of"],
    ["with half a runner", ["memory", memoryPersister, { runner: { describe } }], "{ describe, test }, two functions"],
  ];

  test.each(wrong)("refuses to be called %s", async (_, given, says) => {
    await expectRefusal(() => suite(...given), refusal("DefinitionError", name, says));
  });

  test("takes the globals of a test runner, where there are both", () => {
    const titles: string[] = [];
    vi.stubGlobal("describe", (title: string, body: () => void) => {
      titles.push(title);
      body();
    });
    vi.stubGlobal("test", (title: string) => titles.push(title));
    onTestFinished(() => void vi.unstubAllGlobals());
    suite("global", memoryPersister);

    expect(titles[0]).toMatch(/^global: /);
    expect(titles.length).toBeGreaterThan(15);
  });

  test("tells of a store without what a persister has", async () => {
    const tests = registeredBy((runner) => suite("nothing", () => ({}), { runner }));
    const [failure] = await failuresOf(tests.slice(0, 1));

    expect(failure?.message).toContain("the factory gave no persister: it has no method 'initialize'");
  });

  test("closes what a test has opened, and tells of what the test has found, not of what closing has", async () => {
    const closed: number[] = [];
    let opened = 0;
    const open = () => {
      opened += 1;
      const number = opened;
      const close = () => {
        closed.push(number);
        throw new Error("close() has failed");
      };
      return { ...memory(), save: () => Promise.reject(new Error("save() has failed")), close };
    };
    const tests = registeredBy((runner) => suite("failing", open, { reopen: open, runner }));
    const [failure] = await failuresOf(tests.slice(0, 1));

    expect(failure?.message).toContain("save() has failed");
    expect(closed).toHaveLength(2);
    expect(opened).toBe(2);
  });
});

test("vitest is not loaded by CommonJS, which it refuses", () => {
  expect(ofCommonJs).toBeNull();
});

test("the runners that are around fit what a suite takes", () => {
  expectTypeOf({ describe, test }).toExtend<Runner>();
  expectTypeOf<typeof import("node:test")>().toExtend<Runner>();
  expectTypeOf<{ runner: { describe: typeof describe; test: typeof test } }>().toExtend<PersisterSuiteOptions>();
});

/** A persister in memory whose methods can be exchanged. */
function memory() {
  const persister = memoryPersister();
  return {
    initialize: () => persister.initialize(),
    load: persister.load.bind(persister),
    list: persister.list.bind(persister),
    delete: persister.delete.bind(persister),
  };
}
