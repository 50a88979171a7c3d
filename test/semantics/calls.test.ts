import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { lookedOn, Recorder, throwing } from "../lifecycle/looked-on.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js, type UntypedApplication } from "../support/untyped.js";
import { act, count, deferred, idle } from "./apps.js";

const mine = new Error("mine");

async function drained(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

const ways: readonly (readonly [string, (one: UntypedApplication) => unknown])[] = [
  ["step", (one) => one.step()],
  ["run", (one) => one.run()],
  ["iterate", (one) => drained(one.iterate())],
  ["stream", (one) => drained(one.stream())],
  ["stream", (one) => one.stream().result],
  ["stepSync", (one) => one.stepSync()],
  ["runSync", (one) => one.runSync()],
  ["iterateSync", (one) => [...one.iterateSync()]],
];

/** The calls that hooks were told of, from beginning to end. */
const callsOf = (recorder: Recorder) => ({
  begun: recorder.of("preExecuteCall").map(({ method }) => method),
  ended: recorder.of("postExecuteCall").map(({ method, status, error }) => ({ method, status, error })),
});

describe("preExecuteCall and postExecuteCall: once around every call", () => {
  test.each(ways)("%s that comes to its end", async (method, call) => {
    const recorder = new Recorder();
    await call(lookedOn([recorder.hooks], { idle }));
    expect(callsOf(recorder)).toEqual({ begun: [method], ended: [{ method, status: "completed", error: undefined }] });
    expect(recorder.names.at(-1)).toBe("postExecuteCall");
  });

  test.each(ways)("%s that fails", async (method, call) => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { bad: act({}, throwing(mine)) });
    expect(await thrownBy(() => call(one))).toBe(mine);
    expect(callsOf(recorder)).toEqual({ begun: [method], ended: [{ method, status: "failed", error: mine }] });
  });

  test.each(ways)(
    "%s that a hook before it prevents: nothing runs, and those behind it are told",
    async (method, call) => {
      const recorder = new Recorder();
      const one = lookedOn([{ preExecuteCall: throwing(mine) }, recorder.hooks], { idle });
      const error = await expectRefusal(() => call(one), refusal("HookError", "preExecuteCall threw: mine"));
      expect(error).toMatchObject({ hook: "preExecuteCall", action: null, cause: mine });
      expect(recorder.names).toEqual(["postApplicationCreate", "preExecuteCall", "postExecuteCall"]);
      expect(callsOf(recorder)).toEqual({ begun: [method], ended: [{ method, status: "failed", error }] });
      expect(one.sequenceId).toBeNull();
    },
  );

  test.each(ways)("%s behind which a hook throws: what was done stands", async (_, call) => {
    const recorder = new Recorder();
    const one = lookedOn([{ postExecuteCall: throwing(mine) }, recorder.hooks], { idle });
    const error = await expectRefusal(() => call(one), refusal("HookError", "postExecuteCall threw: mine"));
    expect(error).toMatchObject({ hook: "postExecuteCall", action: null, cause: mine });
    expect(callsOf(recorder).ended).toHaveLength(1);
    expect(one.sequenceId).toBe(0);
    expect(one.nextAction()).toBeNull();
  });

  test.each(ways)("%s fails, and the hook behind it too: the caller gets the call's error", async (_, call) => {
    const one = lookedOn([{ postExecuteCall: throwing("hook") }], { bad: act({}, throwing(mine)) });
    expect(await thrownBy(() => call(one))).toBe(mine);
  });
});

