import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { type Context, js, type UntypedState } from "../support/untyped.js";
import { act, app, count, idle, ran, standOf } from "./apps.js";

const n = v.number();

describe("rule 1: the next action", () => {
  test("is the entrypoint if nothing has run yet, whatever stands first", async () => {
    const one = js.application().withActions({ a: idle, b: idle }).withTransitions(["a", "b"]).withEntrypoint("b");
    expect(await ran(one.build())).toEqual(["b"]);
  });

  test("is the first transition whose condition holds, in the order given, over several calls and lists", async () => {
    const graph = js
      .application()
      .withActions({ a: idle, b: idle, c: idle, d: idle })
      .withTransitions(["a", "d", { x: 2 }], [["a", "b"], "c", { x: 1 }])
      .withTransitions(["a", "b"], ["c", "d", js.not(js.when({ x: 1 }))])
      .withEntrypoint("a");
    expect(await ran(graph.withState({ x: 0 }).build())).toEqual(["a", "b"]);
    expect(await ran(graph.withState({ x: 1 }).build())).toEqual(["a", "c"]);
    expect(await ran(graph.withState({ x: 2 }).build())).toEqual(["a", "d"]);
  });

  test("conditions see the state after the source's writes", async () => {
    const over = js.condition({ reads: { n }, test: (state: { n: number }) => state.n >= 3 });
    const one = app(
      { count, done: idle },
      [
        ["count", "done", over],
        ["count", "count"],
      ],
      { n: 0 },
    );
    expect(await ran(one)).toEqual(["count", "count", "count", "done"]);
  });

  test("an async condition is awaited, and those behind the one that holds are not asked", async () => {
    const asked: string[] = [];
    const late = (name: string, answer: boolean) =>
      js.condition({
        reads: {},
        test: async () => {
          asked.push(name);
          await new Promise((resolve) => setTimeout(resolve, 1));
          return answer;
        },
      });
    const transitions = [
      ["a", "b", late("first", false)],
      ["a", "c", late("second", true)],
      ["a", "d", late("third", true)],
    ];
    expect(await ran(app({ a: idle, b: idle, c: idle, d: idle }, transitions))).toEqual(["a", "c"]);
    expect(asked).toEqual(["first", "second"]);
  });

  test("is none when no condition holds: step() is null, run() is at its end, again and again", async () => {
    const one = app({ a: idle, b: idle }, [["a", "b", { x: 1 }]], { x: 0 });
    expect(await one.run()).toMatchObject({ action: "a", halted: "end" });
    expect(await one.step()).toBeNull();
    expect(await one.run()).toMatchObject({ action: "a", halted: "end" });
    expect(one.sequenceId).toBe(0);
  });

  test("a condition that throws leaves the step before it done, and is asked again", async () => {
    let isBroken = true;
    const thrown = new Error("no answer");
    const flaky = js.condition({
      reads: {},
      test: () => {
        if (isBroken) throw thrown;
        return true;
      },
    });
    const one = app({ count, b: idle }, [["count", "b", flaky]], { n: 0 });
    expect(await thrownBy(() => one.run())).toBe(thrown);
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 0 });
    expect(await thrownBy(() => one.step())).toBe(thrown);
    isBroken = false;
    expect(await one.step()).toMatchObject({ action: "b" });
  });

  test("a condition that reads what is not there says so", async () => {
    const one = app({ a: idle }, [["a", "a", js.condition({ reads: { x: n }, test: () => true, name: "big" })]]);
    await expectRefusal(() => one.run(), refusal("ReadError", "condition 'big'", "'x'", "nothing has written"));
  });
});

