import { type ActionContext, actionBase, application, twoStepActionBase } from "typeburr";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js, type UntypedState } from "../support/untyped.js";

class Greet extends actionBase({
  reads: { name: v.string() },
  writes: { greeting: v.string() },
  inputs: { mark: v.optional(v.string(), "!") },
  tags: ["polite"],
}) {
  greeted = 0;
  readonly #word: string;

  constructor(word: string) {
    super();
    this.#word = word;
  }

  run(state: this["State"], { mark }: this["Inputs"], { action }: ActionContext) {
    this.greeted += 1;
    return [action, state.update({ greeting: `${this.#word} ${state.name}${mark}` })] as const;
  }
}

class Measure extends twoStepActionBase({
  reads: { greeting: v.string() },
  writes: { length: v.number() },
  inputs: { by: v.number() },
}) {
  async run(state: this["State"], { by }: this["Inputs"]) {
    return { length: state.greeting.length * by };
  }

  update(result: this["Result"], state: this["UpdateState"]) {
    return state.update(result);
  }
}

describe("a class of actions", () => {
  test("has instances that run, each with what it holds", async () => {
    const [hello, bye] = [new Greet("Hello"), new Greet("Bye")];
    const app = application()
      .withActions({ hello, bye, measure: new Measure() })
      .withTransitions(["hello", "bye"], ["bye", "measure"])
      .withEntrypoint("hello")
      .withState({ name: "Ada" })
      .build();
    const results: unknown[] = [];
    for await (const step of app.iterate({ inputs: { mark: "?", by: 2 } })) results.push([step.result, step.state]);
    expect(results).toMatchObject([
      ["hello", { greeting: "Hello Ada?" }],
      ["bye", { greeting: "Bye Ada?" }],
      [{ length: 16 }, { length: 16 }],
    ]);
    expect([hello.greeted, bye.greeted]).toEqual([1, 1]);
  });

  test("has instances that keep their fields, and are not frozen", () => {
    const hello = new Greet("Hello");
    application().withActions({ hello });
    expect(Object.isFrozen(hello)).toBe(false);
    expect(Object.keys(hello)).toEqual(["greeted"]);
    expect(hello).toBeInstanceOf(Greet);
  });

  test("can be bound, and stopped at by its tags", async () => {
    const hello = new Greet("Hello");
    const app = application()
      .withActions({ hello: hello.bind({ mark: "." }), measure: new Measure().bind({ by: 1 }) })
      .withTransitions(["hello", "measure"])
      .withEntrypoint("hello")
      .withState({ name: "Ada" })
      .build();
    expect((await app.run({ haltAfter: ["@tag:polite"] })).state).toMatchObject({ greeting: "Hello Ada." });
    expect((await app.run()).state).toMatchObject({ length: 10 });
  });

  test("may be extended once more", () => {
    class Shout extends Greet {
      override run(state: this["State"]) {
        return ["loud", state.update({ greeting: state.name.toUpperCase() })] as const;
      }
    }
    const shout = new Shout("");
    const app = application().withActions({ shout }).withEntrypoint("shout").withState({ name: "Ada" }).build();
    expect(app.runSync()).toMatchObject({ result: "loud", state: { greeting: "ADA" } });
  });

  test("may have its methods as fields, and replaced in a test", () => {
    const Base = js.actionBase({ reads: {}, writes: { a: v.number() } });
    class Late extends Base {
      run = (state: UntypedState) => state.update({ a: 1 });
    }
    const late = new Late();
    const app = js.application().withActions({ late }).withTransitions(["late", "late"]).withEntrypoint("late").build();
    expect(app.stepSync()?.state.getAll()).toEqual({ a: 1 });
    late.run = (state) => state.update({ a: 2 });
    expect(app.stepSync()?.state.getAll()).toEqual({ a: 2 });
  });

  test("without its methods is refused where its instance is used", async () => {
    const One = js.actionBase({ reads: {}, writes: {} });
    const Two = js.twoStepActionBase({ reads: {}, writes: {} });
    class NoRun extends One {}
    class NoUpdate extends Two {
      run(): void {}
    }
    await expectRefusal(
      () => js.application().withActions({ act: new NoRun() }),
      refusal("DefinitionError", "NoRun extends actionBase(), but has no run()", "run(state, inputs, context)"),
    );
    await expectRefusal(
      () => js.application().withActions({ act: new NoUpdate() }),
      refusal("DefinitionError", "NoUpdate extends twoStepActionBase(), but has no update()", "update(result, state)"),
    );
    await expectRefusal(() => js.application().withActions({ act: NoRun }), refusal("DefinitionError", "a function"));
  });
});
