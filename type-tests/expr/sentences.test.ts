import { describe, expect } from "vitest";
import { accepted, refused } from "../harness/annotated.js";
import { onEvery } from "../harness/for-tests.js";

// T9, as far as a text says by itself: the sentence stands on the text, where it is written.

describe("a text that does not parse", () => {
  refused(
    "says what is expected, and where",
    `
    expr("epochs >");
//       ^^^^^^^^^^ 2345 Type '"epochs >"' is not assignable to type '"a value is expected at column 9 of \\"epochs >\\""'.
    expr("");
//       ^^ 2345 '"a value is expected at column 1 of \\"\\""'
    expr("a > 1 1");
//       ^^^^^^^^^ 2345 '"an operator is expected at column 7 of \\"a > 1 1\\""'
    expr("history.at(0) == 1");
//       ^^^^^^^^^^^^^^^^^^^^ 2345 '"an operator is expected at column 11 of \\"history.at(0) == 1\\""'
    expr("not a");
//       ^^^^^^^ 2345 '"an operator is expected at column 5 of \\"not a\\""'
    expr("(a");
//       ^^^^ 2345 '"')' is expected at column 3 of \\"(a\\""'
    expr("a)");
//       ^^^^ 2345 '"')' closes nothing at column 2 of \\"a)\\""'
    expr("a == 'x");
//       ^^^^^^^^^ 2345 '"no quote ends the string at column 6 of \\"a == 'x\\""'
`,
  );

  refused(
    "says what is no operator, number, key or escape",
    `
    expr("a === 1");
//       ^^^^^^^^^ 2345 '"'=' is no operator (== and != are, and strict) at column 5 of \\"a === 1\\""'
    expr("a = 1");
//       ^^^^^^^ 2345 '"'=' is no operator (== and != are, and strict) at column 3 of \\"a = 1\\""'
    expr("a > 0x10");
//       ^^^^^^^^^^ 2345 '"'0x10' is no number at column 5 of \\"a > 0x10\\""'
    expr("a > 1e400");
//       ^^^^^^^^^^^ 2345 '"'1e400' is no number at column 5 of \\"a > 1e400\\""'
    expr("user..name");
//       ^^^^^^^^^^^^ 2345 '"'user..name' is no key at column 1 of \\"user..name\\""'
    expr("list.0 == 1");
//       ^^^^^^^^^^^^^ 2345 '"'list.0' is no key at column 1 of \\"list.0 == 1\\""'
    expr("a == '\\\\q'");
//       ^^^^^^^^^^^^ 2345 is no escape at column 7 of
`,
  );

  refused(
    "is shown by its beginning if it is long; and is not read if it is longer than any",
    `
    expr("${"a && ".repeat(50)}");
//       ${"^".repeat(252)} 2345 '"a value is expected at column 251 of \\"a && a && a && a && a && a && a && a && a && a && a && a && a && a && a && a && …\\""'
    expr("${"a || ".repeat(60)}a");
//       ${"^".repeat(303)} 2345 '"the expression is longer than 300 characters: join shorter ones with and() or or(), or use condition()"'
`,
  );
});

describe("a text that parses, but is no condition whatever its keys are", () => {
  refused(
    "says which part is wrong",
    `
    expr("epochs + 1");
//       ^^^^^^^^^^^^ 2345 '"\\"epochs + 1\\" gives number, not true or false"'
    expr("epochs > 100 && 'train'");
//       ^^^^^^^^^^^^^^^^^^^^^^^^^ 2345 '"epochs > 100 && 'train' in \\"epochs > 100 && 'train'\\": '&&' takes two booleans, not boolean and string"'
    expr("1 < epochs < 100");
//       ^^^^^^^^^^^^^^^^^^ 2345 '"1 < epochs < 100 in \\"1 < epochs < 100\\": '<' takes two numbers or two strings, not boolean and number"'
    expr("name + '!' == 'x'");
//       ^^^^^^^^^^^^^^^^^^^ 2345 '"name + '!' in \\"name + '!' == 'x'\\": '+' takes two numbers, not unknown and string"'
    expr("!0");
//       ^^^^ 2345 '"!0 in \\"!0\\": '!' takes a boolean, not number"'
    expr("(epochs > 1) == 1");
//       ^^^^^^^^^^^^^^^^^^^ 2345 '"(epochs > 1) == 1 in \\"(epochs > 1) == 1\\" can never hold: the two sides have no value in common"'
    expr("-epochs != null");
//       ^^^^^^^^^^^^^^^^^ 2345 '"-epochs != null in \\"-epochs != null\\" always holds: the two sides have no value in common"'
`,
  );
});

describe("a text that is right", () => {
  accepted(
    "whatever it is made of",
    `
    expr("done");
    expr("!done && (epochs >= 1e3 || loss <= .5e-3)");
    expr("user.name.length % 2 == 1 || größe_1 * -2 + 3 < -n / $n");
    expr('mode == "train" || mode == \\'it\\\\\\'s "so"\\'');
    expr("true");
    expr("((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))");
    expr(\`a &&
      b\`);
`,
  );

  accepted(
    "or made at run time, so that the compiler cannot know it",
    `
    const limit: number = 3;
    expr("epochs > " + limit);
    expr(\`epochs > \${limit}\`);
    expr(JSON.parse('"a"'));
    const either = limit > 2 ? "a > 1" as const : "b > 1" as const;
    expr(either);
`,
  );

  refused(
    "or one of several, of which one is wrong",
    `
    const either = Date.now() > 2 ? "a > 1" as const : "b >" as const;
    expr(either);
//       ^^^^^^ 2345 is not assignable to parameter of type
`,
  );
});

describe("an expression in the editor", () => {
  const imports = `import { expr } from "typeburr";\n`;

  for (const text of ["/*|*/", "epochs >/*|*/", "epochs + 1/*|*/"]) {
    onEvery(`offers no sentence: ${text}`, async ({ completions }) => {
      const offered = await completions(`${imports}expr("${text}");`);
      expect(offered.filter((name) => name.includes(" is ") || name.includes("gives"))).toEqual([]);
    });
  }

  onEvery("has its text in its type", async ({ hover }) => {
    expect(await hover(`${imports}const /*|*/isLate = expr("epochs > 100");`)).toBe(
      'const isLate: Expr<"epochs > 100">',
    );
  });
});
