import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { definitionOf } from "../../../src/condition/condition.js";
import { expressionOf, problemsOf } from "../../../src/condition/expr/check.js";
import { suggestionOf } from "../../../src/condition/expr/spelling.js";
import { membersOf } from "../../../src/schema/members.js";
import { holds } from "../../support/property.js";
import { expectRefusal, refusal } from "../../support/refusal.js";
import { js } from "../../support/untyped.js";

// That the type says the same is held in type-tests/expr. Here the sentences are read.

const known = new Map(
  Object.entries({
    epochs: v.number(),
    mode: v.picklist(["train", "eval"]),
    done: v.boolean(),
    note: v.optional(v.string()),
    limit: v.nullable(v.number()),
    user: v.nullable(v.object({ name: v.string(), age: v.optional(v.number()) })),
    history: v.array(v.string()),
    scores: v.record(v.string(), v.number()),
    size: v.bigint(),
    anything: v.unknown(),
    made: v.pipe(v.string(), v.transform(Number)),
    when: v.date(),
  }).map(([key, schema]) => [key, membersOf(schema)]),
);
const problems = (text: string): string[] => problemsOf(expressionOf(text), known);

describe("an expression about keys that there are", () => {
  test.each([
    "epochs > 100 && mode == 'train'",
    "done || !done",
    "note == 'x' || user == null || user.name == 'x'",
    "user.age != 3 && history.length > 2 && scores.anna == 1",
    "size > 3 && 3 < size && anything == 1 && anything.a.b != 'x'",
    "made > 1 || made == 'x' || made.length == 1 || made",
    "when == when && history != history",
    "epochs * 2 % 3 == -1",
  ])("%s", (text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe("one that cannot be is told why", () => {
  const wrong: [text: string, ...sentences: string[]][] = [
    ["epoch > 100", `'epoch' in "epoch > 100" is no state key; did you mean 'epochs'?`],
    ["epoch > 1 || epoch < 0", `'epoch' in "epoch > 1 || epoch < 0" is no state key; did you mean 'epochs'?`],
    [
      "donee || moed == 'x'",
      `'donee' in "donee || moed == 'x'" is no state key; did you mean 'done'?`,
      `'moed' in "donee || moed == 'x'" is no state key; did you mean 'mode'?`,
    ],
    ["nothing == 1", `'nothing' in "nothing == 1" is no state key`],
    ["mode == 'tran'", `mode == 'tran' in "mode == 'tran'" can never hold: the two sides have no value in common`],
    [
      "epochs > 1 && mode != 1",
      `mode != 1 in "epochs > 1 && mode != 1" always holds: the two sides have no value in common`,
    ],
    ["epochs == null", `epochs == null in "epochs == null" can never hold: the two sides have no value in common`],
    ["user == 'x'", `user == 'x' in "user == 'x'" can never hold: the two sides have no value in common`],
    ["size == 1", `size == 1 in "size == 1" can never hold: the two sides have no value in common`],
    [
      "epochs > limit",
      `epochs > limit in "epochs > limit": '>' takes two numbers or two strings, not number and number | null`,
    ],
    [
      "user.age > 3",
      `user.age > 3 in "user.age > 3": '>' takes two numbers or two strings, not number | undefined and number`,
    ],
    [
      "scores.anna > 3",
      `scores.anna > 3 in "scores.anna > 3": '>' takes two numbers or two strings, not number | undefined and number`,
    ],
    ["when > when", `when > when in "when > when": '>' takes two numbers or two strings, not object and object`],
    ["anything > 3", `anything > 3 in "anything > 3": '>' takes two numbers or two strings, not unknown and number`],
    ["size + 1 > 3", `size + 1 in "size + 1 > 3": '+' takes two numbers, not bigint and number`],
    ["(mode + 'x') == 'x'", `mode + 'x' in "(mode + 'x') == 'x'": '+' takes two numbers, not unknown and string`],
    ["done && note", `done && note in "done && note": '&&' takes two booleans, not boolean and string | undefined`],
    ["!epochs", `!epochs in "!epochs": '!' takes a boolean, not number`],
    ["-mode == 1", `-mode in "-mode == 1": '-' takes a number, not string`],
    ["epochs", `"epochs" gives number, not true or false`],
    ["user.nam == 'x'", `'nam' in "user.nam == 'x'" is no property of 'user'`],
    ["user.name.first == 'x'", `'first' in "user.name.first == 'x'" is no property of 'user.name'`],
    ["epochs.length > 1", `'length' in "epochs.length > 1" is no property of 'epochs'`],
    ["when.getTime == 1", `'getTime' in "when.getTime == 1" is no property of 'when'`],
  ];

  test.each(wrong)("%s", (text, ...sentences) => {
    const refused = (() => {
      try {
        return problems(text);
      } catch (error) {
        return (error as Error).message.split("\n");
      }
    })();
    expect(refused).toEqual(sentences);
  });

  test("a long one is shown by its beginning, so that its sentence is not cut off", () => {
    const text = `epochs > 1${" || epochs > 1".repeat(19)}`;
    const [sentence = ""] = problems(`${text} || epoch > 1`);
    expect(sentence).toBe(`'epoch' in "${text.slice(0, 80)}…" is no state key; did you mean 'epochs'?`);
    const [part = ""] = problems(`${text} || mode`);
    expect(part.length).toBeLessThan(320);
  });
});

test("what is wrong whatever the keys are is refused at once, all of it", async () => {
  await expectRefusal(
    () => js.expr("1 + true > 2 && !0"),
    refusal(
      "DefinitionError",
      "'+' takes two numbers, not number and boolean",
      "\n",
      "'!' takes a boolean, not number",
    ),
  );
});

test("a condition has the expressions in it, and the keys that they name", () => {
  const [one, other] = [js.expr("a.b > 1 && a.c == 'a' || d == 1"), js.expr("e")];
  const definition = definitionOf(js.or(js.not(one), js.and(js.when({ f: 1 }), other)));
  expect(definition?.expressions.map(({ text }) => text)).toEqual(["a.b > 1 && a.c == 'a' || d == 1", "e"]);
  expect(definition?.needs).toEqual(["a", "d", "f", "e"]);
});

describe("the key that was meant", () => {
  const letter = fc.constantFrom("a", "b", "c", "é", "😀");
  const word = fc.array(letter, { maxLength: 5 }).map((letters) => letters.join(""));

  /** All words that are one slip away, by making them. */
  function slips(text: string): Set<string> {
    const letters = [...text];
    const made = new Set<string>();
    for (let at = 0; at <= letters.length; at++) {
      const [before, here, next = "", behind] = [
        letters.slice(0, at).join(""),
        letters[at],
        letters[at + 1],
        letters.slice(at + 2).join(""),
      ];
      for (const one of ["a", "b", "c", "é", "😀"]) {
        made.add(before + one + (here ?? "") + next + behind);
        if (here !== undefined) made.add(before + one + next + behind);
      }
      if (here !== undefined) made.add(before + next + behind);
      if (here !== undefined && next) made.add(before + next + here + behind);
    }
    return made;
  }

  test("is the only one that is one character, or one swap of neighbours, away", () => {
    holds(
      fc.property(word, fc.uniqueArray(word, { maxLength: 6 }), (wrong, words) => {
        const names = words.filter((name) => name !== wrong);
        const near = names.filter((name) => slips(wrong).has(name));
        expect(suggestionOf(wrong, names)).toBe(near.length === 1 ? `; did you mean '${near[0]}'?` : "");
      }),
      2_000,
    );
  });
});
