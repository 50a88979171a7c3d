import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { acceptsUndefined, requiredKeys } from "../../src/schema/inspect.js";
import { holds } from "../support/property.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { legible, schema } from "./schemas.js";

describe("acceptsUndefined", () => {
  const closed = new Set(["any", "fallback", "pipe"]);
  const isOpen = (part: unknown): boolean => {
    if (typeof part !== "object" || part === null) return true;
    if (closed.has(String((part as { type?: unknown }).type)) || "pipe" in part || "fallback" in part) return false;
    return Object.values(part).every(isOpen);
  };

  test("says what the schema does with undefined, for any schema without checks", () => {
    let asked = 0;
    holds(
      fc.property(schema.map(legible), ({ schema: one }) => {
        // A default that the wrapped schema refuses is accepted by its type
        const isDefaulted = JSON.stringify(one).includes('"default"');
        if (!isOpen(one) || isDefaulted) return;
        asked += 1;
        expect(acceptsUndefined(one)).toBe(v.is(one, undefined));
      }),
      2_000,
    );
    expect(asked).toBeGreaterThan(300);
  });

  test("goes by the type where a check has another opinion", () => {
    const isThere = v.pipe(
      v.optional(v.string()),
      v.check((value) => value !== undefined),
    );
    expect(acceptsUndefined(isThere)).toBe(true);
    expect(acceptsUndefined(v.fallback(v.string(), "a"))).toBe(false);
    expect(acceptsUndefined(v.nonOptional(v.optional(v.string())))).toBe(false);
    expect(acceptsUndefined(v.optional(v.string(), "a"))).toBe(true);
    expect(requiredKeys({ a: v.string(), b: v.optional(v.string()), c: v.unknown(), d: v.null() })).toEqual(["a", "d"]);
  });

  test("any does not switch a check off", () => {
    expect(acceptsUndefined(v.any())).toBe(false);
    expect(acceptsUndefined(v.optional(v.any()))).toBe(true);
  });

  test("where code decides it is asked; what throws at undefined does not accept it", () => {
    const later = v.lazy(() => declaredLater);
    expect(acceptsUndefined(later)).toBe(false);
    const declaredLater = v.optional(v.string());
    expect(acceptsUndefined(later)).toBe(true);
    expect(acceptsUndefined(v.custom<string>((value) => (value as string).length > 1))).toBe(false);
    expect(acceptsUndefined(v.custom<string | undefined>(() => true))).toBe(true);
  });
});

describe("fields", () => {
  const f = js.fields({ prompt: v.string(), history: v.array(v.string()), ["__proto__"]: v.number() });

  test("picks what is named, any key", () => {
    expect(f.pick("prompt")).toEqual({ prompt: expect.objectContaining({ type: "string" }) });
    expect(f.pick()).toEqual({});
    expect(Object.keys(f.pick("__proto__", "history"))).toEqual(["__proto__", "history"]);
    expect(Object.isFrozen(f.schemas)).toBe(true);
  });

  test("refuses what there is not, with the name that was meant", async () => {
    const says = refusal("DefinitionError", "pick() of fields()", "'promt'", "Did you mean 'prompt'?");
    await expectRefusal(() => f.pick("promt"), says);
    await expectRefusal(() => f.pick("toString"), refusal("DefinitionError", "'toString'"));
  });

  test("takes schemas, and says so", async () => {
    for (const wrong of [null, undefined, 1, "a", [v.string()]]) {
      await expectRefusal(() => js.fields(wrong), refusal("DefinitionError", "fields() must be a record of valibot"));
    }
    await expectRefusal(() => js.fields({ a: "string" }), refusal("DefinitionError", "'a' of fields()", "a string"));
    await expectRefusal(() => js.fields({ a: null }), refusal("DefinitionError", "'a' of fields()", "null"));
    await expectRefusal(
      () =>
        js.fields({
          a: v.pipeAsync(
            v.string(),
            v.checkAsync(async () => true),
          ),
        }),
      refusal("DefinitionError", "'a' of fields()", "async"),
    );
  });
});