describe("rule 2: the sequence id", () => {
  test("counts attempted steps from 0, failed ones too", async () => {
    let fails = 2;
    const seen: number[] = [];
    const flaky = act({}, (state, _, context) => {
      seen.push(context.sequenceId);
      if (fails-- > 0) throw new Error("again");
      return state;
    });
    const one = app({ flaky }, [["flaky", "flaky"]]);
    expect(one.sequenceId).toBeNull();
    await thrownBy(() => one.step());
    await thrownBy(() => one.step());
    await one.step();
    await one.step();
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(one.sequenceId).toBe(3);
  });

  test("does not count when there is no step: at the end, with inputs refused, with options refused", async () => {
    const one = app({ a: act({ inputs: { x: n } }) });
    await thrownBy(() => one.step());
    await thrownBy(() => one.step({ inputs: { x: "1" } }));
    await thrownBy(() => one.step({ inputs: { y: 1 } }));
    await thrownBy(() => one.run({ haltAfter: ["b"] }));
    await thrownBy(() => one.step({ signal: AbortSignal.abort() }));
    expect(one.sequenceId).toBeNull();
    await one.step({ inputs: { x: 1 } });
    await one.step({ inputs: { x: 1 } });
    expect(one.sequenceId).toBe(0);
  });

  test("the idempotency key is the same for each attempt at a step, and another for the next step", async () => {
    const keys: string[] = [];
    let isBroken = true;
    const flaky = act({}, (state, _, context) => {
      keys.push(context.idempotencyKey);
      if (isBroken) throw new Error("again");
      return state;
    });
    const one = app({ flaky }, [["flaky", "flaky"]]);
    await thrownBy(() => one.step());
    await thrownBy(() => one.step());
    isBroken = false;
    await one.step();
    await one.step();
    await one.step();
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
  });
});

describe("rule 3: inputs", () => {
  const seen: unknown[] = [];
  const listen = act({ inputs: { a: n, b: v.optional(v.string(), "default"), c: v.optional(n) } }, (state, inputs) => {
    seen.push(inputs);
    return state;
  });
  const other = act({ inputs: { d: v.any() } }, (state, inputs) => {
    seen.push(inputs);
    return state;
  });
  const mute = act({}, (state, inputs) => {
    seen.push(inputs);
    return state;
  });

  test("only those that the action declares reach it, parsed, with their defaults, and frozen", async () => {
    seen.length = 0;
    await app({ listen, other, mute }, [
      ["listen", "other"],
      ["other", "mute"],
    ]).run({ inputs: { a: 1, d: { e: [1] } } });
    expect(seen).toEqual([{ a: 1, b: "default", c: undefined }, { d: { e: [1] } }, {}]);
    for (const inputs of seen) expect(Object.isFrozen(inputs)).toBe(true);
  });

  test("what a schema makes of them is what the action sees", async () => {
    seen.length = 0;
    const trimmed = act({ inputs: { text: v.pipe(v.string(), v.trim()) } }, (state, inputs) => {
      seen.push(inputs);
      return state;
    });
    await app({ trimmed }).step({ inputs: { text: " a " } });
    expect(seen).toEqual([{ text: "a" }]);
  });

  test("a required one that is missing is an error before the action runs", async () => {
    seen.length = 0;
    const one = app({ listen }, [["listen", "listen"]]);
    const error = await expectRefusal(
      () => one.step({ inputs: { b: "x" } }),
      refusal("InputError", "action 'listen'", "needs the input 'a'", "inputs: { a: ... }", "bind()"),
    );
    expect(error).toMatchObject({ action: "listen", key: "a" });
    await expectRefusal(() => one.step({ inputs: { a: undefined } }), refusal("InputError", "'a'"));
    await expectRefusal(() => one.run({ haltAfter: ["listen"] }), refusal("InputError", "'a'"));
    expect(seen).toEqual([]);
    expect(standOf(one)).toEqual({ state: {}, sequenceId: null });
  });

  test("one that no action in the graph declares is an error before anything runs, though it may be misspelt", async () => {
    seen.length = 0;
    const one = app({ mute, listen }, [["mute", "listen"]]);
    const error = await expectRefusal(
      () => one.run({ inputs: { a: 1, bb: 2 } }),
      refusal("InputError", "no action declares an input 'bb'", "'a', 'b' and 'c'", "Did you mean"),
    );
    expect(error).toMatchObject({ action: null, key: "bb" });
    await expectRefusal(() => app({ mute }).step({ inputs: { a: 1 } }), refusal("InputError", "'a'", "none does"));
    expect(seen).toEqual([]);
  });

  test("one that does not fit is an error that says where", async () => {
    const deep = act({ inputs: { order: v.object({ items: v.array(n) }) } });
    const error = await expectRefusal(
      () => app({ deep }).step({ inputs: { order: { items: [1, "2"] } } }),
      refusal("InputError", "input 'order' of action 'deep'", "items.1: ", "Expected number"),
    );
    expect(error).toMatchObject({ action: "deep", key: "order", issues: [{ path: "items.1" }] });
  });

  test("one that is inherited has not been given", async () => {
    const inputs = Object.create({ a: 1 });
    await expectRefusal(() => app({ listen }).step({ inputs }), refusal("InputError", "needs the input 'a'"));
  });

  test("any name will do", async () => {
    seen.length = 0;
    const odd = act({ inputs: { ["__proto__"]: n, constructor: n } }, (state, inputs) => {
      seen.push(JSON.stringify(inputs));
      return state;
    });
    await app({ odd }).step({ inputs: JSON.parse('{ "__proto__": 1, "constructor": 2 }') });
    expect(seen).toEqual(['{"__proto__":1,"constructor":2}']);
  });
});

