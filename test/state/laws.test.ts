import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StateRecord as State } from "../../src/state/state.js";
import { thawedIn } from "../support/frozen.js";
import { holds } from "../support/property.js";
import { anything, handOut } from "./hand-out.js";

const number = fc.integer({ min: -100, max: 100 });
const numbers = fc.array(number, { maxLength: 5 });
const plain = fc.jsonValue({ maxDepth: 3 });
const base = fc.record({ left: numbers, up: number, any: plain }, { requiredKeys: [] });

const state = (values: Record<string, unknown> = {}): State => handOut(values, anything);
/** Copied, because what is written is frozen in place. */
const copy = <TValue>(value: TValue): TValue => structuredClone(value);

describe("update", () => {
  test("what was put is got; the last write wins; nothing else changes", () => {
    holds(
      fc.property(base, plain, plain, (values, first, second) => {
        const before = state(copy(values));
        const changed = before.update({ any: copy(first) }).update({ any: copy(second) });
        expect(changed.getAll()).toEqual({ ...values, any: second });
        expect(changed.getAll()).toEqual(before.update({ any: copy(second) }).getAll());
      }),
    );
  });

  test("keys written at once are the same as keys written one by one", () => {
    holds(
      fc.property(plain, plain, (any, other) => {
        const once = state().update({ any: copy(any), other: copy(other) });
        expect(once.getAll()).toEqual(
          state()
            .update({ any: copy(any) })
            .update({ other: copy(other) })
            .getAll(),
        );
      }),
    );
  });

  test("nothing written is the same state", () => {
    expect(state({ up: 1 }).update({}).getAll()).toEqual({ up: 1 });
  });
});

describe("lists", () => {
  test("append is extend of one, and a list never written starts as []", () => {
    holds(
      fc.property(base, number, number, (values, item, other) => {
        const before = state(copy(values));
        expect(before.append({ left: item, right: other }).getAll()).toEqual(
          before.extend({ left: [item], right: [other] }).getAll(),
        );
        expect(state().append({ left: item }).getAll()).toEqual({ left: [item] });
      }),
    );
  });

  test("extend is concatenation", () => {
    holds(
      fc.property(numbers, numbers, numbers, (start, first, second) => {
        const before = state({ left: copy(start) });
        const together = before.extend({ left: [...first, ...second] });
        expect(before.extend({ left: first }).extend({ left: second }).getAll()).toEqual(together.getAll());
        expect(together.getAll()).toEqual({ left: start.concat(first, second) });
        expect(before.extend({ left: [] }).getAll()).toEqual({ left: start });
      }),
    );
  });

  test("a list of a hundred thousand is no argument list", () => {
    const many = Array.from({ length: 200_000 }, (_, index) => index);
    expect(state().extend({ left: many }).extend({ left: many }).getAll().left).toHaveLength(400_000);
  });
});

describe("increment", () => {
  test("adds; increments add up; a key never written starts as 0", () => {
    holds(
      fc.property(number, number, number, (start, by, more) => {
        const before = state({ up: start });
        expect(before.increment({ up: by }).increment({ up: more }).getAll()).toEqual({ up: start + by + more });
        expect(before.increment({ up: by + more }).getAll()).toEqual({ up: start + by + more });
        expect(before.increment({ down: by }).getAll()).toEqual({ up: start, down: by });
      }),
    );
  });
});

describe("wipe", () => {
  test("removes the keys that are named, there or not, and nothing else", () => {
    holds(
      fc.property(base, fc.subarray(["left", "up", "any"]), (values, keys) => {
        const kept = Object.entries(copy(values)).filter(([key]) => !keys.includes(key));
        const wiped = state(copy(values)).wipe(...keys);
        expect(wiped.getAll()).toEqual(Object.fromEntries(kept));
        for (const key of keys) expect([wiped.has(key), key in wiped]).toEqual([false, false]);
      }),
    );
  });

  test("what comes after it begins anew", () => {
    const wiped = state({ left: [1], up: 7, any: "x" }).wipe("left", "up", "any");
    expect(wiped.append({ left: 2 }).increment({ up: 1 }).update({ any: "y" }).getAll()).toEqual({
      left: [2],
      up: 1,
      any: "y",
    });
  });

  test("removes what is written, and what is hidden", () => {
    const written = state().update({ any: 1 }).append({ left: 1 });
    expect(written.wipe("any").getAll()).toEqual({ left: [1] });
    const hidden = state({ up: 7 }).subset();
    expect(hidden.wipe("up").increment({ up: 1 }).getAll()).toEqual({ up: 1 });
  });
});

describe("subset", () => {
  test("shows the keys that are named and there, and still knows what stands in the others", () => {
    const all = state({ left: [1], up: 1, any: "x" });
    const some = all.subset("up", "down");
    expect(some.getAll()).toEqual({ up: 1 });
    expect(some.append({ left: 2 }).getAll()).toEqual({ up: 1, left: [1, 2] });
    expect(
      all
        .update({ any: "y" })
        .subset("up")
        .merge(all.increment({ up: 1 }))
        .getAll(),
    ).toEqual({ up: 2 });
  });

  test("continues from what was written before the key was hidden", () => {
    expect(state({ up: 1 }).increment({ up: 1 }).subset().increment({ up: 1 }).getAll()).toEqual({ up: 3 });
  });
});

describe("has, keys, getAll", () => {
  test("agree", () => {
    holds(
      fc.property(base, (values) => {
        const one = state(copy(values));
        expect(one.keys()).toEqual(Object.keys(values));
        for (const key of Object.keys(anything)) expect(one.has(key)).toBe(Object.hasOwn(values, key));
        expect(one.getAll()).toEqual(values);
      }),
    );
  });

  test("has() sees data only", () => {
    for (const key of ["update", "has", "constructor", "toString", "__proto__"]) expect(state().has(key)).toBe(false);
  });

  test("getAll() is a plain object of one's own", () => {
    const one = state({ up: 1 });
    const all = one.getAll();
    expect(Object.getPrototypeOf(all)).toBe(Object.prototype);
    all.up = 2;
    expect(one.getAll()).toEqual({ up: 1 });
  });
});

describe("immutability", () => {
  const operations: readonly (readonly [string, (one: State) => State])[] = [
    ["update", (one) => one.update({ left: [9], any: { deep: [{ er: 1 }] } })],
    ["append", (one) => one.append({ left: 9 })],
    ["extend", (one) => one.extend({ left: [9, 8], right: [7] })],
    ["increment", (one) => one.increment({ up: 9, down: 1 })],
    ["wipe", (one) => one.wipe("up", "left")],
    ["subset", (one) => one.subset("up")],
    ["merge", (one) => one.update({ any: 0 }).merge(one.append({ left: 9 }))],
  ];

  test.each(operations)("%s() changes nothing but what it returns", (_, operation) => {
    holds(
      fc.property(base, (values) => {
        const before = state(copy(values));
        const after = operation(before);
        expect(after).not.toBe(before);
        expect(before.getAll()).toEqual(values);
        expect(Object.isFrozen(after)).toBe(true);
        for (const [key, value] of Object.entries(operation(state()).getAll())) expect(thawedIn(value, key)).toBeNull();
      }),
      50,
    );
  });

  test("a state cannot be assigned to", () => {
    const one = state({ up: 1 }) as unknown as Record<string, unknown>;
    expect(() => {
      one.up = 2;
    }).toThrow(TypeError);
    expect(() => {
      one.new = 2;
    }).toThrow(TypeError);
    expect(() => delete one.up).toThrow(TypeError);
  });
});
