import { expectTypeOf } from "expect-type";
import { type AnyCondition, and, condition, not, or, otherwise, when } from "typeburr";
import * as v from "valibot";
import { describe, test } from "vitest";

const isSafe = when({ safe: true });
const isLate = condition({
  reads: { epochs: v.number(), note: v.optional(v.string()) },
  test: (state) => {
    expectTypeOf(state).toEqualTypeOf<{ readonly epochs: number; readonly note: string | undefined }>();
    return state.epochs > 100;
  },
});

describe("conditions", () => {
  test("are functions with a name", () => {
    for (const one of [isSafe, isLate, otherwise, not(isSafe), and(isSafe, isLate), or(isSafe, isLate)]) {
      expectTypeOf(one).toExtend<AnyCondition>();
      expectTypeOf(one.name).toEqualTypeOf<string>();
      expectTypeOf(one({})).toEqualTypeOf<boolean | PromiseLike<boolean>>();
    }
  });

  test("may take their time", () => {
    const late = condition({ reads: { n: v.number() }, test: async (state) => state.n > 1 });
    expectTypeOf(late).toExtend<AnyCondition>();
  });
});

describe("what is no condition", () => {
  test("is refused", () => {
    // @ts-expect-error 2345: a plain object is a condition in a transition only
    not({ safe: true });
    // A function says nothing about what it reads.
    expectTypeOf<() => boolean>().not.toExtend<AnyCondition>();
    // @ts-expect-error 2555: of no condition nothing can be said
    or();
    // @ts-expect-error 2322: a test answers
    condition({ reads: {}, test: () => "yes" });
    // @ts-expect-error 2339: what is not declared is not seen
    condition({ reads: { n: v.number() }, test: (state) => state.m > 1 });
  });
});
