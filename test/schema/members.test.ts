import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { Member } from "../../src/schema/member.js";
import { accepts, membersOf } from "../../src/schema/members.js";
import { narrow } from "../../src/schema/narrow.js";
import type { Schema } from "../../src/schema/record.js";

/** Members as types are written. */
const told = (members: readonly (Member | null)[]): string[] =>
  members.map((member) => {
    if (member === null) return "nothing";
    if (member.kind === "unit") return typeof member.value === "string" ? `"${member.value}"` : String(member.value);
    if (member.kind === "wide") return member.type;
    return member.kind === "object" ? member.structure.kind : member.kind;
  });
const given = (schema: Schema): string[] => told(membersOf(schema));
const isFit = (writer: Schema, reader: Schema): boolean => membersOf(writer).every((member) => accepts(reader, member));

describe("what a schema gives back", () => {
  test("taken apart into the members of its type", () => {
    expect(given(v.boolean())).toEqual(["true", "false"]);
    expect(given(v.picklist(["a", "b"]))).toEqual(['"a"', '"b"']);
    expect(given(v.enum({ A: 1, B: "b" } as const))).toEqual(["1", '"b"']);
    expect(given(v.nullish(v.number()))).toEqual(["number", "undefined", "null"]);
    expect(given(v.union([v.string(), v.array(v.string()), v.object({}), v.date()]))).toEqual([
      "string",
      "list",
      "shape",
      "instance",
    ]);
    expect([v.never(), v.any(), v.unknown(), v.literal(Number.NaN)].flatMap(given)).toEqual([
      "unknown",
      "anything",
      "number",
    ]);
  });

  test("after defaults", () => {
    expect(given(v.optional(v.string(), "a"))).toEqual(["string"]);
    expect(given(v.optional(v.string(), () => "a"))).toEqual(["string"]);
    expect(given(v.nullish(v.string(), null))).toEqual(["string", "null"]);
    expect(given(v.nonNullish(v.nullish(v.string())))).toEqual(["string"]);
  });

  test("after a pipe: its last schema, as far as code sees what comes behind", () => {
    expect(given(v.pipe(v.string(), v.trim(), v.brand("Id"), v.readonly()))).toEqual(["string"]);
    expect(given(v.pipe(v.string(), v.picklist(["a"])))).toEqual(['"a"']);
    expect(given(v.pipe(v.string(), v.toDate()))).toEqual(["instance"]);
    expect(
      given(
        v.pipe(
          v.string(),
          v.transform((text) => text.length),
        ),
      ),
    ).toEqual(["unknown"]);
    expect(given(v.pipe(v.pipe(v.string(), v.parseJson()), v.number()))).toEqual(["number"]);
    expect(given(v.lazy(() => v.string()))).toEqual(["unknown"]);
  });

  test("the same members at every question", () => {
    const schema = v.object({ a: v.string() });
    expect(membersOf(schema)).toBe(membersOf(schema));
    expect(membersOf(v.optional(schema))[0]).toBe(membersOf(schema)[0]);
    expect(membersOf(schema)[0]).toMatchObject({ kind: "object", schema });
  });
});

// What else fits is compared with the compiler's answer in `type-tests/members.test.ts`
describe("what fits", () => {
  test("goes by the type that is accepted, before the first step of a pipe", () => {
    expect(isFit(v.string(), v.pipe(v.string(), v.email()))).toBe(true);
    expect(isFit(v.string(), v.pipe(v.string(), v.toNumber()))).toBe(true);
    expect(isFit(v.pipe(v.string(), v.toNumber()), v.pipe(v.string(), v.toNumber()))).toBe(false);
  });

  test("one class for another by what it can do", () => {
    class Walking {
      walk(): void {}
    }
    class Running extends Walking {
      run(): void {}
    }
    const [walking, running] = [v.instance(Walking), v.instance(Running)];
    expect([isFit(running, walking), isFit(walking, running)]).toEqual([true, false]);
    expect([isFit(walking, v.date()), isFit(v.date(), walking)]).toEqual([false, false]);
    // Fields are seen when an instance is made, not before
    expect(isFit(walking, v.object({ speed: v.number() }))).toBe(true);
    expect(isFit(v.object({ walk: v.function() }), walking)).toBe(true);
    expect(isFit(v.object({}), walking)).toBe(false);
    expect(isFit(v.date(), v.instance(Date.bind(null)))).toBe(true);
    expect(isFit(v.file(), v.blob())).toBe(true);
    expect(isFit(v.blob(), v.file())).toBe(false);
  });

  test("schemas that hold themselves", () => {
    const tree = (leaf: Schema): Schema => {
      const node: Schema = v.object({
        leaf,
        get left() {
          return v.nullable(node);
        },
      });
      return node;
    };
    expect(isFit(tree(v.literal("a")), tree(v.string()))).toBe(true);
    expect(isFit(tree(v.string()), tree(v.literal("a")))).toBe(false);
  });

  test("a choice that no single option takes, up to 25 pieces", () => {
    const sizes = Array.from({ length: 26 }, (_, index) => `s${index}`);
    const apart = (names: readonly string[]) => v.union(names.map((size) => v.object({ size: v.literal(size) })));
    const few = sizes.slice(0, 25);
    expect(isFit(v.object({ size: v.picklist(few) }), apart(few))).toBe(true);
    expect(isFit(v.object({ size: v.picklist(few) }), apart(few.slice(1)))).toBe(false);
    expect(isFit(v.object({ size: v.picklist(sizes) }), apart(sizes))).toBe(false);
  });
});

describe("narrowing", () => {
  const left = (schema: Schema, knowledge: Parameters<typeof narrow>[1]): string[] =>
    told(membersOf(schema).map((member) => narrow(member, knowledge)));

  test("what equals a value is that value, if it can be", () => {
    const schema = v.nullable(v.union([v.string(), v.number(), v.literal("b"), v.object({})]));
    expect(left(schema, { is: "a" })).toEqual(['"a"', "nothing", "nothing", "nothing", "nothing"]);
    expect(left(schema, { is: null })).toEqual(["nothing", "nothing", "nothing", "nothing", "null"]);
    expect(left(v.any(), { is: 1 })).toEqual(["1"]);
    expect(left(v.unknown(), { is: 1 })).toEqual(["1"]);
    expect(left(v.literal(0), { is: -0 })).toEqual(["0"]);
    expect(left(v.number(), { is: Number.NaN })).toEqual(["number"]);
  });

  test("what does not equal a value is anything else", () => {
    expect(left(v.picklist(["a", "b"]), { isnt: "a" })).toEqual(["nothing", '"b"']);
    expect(left(v.string(), { isnt: "a" })).toEqual(["string"]);
    expect(left(v.literal(0), { isnt: -0 })).toEqual(["nothing"]);
    expect(left(v.number(), { isnt: Number.NaN })).toEqual(["number"]);
    expect(left(v.nullable(v.object({})), { isnt: null })).toEqual(["shape", "nothing"]);
  });
});
