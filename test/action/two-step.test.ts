import { application, twoStepAction } from "typeburr";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js, type Run, type UntypedState } from "../support/untyped.js";

type Update = (result: unknown, state: UntypedState) => unknown;
const appWith = (run: Run, update: Update) => {
  const act = js.twoStepAction({ reads: { a: v.number() }, writes: { b: v.number() }, deletes: ["a"], run, update });
  return js.application().withActions({ act }).withEntrypoint("act").withState({ a: 1 }).build();
};
const fold: Update = (result, state) => state.update({ b: result });

describe("a two-step action", () => {
  test("folds what run returned into the state; the step's result is run's", async () => {
    const answer = twoStepAction({
      reads: { a: v.number() },
      writes: { b: v.number(), c: v.optional(v.string()) },
      inputs: { by: v.optional(v.number(), 2) },
      run: async (state, { by }, { action }) => ({ n: state.a * by, action }),
      update: ({ n }, state) => state.update({ b: n + state.a }),
    });
    const app = application().withActions({ answer }).withEntrypoint("answer").withState({ a: 3 }).build();
    const stop = await app.run({ inputs: { by: 10 } });
    expect(stop.result).toEqual({ n: 30, action: "answer" });
    expect(stop.state).toMatchObject({ a: 3, b: 33 });
  });

  test("takes no promise where run is sync", () => {
    expect(appWith(({ a }) => a, fold).runSync()).toMatchObject({ result: 1, state: { a: 1, b: 1 } });
  });

  test("has its functions, for tests", () => {
    const act = js.twoStepAction({ reads: {}, writes: {}, run: (() => 1) satisfies Run, update: fold });
    expect(act.run("state")).toBe(1);
    expect(act).toMatchObject({ update: fold });
  });

  test("keeps update when it is bound", () => {
    const act = js.twoStepAction({ reads: {}, writes: {}, inputs: { n: v.number() }, run: () => 1, update: fold });
    expect(act.bind({ n: 1 })).toMatchObject({ update: fold });
  });
});

describe("run of a two-step action only reads", () => {
  test("a write in there is refused, and nothing is lost", async () => {
    for (const run of [
      (state) => state.update({ b: 1 }),
      async (state) => state.update({ b: 1 }),
      (state) => state.append({ b: 1 }),
      (state) => state.increment({ b: 1 }),
    ] satisfies Run[]) {
      const app = appWith(run, fold);
      const says = ["action 'act'", "writes 'b'", "run() of a two-step action only reads", "update(result, state)"];
      await expectRefusal(() => app.run(), refusal("WriteError", ...says));
      expect(app.state.getAll()).toEqual({ a: 1 });
    }
    await expectRefusal(
      () => appWith((state) => state.wipe("a"), fold).run(),
      refusal("WriteError", "wipe() removes 'a'", "only reads"),
    );
  });

  test("but in update it writes and wipes as declared", () => {
    const app = appWith(
      () => 2,
      (result, state) => state.update({ b: result }).wipe("a"),
    );
    expect(app.runSync().state.getAll()).toEqual({ b: 2 });
  });
});

describe("update of a two-step action", () => {
  const wrong: readonly (readonly [what: string, update: Update, says: string[]])[] = [
    ["nothing", () => undefined, ["returned nothing: return state.update({ ... })"]],
    ["what is no state", () => ({ b: 1 }), ["returned an object, no state"]],
    ["[result, state]", (_, state) => [1, state.update({ b: 1 })], ["returned an array, no state"]],
    ["a promise", async (_, state) => state.update({ b: 1 }), ["returned a promise", "do in run() what takes time"]],
  ];
  test.each(wrong)("refuses to return %s", async (_, update, says) => {
    for (const run of [() => 1, async () => 1] satisfies Run[]) {
      await expectRefusal(
        () => appWith(run, update).run(),
        refusal("OutcomeError", "update() of action 'act'", ...says),
      );
    }
  });

  test("refuses a state that was not made from its own: the one that run got, or another step's", async () => {
    let kept: UntypedState | undefined;
    const keep: Run = (state) => {
      kept = state;
      return 1;
    };
    await expectRefusal(
      () => appWith(keep, () => kept).run(),
      refusal("OutcomeError", "update() of action 'act'", "was not made from the one it was given"),
    );
  });

  test("has to write what is declared, and nothing else", async () => {
    await expectRefusal(
      () =>
        appWith(
          () => 1,
          (_, state) => state,
        ).run(),
      refusal("WriteError", "action 'act'", "'b' is declared under writes, but not written"),
    );
    await expectRefusal(
      () =>
        appWith(
          () => 1,
          (_, state) => state.update({ c: 1 }),
        ).run(),
      refusal("WriteError", "'c'", "not declared under writes"),
    );
  });

  test("throws what it throws", async () => {
    const own = new Error("own");
    const app = appWith(
      () => 1,
      () => {
        throw own;
      },
    );
    await expect(app.run()).rejects.toBe(own);
  });
});
