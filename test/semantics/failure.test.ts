import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js, type Run } from "../support/untyped.js";
import { act, app, count, deferred, idle, ran, standOf } from "./apps.js";

const n = v.number();

describe("rule 10: an action that throws", () => {
  const thrown: readonly (readonly [string, unknown])[] = [
    ["an error", new Error("mine")],
    ["an error of a class of its own", new (class Mine extends TypeError {})("mine")],
    ["a string", "mine"],
    ["null", null],
    ["undefined", undefined],
  ];
  const ways: readonly (readonly [string, (value: unknown) => Run])[] = [
    [
      "at once",
      (value) => () => {
        throw value;
      },
    ],
    [
      "later",
      (value) => async () => {
        await Promise.resolve();
        throw value;
      },
    ],
  ];
  const cases = thrown.flatMap(([what, value]) =>
    ways.map(([when, make]) => [what, when, value, make(value)] as const),
  );

  test("the same action is next, whatever the transitions would say by now, until it is set back", async () => {
    let fails = 1;
    const flaky = act({ reads: { n } }, (state) => {
      if (fails-- > 0) throw new Error("mine");
      return state;
    });
    const build = () =>
      app(
        { count, flaky, other: idle },
        [
          ["count", "flaky", { n: 1 }],
          ["count", "other"],
        ],
        { n: 0 },
      );
    const one = build();
    await one.step();
    await thrownBy(() => one.step());
    one.updateState({ n: 5 });
    expect(one.nextAction()).toBe("flaky");
    expect((await one.step())?.action).toBe("flaky");

    fails = 1;
    const back = build();
    await back.step();
    await thrownBy(() => back.step());
    back.resetToEntrypoint();
    expect(back.nextAction()).toBe("count");
  });

  test.each(cases)("%s, %s: the caller gets it unchanged; state and position stay", async (_, __, value, run) => {
    const bad = act({ writes: { n } }, run);
    const one = app(
      { count, bad, end: idle },
      [
        ["count", "bad"],
        ["bad", "end"],
      ],
      { n: 0 },
    );
    await one.step();
    for (const [attempt, call] of [() => one.step(), () => one.run(), () => one.iterate().next()].entries()) {
      expect(await thrownBy(call)).toBe(value);
      expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: attempt + 1 });
    }
  });

  test("is next again, and goes on when it succeeds", async () => {
    let fails = 3;
    const flaky = act({ reads: { n }, writes: { n } }, async (state) => {
      const next = state.increment({ n: 10 });
      if (fails-- > 0) throw new Error("again");
      return next;
    });
    const one = app(
      { count, flaky },
      [
        ["count", "flaky"],
        ["flaky", "count"],
      ],
      { n: 0 },
    );
    await one.step();
    for (let attempt = 0; attempt < 3; attempt++) await thrownBy(() => one.step());
    expect(one.state.n).toBe(1);
    expect(await ran(one, 2)).toEqual(["flaky", "count"]);
    expect(standOf(one)).toEqual({ state: { n: 12 }, sequenceId: 5 });
  });

  test("on the very first step leaves the entrypoint next", async () => {
    let isBroken = true;
    const first = act({}, (state) => {
      if (isBroken) throw new Error("again");
      return state;
    });
    const one = app({ first, second: idle }, [["first", "second"]]);
    await thrownBy(() => one.run());
    isBroken = false;
    expect(await ran(one)).toEqual(["first", "second"]);
  });

  test("in the middle of a run leaves what was done before it", async () => {
    const bad = act({}, () => {
      throw new Error("mine");
    });
    const one = app(
      { a: count, b: count, bad },
      [
        ["a", "b"],
        ["b", "bad"],
      ],
      { n: 0 },
    );
    await thrownBy(() => one.run());
    expect(standOf(one)).toEqual({ state: { n: 2 }, sequenceId: 2 });
  });

  test("after it has changed a list of its own leaves the state's list alone", async () => {
    const bad = act({ reads: { list: v.array(n) }, writes: { list: v.array(n) } }, (state) => {
      state.append({ list: 1 });
      (state.list as number[]).push(2);
      return state;
    });
    const one = app({ bad }, [], { list: [0] });
    expect(await thrownBy(() => one.run())).toBeInstanceOf(TypeError);
    expect(one.state.getAll()).toEqual({ list: [0] });
  });

  test("a write that comes after the step is over writes nothing", async () => {
    const gate = deferred();
    let late: Promise<unknown> = Promise.resolve();
    const hasty = act({ reads: { n }, writes: { n } }, (state) => {
      late = gate.promise.then(() => state.update({ n: 99 }));
      return state.update({ n: 1 });
    });
    const one = app({ hasty }, [], { n: 0 });
    await one.run();
    gate.resolve();
    await late;
    expect(one.state.n).toBe(1);
  });
});

