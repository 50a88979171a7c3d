import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAlike } from "../../src/state/alike";
import { holds } from "../support/property";

const plain = fc.jsonValue({ maxDepth: 4 });

/** A ring of so many records, of which one is marked, or none. */
function ring(length: number, marked = -1): object {
  const records: { next?: object; mark: boolean }[] = Array.from({ length }, (_, index) => ({
    mark: index === marked,
  }));
  for (const [index, record] of records.entries()) record.next = records[(index + 1) % length] as object;
  return records[0] as object;
}

describe("isAlike", () => {
  test("says what Node says of plain data", () => {
    holds(
      fc.property(plain, plain, (one, other) => {
        expect(isAlike(one, structuredClone(one))).toBe(true);
        expect(isAlike(one, other)).toBe(isDeepStrictEqual(one, other));
      }),
      1_000,
    );
  });

  test("sees one member that differs, however deep", () => {
    holds(
      fc.property(plain, plain, fc.array(fc.boolean(), { maxLength: 20 }), (one, other, way) => {
        fc.pre(!isDeepStrictEqual(one, other));
        const wrap = (value: unknown): unknown =>
          way.reduce<unknown>((inner, isList) => (isList ? [0, inner] : { a: 1, inner }), value);
        expect(isAlike(wrap(one), wrap(structuredClone(one)))).toBe(true);
        expect(isAlike(wrap(one), wrap(other))).toBe(false);
      }),
    );
  });

  const different: [string, unknown, unknown][] = [
    ["zeros of other signs", [0], [-0]],
    ["lists of other lengths, with holes", new Array(1), []],
    ["a list and a record", [], {}],
    ["another prototype", {}, Object.create(null)],
    ["undefined and nothing", { a: undefined }, {}],
    ["undefined and another key", { a: undefined }, { b: undefined }],
    ["dates, which are themselves", new Date(0), new Date(0)],
    ["an inherited key", JSON.parse('{"toString":1}'), { a: 1 }],
    ["symbols as keys", { [Symbol.iterator]: 1 }, { [Symbol.iterator]: 2 }],
    ["another __proto__", JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}')],
    ["another member named length", { length: {} }, { length: [] }],
  ];

  test.each(different)("tells apart: %s", (_, one, other) => {
    expect(isAlike(one, other)).toBe(false);
    expect(isAlike(other, one)).toBe(false);
  });

  test("holds alike: NaN, keys in another order, a member named length, the same date", () => {
    const date = new Date(0);
    expect(isAlike([Number.NaN, date], [Number.NaN, date])).toBe(true);
    expect(isAlike({ a: 1, b: [] }, { b: [], a: 1 })).toBe(true);
    expect(isAlike({ length: {} }, { length: {} })).toBe(true);
  });

  test("comes to an end where values stand within themselves, in rings of any length", () => {
    expect(isAlike(ring(3), ring(3))).toBe(true);
    // They say the same, for ever
    expect(isAlike(ring(999), ring(1_000))).toBe(true);
    expect(isAlike(ring(1_000), ring(1_000, 999))).toBe(false);
    expect(isAlike(ring(6, 2), ring(3, 2))).toBe(false);
  });

  test("costs nothing where the same stands in many places, however deep", () => {
    const shared = (leaf: unknown): unknown => {
      let value = leaf;
      for (let level = 0; level < 40; level++) value = [value, value];
      return value;
    };
    expect(isAlike(shared({ a: 1 }), shared({ a: 1 }))).toBe(true);
    expect(isAlike(shared({ a: 1 }), shared({ a: 2 }))).toBe(false);
    let deep: unknown = 0;
    let deeper: unknown = 0;
    for (let level = 0; level < 100_000; level++) [deep, deeper] = [[deep], [deeper]];
    expect(isAlike(deep, deeper)).toBe(true);
    expect(isAlike(deep, [deeper])).toBe(false);
  });
});
