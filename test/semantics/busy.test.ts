import { describe, expect, test } from "vitest";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import type { UntypedApplication } from "../support/untyped.js";
import { act, app, count, deferred, standOf } from "./apps.js";

const says = refusal("BusyError", "application 'test' is running already", "await that call");

/** Everything that moves an application, or changes it. */
const moves: readonly (readonly [string, (one: UntypedApplication) => unknown])[] = [
  ["step", (one) => one.step()],
  ["run", (one) => one.run()],
  ["iterate", (one) => one.iterate().next()],
  ["stream", (one) => one.stream().next()],
  ["the result of stream", (one) => one.stream().result],
  ["stepSync", (one) => one.stepSync()],
  ["runSync", (one) => one.runSync()],
  ["iterateSync", (one) => one.iterateSync().next()],
  ["updateState", (one) => one.updateState({ n: 9 })],
  ["resetToEntrypoint", (one) => one.resetToEntrypoint()],
];

/** Tries each of them, and that none has done anything. */
async function expectBusy(one: UntypedApplication): Promise<void> {
  const before = standOf(one);
  for (const [, move] of moves) expect(await expectRefusal(() => move(one), says)).toMatchObject({ appId: "test" });
  expect(standOf(one)).toEqual(before);
}

const counting = () => app({ count }, [["count", "count", { n: 1 }]], { n: 0 });

describe("rule 16: while a call is running, everything else is refused", () => {
  const holders: readonly (readonly [string, (one: UntypedApplication) => unknown])[] = [
    ["step", (one) => one.step()],
    ["run", (one) => one.run()],
    ["iterate", (one) => one.iterate().next()],
    ["stream", (one) => one.stream().next()],
    ["the result of stream", (one) => one.stream().result.then()],
  ];

  test.each(holders)("%s, in the middle of an action", async (_, hold) => {
    const gate = deferred();
    const slow = act({}, async (state) => {
      await gate.promise;
      return state;
    });
    const one = app({ slow, count }, [["slow", "count"]], { n: 0 });
    const first = hold(one);
    await new Promise((resolve) => setImmediate(resolve));
    await expectBusy(one);
    gate.resolve();
    await first;
  });

  test("iterate, between two steps", async () => {
    const one = counting();
    for await (const _ of one.iterate()) await expectBusy(one);
    expect(await one.step()).toBeNull();
  });

  test("iterateSync, between two steps", async () => {
    const one = counting();
    const steps = one.iterateSync();
    steps.next();
    await expectBusy(one);
    steps.return(undefined as never);
    expect(one.stepSync()).toMatchObject({ state: { n: 2 } });
  });

  test("stream, between two events, the first of which comes before the action has run", async () => {
    const one = counting();
    const types: string[] = [];
    for await (const { type } of one.stream()) {
      types.push(type);
      await expectBusy(one);
    }
    expect([types, await one.step()]).toEqual([["start", "step", "start", "step"], null]);
  });

  test("an action and a condition cannot move the application they are part of", async () => {
    const errors: unknown[] = [];
    const again = act({}, async (state) => {
      for (const [, move] of moves) errors.push(await thrownBy(() => move(one)));
      return state;
    });
    const one = app({ again, count }, [["again", "count"]], { n: 0 });
    await one.run();
    expect(errors.map((error) => (error as Error).name)).toEqual(moves.map(() => "BusyError"));
    expect(one.state.n).toBe(1);
  });
});

describe("rule 16: what is not running holds nothing", () => {
  const whole: readonly (readonly [string, (one: UntypedApplication) => unknown])[] = [
    ...moves.filter(([name]) => !/^(iterate|stream|iterateSync)$/.test(name)),
    [
      "iterate",
      async (one) => {
        for await (const _ of one.iterate());
      },
    ],
    [
      "stream",
      async (one) => {
        for await (const _ of one.stream());
      },
    ],
    [
      "iterateSync",
      (one) => {
        for (const _ of one.iterateSync());
      },
    ],
  ];

  test.each(whole)("%s, when it is over", async (_, move) => {
    const one = counting();
    await move(one);
    for (const [, other] of whole) await other(one);
    expect(one.state.n).toBe(10);
  });

  const failing = whole.slice(0, -5).filter(([name]) => !/State|reset/.test(name));
  test.each([...failing, ...whole.slice(-3)])("%s, when it has failed", async (_, move) => {
    const one = app({ bad: act({}, () => undefined) });
    for (let time = 0; time < 2; time++) await expectRefusal(() => move(one), refusal("OutcomeError"));
    one.resetToEntrypoint();
  });

  test("a change that was refused", async () => {
    const one = counting();
    await expectRefusal(() => one.updateState({ nope: 1 }), refusal("WriteError"));
    expect(await one.step()).toMatchObject({ state: { n: 1 } });
  });

  test("iterators and streams that were made and never taken", async () => {
    const one = counting();
    const [steps, events, sync] = [one.iterate(), one.stream(), one.iterateSync()];
    await one.step();
    await Promise.all([steps.return(undefined as never), events.return()]);
    sync.return(undefined as never);
    expect(await one.step()).toMatchObject({ state: { n: 2 } });
  });
});
