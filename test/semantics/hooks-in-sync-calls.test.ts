import { afterEach, describe, expect, test, vi } from "vitest";
import { lookedOn, Recorder, throwing } from "../lifecycle/looked-on.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js, type UntypedApplication } from "../support/untyped.js";
import { act, count, standOf } from "./apps.js";

const unhandled = vi.fn();
process.on("unhandledRejection", unhandled);
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(unhandled).not.toHaveBeenCalled();
});

/** It rejects when nobody is there any more. */
const late = async (): Promise<never> => {
  throw new Error("late, and nobody is there");
};
const calls: readonly (readonly [string, (one: UntypedApplication) => unknown])[] = [
  ["step", (one) => one.stepSync()],
  ["run", (one) => one.runSync()],
  ["iterate", (one) => [...one.iterateSync()]],
];
const traced = act({}, (state, _, { span, logAttributes }) => {
  span("s", () => logAttributes({}));
  return state;
});

describe.each(calls)("%sSync with hooks that take time", (twin, call) => {
  test("preRunStep: refused before the action, by name", async () => {
    const recorder = new Recorder();
    const one = lookedOn([{ preRunStep: late }, recorder.hooks], { count }, [], { n: 0 });
    const error = await expectRefusal(
      () => call(one),
      refusal("AsyncError", `the hook preRunStep at action 'count' takes time: call ${twin}() and await it`),
    );
    expect(error).toMatchObject({ hook: "preRunStep", action: "count", condition: null });
    expect(standOf(one)).toEqual({ state: { n: 0 }, sequenceId: 0 });
    expect(recorder.of("postRunStep")).toMatchObject([{ status: "failed", error }]);
    expect(recorder.of("postExecuteCall")).toMatchObject([{ status: "failed", error }]);
  });

  test("postRunStep: refused behind the step, which stands", async () => {
    const one = lookedOn([{ postRunStep: late }], { count }, [], { n: 0 });
    const error = await expectRefusal(() => call(one), refusal("AsyncError", "the hook postRunStep at action 'count'"));
    expect(error).toMatchObject({ hook: "postRunStep", action: "count" });
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 0 });
  });

  test.each(["preStartSpan", "postEndSpan", "logAttributes"])(
    "%s: refused behind the step, which stands",
    async (name) => {
      const one = lookedOn([{ [name]: late }], { traced });
      const error = await expectRefusal(() => call(one), refusal("AsyncError", `the hook ${name} at action 'traced'`));
      expect(error).toMatchObject({ hook: name });
      expect(one.sequenceId).toBe(0);
      expect(one.nextAction()).toBeNull();
    },
  );

  test.each(["preExecuteCall", "postExecuteCall"])("%s: belongs to no action", async (name) => {
    const one = lookedOn([{ [name]: late }], { count }, [], { n: 0 });
    const error = await expectRefusal(
      () => call(one),
      refusal("AsyncError", `the hook ${name} takes time: call ${twin}()`),
    );
    expect(error).toMatchObject({ hook: name, action: null });
    expect(one.state.n).toBe(name === "preExecuteCall" ? 0 : 1);
  });

  test("several of them, spread over the step, are still that error; with one that throws they are told together", async () => {
    const slow = { postRunStep: late, preStartSpan: late };
    await expectRefusal(() => call(lookedOn([slow, slow], { traced })), refusal("AsyncError", "the hook preStartSpan"));
    const broken = { postRunStep: throwing("mine") };
    const error = await expectRefusal(() => call(lookedOn([slow, broken], { traced })), refusal("HookError", "mine"));
    expect(error).toMatchObject({ cause: { errors: [{ name: "AsyncError" }, { name: "AsyncError" }, "mine"] } });
  });

  test("where the action fails too, the caller gets what it has thrown", async () => {
    const mine = new Error("mine");
    const recorder = new Recorder();
    const one = lookedOn([{ postRunStep: late }, recorder.hooks], { bad: act({}, throwing(mine)) });
    expect(await thrownBy(() => call(one))).toBe(mine);
    expect(recorder.of("postExecuteCall")).toMatchObject([{ error: mine, hookErrors: [{ name: "AsyncError" }] }]);
  });

  test("no error edge catches it", async () => {
    const { TypeburrError } = await import("typeburr");
    const one = lookedOn([{ preRunStep: late }], { count, other: count }, [
      ["count", "other", js.onError(TypeburrError)],
    ]);
    await expectRefusal(() => call(one), refusal("AsyncError", "preRunStep at action 'count'"));
    expect(one.nextAction()).toBe("count");
  });

  test("an AsyncError that a hook throws is the hook's, in an async call", async () => {
    const inner = lookedOn([], { slow: act({}, async (state) => state) });
    const one = lookedOn([{ postRunStep: () => void inner.stepSync() }], { count }, [["count", "count"]], { n: 0 });
    const error = await expectRefusal(() => one.run(), refusal("HookError", "postRunStep at action 'count' threw"));
    expect(error).toMatchObject({ cause: { name: "AsyncError", action: "slow" } });
    await expectRefusal(() => call(one), refusal("HookError", "action 'slow' is async"));
  });
});
