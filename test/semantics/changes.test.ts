import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { thawedIn } from "../support/frozen.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { act, app, count, idle, ran, standOf } from "./apps.js";

const n = v.number();

/** A condition that notes how often it is asked. */
function asked(isAsync: boolean, holds: (state: { n: number }) => boolean) {
  let times = 0;
  const test = (state: { n: number }): boolean => {
    times += 1;
    return holds(state);
  };
  const definition = isAsync
    ? { reads: { n }, test: async (state: { n: number }) => test(state) }
    : { reads: { n }, test };
  return { condition: js.condition(definition), times: () => times };
}

describe("rule 1: nextAction()", () => {
  test("is the entrypoint first, then the first way whose condition holds, then null", async () => {
    const one = app(
      { count, b: idle, c: idle },
      [
        ["count", "b", { n: 7 }],
        ["count", "c"],
      ],
      { n: 0 },
    );
    expect(one.nextAction()).toBe("count");
    await one.step();
    expect(one.nextAction()).toBe("c");
    await one.step();
    expect(one.nextAction()).toBeNull();
  });

  test("is a promise where an async condition has to be asked, and only there", async () => {
    const { condition, times } = asked(true, (state) => state.n === 2);
    const one = app(
      { count, b: idle, c: idle },
      [
        ["count", "b", { n: 1 }],
        ["count", "c", condition],
      ],
      { n: 0 },
    );
    await one.step();
    expect([one.nextAction(), times()]).toEqual(["b", 0]);
    one.updateState({ n: 2 });
    const next = one.nextAction();
    expect(next).toBeInstanceOf(Promise);
    expect([await next, times()]).toEqual(["c", 1]);
    one.updateState({ n: 3 });
    expect(await one.nextAction()).toBeNull();
  });

  test("changes nothing: asked as often as one likes, the same steps follow", async () => {
    const { condition, times } = asked(false, (state) => state.n < 3);
    const one = app(
      { count, end: idle },
      [
        ["count", "count", condition],
        ["count", "end"],
      ],
      { n: 0 },
    );
    await one.step();
    const before = standOf(one);
    for (let time = 0; time < 3; time++) expect(one.nextAction()).toBe("count");
    expect([standOf(one), times()]).toEqual([before, 3]);
    expect(await ran(one)).toEqual(["count", "count", "end"]);
  });

  test("tells what halted before, and what an error edge has led to", async () => {
    const bad = act({}, () => {
      throw new Error("mine");
    });
    const one = app({ bad, mend: idle }, [["bad", "mend", js.onError()]]);
    expect(await one.run({ haltBefore: ["mend"] })).toMatchObject({ action: "mend", halted: "before" });
    expect(one.nextAction()).toBe("mend");
    await one.run();
    expect(one.nextAction()).toBeNull();

    const round = app({ a: idle, b: idle }, [
      ["a", "b"],
      ["b", "a"],
    ]);
    expect(await round.run({ haltAfter: ["b"] })).toMatchObject({ halted: "after" });
    expect(round.nextAction()).toBe("a");
  });

  test("is the failed action again", async () => {
    const one = app({ bad: act({}, () => undefined) });
    await thrownBy(() => one.step());
    expect(one.nextAction()).toBe("bad");
  });

  test("may be asked while a call is running: it tells of what is committed", async () => {
    const seen: unknown[] = [];
    const look = act({ reads: { n }, writes: { n } }, (state) => {
      seen.push(one.nextAction());
      return state.increment({ n: 1 });
    });
    const one = app(
      { count, look, end: idle },
      [
        ["count", "look"],
        ["look", "end"],
      ],
      { n: 0 },
    );
    await one.run();
    expect(seen).toEqual(["look"]);
    const steps = one.iterate();
    expect(one.nextAction()).toBeNull();
    await steps.return(undefined as never);
  });

  test("throws what a condition throws, or rejects with it", async () => {
    const thrown = new Error("no model");
    const throws = () => {
      throw thrown;
    };
    const make = (test: () => unknown) => app({ a: idle, b: idle }, [["a", "b", js.condition({ reads: {}, test })]]);
    const [one, other] = [make(throws), make(async () => throws())];
    await Promise.all([one.step(), other.step()]);
    expect(() => one.nextAction()).toThrow(thrown);
    await expect(other.nextAction()).rejects.toBe(thrown);
    const missing = app({ a: idle, b: idle }, [["a", "b", js.condition({ reads: { n }, test: () => true })]]);
    await missing.step();
    await expectRefusal(() => missing.nextAction(), refusal("ReadError", "'n'"));
  });
});

