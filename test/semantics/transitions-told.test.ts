import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { lookedOn, Recorder, throwing } from "../lifecycle/looked-on.js";
import { thrownBy } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { act, count, deferred, idle } from "./apps.js";

const mine = new Error("mine");
const n = v.number();

describe("onTransition", () => {
  test("tells which conditions were tried, what each said, which edge was taken", async () => {
    const recorder = new Recorder();
    const isReady = js.condition({ reads: { n }, name: "isReady", test: async (state: { n: number }) => state.n > 1 });
    const one = lookedOn(
      [recorder.hooks],
      { count, a: idle, b: idle },
      [
        ["count", "a", { n: 7 }],
        ["count", "b", isReady],
        ["count", "count"],
        ["count", "a", { n: 8 }],
      ],
      { n: 0 },
    );
    await one.run();
    expect(recorder.of("onTransition")).toEqual([
      {
        appId: "test",
        partitionKey: "me",
        sequenceId: 1,
        from: "count",
        to: "count",
        tried: [
          { to: "a", condition: "n=7", held: false },
          { to: "b", condition: "isReady", held: false },
          { to: "count", condition: "default", held: true },
        ],
        error: undefined,
      },
      expect.objectContaining({
        sequenceId: 2,
        to: "b",
        tried: [
          { to: "a", condition: "n=7", held: false },
          { to: "b", condition: "isReady", held: true },
        ],
      }),
      expect.objectContaining({ sequenceId: 2, from: "b", to: null, tried: [] }),
    ]);
  });

  test("tells of error edges, those that were passed over too", async () => {
    class Other extends Error {}
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { bad: act({}, throwing(mine)), calm: idle }, [
      ["bad", "calm", js.onError(Other)],
      ["bad", "bad", js.onError({ max: 1 })],
      ["bad", "calm", js.onError()],
    ]);
    await one.run();
    const [first, second] = recorder.of("onTransition");
    expect(first).toMatchObject({ from: "bad", to: "bad", error: mine, sequenceId: 1 });
    expect(first?.tried).toMatchObject([
      { to: "calm", held: false },
      { to: "bad", held: true },
    ]);
    expect(second).toMatchObject({ from: "bad", to: "calm", error: mine, sequenceId: 2 });
    expect(second?.tried).toMatchObject([
      { to: "calm", held: false },
      { to: "bad", held: false },
      { to: "calm", held: true },
    ]);
    expect(second?.tried).toHaveProperty([0, "condition"], expect.stringContaining("Other"));
  });

  test("nothing is told where no edge catches what was thrown", async () => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { bad: act({}, throwing(mine)), calm: idle }, [["bad", "calm"]]);
    await thrownBy(() => one.run());
    expect(recorder.of("onTransition")).toEqual([]);
  });

  test("the end is told by each call that finds nothing to run", async () => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { idle });
    await one.step();
    expect(recorder.of("onTransition")).toEqual([]);
    expect(await one.step()).toBeNull();
    expect(await one.run()).toMatchObject({ halted: "end" });
    expect(one.stepSync()).toBeNull();
    expect(recorder.of("onTransition")).toMatchObject(
      Array.from({ length: 3 }, () => ({ from: "idle", to: null, tried: [], sequenceId: 0 })),
    );
  });

  test("where a run halts before an action, the next call tells of the way there, once", async () => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { count }, [["count", "count"]], { n: 0 });
    await one.run({ haltBefore: ["count"] });
    expect(recorder.of("onTransition")).toEqual([]);
    await one.run({ haltAfter: ["count"] });
    expect(recorder.of("onTransition")).toMatchObject([{ sequenceId: 1, from: "count", to: "count" }]);
  });

  test("a step that has failed is next again: no transition is tried, and none is told", async () => {
    const recorder = new Recorder();
    let isBroken = true;
    const flaky = act({}, (state) => (isBroken ? throwing(mine)() : state));
    const one = lookedOn([recorder.hooks], { idle, flaky }, [["idle", "flaky"]]);
    await thrownBy(() => one.run());
    isBroken = false;
    await one.run();
    expect(recorder.of("onTransition")).toMatchObject([
      { sequenceId: 1, to: "flaky" },
      { sequenceId: 2, to: null },
    ]);
  });

  test("resetToEntrypoint forgets the way that was found", async () => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { bad: act({}, throwing(mine)), calm: idle }, [
      ["bad", "calm", js.onError()],
    ]);
    const steps = one.stream();
    await steps.next();
    await steps.return();
    one.resetToEntrypoint();
    await one.run();
    expect(recorder.of("onTransition")).toMatchObject([
      { from: "bad", to: "calm" },
      { from: "calm", to: null },
    ]);
  });

  test("who asks for the next action while a step is running changes nothing of what is told", async () => {
    const recorder = new Recorder();
    const gates = [deferred<boolean>(), deferred<boolean>()];
    let asked = 0;
    const slow = js.condition({ reads: {}, name: "slow", test: () => gates[asked++]?.promise ?? true });
    const one = lookedOn([recorder.hooks], { a: idle, b: idle, c: idle }, [
      ["a", "b", slow],
      ["a", "c"],
      ["b", "c"],
    ]);
    await one.step();
    const peeked = one.nextAction();
    const run = one.run();
    gates[1]?.resolve(true);
    await new Promise((resolve) => setTimeout(resolve, 1));
    gates[0]?.resolve(false);
    expect(await peeked).toBe("c");
    await run;
    expect(recorder.of("onTransition").map(({ from, to }) => `${from} ${to}`)).toEqual(["a b", "b c", "c null"]);
  });
});