describe("rule 5: reads", () => {
  test("are given to run, and nothing else", async () => {
    let seen: UntypedState | undefined;
    const look = act({ reads: { a: n } }, (state) => {
      seen = state;
      return state;
    });
    await app({ look }, [], { a: 1, b: 2 }).step();
    expect(seen?.getAll()).toEqual({ a: 1 });
    expect([seen?.has("b"), seen?.b]).toEqual([false, undefined]);
  });

  test("are parsed by the reader's schemas: what the schema gives is seen, the state stays as it is", async () => {
    let seen: unknown;
    const look = act(
      { reads: { text: v.pipe(v.string(), v.trim()), one: v.object({ a: n }), gone: v.optional(n, 7) } },
      (state) => {
        seen = state.getAll();
        return state;
      },
    );
    const one = app({ look }, [], { text: " a ", one: { a: 1, b: 2 } });
    await one.step();
    expect(seen).toEqual({ text: "a", one: { a: 1 }, gone: 7 });
    expect(one.state.getAll()).toEqual({ text: " a ", one: { a: 1, b: 2 } });
  });

  test("an optional one that is not there is not there; one that is there and undefined is", async () => {
    const seen: unknown[] = [];
    const look = act({ reads: { a: v.optional(n) }, writes: { a: v.optional(n) } }, (state) => {
      seen.push(state.keys());
      return state.update({ a: undefined });
    });
    await ran(app({ look }, [["look", "look"]]), 2);
    expect(seen).toEqual([[], ["a"]]);
  });

  test("one that is missing, or does not fit, fails the step and names who, what and where", async () => {
    const put = act({ writes: { x: v.any() } }, (state) => state.update({ x: { list: ["a"] } }));
    const strict = act({ reads: { x: v.object({ list: v.array(n) }) } });
    const one = app({ put, strict }, [["put", "strict"]]);
    const error = await expectRefusal(
      () => one.run(),
      refusal("ReadError", "action 'strict' reads 'x'", "list.0: ", "Expected number"),
    );
    expect(error).toMatchObject({ action: "strict", key: "x", issues: [{ path: "list.0" }] });
    expect(one.sequenceId).toBe(1);

    const lost = app({ a: act({ reads: { x: n } }) });
    await expectRefusal(
      () => lost.run(),
      refusal("ReadError", "action 'a' reads 'x'", "nothing has written", "withState"),
    );
  });
});