describe("rule 1: resetToEntrypoint()", () => {
  test("makes the entrypoint next; the state stays, and step numbers go on", async () => {
    const one = app({ count, end: idle }, [["count", "end"]], { n: 0 });
    await one.run();
    one.resetToEntrypoint();
    expect([one.nextAction(), standOf(one)]).toEqual(["count", { state: { n: 1 }, sequenceId: 1 }]);
    expect(await one.run()).toMatchObject({ action: "end", halted: "end", state: { n: 2 } });
    expect(one.sequenceId).toBe(3);
  });

  test("before the first step changes nothing", async () => {
    const one = app({ a: idle, b: idle }, [["a", "b"]]);
    one.resetToEntrypoint();
    expect([one.sequenceId, await ran(one)]).toEqual([null, ["a", "b"]]);
  });

  test("forgets where an error edge has led, and how often it was taken", async () => {
    const errors: unknown[] = [];
    const bad = act({}, () => {
      throw new Error("mine");
    });
    const mend = act({}, (state, _, { error }) => {
      errors.push(error);
      return state;
    });
    const one = app({ bad, mend }, [["bad", "mend", js.onError({ max: 1 })]]);
    await one.run({ haltBefore: ["mend"] });
    one.resetToEntrypoint();
    expect(one.nextAction()).toBe("bad");
    // Counted anew: a second time in a row it would not be taken
    await one.run();
    expect(errors).toEqual([new Error("mine")]);
  });
});

