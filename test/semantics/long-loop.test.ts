import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as v from "valibot";
import { expect, test } from "vitest";
import { js } from "../support/untyped.js";
import { act, app } from "./apps.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** What is held after a collection, in bytes. */
const held = (): number => {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
};

const n = v.number();

test("a million sync steps through run() grow neither the stack nor the heap", async () => {
  const depths = new Set<number>();
  const atSteps: number[] = [];
  const add = act({ reads: { n }, writes: { n } }, (state) => {
    const at = state.n as number;
    if (at % 250_000 === 1_000) {
      const before = Error.stackTraceLimit;
      Error.stackTraceLimit = Number.POSITIVE_INFINITY;
      depths.add((new Error().stack ?? "").split("\n").length);
      Error.stackTraceLimit = before;
      atSteps.push(held());
    }
    return state.increment({ n: 1 });
  });
  const isOver = js.condition({ reads: { n }, test: (state: { n: number }) => state.n >= 1_000_000 });
  const one = app(
    { add, other: add, end: act({}) },
    [
      [["add", "other"], "end", isOver],
      ["add", "other"],
      ["other", "add"],
    ],
    { n: 0 },
  );

  const stop = await one.run();
  expect(stop).toMatchObject({ action: "end", halted: "end", state: { n: 1_000_000 } });
  expect(one.sequenceId).toBe(1_000_000);
  expect(atSteps).toHaveLength(4);
  // A byte for every tenth step would be seen
  expect(Math.max(...atSteps.slice(1)) - (atSteps[0] ?? 0)).toBeLessThan(2_000_000);
  // Above an await there is no caller any more: two depths at most
  expect(Math.max(...depths)).toBeLessThan(80);
  expect(depths.size).toBeLessThanOrEqual(2);
});

test("a hundred thousand async steps, too", async () => {
  const atSteps: number[] = [];
  const add = act({ reads: { n }, writes: { n } }, async (state) => {
    if ((state.n as number) % 25_000 === 1_000) atSteps.push(held());
    return state.increment({ n: 1 });
  });
  const isOn = js.condition({ reads: { n }, test: (state: { n: number }) => state.n < 100_000 });
  await app({ add }, [["add", "add", isOn]], { n: 0 }).run();
  expect(Math.max(...atSteps.slice(1)) - (atSteps[0] ?? 0)).toBeLessThan(1_000_000);
});

test("three hundred thousand steps through runSync() and iterateSync(), too, of which every other fails first", () => {
  const atSteps: number[] = [];
  const depths = new Set<number>();
  let fails = false;
  const add = act({ reads: { n }, writes: { n }, deletes: ["gone"] }, (state) => {
    fails = !fails && (state.n as number) % 2 === 0;
    if (fails) throw new Error("again");
    if ((state.n as number) % 75_000 === 1_001) {
      const before = Error.stackTraceLimit;
      Error.stackTraceLimit = Number.POSITIVE_INFINITY;
      depths.add((new Error().stack ?? "").split("\n").length);
      Error.stackTraceLimit = before;
      atSteps.push(held());
    }
    return state.increment({ n: 1 }).wipe("gone");
  });
  const isOn = js.condition({ reads: { n }, test: (state: { n: number }) => state.n < 300_000 });
  const make = () =>
    app(
      { add },
      [
        ["add", "add", js.onError({ max: 1, capture: "gone" })],
        ["add", "add", isOn],
      ],
      { n: 0 },
    );
  const one = make();
  one.runSync();
  expect(one.state.getAll()).toEqual({ n: 300_000 });
  expect(one.sequenceId).toBe(449_999);

  let steps = 0;
  for (const _ of make().iterateSync()) steps += 1;
  expect(steps).toBe(300_000);

  expect(atSteps).toHaveLength(8);
  expect(Math.max(...atSteps.slice(1)) - (atSteps[0] ?? 0)).toBeLessThan(1_000_000);
  // One for each of the two calls
  expect(depths.size).toBeLessThanOrEqual(2);
});