describe("rule 6: run", () => {
  const wrong: readonly (readonly [string, () => unknown, string])[] = [
    ["nothing", () => undefined, "nothing"],
    ["null", () => null, "null, no state"],
    ["a plain object", () => ({ a: 1 }), "an object, no state"],
    ["a string", () => "done", "a string, no state"],
    ["a list", () => [1, 2, 3], "an array, no state"],
    ["a pair without a state", () => [1, { a: 1 }], "an array, no state"],
    ["a pair the wrong way round", () => [idle, "result"], "an array, no state"],
    ["a promise of nothing", async () => undefined, "nothing"],
  ];

  test.each(wrong)("that returns %s is refused", async (_, run, what) => {
    const one = app({ count, bad: act({ writes: { n } }, run) }, [["count", "bad"]], { n: 0 });
    await one.step();
    const error = await expectRefusal(
      () => one.step(),
      refusal("OutcomeError", "run() of action 'bad' returned", what, "return state.update({ ... })"),
    );
    expect(error).toMatchObject({ action: "bad" });
    expect(standOf(one)).toEqual({ state: { n: 1 }, sequenceId: 1 });
  });

  test("that returns a foreign state is refused: another step's, another application's, one to look at", async () => {
    const states: UntypedState[] = [];
    const keep = act({ writes: { n } }, (state) => {
      states.push(state.update({ n: 9 }));
      return state.update({ n: 1 });
    });
    const other = app({ keep }, [["keep", "keep"]]);
    await ran(other, 2);
    states.push(other.state);
    for (const foreign of states) {
      const one = app({ bad: act({ writes: { n } }, () => foreign) });
      await expectRefusal(() => one.run(), refusal("OutcomeError", "'bad'", "not made from the one it was given"));
      await expectRefusal(
        () => app({ bad: act({ writes: { n } }, () => ["result", foreign]) }).run(),
        refusal("OutcomeError", "not made from the one it was given"),
      );
      expect(one.state.getAll()).toEqual({});
    }
    let kept: UntypedState | undefined;
    const again = act({ writes: { n } }, (state) => {
      kept ??= state.update({ n: 1 });
      return kept;
    });
    const twice = app({ again }, [["again", "again"]]);
    await twice.step();
    await expectRefusal(() => twice.step(), refusal("OutcomeError", "'again'"));
  });

  test("may return any state made from its own, however many operations on", async () => {
    const long = act({ writes: { n, list: v.array(n) } }, (state) => {
      let next = state.update({ list: [] });
      for (let step = 0; step < 20_000; step++) next = next.increment({ n: 1 });
      return next.subset("n").append({ list: 1 });
    });
    const one = app({ long });
    expect((await one.run()).result).toEqual({ n: 20_000, list: [1] });
    expect(one.state.getAll()).toEqual({ n: 20_000, list: [1] });
  });

  test("may be sync or async, or return any thenable", async () => {
    const later = act({ writes: { n } }, async (state) => state.update({ n: 1 }));
    const thenable = act({ reads: { n }, writes: { n } }, (state) => ({
      // biome-ignore lint/suspicious/noThenProperty: a thenable that is no promise
      then: (resolve: (value: unknown) => void) => resolve(["result", state.increment({ n: 1 })]),
    }));
    const stop = await app({ later, thenable }, [["later", "thenable"]]).run();
    expect([stop.result, stop.state.getAll()]).toEqual(["result", { n: 2 }]);
  });

  test("results in the record of its writes, or in what it says", async () => {
    const plain = act({ reads: { a: n }, writes: { n, m: v.optional(n) } }, (state) => state.update({ n: 1 }));
    const own = act({ writes: { n } }, (state) => [{ any: "thing" }, state.update({ n: 2 })]);
    const none = act({}, (state) => [undefined, state]);
    const one = app(
      { plain, own, none, idle },
      [
        ["plain", "own"],
        ["own", "none"],
        ["none", "idle"],
      ],
      { a: 1 },
    );
    const results: unknown[] = [];
    for await (const step of one.iterate()) results.push(step.result);
    expect(results).toEqual([{ n: 1 }, { any: "thing" }, undefined, {}]);
  });

  test("gets the context of its step", async () => {
    let seen: Context | undefined;
    const look = act({}, (state, _, context) => {
      seen = context;
      return state;
    });
    const one = js
      .application()
      .withActions({ look })
      .withEntrypoint("look")
      .withIdentifiers({ appId: "id", partitionKey: "part" })
      .build();
    await one.step();
    expect(seen).toMatchObject({
      appId: "id",
      partitionKey: "part",
      sequenceId: 0,
      action: "look",
      error: undefined,
      idempotencyKey: expect.any(String),
    });
    expect(seen?.signal).toBeInstanceOf(AbortSignal);
    expect(seen?.signal).toBe(seen?.signal);
  });
});

