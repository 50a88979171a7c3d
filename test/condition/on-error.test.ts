import { describe, expect, test } from "vitest";
import { errorEdgeOf } from "../../src/condition/on-error.js";
import { stateMethods } from "../../src/state/types.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";

const { onError, not, and, or, otherwise } = js;

class Late extends Error {}

describe("onError", () => {
  test("takes a class, options, both, or nothing", () => {
    expect(errorEdgeOf(onError())).toEqual({
      name: "on error",
      errorClass: null,
      max: null,
      delay: null,
      capture: null,
    });
    expect(errorEdgeOf(onError(Late))).toMatchObject({ errorClass: Late, max: null });
    const delay = () => 1;
    const options = { max: 2, delay, capture: "problem" };
    for (const edge of [onError(options), onError(undefined, options)]) {
      expect(errorEdgeOf(edge)).toEqual({ name: "on error, 2 times", errorClass: null, ...options });
    }
    expect(errorEdgeOf(onError(Late, options))).toEqual({ name: "on Late, 2 times", errorClass: Late, ...options });
    expect(errorEdgeOf(onError({ max: undefined, delay: undefined, capture: undefined }))).toEqual(
      errorEdgeOf(onError()),
    );
  });

  test("has a name that says what it catches, and how often", () => {
    expect(onError().name).toBe("on error");
    expect(onError(Late).name).toBe("on Late");
    expect(onError(class extends Error {}, { max: 1 }).name).toBe("on error, once");
    expect(onError(RangeError, { max: 12, delay: 5 }).name).toBe("on RangeError, 12 times");
  });

  test("keeps what it was given, whatever becomes of that, and cannot be changed", () => {
    const options = { max: 2 };
    const edge = onError(options);
    options.max = 3;
    expect(errorEdgeOf(edge)?.max).toBe(2);
    expect(Object.isFrozen(edge)).toBe(true);
    expect(Object.isFrozen(errorEdgeOf(edge))).toBe(true);
  });

  test("takes every constructor, as instanceof does", () => {
    abstract class Base extends Error {}
    for (const given of [Error, Base, DOMException, Late.bind(null), function Old() {}, new Proxy(Late, {})]) {
      expect(errorEdgeOf(onError(given))?.errorClass).toBe(given);
    }
  });

  const noClass: readonly (readonly [string, unknown, string])[] = [
    ["null", null, "not null"],
    ["a name", "TypeError", "not a string"],
    ["a number", 3, "not 3"],
    ["an arrow function", () => true, "not a function"],
    ["an async function", async () => {}, "not a function"],
    ["a generator", function* one() {}, "not a function"],
    ["a method", { method() {} }.method, "not a function"],
    ["a constructor without a prototype", Object.assign(function Odd() {}, { prototype: undefined }), "not a function"],
  ];

  test.each(noClass)("refuses %s for a class", async (_, wrong, says) => {
    const expected = refusal("DefinitionError", "onError() takes", says);
    await expectRefusal(() => onError(wrong), expected);
    await expectRefusal(() => onError(wrong, { max: 1 }), expected);
  });

  test("refuses an error in place of its class", async () => {
    const expected = refusal(
      "DefinitionError",
      "onError() takes the class of an error, such as TypeError, not an object",
    );
    for (const given of [[new Late()], [new Late(), { max: 1 }], [new Map()]]) {
      await expectRefusal(() => onError(...given), expected);
    }
  });

  const wrongOptions: readonly (readonly [string, unknown, string[]])[] = [
    ["max 0", { max: 0 }, ["max of onError()", "a whole number from 1", "not 0", "leave it out"]],
    ["max below 0", { max: -1 }, ["max of", "not -1"]],
    ["a fraction for max", { max: 1.5 }, ["max of", "not 1.5"]],
    ["no end of max", { max: Number.POSITIVE_INFINITY }, ["max of", "not Infinity"]],
    ["NaN for max", { max: Number.NaN }, ["max of", "not NaN"]],
    ["a text for max", { max: "3" }, ["max of", "a string"]],
    ["a negative delay", { delay: -1 }, ["delay of onError()", "milliseconds", "a function", "not -1"]],
    ["a delay without end", { delay: Number.POSITIVE_INFINITY }, ["delay of", "2147483647", "not Infinity"]],
    ["a delay that timers do not know", { delay: 2 ** 31 }, ["delay of", "not 2147483648"]],
    ["NaN for a delay", { delay: Number.NaN }, ["delay of", "not NaN"]],
    ["a text for a delay", { delay: "1s" }, ["delay of", "a string"]],
    ["an empty capture", { capture: "" }, ["capture of onError()", "an empty string"]],
    ["true for capture", { capture: true }, ["capture of", "a boolean"]],
    ["a misspelt option", { maxx: 1 }, ["'maxx'", "Did you mean 'max'?"]],
    ["an option that condition() has", { test: () => true }, ["onError() has no option 'test'"]],
  ];

  test.each(wrongOptions)("refuses %s", async (_, options, says) => {
    await expectRefusal(() => onError(Late, options), refusal("DefinitionError", ...says));
    await expectRefusal(() => onError(options), refusal("DefinitionError", ...says));
  });

  test("refuses options that are none, and options twice", async () => {
    for (const wrong of [null, 1, "max", () => 1, [], new Late()]) {
      await expectRefusal(
        () => onError(Late, wrong),
        refusal("DefinitionError", "onError() takes a record of options"),
      );
    }
    await expectRefusal(() => onError({ max: 1 }, { delay: 1 }), refusal("DefinitionError", "takes its options once"));
  });

  test.each(stateMethods)("refuses to capture into %s: it is a method of State", async (name) => {
    await expectRefusal(
      () => onError({ capture: name }),
      refusal("DefinitionError", `'${name}' is a method of State: choose another key`),
    );
  });
});

describe("an error edge is no condition", () => {
  test("and refused by not, and, or, which say where it belongs", async () => {
    for (const call of [() => not(onError()), () => and(otherwise, onError()), () => or(onError())]) {
      await expectRefusal(
        call,
        refusal("DefinitionError", "() takes conditions, and onError() is none", "[from, to, onError()]"),
      );
    }
  });

  test("errorEdgeOf knows error edges, and nothing else", () => {
    for (const other of [null, undefined, 1, "on error", {}, { ...onError() }, onError, otherwise]) {
      expect(errorEdgeOf(other)).toBeUndefined();
    }
  });
});
