import { describe, expect, test } from "vitest";
import { idle } from "../semantics/apps.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { hookNames, lookedOn } from "./looked-on.js";

const wrong: readonly { readonly hook: unknown; readonly says: string }[] = [
  { hook: null, says: "hook 1 of withHooks() must be a record of functions, { postRunStep }, not null" },
  { hook: undefined, says: "not undefined" },
  { hook: () => {}, says: "not a function" },
  { hook: [{ preRunStep: () => {} }], says: "not an array" },
  {
    hook: { preRunStp: () => {} },
    says: "hook 1 of withHooks(): there is no hook 'preRunStp'. Did you mean 'preRunStep'?",
  },
  { hook: { onTransitions: () => {} }, says: "Did you mean 'onTransition'?" },
  { hook: { toString: () => "" }, says: "there is no hook 'toString'" },
  { hook: { [`x${"y".repeat(10_000)}`]: () => {} }, says: "(10001 characters)" },
  { hook: { preRunStep: "log" }, says: "hook 1 of withHooks(): 'preRunStep' must be a function, not a string" },
  { hook: { postRunStep: null }, says: "'postRunStep' must be a function, not null" },
  { hook: new (class Empty {})(), says: "hook 1 of withHooks() has none of the hooks: postApplicationCreate" },
  { hook: new Map(), says: "has none of the hooks" },
];

describe("withHooks()", () => {
  test.each(wrong)("refuses $hook: $says", async ({ hook, says }) => {
    await expectRefusal(() => lookedOn([hook], { idle }), refusal("DefinitionError", says));
  });

  test("says which of several is wrong", async () => {
    await expectRefusal(() => lookedOn([{}, {}, 1], { idle }), refusal("DefinitionError", "hook 3 of withHooks()"));
  });

  test("takes nothing, an empty record, one without a prototype, and every hook there is", async () => {
    const told: string[] = [];
    const bare = Object.assign(Object.create(null) as object, { preRunStep: () => told.push("bare") });
    await lookedOn([], { idle }).run();
    await lookedOn([{}], { idle }).run();
    await lookedOn([bare, Object.fromEntries(hookNames.map((name) => [name, () => {}]))], { idle }).run();
    expect(told).toEqual(["bare"]);
  });

  test("an instance may have more than hooks", async () => {
    class Sink {
      readonly lines: string[] = [];
      flush(): void {}
      preRunStep(): void {
        this.lines.push("step");
      }
    }
    const sink = new Sink();
    await lookedOn([sink], { idle }).run();
    expect(sink.lines).toEqual(["step"]);
  });

  test("hooks changed after they were given are not looked at", async () => {
    const hooks: Record<string, unknown> = {};
    const one = lookedOn([hooks], { idle });
    hooks.preRunStep = () => {
      throw new Error("too late");
    };
    expect(await one.run()).toMatchObject({ action: "idle" });
  });
});
