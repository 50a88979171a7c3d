import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { createMarker } from "../../src/schema/mark.js";
import { accepts, membersOf } from "../../src/schema/members.js";
import type { Schema } from "../../src/schema/record.js";
import { holds } from "../support/property.js";
import { legible, madeAnew, schema } from "./schemas.js";

const marksOf = (one: Schema, mark = createMarker()): string => membersOf(one).map(mark).join(" | ");
const legibly = schema.map(legible);

test("a type is marked alike wherever it is made", () => {
  holds(
    fc.property(legibly, ({ schema: one }) => {
      const mark = createMarker();
      expect(marksOf(madeAnew(one) as Schema, mark)).toBe(marksOf(one, mark));
    }),
    1_000,
  );
});

test("what is marked alike is taken alike", () => {
  let alike = 0;
  holds(
    fc.property(legibly, legibly, legibly, ({ schema: left }, { schema: right }, { schema: reader }) => {
      const mark = createMarker();
      for (const member of membersOf(left)) {
        const same = membersOf(right).find((other) => mark(other) === mark(member));
        if (!same) continue;
        expect(accepts(reader, same)).toBe(accepts(reader, member));
        alike += 1;
      }
    }),
    3_000,
  );
  expect(alike).toBeGreaterThan(50);
});

test("what is told apart", () => {
  class Point {}
  const symbols = [Symbol("a"), Symbol("a")] as const;
  const types: Schema[] = [
    v.literal("string"),
    v.string(),
    v.literal("1"),
    v.literal(1),
    v.literal(1n),
    v.literal("null"),
    v.null(),
    v.undefined(),
    v.literal(symbols[0]),
    v.literal(symbols[1]),
    v.object({ a: v.string() }),
    v.object({ a: v.optional(v.string()) }),
    v.object({ "a?": v.string() }),
    v.looseObject({ a: v.string() }),
    v.record(v.string(), v.string()),
    v.array(v.string()),
    v.pipe(v.array(v.string()), v.readonly()),
    v.tuple([v.string()]),
    v.date(),
    v.instance(Point),
    v.instance(class Point {}),
    v.set(v.string()),
    v.set(v.number()),
    v.map(v.string(), v.string()),
  ];
  const mark = createMarker();
  expect(new Set(types.map((type) => marksOf(type, mark))).size).toBe(types.length);
  expect(marksOf(v.literal(-0))).toBe(marksOf(v.literal(0)));
});

test("a type that holds itself has a mark", () => {
  const node: Schema = v.object({
    get next() {
      return v.nullable(node);
    },
  });
  expect(marksOf(node)).toContain("next");
});
