import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { listParts } from "../../src/schema/list.js";
import { covers } from "../../src/schema/same.js";
import { handOut } from "../state/hand-out.js";
import { counted } from "../support/counted.js";
import { holds } from "../support/property.js";
import { thrownBy } from "../support/refusal.js";
import { legible, schema, value } from "./schemas.js";

type Schema = v.GenericSchema;

const item = v.string();

describe("listParts", () => {
  const lists: readonly (readonly [string, Schema])[] = [
    ["array", v.array(item)],
    ["optional", v.optional(v.array(item))],
    ["optional with a default", v.optional(v.array(item), ["a"])],
    ["nullable and nullish", v.nullable(v.nullish(v.array(item)))],
    ["non-optional", v.nonOptional(v.nonNullable(v.nonNullish(v.undefinedable(v.array(item)))))],
    ["exact optional", v.exactOptional(v.array(item))],
  ];

  test.each(lists)("takes an %s apart: an item, and nothing to ask of the whole", (_, list) => {
    expect(listParts(list)).toMatchObject({ item: { type: "string" }, whole: null });
    expect(listParts(list)).toBe(listParts(list));
  });

  test("finds the rules of the whole list, in a pipe, in a pipe of a pipe, and around an optional", () => {
    const rules = [
      v.pipe(v.array(item), v.minLength(1), v.maxLength(2)),
      v.pipe(v.pipe(v.array(item), v.minLength(1)), v.maxLength(2)),
      v.pipe(v.optional(v.pipe(v.array(item), v.minLength(1))), v.maxLength(2) as never),
      v.nullable(v.pipe(v.array(item), v.pipe(v.array(item), v.minLength(1)) as never, v.maxLength(2) as never)),
    ];
    for (const list of rules) {
      const parts = listParts(list as Schema);
      expect(parts?.item.type).toBe("string");
      const fits = (length: number) => v.is(parts?.whole as Schema, new Array(length).fill("a"));
      expect([0, 1, 2, 3].map(fits)).toEqual([false, true, true, false]);
    }
  });

  test("leaves alone what is no list", () => {
    for (const other of [item, v.any(), v.tuple([item]), v.set(item), v.union([v.array(item), item])]) {
      expect(listParts(other)).toBeNull();
    }
  });
});

describe("append", () => {
  test("says and stores what parsing the whole list would say and store", () => {
    const list = schema.chain((one) =>
      fc.constantFrom<Schema[]>(
        v.array(one),
        v.optional(v.array(one)),
        v.pipe(v.array(one), v.maxLength(3)),
        v.pipe(v.pipe(v.array(one), v.minLength(2)), v.maxLength(4)),
        v.nonNullish(v.nullish(v.array(one))),
        v.union([v.array(one), v.null()]),
      ),
    );
    let appended = 0;
    holds(
      fc.property(list.map(legible), fc.array(value, { maxLength: 4 }), value, ({ schema: one }, given, added) => {
        const before = v.safeParse(one, given);
        // A transform must not meet its own output: there, the whole list is no measure
        if (!before.success || !covers(one, one)) return;
        const whole = v.safeParse(one, [...(before.output as unknown[]), added]);
        const state = handOut({ list: before.output }, { list: one }, { parsedBy: { list: one } });
        let after: unknown;
        try {
          after = state.append({ list: added }).getAll().list;
        } catch {
          after = "refused";
        }
        expect(isDeepStrictEqual(after, whole.success ? whole.output : "refused")).toBe(true);
        appended += 1;
      }),
      3_000,
    );
    expect(appended).toBeGreaterThan(300);
  });

  test("to ten thousand items parses one; two lists that are extended, the new ones", () => {
    const { check, count, reset } = counted<string>();
    const list = v.array(v.pipe(v.string(), check));
    const many = Array.from({ length: 10_000 }, (_, index) => String(index));
    const state = handOut({ list: many }, { list, other: list }, { parsedBy: { list } });

    const after = state.append({ list: "a" });
    expect(count()).toBe(1);
    reset();
    const more = after.append({ list: "b" }).extend({ list: ["c", "d"], other: ["e"] });
    expect(count()).toBe(4);
    expect(more.getAll()).toMatchObject({ list: { length: 10_004 }, other: ["e"] });
  });

  test("to ten thousand items that no schema has seen parses all of them, once", () => {
    const { check, count } = counted<string>();
    const list = v.array(v.pipe(v.string(), check));
    const many = Array.from({ length: 10_000 }, (_, index) => String(index));
    handOut({}, { list }, { stands: { list: many } })
      .append({ list: "a" })
      .append({ list: "b" });
    expect(count()).toBe(10_002);
  });

  test("asks the rules of the whole list, of the whole list", async () => {
    const { check, count } = counted<string[]>();
    const list = v.pipe(v.array(v.string()), check, v.maxLength(2));
    const state = handOut({ list: ["a"] }, { list }, { parsedBy: { list } }).append({ list: "b" });
    expect(count()).toBe(1);
    expect(await thrownBy(() => state.append({ list: "c" }))).toMatchObject({ name: "WriteError", key: "list" });
  });
});
