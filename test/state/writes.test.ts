import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { StateRecord as State } from "../../src/state/state.js";
import { thawedIn } from "../support/frozen.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { handOut } from "./hand-out.js";

const bad = (value: unknown): never => value as never;

describe("a write", () => {
  test("of a key that is not declared is refused by the method that was asked", async () => {
    const state = handOut({ count: 1 }, { total: v.number(), list: v.array(v.number()) });
    const says = [
      "action 'work'",
      "'totl'",
      "not declared under writes",
      "'total' and 'list'",
      "Did you mean 'total'?",
    ];
    await expectRefusal(() => state.update({ totl: 1 }), refusal("WriteError", "update()", ...says));
    await expectRefusal(() => state.increment({ totl: 1 }), refusal("WriteError", "increment()", ...says));
    await expectRefusal(() => state.append({ totl: 1 }), refusal("WriteError", "append()", ...says));
    await expectRefusal(() => state.extend({ totl: [1] }), refusal("WriteError", "extend()", ...says));
    // What it reads it may not write
    await expectRefusal(() => state.update({ count: 2 }), refusal("WriteError", "'count'"));
    await expectRefusal(() => handOut({}, {}).update({ any: 1 }), refusal("WriteError", "'any'", "declare it"));
  });

  test("that does not fit its schema is refused, with the place", async () => {
    const state = handOut({ n: "text" }, { n: v.number(), item: v.object({ at: v.array(v.number()) }) });
    const error = await expectRefusal(
      () => state.update({ item: { at: [1, "2"] } }),
      refusal("WriteError", "action 'work'", "update()", "'item'", "at.1: ", "Expected number"),
    );
    expect(error).toMatchObject({ action: "work", key: "item", issues: [{ path: "at.1" }] });
    await expectRefusal(() => state.increment({ n: 1 }), refusal("WriteError", "'n' holds a string, no number"));
    await expectRefusal(() => state.increment({ n: bad("1") }), refusal("WriteError", "'n'", "not a string"));
    await expectRefusal(
      () => handOut({ n: 1 }, { n: v.number() }).increment({ n: Number.NaN }),
      refusal("WriteError", "'n'"),
    );
  });

  test("to what is no list is refused", async () => {
    const state = handOut({ text: "abc" }, { text: v.any(), list: v.array(v.string()) });
    await expectRefusal(() => state.append({ text: "d" }), refusal("WriteError", "'text' holds a string, no list"));
    await expectRefusal(() => state.append({ list: bad(1) }), refusal("WriteError", "append()", "'list'"));
    await expectRefusal(() => state.extend({ list: bad("ab") }), refusal("WriteError", "'list'", "not a string"));
    await expectRefusal(() => state.extend({ list: bad(new Array(1)) }), refusal("WriteError", "extend()", "'list'"));
  });

  test.each(["update", "append", "extend", "increment"] as const)(
    "%s() takes a record, and says so",
    async (method) => {
      const state = handOut({}, { a: v.any() });
      for (const wrong of [null, undefined, 1, "a", [], () => ({})]) {
        await expectRefusal(() => state[method](bad(wrong)), refusal("DefinitionError", `${method}() takes a record`));
      }
    },
  );

  test("in which one key does not fit writes none", async () => {
    const state = handOut({ a: 1 }, { a: v.number(), b: v.number() });
    await expectRefusal(() => state.update({ a: 2, b: bad("no") }), refusal("WriteError", "'b'"));
    expect(state.getAll()).toEqual({ a: 1 });
  });

  test("of a message of ten million characters is refused in a sentence", async () => {
    const state = handOut({}, { n: v.number(), list: v.array(v.number()) });
    const long = "x".repeat(10_000_000);
    for (const call of [
      () => state.update({ n: bad(long) }),
      () => state.update({ [long]: 1 }),
      () => state.update({ list: bad(Array.from({ length: 1_000 }, () => "no number")) }),
    ]) {
      const error = await expectRefusal(call, refusal("WriteError", "'work'"));
      expect((error as Error).message.length).toBeLessThan(2_000);
    }
  });
});

