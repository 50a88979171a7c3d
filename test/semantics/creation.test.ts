import { afterEach, describe, expect, test, vi } from "vitest";
import { lookedOn, Recorder, throwing } from "../lifecycle/looked-on.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { deferred, idle } from "./apps.js";

const mine = new Error("mine");
const unhandled = vi.fn();
process.on("unhandledRejection", unhandled);
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
afterEach(async () => {
  await turn();
  expect(unhandled).not.toHaveBeenCalled();
});

describe("postApplicationCreate", () => {
  test("is told by build, with what there is before the first step", () => {
    const recorder = new Recorder();
    lookedOn([recorder.hooks], { idle }, [], { n: 1 });
    expect(recorder.told).toMatchObject([
      {
        name: "postApplicationCreate",
        event: { appId: "test", partitionKey: "me", entrypoint: "idle", state: { n: 1 } },
      },
    ]);
  });

  test("that throws at once: build throws it, when all have run", async () => {
    const recorder = new Recorder();
    const error = await expectRefusal(
      () => lookedOn([{ postApplicationCreate: throwing(mine) }, recorder.hooks], { idle }),
      refusal("HookError", "postApplicationCreate threw: mine"),
    );
    expect(error).toMatchObject({ hook: "postApplicationCreate", action: null, cause: mine });
    expect(recorder.names).toEqual(["postApplicationCreate"]);
  });

  test("that is async: the first call waits for it", async () => {
    const gate = deferred();
    const recorder = new Recorder();
    const one = lookedOn([{ postApplicationCreate: () => gate.promise }, recorder.hooks], { idle });
    const run = one.run();
    await turn();
    expect(recorder.names).toEqual([]);
    gate.resolve();
    await run;
    expect(recorder.names.slice(0, 3)).toEqual(["postApplicationCreate", "preExecuteCall", "preRunStep idle"]);
  });

  test("that is async and fails: the first call throws it and has not begun; the second goes on", async () => {
    const recorder = new Recorder();
    const one = lookedOn([{ postApplicationCreate: () => turn().then(throwing(mine)) }, recorder.hooks], { idle });
    const error = await expectRefusal(() => one.run(), refusal("HookError", "postApplicationCreate threw: mine"));
    expect(error).toMatchObject({ cause: mine });
    expect(recorder.names).toEqual(["postApplicationCreate"]);
    expect(await one.run()).toMatchObject({ action: "idle" });
  });

  test("that is async and fails, and nobody calls: nobody is told, and nothing is unhandled", async () => {
    lookedOn([{ postApplicationCreate: async () => throwing(mine)() }], { idle });
    await turn();
  });

  test("that is async: a sync call cannot wait, until it is through", async () => {
    const gate = deferred();
    const one = lookedOn([{ postApplicationCreate: () => gate.promise }], { idle });
    const error = await expectRefusal(
      () => one.runSync(),
      refusal("AsyncError", "the hook postApplicationCreate takes time: call run() and await it"),
    );
    expect(error).toMatchObject({ hook: "postApplicationCreate", action: null });
    await thrownBy(() => one.iterateSync().next());
    gate.resolve();
    await turn();
    expect(one.runSync()).toMatchObject({ action: "idle" });
  });
});