describe("rule 7: writes", () => {
  test("an undeclared key is refused by the method that was asked, and the step fails", async () => {
    const bad = act({ writes: { total: n } }, (state) => state.update({ total: 1 }).update({ totl: 2 }));
    const one = app({ bad });
    const error = await expectRefusal(
      () => one.run(),
      refusal("WriteError", "action 'bad'", "update()", "'totl'", "not declared under writes", "Did you mean 'total'?"),
    );
    expect((error as Error).stack).toContain("step.test");
    expect(one.state.getAll()).toEqual({});
  });

  test("a declared one that is not written is refused after run; an optional one is not", async () => {
    const bad = act({ writes: { a: n, b: n, c: v.optional(n) } }, (state) => state.update({ a: 1 }));
    const error = await expectRefusal(
      () => app({ bad }).run(),
      refusal("WriteError", "action 'bad': 'b' is declared under writes, but not written"),
    );
    expect(error).toMatchObject({ action: "bad", key: "b" });
    const good = act({ writes: { a: n, c: v.optional(n) } }, (state) => state.update({ a: 1 }));
    expect((await app({ good }).run()).state.getAll()).toEqual({ a: 1 });
  });

  test("a key that stands in the state already has to be written all the same", async () => {
    const bad = act({ reads: { a: n }, writes: { a: n } }, (state) => state);
    await expectRefusal(() => app({ bad }, [], { a: 1 }).run(), refusal("WriteError", "'a' is declared under writes"));
  });

  test("what the schema gives back is what is stored, and transforms are not applied again", async () => {
    const length = v.pipe(
      v.string(),
      v.transform((text) => text.length),
    );
    const put = act(
      { writes: { size: length, mode: v.optional(v.string(), "fast"), list: v.array(length) } },
      (state) => state.update({ size: "four", mode: undefined, list: ["a"] }).append({ list: "bb" }),
    );
    const look = act({ reads: { size: n, list: v.array(n) } }, (state) => [state.getAll(), state]);
    const stop = await app({ put, look }, [["put", "look"]]).run();
    expect(stop.state.getAll()).toEqual({ size: 4, mode: "fast", list: [1, 2] });
    expect(stop.result).toEqual({ size: 4, list: [1, 2] });
  });

  test("a value that does not fit fails the step, with its place, on the line that wrote", async () => {
    const bad = act({ writes: { x: v.object({ a: n }) } }, (state) => state.update({ x: { a: "1" } }));
    const error = await expectRefusal(
      () => app({ bad }).run(),
      refusal("WriteError", "action 'bad'", "'x'", "a: ", "Expected number"),
    );
    expect(error).toMatchObject({ action: "bad", key: "x", issues: [{ path: "a" }] });
    expect((error as Error).stack).toContain("step.test");
  });

  test("a refusal that run has caught does not count: nothing was written by it", async () => {
    const brave = act({ writes: { n } }, (state) => {
      try {
        return state.update({ n: "1" });
      } catch {
        return state.update({ n: 2 });
      }
    });
    expect((await app({ brave }).run()).state.getAll()).toEqual({ n: 2 });
  });
});