describe("wipe", () => {
  const writes = { draft: v.string(), total: v.number() };

  test("of a key that is not declared is refused on that very call", async () => {
    const state = handOut({ draft: "a", total: 1 }, writes, { deletes: ["draft", "note"] });
    const error = await expectRefusal(
      () => state.wipe("note", "drfat"),
      refusal(
        "WriteError",
        "action 'work': wipe() removes 'drfat'",
        "not declared under deletes ('draft' and 'note')",
        "declare it",
        "Did you mean 'draft'?",
      ),
    );
    expect(error).toMatchObject({ action: "work", key: "drfat", issues: [] });
    // What it reads and writes it may not wipe
    await expectRefusal(() => state.wipe("total"), refusal("WriteError", "'total'"));
    await expectRefusal(() => state.wipe("toString"), refusal("WriteError", "'toString'"));
    await expectRefusal(
      () => handOut({}, writes, { deletes: [] }).wipe("draft"),
      refusal("WriteError", "'draft', which is not declared under deletes: declare it"),
    );
    expect(state.getAll()).toEqual({ draft: "a", total: 1 });
  });

  test("takes names, and says so", async () => {
    const state = handOut({ draft: "a" }, writes);
    for (const wrong of [null, undefined, 1, ["draft"], { draft: true }, Symbol("draft")]) {
      await expectRefusal(
        () => state.wipe("draft", bad(wrong)),
        refusal("DefinitionError", "wipe() takes names of keys"),
      );
    }
    expect(state.wipe().getAll()).toEqual({ draft: "a" });
  });

  test("of any name is of data: no inherited member is taken for a value", () => {
    for (const key of ["__proto__", "constructor", "toString"]) {
      const state = handOut({}, { [key]: v.array(v.number()) }).append({ [key]: 1 });
      expect(Object.entries(state.wipe(key))).toEqual([]);
      expect(Object.entries(state.wipe(key).append({ [key]: 2 }))).toEqual([[key, [2]]]);
    }
  });
});

describe("what is stored", () => {
  test("is what the schema gives back: defaults, transforms, unknown keys left out", () => {
    const state = handOut(
      {},
      {
        trimmed: v.pipe(v.string(), v.trim()),
        chosen: v.optional(v.string(), "default"),
        entry: v.object({ a: v.number() }),
      },
    );
    const after = state.update({ trimmed: "  a ", chosen: undefined, entry: { a: 1, b: 2 } });
    expect(after.getAll()).toEqual({ trimmed: "a", chosen: "default", entry: { a: 1 } });
  });

  test("by append and extend too, item by item, and once", () => {
    const length = v.pipe(
      v.string(),
      v.transform((text) => text.length),
    );
    const state = handOut({}, { list: v.array(length) });
    expect(
      state
        .append({ list: "abc" })
        .append({ list: "a" })
        .extend({ list: ["ab", ""] })
        .getAll(),
    ).toEqual({
      list: [3, 1, 2, 0],
    });
  });

  test("is the sum as parsed", async () => {
    const state = handOut({ n: 9 }, { n: v.pipe(v.number(), v.maxValue(10)) });
    expect(state.increment({ n: 1 }).getAll()).toEqual({ n: 10 });
    await expectRefusal(() => state.increment({ n: 2 }), refusal("WriteError", "'n'", "11"));
  });

  test("keeps the checks of the whole list", async () => {
    const state = handOut({ list: ["a"] }, { list: v.pipe(v.array(v.string()), v.maxLength(2)) });
    expect(state.append({ list: "b" }).getAll()).toEqual({ list: ["a", "b"] });
    await expectRefusal(() => state.extend({ list: ["b", "c"] }), refusal("WriteError", "extend()", "'list'"));
  });

  test("stands on what is in the state, not on what the action's read schema shows of it", () => {
    const stored = { list: [{ role: "user", text: "kept" }], n: 5 };
    const shown = { list: [{ role: "user" }], n: 500 };
    const entry = v.object({ role: v.string(), text: v.string() });
    const state = handOut(shown, { list: v.array(entry), n: v.number() }, { stands: stored });
    const after = state.append({ list: { role: "ai", text: "new" } }).increment({ n: 1 });
    expect(after.getAll()).toEqual({ list: [...stored.list, { role: "ai", text: "new" }], n: 6 });
  });
});

