import { describe } from "vitest";
import { accepted, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// T9: what `expr` gets is an expression, its keys exist, its operators get what they take, and what it compares can be
// equal. What is wrong with the text alone stands on the text; the rest, which takes a graph to know, on `build`.

const training = `${declared({
  train: {
    writes:
      'epochs: v.number(), mode: v.picklist(["train", "eval"]), name: v.string(), ready: v.boolean(), best: v.nullable(v.number()), losses: v.array(v.number()), user: v.object({ age: v.number(), nick: v.optional(v.string()) })',
  },
  done: {},
})}
    const start = application().withActions({ train, done }).withEntrypoint("train");`;

/** A program with one expression, and what `build` says against it. */
const withExpression = (expression: string, ...sentences: string[]): string => `
    ${training}
    start.withTransitions(["train", "done", expr(${JSON.stringify(expression)})])
      .build();
${sentences.map((sentence) => `//     ^^^^^ 2349 ${JSON.stringify(sentence)}\n`).join("")}`;

describe("a text that is no expression", () => {
  refused(
    "breaks off",
    `
    expr("epochs >");
//       ^^^^^^^^^^ 2345 parameter of type '"a value is expected at column 9 of \\"epochs >\\""
    expr("");
//       ^^ 2345 parameter of type '"a value is expected at column 1 of \\"\\""
    expr("(epochs > 1");
//       ^^^^^^^^^^^^^ 2345 parameter of type '"')' is expected at column 12 of \\"(epochs > 1\\""
    expr("name == 'Ada");
//       ^^^^^^^^^^^^^^ 2345 no quote ends the string
`,
  );

  refused(
    "goes on where it should not",
    `
    expr("epochs 1");
//       ^^^^^^^^^^ 2345 parameter of type '"an operator is expected at column 8 of \\"epochs 1\\""
    expr("epochs > 1)");
//       ^^^^^^^^^^^^^ 2345 parameter of type '"')' closes nothing at column 11 of \\"epochs > 1)\\""
`,
  );

  refused(
    "has an operator, a number, a key that there is not",
    `
    expr("epochs = 1");
//       ^^^^^^^^^^^^ 2345 parameter of type '"'=' is no operator (== and != are, and strict) at column 8 of \\"epochs = 1\\""
    expr("epochs > 1x");
//       ^^^^^^^^^^^^^ 2345 parameter of type '"'1x' is no number at column 10 of \\"epochs > 1x\\""
    expr("user..age > 1");
//       ^^^^^^^^^^^^^^^ 2345 parameter of type '"'user..age' is no key at column 1 of \\"user..age > 1\\""
`,
  );

  refused(
    "makes no sense whatever the keys are",
    `
    expr("1 + 'a' > 2");
//       ^^^^^^^^^^^^^ 2345 '+' takes two numbers, not number and string
    expr("'a' == 1");
//       ^^^^^^^^^^ 2345 can never hold: the two sides have no value in common
    expr("1 + 1");
//       ^^^^^^^ 2345 gives number, not true or false
`,
  );
});

describe("a key that nobody has", () => {
  refused(
    "is named, with the one that was meant",
    withExpression("epoch > 100", `'epoch' in "epoch > 100" is no state key; did you mean 'epochs'?`),
  );

  refused(
    "is named alone, where none is close",
    withExpression("speed > 100", `'speed' in "speed > 100" is no state key`),
  );

  refused(
    "is named inside of not, and, or",
    `
    ${training}
    start.withTransitions(["train", "done", and(not(expr("epoch > 100")), or(when({ ready: true }), expr("redy")))])
      .build();
//     ^^^^^ 2349 'epoch' in \\"epoch > 100\\" is no state key; did you mean 'epochs'?
//     ^^^^^ 2349 'redy' in \\"redy\\" is no state key; did you mean 'ready'?
`,
  );

  refused(
    "is a property that its owner does not have",
    withExpression("user.agee > 18", `'agee' in "user.agee > 18" is no property of 'user'`),
  );

  refused(
    "is a length of what has none",
    withExpression("epochs.length > 1", `'length' in "epochs.length > 1" is no property of 'epochs'`),
  );
});

describe("an operator that gets what it does not take", () => {
  refused(
    "compares what has no order",
    withExpression("name > 3", `name > 3 in "name > 3": '>' takes two numbers or two strings, not string and number`),
  );

  refused(
    "compares what may be null",
    withExpression(
      "best > 3",
      `best > 3 in "best > 3": '>' takes two numbers or two strings, not number | null and number`,
    ),
  );

  refused(
    "compares a property that may be missing",
    withExpression(
      "user.nick > 'a'",
      `user.nick > 'a' in "user.nick > 'a'": '>' takes two numbers or two strings, not string | undefined and string`,
    ),
  );

  refused(
    "calculates with a string",
    withExpression(
      "epochs + name > 3",
      `epochs + name in "epochs + name > 3": '+' takes two numbers, not number and string`,
    ),
  );

  refused(
    "joins a number",
    withExpression(
      "ready && epochs",
      `ready && epochs in "ready && epochs": '&&' takes two booleans, not boolean and number`,
    ),
  );

  refused("negates a number", withExpression("!epochs", `!epochs in "!epochs": '!' takes a boolean, not number`));
});

describe("a comparison that is decided beforehand", () => {
  refused(
    "compares with a literal that the key never has",
    withExpression(
      "mode == 'test'",
      `mode == 'test' in "mode == 'test'" can never hold: the two sides have no value in common`,
    ),
  );

  refused(
    "compares a number with a string",
    withExpression(
      "epochs != '1'",
      `epochs != '1' in "epochs != '1'" always holds: the two sides have no value in common`,
    ),
  );

  refused(
    "asks for null what is never null",
    withExpression(
      "name == null",
      `name == null in "name == null" can never hold: the two sides have no value in common`,
    ),
  );
});

describe("an expression", () => {
  refused(
    "with several mistakes gets a sentence for each",
    withExpression(
      "epoch > 1 && mode == 'test'",
      `'epoch' in "epoch > 1 && mode == 'test'" is no state key; did you mean 'epochs'?`,
      `mode == 'test' in "epoch > 1 && mode == 'test'" can never hold: the two sides have no value in common`,
    ),
  );

  refused(
    "on a key that only some paths write is unwritten, as T5 has it",
    `
    ${declared({ start: { writes: "go: v.boolean()" }, train: { writes: "epochs: v.number()" }, test: {} })}
    application()
      .withActions({ start, train, test })
      .withTransitions(["start", "train", expr("go")], ["start", "test"], ["train", "test"], ["test", "start", expr("epochs > 1")])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "the condition of test → start reads 'epochs', which nothing writes on the path start → test"
`,
  );
});

describe("an expression is right", () => {
  accepted(
    "with all that the grammar has",
    `
    ${training}
    start
      .withTransitions(
        ["train", "done", expr("epochs > 100 && mode == 'train'")],
        ["train", "done", expr('!(ready || name == "Ada") && losses.length >= 3')],
        ["train", "done", expr("(epochs + 1) * 2 % 3 - -1 / 2 < 1e3")],
        ["train", "done", expr("best == null || best != 0")],
        ["train", "done", expr("user.age >= 18 && user.nick != 'Ada'")],
        ["train", "done", expr("name.length == 0 || name < 'b'")],
        ["train", "done", expr("ready == true")],
        ["train", "done", expr("ready")],
      )
      .build();
`,
  );

  accepted(
    "with a key that only the initial state has, given before or after",
    `
    ${training}
    start.withState({ limit: 10 }).withTransitions(["train", "done", expr("epochs > limit")]).build();
    start.withTransitions(["train", "done", expr("epochs > limit")]).withState({ limit: 10 }).build();
`,
  );

  accepted(
    "with a text that is known only when it runs: it is parsed then",
    `
    ${training}
    const text: string = "epochs > 100";
    start.withTransitions(["train", "done", expr(text)]).build();
`,
  );
});