describe("rule 12: an aborted step is a failed step", () => {
  test("a signal that is aborted already stops the call before its first step, with the reason", async () => {
    const one = app({ count }, [["count", "count"]], { n: 0 });
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    for (const call of [() => one.step({ signal }), () => one.run({ signal }), () => one.iterate({ signal }).next()]) {
      expect(await thrownBy(call)).toBe(reason);
    }
    expect(standOf(one)).toEqual({ state: { n: 0 }, sequenceId: null });
  });

  test("one that aborts while the action runs reaches it, and keeps its writes out", async () => {
    const controller = new AbortController();
    const slow = act({ writes: { n } }, async (state, _, { signal }) => {
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
        controller.abort("stop");
      });
      return state.update({ n: 1 });
    });
    const one = app({ slow });
    expect(await thrownBy(() => one.run({ signal: controller.signal }))).toBe("stop");
    expect(standOf(one)).toEqual({ state: {}, sequenceId: 0 });
    expect(await thrownBy(() => one.step({ signal: controller.signal }))).toBe("stop");
  });

  test("one that aborts between steps stops the run there, and the application goes on afterwards", async () => {
    const controller = new AbortController();
    const stopper = act({ reads: { n }, writes: { n } }, (state) => {
      if (state.n === 4) setTimeout(() => controller.abort());
      return state.increment({ n: 1 });
    });
    const one = app({ stopper }, [["stopper", "stopper"]], { n: 0 });
    const error = await thrownBy(() => one.run({ signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortError" });
    const stopped = one.state.n as number;
    expect(stopped).toBeGreaterThan(4);
    expect(await ran(one, 2)).toEqual(["stopper", "stopper"]);
    expect(one.state.n).toBe(stopped + 2);
  });

  test("a signal that never aborts changes nothing", async () => {
    const one = app({ count }, [["count", "count", { n: 1 }]], { n: 0 });
    expect(await one.run({ signal: new AbortController().signal })).toMatchObject({ halted: "end", state: { n: 2 } });
  });

  test("what is no signal is refused", async () => {
    for (const signal of [null, {}, "stop", new AbortController()]) {
      await expectRefusal(() => app({ idle }).run({ signal }), refusal("DefinitionError", "signal of run()"));
    }
  });
});

describe("rule 16: two calls at once", () => {
  const says = refusal("BusyError", "application 'test' is running already", "await that call");
  const slowly = () => {
    const gate = deferred();
    const slow = act({ reads: { n }, writes: { n } }, async (state) => {
      await gate.promise;
      return state.increment({ n: 1 });
    });
    return { gate, one: app({ slow }, [["slow", "slow"]], { n: 0 }) };
  };

  test("the second is refused, whatever it is, and the first is not disturbed", async () => {
    const { gate, one } = slowly();
    const first = one.run({ haltAfter: ["slow"] });
    const error = await expectRefusal(() => one.run(), says);
    expect(error).toMatchObject({ appId: "test" });
    await expectRefusal(() => one.step(), says);
    await expectRefusal(() => one.iterate().next(), says);
    expect(one.state.n).toBe(0);
    gate.resolve();
    expect(await first).toMatchObject({ action: "slow", state: { n: 1 } });
    expect(await one.step()).toMatchObject({ state: { n: 2 } });
    expect(one.sequenceId).toBe(1);
  });

  test("two that are begun in the same breath do not interleave, sync actions or not", async () => {
    const one = app({ count }, [["count", "count", { n: 1 }]], { n: 0 });
    const results = await Promise.allSettled([one.run(), one.run(), one.step()]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(one.state.n).toBe(2);
  });

  test("an action cannot run its own application", async () => {
    const again = act({}, async (state) => {
      await one.step();
      return state;
    });
    const one = app({ again });
    await expectRefusal(() => one.run(), says);
  });

  test("a call that fails, or is refused, frees the application", async () => {
    const one = app({ bad: act({}, () => undefined) });
    await thrownBy(() => one.run());
    await expectRefusal(() => one.run(), refusal("OutcomeError"));
    await thrownBy(() => one.step({ inputs: { x: 1 } }));
    await expectRefusal(() => one.step(), refusal("OutcomeError"));
  });

  test("an iterator holds the application from its first step until it is finished or returned", async () => {
    const one = app({ count }, [["count", "count", { n: 1 }]], { n: 0 });
    const steps = one.iterate();
    // Not begun yet: it holds nothing
    await one.step();
    await steps.next();
    await expectRefusal(() => one.step(), says);
    await expectRefusal(() => one.iterate().next(), says);
    await steps.return(undefined as never);
    expect(await one.step()).toBeNull();

    const again = app({ count }, [["count", "count", { n: 1 }]], { n: 0 });
    for await (const _ of again.iterate()) await expectRefusal(() => again.run(), says);
    expect(await again.step()).toBeNull();
  });

  test("an iterator whose step fails frees the application", async () => {
    const one = app({ bad: act({}, () => undefined) });
    const steps = one.iterate();
    await thrownBy(() => steps.next());
    expect(await steps.next()).toEqual({ done: true, value: undefined });
    await expectRefusal(() => one.step(), refusal("OutcomeError"));
  });

  test("two applications of one builder run at once", async () => {
    const builder = js.application().withActions({ count }).withEntrypoint("count").withState({ n: 0 });
    const [one, two] = await Promise.all([builder.build().run(), builder.build().run()]);
    expect([one.state.n, two.state.n]).toEqual([1, 1]);
  });
});
