import { inspect, isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { StateRecord as State } from "../../src/state/state.js";
import { stateMethods } from "../../src/state/types.js";
import { holds } from "../support/property.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { handOut } from "./hand-out.js";

const plain = fc.jsonValue({ maxDepth: 2 });
/** Any key but a method's name, the odd ones among them. */
const key = fc
  .oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom("__proto__", "constructor", "prototype", "toString", "valueOf", "then", "length", "0", ""),
  )
  .filter((name) => !(stateMethods as readonly string[]).includes(name));
const record = fc.array(fc.tuple(key, plain), { maxLength: 5 }).map((entries) => Object.fromEntries(entries));

describe("data and nothing else", () => {
  test("is seen by JSON.stringify, spread, structuredClone, entries and matchers", () => {
    holds(
      fc.property(record, (values) => {
        const state = State.of(values);
        expect(JSON.stringify(state)).toBe(JSON.stringify(values));
        expect(isDeepStrictEqual({ ...state }, values)).toBe(true);
        expect(isDeepStrictEqual(structuredClone(state), values)).toBe(true);
        expect(Object.entries(state)).toEqual(Object.entries(values));
        expect(state).toEqual(values);
        expect(Reflect.ownKeys(state)).toEqual(Object.keys(values));
      }),
    );
  });

  test("is seen by destructuring, for-in and the console", () => {
    const state = State.of({ count: 1, list: [2] });
    const { count, ...rest } = state as unknown as { count: number; list: number[] };
    expect([count, rest]).toEqual([1, { list: [2] }]);
    const seen: string[] = [];
    for (const name in state) seen.push(name);
    expect(seen).toEqual(["count", "list"]);
    expect(inspect(state)).toBe("State { count: 1, list: [ 2 ] }");
  });

  test("matchers see a difference in the data", () => {
    expect(State.of({ a: 1 })).not.toEqual({ a: 2 });
    expect(State.of({ a: 1 })).not.toEqual({ a: 1, b: 1 });
    expect(State.of({ a: 1 })).toEqual(State.of({ a: 1 }));
  });
});

describe("keys", () => {
  test("of any name are data, written and read back, and open no way in", () => {
    holds(
      fc.property(key, plain, (name, value) => {
        const state = handOut({}, { [name]: v.unknown() }).update({ [name]: structuredClone(value) });
        expect(state.has(name)).toBe(true);
        expect(Object.entries(state)).toEqual([[name, value]]);
        expect(Object.getPrototypeOf(state)).toBe(State.prototype);
        expect(
          state
            .update({ [name]: 1 })
            .subset(name)
            .keys(),
        ).toEqual([name]);
      }),
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("__proto__ is appended to, incremented and extended like any other", () => {
    const name = "__proto__";
    const list = handOut({}, { [name]: v.array(v.number()) });
    expect(JSON.stringify(list.append({ [name]: 1 }).extend({ [name]: [2] }))).toBe('{"__proto__":[1,2]}');
    const count = handOut({}, { [name]: v.number() });
    expect(JSON.stringify(count.increment({ [name]: 1 }).increment({ [name]: 1 }))).toBe('{"__proto__":2}');
  });

  test.each(stateMethods)("%s is a method, and refused as a key", async (name) => {
    const says = refusal("DefinitionError", `'${name}' is a method of State: choose another key`);
    await expectRefusal(() => State.of({}).update({ [name]: 1 }), says);
    await expectRefusal(() => State.of({}).append({ [name]: 1 }), says);
    await expectRefusal(() => State.of({}).increment({ [name]: 1 }), says);
    await expectRefusal(() => State.of({}).wipe(name), says);
  });
});