describe("rule 7: updateState()", () => {
  const Item = v.object({ name: v.string() });
  const make = () =>
    app(
      {
        count,
        fill: act({ reads: {}, writes: { items: v.array(Item) } }, (state) => state.update({ items: [] })),
        show: act({ reads: { title: v.optional(v.string()) } }),
      },
      [
        ["count", "fill", { mode: "fill" }],
        ["count", "show", js.condition({ reads: { limit: v.optional(n) }, test: () => false })],
        ["count", "show", js.onError({ capture: "problem" })],
        ["count", "count"],
      ],
      { n: 0, given: null },
    );

  test("sets keys that actions write, actions or conditions read, edges capture, and the initial state has", () => {
    const one = make();
    const patch = {
      n: 5,
      items: [{ name: "a" }],
      title: "t",
      mode: "fill",
      limit: 3,
      problem: null,
      given: { any: 1 },
    };
    one.updateState(patch);
    expect(one.state.getAll()).toEqual(patch);
    expect(one.sequenceId).toBeNull();
  });

  test("the next action sees it, and so do the next conditions", async () => {
    const one = make();
    await one.step();
    expect(one.nextAction()).toBe("count");
    one.updateState({ mode: "fill", n: 41 });
    expect(one.nextAction()).toBe("fill");
    expect(await one.step()).toMatchObject({ action: "fill", state: { n: 41, items: [] } });
  });

  test.each([
    [
      "an unknown key, with the one that was meant",
      { itms: [] },
      ["no state key 'itms'", "Did you mean 'items'?"],
      "itms",
    ],
    ["a value that does not fit who writes it", { n: "1" }, ["'n' does not fit its schema"], "n"],
    ["a place within a value", { items: [{ name: "a" }, { name: 1 }] }, ["'items'", "items.1.name"], "items"],
    ["a value that does not fit who reads it", { title: 1 }, ["'title' does not fit"], "title"],
    ["a value that does not fit the condition that reads it", { limit: "3" }, ["'limit' does not fit"], "limit"],
    ["one wrong key among right ones", { n: 1, title: 1 }, ["'title'"], "title"],
    ["an inherited name", { toString: 1 }, ["'toString'"], "toString"],
  ])("%s is refused, and nothing changes", async (_, patch, says, key) => {
    const one = make();
    const before = standOf(one);
    const error = await expectRefusal(() => one.updateState(patch), refusal("WriteError", "updateState()"));
    const text = (error as Error).message + JSON.stringify((error as { issues: unknown }).issues);
    for (const part of says) expect(text).toContain(part.replace("items.1.name", "1.name"));
    expect(error).toMatchObject({ key, action: null });
    expect(standOf(one)).toEqual(before);
  });

  test.each([
    ["null", null, "null"],
    ["undefined", undefined, "undefined"],
    ["a list", [["n", 1]], "an array"],
    ["a string", "n", "a string"],
    ["a number", 5, "a number"],
  ])("%s is no patch", async (_, patch, says) => {
    await expectRefusal(() => make().updateState(patch), refusal("WriteError", "takes a record, { key: value }", says));
  });

  test("a key that no state can have is refused as it is everywhere", async () => {
    await expectRefusal(() => make().updateState({ update: 1 }), {
      name: "DefinitionError",
      code: "TYPEBURR_DEFINITION",
      says: ["update"],
    });
    const proto = JSON.parse('{ "__proto__": { "polluted": true } }') as object;
    await thrownBy(() => make().updateState(proto));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("ten million characters are refused in a sentence, and taken where they fit", async () => {
    const long = "x".repeat(10_000_000);
    const one = make();
    for (const patch of [{ n: long }, { [long]: 1 }, { items: [{ name: 1, [long]: 1 }] }]) {
      const error = await expectRefusal(() => one.updateState(patch), refusal("WriteError"));
      expect((error as Error).message.length).toBeLessThan(500);
    }
    one.updateState({ title: long });
    expect(one.state.title).toHaveLength(10_000_000);
  });

  test("an empty patch is one", () => {
    const one = make();
    one.updateState({});
    expect(one.state.getAll()).toEqual({ n: 0, given: null });
  });

  test("what stands there is frozen, and a state that was handed out earlier does not change", () => {
    const one = make();
    const before = one.state;
    one.updateState({ items: [{ name: "a" }], given: { deep: [{}] } });
    expect(thawedIn(one.state.items)).toBeNull();
    expect(thawedIn(one.state.given)).toBeNull();
    expect(before.getAll()).toEqual({ n: 0, given: null });
  });

  test("a value stands as it will be read: what a reader transforms, it transforms once", async () => {
    const seen: unknown[] = [];
    const Stamp = v.pipe(
      v.string(),
      v.transform((text) => new Date(text)),
    );
    const read = act({ reads: { at: Stamp, by: v.optional(v.string(), "nobody") } }, (state) => {
      seen.push(state.at, state.by);
      return state;
    });
    const one = app({ read }, [], { at: "2020-01-01" });
    one.updateState({ at: "2021-01-01", by: undefined });
    expect(one.state.at).toBe("2021-01-01");
    await one.run();
    expect(seen).toEqual([new Date("2021-01-01"), "nobody"]);
  });

  test("a value that one who writes would transform is asked of those who read what stands there", async () => {
    const write = act({ writes: { at: v.pipe(v.string(), v.transform(Number)) } }, (state) =>
      state.update({ at: "1" }),
    );
    const read = act({ reads: { at: n } });
    const one = app({ write, read }, [["write", "read"]]);
    await one.step();
    one.updateState({ at: 7 });
    await expectRefusal(() => one.updateState({ at: "8" }), refusal("WriteError", "'at'"));
    expect(await one.step()).toMatchObject({ action: "read", state: { at: 7 } });
  });

  test("what a writer's schema has by default is filled in, and what does not fit it is refused", () => {
    const place = v.object({ name: v.string(), floor: v.optional(n, 0) });
    const one = app({ move: act({ writes: { place } }, (state) => state.update({ place: { name: "a" } })) });
    one.updateState({ place: { name: "b" } });
    expect(one.state.getAll()).toEqual({ place: { name: "b", floor: 0 } });
    expect(() => one.updateState({ place: 5 })).toThrow("'place'");
  });

  test("of several who write a key any will do", () => {
    const one = app({
      text: act({ writes: { k: v.string() } }, (state) => state.update({ k: "" })),
      number: act({ writes: { k: n } }, (state) => state.update({ k: 0 })),
    });
    one.updateState({ k: 1 });
    one.updateState({ k: "a" });
    expect(() => one.updateState({ k: true })).toThrow("'k'");
  });

  test("is parsed by the next reader whose schema asks for more", async () => {
    const strict = act({ reads: { n: v.pipe(n, v.maxValue(9)) } });
    const one = app({ count, strict }, [["count", "strict"]], { n: 0 });
    await one.step();
    one.updateState({ n: 10 });
    await expectRefusal(() => one.step(), refusal("ReadError", "action 'strict'", "'n'"));
    one.updateState({ n: 9 });
    expect(await one.step()).toMatchObject({ action: "strict" });
  });
});
