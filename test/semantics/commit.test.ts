import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { thrownBy } from "../support/refusal.js";
import { js, type UntypedAction, type UntypedApplication } from "../support/untyped.js";
import { act, app, count, standOf } from "./apps.js";

const n = v.number();

describe("rules 3, 4, 5 and 6: the order of a step", () => {
  const notes: string[] = [];
  const noted = (name: string) =>
    v.pipe(
      n,
      v.check(() => {
        notes.push(name);
        return true;
      }),
    );

  test("is inputs, preRunStep, reads, run, writes, postRunStep", async () => {
    notes.length = 0;
    const one = act(
      { reads: { r: noted("reads") }, writes: { w: noted("writes") }, inputs: { x: noted("inputs") } },
      (state) => {
        notes.push("run");
        return state.update({ w: 1 });
      },
    );
    const hooks = {
      preRunStep: ({ inputs }: { inputs: object }) => notes.push(`preRunStep ${JSON.stringify(inputs)}`),
      postRunStep: () => notes.push("postRunStep"),
    };
    await app({ one }, [], { r: 1 }, [hooks]).run({ inputs: { x: 1 } });
    // Once at the beginning: `build` looks at what it is given
    expect(notes[0]).toBe("reads");
    expect(notes.slice(1)).toEqual(["inputs", 'preRunStep {"x":1}', "reads", "run", "writes", "postRunStep"]);
  });

  test("a preRunStep that takes time is waited for", async () => {
    notes.length = 0;
    const one = act({}, (state) => {
      notes.push("run");
      return state;
    });
    const preRunStep = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      notes.push("preRunStep");
    };
    await app({ one }, [], {}, [{ preRunStep }]).run();
    expect(notes).toEqual(["preRunStep", "run"]);
  });
});

describe("rule 8: a step commits state, position and sequence id together, once, or not at all", () => {
  const seenBy = (one: UntypedApplication) => [one.state.n, one.sequenceId, one.nextAction()];

  test("while it runs nothing has moved but the number; behind it everything has", async () => {
    const seen: unknown[] = [];
    const add = act({ reads: { n }, writes: { n } }, async (state) => {
      const next = state.increment({ n: 1 });
      await Promise.resolve();
      seen.push(["run", ...seenBy(one)]);
      return next;
    });
    const hooks = {
      preRunStep: () => seen.push(["pre", ...seenBy(one)]),
      postRunStep: () => seen.push(["post", ...seenBy(one)]),
    };
    const one: UntypedApplication = app({ add, end: count }, [["add", "end"]], { n: 0 }, [hooks]);
    await one.step();
    expect(seen).toEqual([
      ["pre", 0, 0, "add"],
      ["run", 0, 0, "add"],
      ["post", 1, 0, "end"],
    ]);
  });

  const parts = { reads: { n }, writes: { n, m: n } };
  const streaming = (run: (state: never) => Generator<unknown, unknown, void>): UntypedAction =>
    js.streamingAction({ ...parts, item: n, run });
  const wrong: readonly (readonly [string, unknown])[] = [
    [
      "throws when it has written",
      act(parts, (state) => {
        state.update({ n: 9, m: 9 });
        throw new Error("mine");
      }),
    ],
    ["forgets a write", act(parts, (state) => state.update({ n: 9 }))],
    ["writes what does not fit", act(parts, (state) => state.update({ n: 9 }).update({ m: "9" }))],
    ["writes what it has not declared", act(parts, (state) => state.update({ n: 9, m: 9 }).update({ k: 1 }))],
    ["returns another state", act(parts, () => app({ count }).state)],
    ["reads what is not there", act({ ...parts, reads: { gone: n } }, (state) => state.update({ n: 9, m: 9 }))],
    [
      "folds into nothing",
      js.twoStepAction({
        ...parts,
        run: () => 1,
        update: (_: unknown, state: { update(v: object): void }) => void state.update({ n: 9, m: 9 }),
      }),
    ],
    [
      "yields what does not fit",
      streaming(function* () {
        yield 1;
        yield "2";
      }),
    ],
    [
      "stops its stream without a state",
      streaming(function* () {
        yield 1;
      }),
    ],
  ];

  test.each(wrong)("one that %s", async (_, bad) => {
    const one = app({ count, bad }, [["count", "bad"]], { n: 0 });
    await one.step();
    for (let attempt = 1; attempt <= 2; attempt++) {
      await thrownBy(() => one.run());
      expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: attempt });
      expect(one.nextAction()).toBe("bad");
    }
  });

  test("several writes stand together in the next state, and nowhere before", async () => {
    const states: unknown[] = [];
    const both = act({ reads: {}, writes: { n, m: n } }, (state) => {
      const half = state.update({ n: 5 });
      states.push(one.state.getAll());
      return half.update({ m: 6 });
    });
    const one: UntypedApplication = app({ both }, [], { n: 0 });
    const step = await one.step();
    expect([states, step?.state.getAll()]).toEqual([[{ n: 0 }], { n: 5, m: 6 }]);
  });
});

describe("rule 9: postRunStep, always, exactly once", () => {
  const ended = (run: Parameters<typeof act>[1], options?: object) => {
    const events: { action: string; error: unknown; result: unknown }[] = [];
    const one = app({ it: act({}, run) }, [], {}, [
      { postRunStep: (event: (typeof events)[number]) => events.push(event) },
    ]);
    return thrownBy(async () => {
      await one.run(options);
      throw null;
    }).then((error) => ({ error, events }));
  };

  test("with the result", async () => {
    const { events } = await ended((state) => ["mine", state]);
    expect(events).toMatchObject([{ action: "it", result: "mine", error: undefined }]);
  });

  test("with the error, the very one that the caller gets", async () => {
    const { error, events } = await ended(() => {
      throw new Error("mine");
    });
    expect(events).toMatchObject([{ action: "it", result: null }]);
    expect(events[0]?.error).toBe(error);
  });

  test("with the abort", async () => {
    const controller = new AbortController();
    const { error, events } = await ended(
      (state) => {
        controller.abort();
        return state;
      },
      { signal: controller.signal },
    );
    expect(events).toHaveLength(1);
    expect(events[0]?.error).toBe(error);
  });
});
