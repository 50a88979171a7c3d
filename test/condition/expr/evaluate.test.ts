import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerOf } from "../../../src/condition/expr/evaluate.js";
import { parse } from "../../../src/condition/expr/parse.js";
import { plainReader } from "../../../src/condition/reader.js";
import { holds } from "../../support/property.js";
import { expectRefusal, refusal, thrownBy } from "../../support/refusal.js";
import { js } from "../../support/untyped.js";
import { evaluated, type Language, state, trees, written } from "./trees.js";

const { expr } = js;

/** What a text is, comparisons of literals included that `expr` refuses because they never hold. */
function answered(text: string): unknown {
  const program = parse(text);
  if (typeof program === "string") throw new Error(program);
  return answerOf({ text, program })(plainReader(state));
}

const short = trees.filter((tree) => written(tree).length <= 300);

describe("an expression is what its tree is", () => {
  test("whatever parentheses and spaces are left out or added", () => {
    holds(
      fc.property(short, (tree) => {
        expect(answered(written(tree)), written(tree)).toBe(evaluated(tree));
      }),
      2_000,
    );
  });

  const javascript: Language = {
    operator: (one) => (one === "==" || one === "!=" ? `${one}=` : one),
    key: ([key, ...names]) => [`state.${key}`, ...names].join("?."),
    // JavaScript reads `--` and `<!--` otherwise
    gap: " ",
  };

  test("and what JavaScript makes of the same text", () => {
    holds(
      fc.property(short, (tree) => {
        const answer = new Function("state", `"use strict"; return (${written(tree, javascript)});`);
        expect(answered(written(tree)), written(tree)).toBe(answer(state));
      }),
      2_000,
    );
  });
});

describe("a question", () => {
  test("reads own properties only, and length of strings and lists", () => {
    class Account {
      id = 1;
      get isOld(): boolean {
        return true;
      }
    }
    const odd = {
      n: 1,
      list: [1],
      text: "a",
      account: new Account(),
      date: new Date(0),
      own: { length: 5 },
      call: () => 1,
    };
    const isThere = (path: string): unknown => expr(`${path} != nothing.at.all`)(odd);
    for (const path of ["n", "list.length", "text.length", "account.id", "own.length"])
      expect([path, isThere(path)]).toEqual([path, true]);
    const hidden =
      "constructor __proto__ toString n.toFixed list.at list.constructor text.at text.__proto__ account.isOld";
    const more =
      "account.constructor account.__proto__ date.getTime own.__proto__ own.constructor.name call.name call.length n.length";
    for (const path of `${hidden} ${more}`.split(" ")) expect([path, isThere(path)]).toEqual([path, false]);
  });

  test("sees a key that is called __proto__ or length if the state has it", () => {
    const values = JSON.parse('{ "__proto__": { "constructor": 1 }, "length": 2 }') as object;
    expect(expr("__proto__.constructor == 1 && length == 2")(values)).toBe(true);
  });

  test("goes through null and undefined", () => {
    expect(expr("a.b.c == d")({ a: null })).toBe(true);
    expect(expr("a.b.c == null")({ a: { b: {} } })).toBe(false);
  });

  test("is asked no further than it has to be", () => {
    expect(expr("yes || missing > 1")({ yes: true })).toBe(true);
    expect(expr("no && missing > 1")({ no: false })).toBe(false);
  });

  test("orders numbers and bigints, but never equals them", () => {
    expect(expr("big > 4 && 4 < big && big <= other && big != 5")({ big: 5n, other: 6n })).toBe(true);
  });

  test("tells objects apart by what they are, not by what they hold", () => {
    const one = {};
    expect(expr("a == b")({ a: one, b: one })).toBe(true);
    expect(expr("a == b")({ a: one, b: {} })).toBe(false);
  });
});

describe("a value that does not go with its operator is refused", () => {
  const wrong: [text: string, values: object, key: string, says: string, path: string | null][] = [
    ["a > 1", { a: "x" }, "a", "'>' takes two numbers or two strings, not string and number", null],
    ["1 <= a.b", { a: { b: null } }, "a", "'<=' takes two numbers or two strings, not number and null", "b"],
    ["a < b", { a: 1, b: "x" }, "b", "'<' takes two numbers or two strings, not number and string", null],
    ["a < b", { a: 1, b: new Date(0) }, "b", "'<' takes two numbers or two strings, not number and object", null],
    ["a + 1 > b", { a: 1, b: "x" }, "b", "'>' takes two numbers or two strings, not number and string", null],
    ["(a) * 2 == 4", { a: true }, "a", "'*' takes two numbers, not boolean and number", null],
    ["-a == 1", { a: 1n }, "a", "'-' takes a number, not bigint", null],
    ["a && b", { a: 1, b: true }, "a", "'&&' takes two booleans, not number", null],
    ["a || b", { a: false, b: "yes" }, "b", "'||' takes two booleans, not string", null],
    ["!a.b.c", { a: { b: { c: 0 } } }, "a", "'!' takes a boolean, not number", "b.c"],
    ["a", { a: () => true }, "a", '"a" gives function, not true or false', null],
  ];

  test.each(wrong)("%s", async (text, values, key, says, path) => {
    const place = path === null ? key : `${key}.${path}`;
    const error = await expectRefusal(
      () => expr(text)(values),
      refusal("ReadError", `condition '${text}' reads '${place}', but ${says}`),
    );
    expect(error).toMatchObject({ action: null, key, issues: [{ message: says, path }] });
  });

  test("and one that is not there, where something has to be", async () => {
    const error = await expectRefusal(
      () => expr("epochs > 1")({}),
      refusal("ReadError", "condition 'epochs > 1' reads 'epochs', which nothing has written", "withState()"),
    );
    expect(error).toMatchObject({ action: null, key: "epochs", issues: [] });
    expect(expr("epochs == 1")({})).toBe(false);
  });
});

test("it is a condition like others: it has a name, cannot be changed, and goes into others", () => {
  const one = expr("epochs > 100 && mode == 'train'");
  expect(one.name).toBe("epochs > 100 && mode == 'train'");
  expect(Object.isFrozen(one)).toBe(true);
  expect(js.not(one).name).toBe("not (epochs > 100 && mode == 'train')");
  expect(js.and(one, js.when({ a: 1 }))({ epochs: 101, mode: "train", a: 1 })).toBe(true);
});

test("what is no text is refused", async () => {
  for (const value of [undefined, null, 1, {}, ["a"], () => "a", new String("a")]) {
    await expectRefusal(() => expr(value), refusal("DefinitionError", "expr() takes a text"));
  }
  expect(await thrownBy(() => expr(""))).toMatchObject({ message: 'a value is expected at column 1 of ""' });
});