describe("a call that is left", () => {
  const leave = {
    iterate: async (one: UntypedApplication) => {
      for await (const _ of one.iterate()) break;
    },
    stream: async (one: UntypedApplication) => {
      for await (const _ of one.stream()) break;
    },
    iterateSync: (one: UntypedApplication) => {
      for (const _ of one.iterateSync()) break;
    },
  };
  const leaving = Object.entries(leave);
  const endless = (...hooks: unknown[]) => lookedOn(hooks, { count }, [["count", "count"]], { n: 0 });

  test.each(leaving)("%s ends once, as left; and the application is free", async (method, call) => {
    const recorder = new Recorder();
    const one = endless(recorder.hooks);
    await call(one);
    expect(callsOf(recorder)).toEqual({ begun: [method], ended: [{ method, status: "left", error: undefined }] });
    expect(recorder.of("postRunStep")).toHaveLength(recorder.of("preRunStep").length);
    await one.step();
    expect(callsOf(recorder).begun).toEqual([method, "step"]);
  });

  test.each(leaving)("%s: who leaves is told what hooks throw", async (_, call) => {
    const one = endless({ postExecuteCall: throwing(mine) });
    const error = await expectRefusal(async () => await call(one), refusal("HookError", "postExecuteCall threw: mine"));
    expect(error).toMatchObject({ cause: mine });
    await thrownBy(() => one.step());
  });

  test("in the middle of a step: what its hooks throw, too", async () => {
    const recorder = new Recorder();
    const one = endless({ postRunStep: throwing(mine) }, recorder.hooks);
    await expectRefusal(() => leave.stream(one), refusal("HookError", "postRunStep at action 'count' threw: mine"));
    expect(one.state.n).toBe(0);
    expect(recorder.of("postExecuteCall")).toMatchObject([{ status: "left", hookErrors: [{ cause: mine }] }]);
  });

  test("the result of a stream says so, and why", async () => {
    const stream = endless({ postRunStep: throwing(mine) }).stream();
    await stream.next();
    const leaving = stream.return();
    const error = await expectRefusal(() => stream.result, refusal("ClosedError", "application 'test' was left"));
    await expectRefusal(() => leaving, refusal("HookError", "mine"));
    expect(error).toMatchObject({ appId: "test", cause: { name: "HookError", cause: mine } });
  });

  test("by throw() into its generator ends as what was thrown into it", async () => {
    const recorder = new Recorder();
    const one = endless(recorder.hooks);
    const steps = one.iterate();
    await steps.next();
    expect(await thrownBy(() => steps.throw(mine))).toBe(mine);
    expect(callsOf(recorder).ended).toMatchObject([{ status: "left" }]);
    await one.step();
  });

  test("one that was never begun is no call", async () => {
    const recorder = new Recorder();
    const one = endless(recorder.hooks);
    await one.iterate().return(undefined as never);
    await one.stream().return();
    one.iterateSync().return(undefined as never);
    one.iterate();
    expect(recorder.names).toEqual(["postApplicationCreate"]);
  });
});

describe("a call that is refused does not begin", () => {
  test("wrong options, inputs that nobody declares, halts that are not there", async () => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { idle });
    for (const options of [{ unknown: 1 }, { inputs: { x: 1 } }, { haltAfter: [] }]) {
      for (const method of ["run", "iterate", "stream", "runSync", "iterateSync"] as const) {
        await thrownBy(() => one[method](options));
      }
    }
    expect(recorder.names).toEqual(["postApplicationCreate"]);
  });

  test("a second one while the first is running", async () => {
    const recorder = new Recorder();
    const gate = deferred();
    const slow = act({}, async (state) => {
      await gate.promise;
      return state;
    });
    const one = lookedOn([recorder.hooks], { slow });
    const first = one.run();
    for (const [, call] of ways) await expectRefusal(() => call(one), refusal("BusyError"));
    gate.resolve();
    await first;
    expect(callsOf(recorder)).toMatchObject({ begun: ["run"], ended: [{ method: "run", status: "completed" }] });
  });

  test("inputs that are missing are met in the call: it fails", async () => {
    const recorder = new Recorder();
    const one = lookedOn([recorder.hooks], { needs: act({ inputs: { text: v.string() } }) });
    for (const [, call] of ways) await expectRefusal(() => call(one), refusal("InputError", "'text'"));
    expect(callsOf(recorder).begun).toEqual(ways.map(([method]) => method));
    expect(callsOf(recorder).ended).toMatchObject(ways.map(([method]) => ({ method, status: "failed" })));
  });

  test("a condition that throws fails the call, and no step", async () => {
    const recorder = new Recorder();
    const broken = js.condition({ reads: {}, name: "broken", test: throwing(mine) });
    const one = lookedOn([recorder.hooks], { idle, next: idle }, [["idle", "next", broken]]);
    await one.step();
    expect(await thrownBy(() => one.run())).toBe(mine);
    expect(callsOf(recorder).ended).toMatchObject([{ status: "completed" }, { status: "failed", error: mine }]);
    expect(recorder.of("postRunStep")).toHaveLength(1);
  });
});