describe("rule 7: deletes", () => {
  const draft = v.string();

  test("a key that is declared may be wiped: it is gone from the state, and from what is handed out", async () => {
    let seen: unknown;
    const cleanup = act({ reads: { draft, n }, writes: { n }, deletes: ["draft"] }, (state) => {
      const next = state.increment({ n: 1 }).wipe("draft");
      seen = [next.getAll(), "draft" in next, state.draft];
      return next;
    });
    const look = act({ reads: { draft: v.optional(draft) } }, (state) => [state.has("draft"), state]);
    const one = app({ cleanup, look }, [["cleanup", "look"]], { draft: "a", n: 0 });
    const step = await one.step();
    expect(seen).toEqual([{ n: 1 }, false, "a"]);
    expect(step).toMatchObject({ action: "cleanup", result: { n: 1 } });
    expect(one.state.getAll()).toEqual({ n: 1 });
    expect((await one.step())?.result).toBe(false);
  });

  test("it need not be wiped, and may be wiped though it is not there", async () => {
    const maybe = act({ reads: { n }, writes: { n }, deletes: ["draft"] }, (state) =>
      state.n === 0 ? state.increment({ n: 1 }) : state.increment({ n: 1 }).wipe("draft"),
    );
    const one = app({ maybe }, [["maybe", "maybe"]], { draft: "a", n: 0 });
    await one.step();
    expect(one.state.getAll()).toEqual({ draft: "a", n: 1 });
    await one.step();
    await one.step();
    expect(one.state.getAll()).toEqual({ n: 3 });
  });

  test("one that is not declared is refused by wipe, and the step fails", async () => {
    const bad = act({ writes: { n }, deletes: ["draft"] }, (state) => state.update({ n: 1 }).wipe("draft").wipe("n"));
    const one = app({ bad }, [], { draft: "a" });
    const error = await expectRefusal(
      () => one.run(),
      refusal("WriteError", "action 'bad': wipe() removes 'n'", "not declared under deletes ('draft')"),
    );
    expect((error as Error).stack).toContain("step.test");
    expect(one.state.getAll()).toEqual({ draft: "a" });
  });

  test("what is wiped after it was written has not been written; what is written after it was wiped has", async () => {
    const parts = { writes: { draft, n: v.optional(n) }, deletes: ["draft", "n"] };
    const lost = act(parts, (state) => state.update({ draft: "b", n: 1 }).wipe("draft"));
    const one = app({ lost }, [], { draft: "a" });
    await expectRefusal(() => one.run(), refusal("WriteError", "'draft' is declared under writes, but not written"));
    expect(one.state.getAll()).toEqual({ draft: "a" });

    const kept = act(parts, (state) => state.update({ n: 1 }).wipe("draft", "n").update({ draft: "b" }));
    const two = app({ kept }, [], { draft: "a", n: 0 });
    expect(await two.run()).toMatchObject({ result: { draft: "b" } });
    expect(two.state.getAll()).toEqual({ draft: "b" });
  });

  test("a key that was wiped is nothing to a condition, and is missing for one who reads it", async () => {
    const cleanup = act({ deletes: ["draft"] }, (state) => state.wipe("draft"));
    const reader = act({ reads: { draft } });
    const one = app(
      { cleanup, idle, reader },
      [
        ["cleanup", "reader", js.not(js.when({ draft: "a" }))],
        ["cleanup", "idle"],
      ],
      { draft: "a" },
    );
    await one.step();
    await expectRefusal(() => one.step(), refusal("ReadError", "action 'reader' reads 'draft'", "nothing has written"));
  });

  test("a key that is written once more after a delete is parsed and read anew", async () => {
    const length = v.pipe(
      v.string(),
      v.transform((text) => text.length),
    );
    const put = act({ writes: { size: v.any() } }, (state) => state.update({ size: "abc" }));
    const cleanup = act({ deletes: ["size"] }, (state) => state.wipe("size"));
    const look = act({ reads: { size: v.optional(length) } }, (state) => [state.size, state]);
    const one = app({ put, look, cleanup, again: look }, [
      ["put", "look"],
      ["look", "cleanup"],
      ["cleanup", "again"],
    ]);
    const results: unknown[] = [];
    for await (const step of one.iterate()) results.push(step.result);
    expect(results).toEqual([{ size: "abc" }, 3, {}, undefined]);
  });
});

describe("validation is paid once, immutability is real", () => {
  test("what is committed is frozen; an initial value, in place", async () => {
    const initial = { list: [{ a: 1 }] };
    const one = app({ idle }, [], initial);
    expect(one.state.list).toBe(initial.list);
    expect(Object.isFrozen(initial.list[0])).toBe(true);
    expect(Object.isFrozen(initial)).toBe(false);
    (initial as Record<string, unknown>).list = [];
    expect(one.state.getAll()).toEqual({ list: [{ a: 1 }] });
  });

  test("a state that was handed out earlier does not change", async () => {
    const one = app({ count }, [["count", "count"]], { n: 0 });
    const before = one.state;
    const step = await one.step();
    await one.step();
    expect([before.n, step?.state.n, one.state.n]).toEqual([0, 1, 2]);
  });

  test("an application does not share its state with another of the same builder", async () => {
    const builder = js
      .application()
      .withActions({ count })
      .withTransitions(["count", "count"])
      .withEntrypoint("count")
      .withState({ n: 0 });
    const [one, two] = [builder.build(), builder.build()];
    await ran(one, 3);
    expect([one.state.n, two.state.n]).toEqual([3, 0]);
    expect(one.appId).not.toBe(two.appId);
  });

  test("an application's state may be changed freely: nothing listens", async () => {
    const one = app({ count }, [["count", "count"]], { n: 0 });
    one.state.increment({ n: 5 });
    one.state.update({ anything: 1 });
    expect(one.state.getAll()).toEqual({ n: 0 });
  });
});
