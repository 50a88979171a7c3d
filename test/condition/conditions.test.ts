import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { holds, holdsAsync } from "../support/property.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js } from "../support/untyped.js";

const { when, condition, not, and, or, otherwise } = js;

describe("when", () => {
  const primitive = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.bigInt(),
    fc.constantFrom(null, undefined, 0, -0, Number.NaN),
  );

  test("holds when every key equals its value, strictly; NaN is NaN, and 0 is -0, as for a schema", () => {
    holds(
      fc.property(primitive, primitive, (one, other) => {
        const isLiteral = v.is(v.literal(one as string), other);
        expect(when({ key: one })({ key: other })).toBe(isLiteral);
        expect(when({ key: one, more: 1 })({ key: one, more: 1 })).toBe(true);
        expect(when({ key: one, more: 1 })({ key: one, more: 2 })).toBe(false);
      }),
      500,
    );
  });

  test("a key that is not there equals undefined only, and an inherited one is not there", () => {
    expect(when({ a: 1 })({})).toBe(false);
    expect(when({ a: null })({})).toBe(false);
    expect(when({ a: undefined })({})).toBe(true);
    expect(when({ toString: undefined })({})).toBe(true);
    expect(when(JSON.parse('{ "__proto__": null }'))(Object.create(null))).toBe(false);
  });

  test("has a name", () => {
    expect(when({ safe: true }).name).toBe("safe=true");
    expect(when({ mode: "image", n: 1n, x: null, y: undefined }).name).toBe("mode=image, n=1n, x=null, y=undefined");
  });

  test("keeps what it was given, whatever becomes of that", () => {
    const values = { a: 1 };
    const one = when(values);
    values.a = 2;
    expect(one({ a: 1 })).toBe(true);
  });

  test("refuses what it cannot compare with, and nothing at all", async () => {
    for (const wrong of [null, undefined, 1, "a", [], () => true]) {
      await expectRefusal(() => when(wrong), refusal("DefinitionError", "when() takes a record"));
    }
    await expectRefusal(() => when({}), refusal("DefinitionError", "when({}) would always hold"));
    for (const [value, kind] of [
      [{}, "an object"],
      [[], "an array"],
      [() => 1, "a function"],
      [/a/, "an object"],
    ] as const) {
      await expectRefusal(() => when({ k: value }), refusal("DefinitionError", "'k'", kind, "use condition()"));
    }
  });
});

describe("condition", () => {
  const reads = { n: v.number() };

  test("sees what it reads, as its schemas give it, and nothing else", () => {
    let seen: unknown;
    const one = condition({
      reads: { n: v.number(), text: v.optional(v.pipe(v.string(), v.trim()), " d ") },
      test: (state: unknown) => {
        seen = state;
        return true;
      },
    });
    expect(one({ n: 1, other: 2 })).toBe(true);
    expect(seen).toEqual({ n: 1, text: "d" });
    expect(Object.isFrozen(seen)).toBe(true);
  });

  test("may take time", async () => {
    expect(await condition({ reads: {}, test: async () => false })({})).toBe(false);
    expect(await condition({ reads, test: async (s: { n: number }) => s.n > 1 })({ n: 2 })).toBe(true);
  });

  test("is called by its name, else the function's", () => {
    function isDone() {
      return true;
    }
    expect(condition({ reads: {}, test: isDone }).name).toBe("isDone");
    expect(condition({ reads: {}, test: isDone, name: "done" }).name).toBe("done");
    expect(condition({ reads: {}, test: () => true }).name).toBe("condition");
    expect(condition({ reads: {}, test: isDone, name: "" }).name).toBe("isDone");
  });

  test("refuses a key that is missing or does not fit", async () => {
    const one = condition({ reads, test: () => true, name: "big" });
    const error = await expectRefusal(
      () => one({}),
      refusal("ReadError", "condition 'big'", "'n'", "nothing has written", "withState()"),
    );
    expect(error).toMatchObject({ action: null, key: "n" });
    await expectRefusal(() => one({ n: "1" }), refusal("ReadError", "condition 'big'", "'n'", "does not fit"));
  });

  test("must answer true or false, now or later", async () => {
    for (const answer of [1, "true", null, undefined, {}]) {
      const says = refusal("DefinitionError", "condition 'odd' answered", "true or false");
      await expectRefusal(() => condition({ reads: {}, test: () => answer, name: "odd" })({}), says);
      await expectRefusal(() => condition({ reads: {}, test: async () => answer, name: "odd" })({}), says);
    }
  });

  test("what its test throws passes unchanged", async () => {
    const thrown = new Error("mine");
    const fail = () => {
      throw thrown;
    };
    expect(await thrownBy(() => condition({ reads: {}, test: fail })({}))).toBe(thrown);
    expect(await thrownBy(() => condition({ reads: {}, test: async () => fail() })({}))).toBe(thrown);
  });

  test("refuses a wrong definition", async () => {
    await expectRefusal(() => condition(null), refusal("DefinitionError", "condition() takes a record", "null"));
    await expectRefusal(() => condition({ test: () => true }), refusal("DefinitionError", "reads of condition()"));
    await expectRefusal(() => condition({ reads }), refusal("DefinitionError", "test of condition()", "undefined"));
    await expectRefusal(
      () => condition({ reads: { n: "number" }, test: () => true }),
      refusal("DefinitionError", "'n' of reads of condition()", "a string"),
    );
    await expectRefusal(
      () => condition({ reads, test: () => true, nmae: "x" }),
      refusal("DefinitionError", "'nmae'", "Did you mean 'name'?"),
    );
    await expectRefusal(() => condition({ reads, test: () => true, name: 1 }), refusal("DefinitionError", "name"));
  });
});

