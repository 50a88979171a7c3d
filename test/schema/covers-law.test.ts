import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { covers } from "../../src/schema/same.js";
import { holds } from "../support/property.js";
import { legible, madeAnew, schema, value } from "./schemas.js";

const legibly = schema.map(legible);

test("what is covered is not changed and not refused by the reader, for any schemas and values", () => {
  let covered = 0;
  const values = fc.array(value, { minLength: 5, maxLength: 12 });
  holds(
    fc.property(legibly, legibly, fc.boolean(), values, ({ schema: writer }, other, isTwin, given) => {
      const reader = isTwin ? (madeAnew(writer) as v.GenericSchema) : other.schema;
      if (!covers(writer, reader)) return;
      for (const one of given) {
        const written = v.safeParse(writer, one);
        if (!written.success) continue;
        covered += 1;
        const read = v.safeParse(reader, written.output);
        expect(read.success).toBe(true);
        expect(isDeepStrictEqual(read.output, written.output)).toBe(true);
      }
    }),
    Number(process.env.TYPEBURR_RUNS ?? 8_000),
  );
  // Not held by silence
  expect(covered).toBeGreaterThan(2_000);
});

test("a schema without transform, default and choice covers itself made anew", () => {
  const asked = new Set(["transform", "trim", "fallback", "default", "lazy", "intersect", "union", "variant", "pipe"]);
  const mentions = (part: unknown): boolean => {
    if (typeof part !== "object" || part === null) return false;
    const { type, default: standIn, fallback } = part as Record<string, unknown>;
    if (asked.has(String(type)) || standIn !== undefined || fallback !== undefined || "pipe" in part) return true;
    if (Object.hasOwn(part, "__proto__")) return true;
    return Object.values(part).some(mentions);
  };
  let covered = 0;
  holds(
    fc.property(legibly, ({ schema: one }) => {
      if (mentions(one)) return;
      covered += 1;
      expect(covers(one, madeAnew(one) as v.GenericSchema)).toBe(true);
    }),
    1_000,
  );
  expect(covered).toBeGreaterThan(200);
});
