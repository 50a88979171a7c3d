import { describe, expect, test } from "vitest";
import { expressionOf, problemsOf } from "../../src/condition/expr/check.js";
import { keysOf } from "../../src/condition/expr/keys.js";
import { parse } from "../../src/condition/expr/parse.js";
import { membersOf } from "../../src/schema/members.js";
import { onSome, type Version } from "../harness/for-tests.js";
import { schemas } from "../members/schemas.js";
import { everyPair, randomQuestions } from "./questions.js";
import { type Claim, denied, importOf, tupleOf, unionOf } from "./same.js";
import { textsOf } from "./texts.js";

// The grammar of `expr` is a type and a parser, and its check a type and a function: here they are asked the same.

const seed = Number(process.env.TYPEBURR_SEED ?? Date.now() % 1_000_000);
const about = `(TYPEBURR_SEED=${seed})`;

/** On TypeScript 7; 5.9 says the same, and takes ten times as long. */
const counts = new Map<Version, number>([
  ["7.0", 1_000],
  ["5.9", 100],
]);
const asked = new Set(counts.keys());

describe(`what a text is ${about}`, () => {
  const claimOf = (text: string): Claim => {
    const parsed = parse(text);
    const value = typeof parsed === "string" ? JSON.stringify(parsed) : tupleOf(parsed);
    return { type: `Parse<${JSON.stringify(text)}>`, value, about: JSON.stringify(text) };
  };

  onSome(asked, "the type and the parser say alike", async (compiler) => {
    const texts = textsOf(seed, counts.get(compiler.name) ?? 0, compiler.name === "7.0");
    const imports = importOf("Parse", "src/condition/expr/parse.js");
    expect(await denied(compiler, imports, texts.map(claimOf))).toEqual([]);
  });

  test("texts are right and wrong, in each way", () => {
    const answers = textsOf(seed, 3_000, true).map(parse);
    const share = (answer: (one: ReturnType<typeof parse>) => boolean): number =>
      answers.filter(answer).length / answers.length;
    expect(share((one) => typeof one !== "string")).toBeGreaterThan(0.2);
    const mistakes = [
      "a value is",
      "an operator is",
      "'=' is",
      "')' is",
      "')' closes",
      "no quote",
      "no escape",
      "no number",
      "no key",
    ];
    for (const mistake of mistakes) {
      expect([mistake, share((one) => typeof one === "string" && one.includes(mistake))]).toEqual([
        mistake,
        expect.toSatisfy((found) => found > 0.001),
      ]);
    }
  });
});

describe(`what is wrong with it ${about}`, () => {
  const known = new Map(Object.entries(schemas).map(([key, schema]) => [key, membersOf(schema)]));
  // `true` and `null` are no keys; what a class has, code does not see; and that two objects cannot be one, the compiler
  // sees late
  const left = new Set(["true", "null", "regExp", "error", "typeError", "contradiction"]);
  const keys = [...known.keys()].filter((key) => !left.has(key));

  const claimsOf = (text: string): Claim[] => {
    const literal = JSON.stringify(text);
    const claim = (type: string, values: readonly string[]): Claim => {
      return { type: `${type}>`.replace("<", `<${literal}`), value: unionOf(values), about: literal };
    };
    try {
      const expression = expressionOf(text);
      const mistakes = claim("ExprMistake<", []);
      const problems = claim("ExprProblems<, Known", problemsOf(expression, known));
      return [mistakes, problems, claim("KeysOf<", keysOf(expression.program))];
    } catch (error) {
      return [claim("ExprMistake<", (error as Error).message.split("\n")), claim("ExprProblems<, Known", [])];
    }
  };
  const imports = [
    `import type * as v from "valibot";`,
    importOf("schemas", "type-tests/members/schemas.js"),
    importOf("KeysOf", "src/condition/expr/keys.js"),
    importOf("ExprMistake, ExprProblems", "src/condition/expr/check.js"),
    `type Known = { [K in keyof typeof schemas]: v.InferOutput<(typeof schemas)[K]> };`,
  ].join(" ");

  onSome(asked, "the type and the function say alike", async (compiler) => {
    const count = counts.get(compiler.name) ?? 0;
    const pairs = compiler.name === "7.0" ? everyPair(keys) : [];
    const texts = [...pairs, ...randomQuestions(keys, seed, count)];
    expect(await denied(compiler, imports, texts.flatMap(claimsOf))).toEqual([]);
  });
});