describe("not, and, or", () => {
  interface Tree {
    readonly condition: (state: object) => boolean | PromiseLike<boolean>;
    readonly answer: (state: Readonly<Record<string, boolean>>) => boolean;
  }
  const leaf: fc.Arbitrary<Tree> = fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(2)).map(([key, kind]) => ({
    condition:
      kind === 0
        ? when({ [key]: true })
        : condition({
            reads: { [key]: v.boolean() },
            test: (s: Record<string, boolean>) => (kind === 1 ? s[key] : Promise.resolve(s[key])),
          }),
    answer: (state) => state[key] === true,
  }));
  const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie("tree").map((one): Tree => ({ condition: not(one.condition), answer: (state) => !one.answer(state) })),
      fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map(
        (all): Tree => ({
          condition: and(...all.map((one) => one.condition)),
          answer: (state) => all.map((one) => one.answer(state)).every(Boolean),
        }),
      ),
      fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map(
        (all): Tree => ({
          condition: or(...all.map((one) => one.condition)),
          answer: (state) => all.map((one) => one.answer(state)).some(Boolean),
        }),
      ),
    ),
  })).tree;
  const state = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() });

  test("are what logic says, sync and async mixed", async () => {
    await holdsAsync(
      fc.asyncProperty(tree, state, async (one, values) => {
        expect(await one.condition(values)).toBe(one.answer(values));
      }),
      500,
    );
  });

  test("ask no further than they have to, async or not", async () => {
    const asked: string[] = [];
    const ask = (name: string, answer: boolean, late = false) =>
      condition({
        reads: {},
        name,
        test: () => {
          asked.push(name);
          return late ? Promise.resolve(answer) : answer;
        },
      });
    const missing = condition({ reads: { missing: v.string() }, test: () => true });

    expect(await or(ask("no", false, true), ask("yes", true), missing)({})).toBe(true);
    expect(await and(ask("yes", true, true), ask("no", false, true), missing)({})).toBe(false);
    expect(asked).toEqual(["no", "yes", "yes", "no"]);
  });

  test("have names that can be read", () => {
    const [a, b, c] = [when({ a: 1 }), when({ b: 2 }), when({ c: 3, d: 4 })];
    expect(and(a, not(b)).name).toBe("a=1 and (not b=2)");
    expect(or(and(a, b), c).name).toBe("(a=1 and b=2) or (c=3, d=4)");
    expect(not(and(a, b)).name).toBe("not (a=1 and b=2)");
    expect(otherwise.name).toBe("default");
  });

  test("otherwise always holds, and its opposite never does", () => {
    expect(otherwise({})).toBe(true);
    expect(not(otherwise)({})).toBe(false);
  });

  test("take conditions, and at least one", async () => {
    for (const wrong of [null, undefined, {}, { a: 1 }, () => true, "a"]) {
      await expectRefusal(() => not(wrong), refusal("DefinitionError", "not() takes conditions"));
      await expectRefusal(() => and(otherwise, wrong), refusal("DefinitionError", "and() takes conditions"));
      await expectRefusal(() => or(wrong), refusal("DefinitionError", "or() takes conditions"));
    }
    await expectRefusal(() => and(), refusal("DefinitionError", "and() takes at least one"));
    await expectRefusal(() => or(), refusal("DefinitionError", "or() takes at least one"));
  });

  test("a condition cannot be changed", () => {
    const one = when({ a: 1 }) as unknown as Record<string, unknown>;
    expect(() => {
      one.extra = 1;
    }).toThrow(TypeError);
  });
});