describe("a list that no schema has seen", () => {
  const list = v.array(v.object({ a: v.number() }));

  test("is parsed before something is appended to it", async () => {
    const state = handOut({}, { list }, { stands: { list: [{ a: 1 }, "no entry"] } });
    const error = await expectRefusal(
      () => state.append({ list: { a: 2 } }),
      refusal("WriteError", "action 'work'", "append()", "stands in 'list'", "1: "),
    );
    expect(error).toMatchObject({ key: "list", issues: [{ path: "1" }] });
    const fine = handOut({}, { list }, { stands: { list: [{ a: 1, more: true }] } });
    expect(fine.append({ list: { a: 2 } }).getAll()).toEqual({ list: [{ a: 1 }, { a: 2 }] });
  });

  test("is left alone by a schema that has transforms: they must not meet their own output", () => {
    const lengths = v.array(
      v.pipe(
        v.string(),
        v.transform((text) => text.length),
      ),
    );
    const state = handOut({}, { list: lengths }, { stands: { list: [7] } });
    expect(state.append({ list: "ab" }).getAll()).toEqual({ list: [7, 2] });
  });
});

describe("freezing", () => {
  test("goes as deep as plain objects and arrays go, in place", () => {
    const given = { deep: [{ er: [1] }], bare: Object.assign(Object.create(null), { a: [1] }) };
    const state = handOut({}, { any: v.any() }).update({ any: given });
    expect((state as unknown as { any: unknown }).any).toBe(given);
    expect(thawedIn(given)).toBeNull();
  });

  test("leaves class instances alone, with what is in them", () => {
    class Model {
      readonly inner = { value: 1 };
    }
    const given = { model: new Model(), map: new Map([["a", {}]]), date: new Date(0), bytes: new Uint8Array(2) };
    handOut({}, { any: v.any() }).update({ any: given });
    for (const value of [given.model, given.model.inner, given.map, given.map.get("a"), given.date]) {
      expect(Object.isFrozen(value)).toBe(false);
    }
    given.bytes[0] = 1;
    given.model.inner.value = 2;
    expect(given.model.inner.value).toBe(2);
  });

  test("shares what is frozen already, and goes no deeper there", () => {
    const inner = { open: true };
    const given = Object.freeze({ inner });
    const state = handOut({}, { any: v.any() }).update({ any: given });
    expect((state as unknown as { any: unknown }).any).toBe(given);
    expect(Object.isFrozen(inner)).toBe(false);
  });

  test("ends in a value that contains itself, and in one that is very deep", () => {
    const round: Record<string, unknown> = {};
    round.self = round;
    let deep: unknown[] = [];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    const state = handOut({}, { any: v.any(), other: v.any() });
    expect(() => state.update({ any: round, other: deep })).not.toThrow();
    expect(Object.isFrozen(round)).toBe(true);
  });
});

describe("a state to look at", () => {
  test("can be changed freely, and nothing is declared", () => {
    const state = State.of({ n: 1, list: [1] });
    expect(
      state
        .increment({ n: 1 })
        .append({ list: 2 })
        .update({ more: [3] })
        .extend({ new: [1] })
        .getAll(),
    ).toEqual({
      n: 2,
      list: [1, 2],
      more: [3],
      new: [1],
    });
    expect(state.merge(State.of({ n: 7 })).getAll()).toEqual({ n: 7, list: [1] });
    expect(state.wipe("n", "gone").getAll()).toEqual({ list: [1] });
    expect(state.getAll()).toEqual({ n: 1, list: [1] });
  });

  test("refuses what it cannot do, outside of any action", async () => {
    const error = await expectRefusal(
      () => State.of({ n: "1" }).increment({ n: 1 }),
      refusal("WriteError", "increment(): 'n' holds a string, no number"),
    );
    expect(error).toMatchObject({ action: null, key: "n" });
  });
});
