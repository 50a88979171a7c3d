import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { covers } from "../../src/schema/same.js";

type Make = () => v.GenericSchema;

const trim = v.pipe(v.string(), v.trim());
const isLong = (text: string): boolean => text.length > 3;

describe("covers", () => {
  const covering: readonly (readonly [string, Make])[] = [
    ["a string", () => v.string()],
    ["a string that is checked by rules", () => v.pipe(v.string(), v.nonEmpty(), v.maxLength(5), v.regex(/^a/))],
    ["a check by the same function", () => v.pipe(v.string(), v.check(isLong))],
    ["a number with a message of its own", () => v.pipe(v.number(`no ${Math.random()}`), v.minValue(1, "too small"))],
    ["a literal, a picklist, an enum", () => v.union([v.literal(1), v.picklist(["a", "b"]), v.enum({ c: "d" })])],
    ["an object", () => v.object({ a: v.string(), b: v.optional(v.number()) })],
    [
      "an object with keys that schemas have, too",
      () =>
        v.object({
          message: v.string(),
          default: v.string(),
          fallback: v.string(),
          kind: v.string(),
          type: v.string(),
        }),
    ],
    ["lists of objects", () => v.array(v.strictObject({ role: v.picklist(["user", "ai"]), text: v.string() }))],
    [
      "records, maps, sets, tuples",
      () =>
        v.strictTuple([
          v.record(v.string(), v.number()),
          v.map(v.string(), v.date()),
          v.set(v.bigint()),
          v.tuple([v.boolean()]),
        ]),
    ],
    ["wrappers without a default", () => v.nullable(v.optional(v.nullish(v.undefinedable(v.string()))))],
    ["brands and readonly", () => v.pipe(v.array(v.pipe(v.string(), v.brand("Id"))), v.readonly())],
    ["metadata", () => v.pipe(v.string(), v.title("T"), v.metadata({ a: 1 }))],
    ["a choice with one object", () => v.union([v.string(), v.object({ a: v.string() }), v.null()])],
    [
      "a choice of objects that a literal tells apart",
      () =>
        v.variant("type", [
          v.object({ type: v.literal("text"), text: v.string() }),
          v.object({ type: v.picklist(["image", "video"]), url: v.string() }),
        ]),
    ],
    [
      "a choice within a choice",
      () =>
        v.variant("type", [
          v.object({ type: v.literal("a"), a: v.string() }),
          v.variant("kind", [
            v.object({ type: v.literal("b"), kind: v.literal(1) }),
            v.object({ type: v.literal("b"), kind: v.literal(2) }),
          ]),
        ]),
    ],
  ];

  test.each(covering)("%s, made twice", (_, make) => {
    expect(covers(make(), make())).toBe(true);
  });

  const itself: readonly (readonly [string, Make])[] = [
    ["a transform", () => trim],
    ["a transform deep within", () => v.object({ list: v.array(v.object({ message: trim })) })],
    ["a default", () => v.optional(v.string(), "a")],
    ["a default deep within", () => v.object({ a: v.array(v.nullish(v.string(), null)) })],
    ["a fallback", () => v.fallback(v.string(), "a")],
    ["a lazy schema", () => v.lazy(() => v.string())],
    ["an intersection", () => v.intersect([v.object({ a: v.string() }), v.object({ b: v.string() })])],
    [
      "a pipe whose second schema leaves something out",
      () => v.pipe(v.looseObject({ a: v.string() }), v.object({}) as never),
    ],
    [
      "a choice in which what one option leaves, another cuts down",
      () =>
        v.union([
          v.object({ a: v.string(), bad: v.optional(v.literal(0)) }),
          v.object({ a: v.string(), keep: v.number() }),
        ]),
    ],
  ];

  test.each(itself)("not even itself, with %s", (_, make) => {
    const schema = make();
    expect(covers(schema, schema)).toBe(false);
  });

  const pairs: readonly (readonly [string, v.GenericSchema, v.GenericSchema])[] = [
    ["another type", v.string(), v.number()],
    ["another rule", v.pipe(v.string(), v.maxLength(2)), v.pipe(v.string(), v.maxLength(3))],
    ["another kind of rule", v.pipe(v.string(), v.maxLength(2)), v.pipe(v.string(), v.minLength(2))],
    ["another pattern", v.pipe(v.string(), v.regex(/a/)), v.pipe(v.string(), v.regex(/a/i))],
    [
      "another function that looks alike",
      v.pipe(
        v.string(),
        v.check(() => true),
      ),
      v.pipe(
        v.string(),
        v.check(() => true),
      ),
    ],
    [
      "another rawCheck",
      v.pipe(
        v.string(),
        v.rawCheck(() => {}),
      ),
      v.pipe(
        v.string(),
        v.rawCheck(() => {}),
      ),
    ],
    ["a further key", v.object({ a: v.string() }), v.object({ a: v.string(), b: v.optional(v.string()) })],
    ["a key of another name", v.object({ a: v.string() }), v.object({ b: v.string() })],
    ["another schema at the key 'message'", v.object({ message: v.string() }), v.object({ message: v.number() })],
    ["another schema at the key 'expects'", v.object({ expects: v.string() }), v.object({ expects: v.number() })],
    ["strictness", v.object({ a: v.string() }), v.strictObject({ a: v.string() })],
    ["another literal", v.literal(0), v.literal(1)],
    ["another order of options", v.union([v.string(), v.number()]), v.union([v.number(), v.string()])],
    ["another class", v.instance(Date), v.instance(Map)],
    ["no longer null", v.nullable(v.string()), v.string()],
    ["a transform in the reader", v.string(), trim],
  ];

  test.each(pairs)("is no, where the reader has %s", (_, writer, reader) => {
    expect(covers(writer, reader)).toBe(false);
    // Asked once more: the answer is remembered
    expect(covers(writer, reader)).toBe(false);
  });

  test("the answer is remembered per pair, not per schema", () => {
    const [one, two, three] = [v.string(), v.string(), v.number()];
    expect([covers(one, two), covers(one, three), covers(one, two), covers(three, one)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
