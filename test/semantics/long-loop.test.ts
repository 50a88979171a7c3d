import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { js, type Run, type UntypedApplication } from "../support/untyped.js";
import { act, app } from "./apps.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** How many sync steps; all of the ten million with `TYPEBURR_STEPS=10000000 npx vitest run test/semantics/long-loop`. */
const many = Number(process.env.TYPEBURR_STEPS ?? 1_000_000);

/** What compiling and collecting may shift, in bytes: of a million steps, two a step. */
const noise = 2_000_000;

/** What is held after a collection, in bytes. */
const held = (): number => {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
};

/** Looks four times at how much is held, and at how deep the stack is. */
class Watch {
  readonly depths = new Set<number>();
  readonly #heaps: number[] = [];
  readonly #every: number;

  constructor(steps: number) {
    this.#every = steps / 4;
  }

  at(step: number): void {
    // Not at the very first: what is compiled and cached has its price once
    if (step % this.#every !== 1_001) return;
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = Number.POSITIVE_INFINITY;
    this.depths.add((new Error().stack ?? "").split("\n").length);
    Error.stackTraceLimit = before;
    this.#heaps.push(held());
  }

  /** By how much more is held than at the first look. */
  get growth(): number {
    expect(this.#heaps).toHaveLength(4);
    return Math.max(...this.#heaps.slice(1)) - (this.#heaps[0] ?? 0);
  }
}

const n = v.number();

/** Counts up to so many steps. */
function counting(steps: number, run: Run, hooks: readonly object[] = []): UntypedApplication {
  const add = act({ reads: { n }, writes: { n } }, run);
  const isOn = js.condition({ reads: { n }, test: (state: { n: number }) => state.n < steps });
  return app(
    { add, other: add },
    [
      ["add", "other", isOn],
      ["other", "add", isOn],
    ],
    { n: 0 },
    hooks,
  );
}

describe("rule 18: many steps grow neither the stack nor the heap", () => {
  const ways: readonly (readonly [string, (one: UntypedApplication) => unknown])[] = [
    ["run", (one) => one.run()],
    ["runSync", (one) => one.runSync()],
  ];

  test.each(ways)(
    `${many} sync steps through %s()`,
    async (_, go) => {
      const watch = new Watch(many);
      const one = counting(many, (state) => {
        watch.at(state.n as number);
        return state.increment({ n: 1 });
      });
      await go(one);
      expect([one.state.n, one.sequenceId]).toEqual([many, many - 1]);
      expect(watch.growth).toBeLessThan(noise);
      // Above an await there is no caller any more: two depths at most
      expect(Math.max(...watch.depths)).toBeLessThan(80);
      expect(watch.depths.size).toBeLessThanOrEqual(2);
    },
    600_000,
  );

  test("a hundred thousand async steps", async () => {
    const watch = new Watch(100_000);
    const one = counting(100_000, async (state) => {
      watch.at(state.n as number);
      return state.increment({ n: 1 });
    });
    await one.run();
    expect(watch.growth).toBeLessThan(noise);
  });

  test("forty thousand steps, events and items, with hooks that look on", async () => {
    const watch = new Watch(40_000);
    let told = 0;
    const tell = () => {
      told += 1;
    };
    const hooks = [{ preRunStep: tell, postRunStep: tell, onTransition: tell, logAttributes: tell }];
    const one = counting(
      40_000,
      (state, _, { span, logAttributes, signal }) => {
        watch.at(state.n as number);
        logAttributes({ isAborted: signal.aborted });
        return span("work", () => state.increment({ n: 1 }));
      },
      hooks,
    );
    let events = 0;
    for await (const _ of one.stream({ signal: new AbortController().signal })) events += 1;
    expect([events, told]).toEqual([80_000, 160_000]);
    expect(watch.growth).toBeLessThan(noise);
  });

  test("a hundred thousand through runSync() and iterateSync(), of which every other fails first", () => {
    const most = 100_000;
    let watch = new Watch(most);
    let fails = false;
    const add = act({ reads: { n }, writes: { n }, deletes: ["gone"] }, (state) => {
      fails = !fails && (state.n as number) % 2 === 0;
      if (fails) throw new Error("again");
      watch.at(state.n as number);
      return state.increment({ n: 1 }).wipe("gone");
    });
    const isOn = js.condition({ reads: { n }, test: (state: { n: number }) => state.n < most });
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
    expect([one.state.getAll(), one.sequenceId]).toEqual([{ n: most }, 149_999]);
    expect([watch.growth < noise, watch.depths.size]).toEqual([true, 1]);

    watch = new Watch(most);
    let steps = 0;
    for (const _ of make().iterateSync()) steps += 1;
    expect([steps, watch.growth < noise, watch.depths.size]).toEqual([most, true, 1]);
  });
});
