import { describe } from "vitest";
import { accepted, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// T7: a set of `when`s on one key that covers the key's type leaves no way to fall through. It has no sentence: an action
// with such a set is no place where a run can end, so the stops do not mention it.

const Mode = 'v.picklist(["image", "code", "text"])';

const modes = `${declared({
  decide: { writes: `mode: ${Mode}, safe: v.boolean(), hit: v.nullable(v.boolean()), n: v.number()` },
  image: {},
  code: {},
  text: {},
  done: {},
})}
    const start = application()
      .withActions({ decide, image, code, text, done })
      .withTransitions([["image", "code", "text"], "done"], ["done", "decide"])
      .withEntrypoint("decide");`;

/** Asks whether a run can only stop at `done`. */
const onlyDone = `const stop = await app.run({ haltAfter: ["done"] });
    const end: "done" = stop.action;`;

describe("a way is left to fall through, so that a run may end there", () => {
  refused(
    "where a value is missing",
    `
    ${modes}
    const app = start.withTransitions(["decide", "image", when({ mode: "image" })], ["decide", "code", when({ mode: "code" })]).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "where null is missing",
    `
    ${modes}
    const app = start.withTransitions(["decide", "image", when({ hit: true })], ["decide", "code", when({ hit: false })]).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "where the values are of two keys",
    `
    ${modes}
    const app = start.withTransitions(
      ["decide", "image", when({ mode: "image" })],
      ["decide", "code", when({ mode: "code" })],
      ["decide", "text", when({ safe: true })],
    ).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "where one of the whens has a second key",
    `
    ${modes}
    const app = start.withTransitions(
      ["decide", "image", when({ safe: true })],
      ["decide", "code", when({ safe: false, mode: "code" })],
    ).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "where a value is known only when it runs",
    `
    ${modes}
    const wanted = Math.random() > 0.5 ? "code" : "text";
    const app = start.withTransitions(
      ["decide", "image", when({ mode: "image" })],
      ["decide", "code", when({ mode: "code" })],
      ["decide", "text", when({ mode: wanted })],
    ).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "where the key's type has no end: of numbers and strings there is always another",
    `
    ${modes}
    const app = start.withTransitions(["decide", "image", when({ n: 0 })], ["decide", "code", when({ n: 1 })]).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "where a function asks: it may say no to all of them",
    `
    ${modes}
    const isSafe = condition({ reads: { safe: v.boolean() }, test: (state) => state.safe });
    const app = start.withTransitions(["decide", "image", isSafe], ["decide", "code", when({ safe: false })]).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "where or(...) names the values: what it excludes is not looked at",
    `
    ${modes}
    const app = start.withTransitions(["decide", "image", or(when({ safe: true }), when({ safe: false }))]).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "where only errors lead on",
    `
    ${modes}
    const app = start.withTransitions(["decide", "image", onError()]).build();
    ${onlyDone}
//        ^^^ 2322 is not assignable to type '"done"'
`,
  );

  refused(
    "from one source of a list, but not from the other",
    `
    ${declared({ a: { writes: "go: v.boolean()" }, b: { writes: "go: v.boolean()" }, done: {} })}
    const app = application()
      .withActions({ a, b, done })
      .withTransitions([["a", "b"], "done", when({ go: true })], ["a", "b", when({ go: false })], ["done", "a"])
      .withEntrypoint("a")
      .build();
    const stop = await app.run();
    const end: "b" = stop.action;
    const other: "done" = stop.action;
//        ^^^^^ 2322 Type '"b"' is not assignable to type '"done"'
`,
  );
});

describe("no way is left, so that only the halts are stops", () => {
  accepted(
    "where each literal has its when, in any order, as a plain object or not",
    `
    ${modes}
    const app = start.withTransitions(
      ["decide", "text", { mode: "text" }],
      ["decide", "image", when({ mode: "image" })],
      ["decide", "code", when({ mode: "code" })],
    ).build();
    ${onlyDone}
`,
  );

  accepted(
    "where both booleans have theirs, or a value and its opposite",
    `
    ${modes}
    {
      const app = start.withTransitions(["decide", "image", when({ safe: true })], ["decide", "code", when({ safe: false })]).build();
      ${onlyDone}
    }
    {
      const app = start.withTransitions(["decide", "image", when({ safe: true })], ["decide", "code", not(when({ safe: true }))]).build();
      ${onlyDone}
    }
`,
  );

  accepted(
    "where null has its own",
    `
    ${modes}
    const app = start.withTransitions(
      ["decide", "image", when({ hit: true })],
      ["decide", "code", when({ hit: false })],
      ["decide", "text", when({ hit: null })],
    ).build();
    ${onlyDone}
`,
  );

  accepted(
    "where the values that are missing cannot get there",
    `
    ${declared({ decide: { writes: `mode: ${Mode}` }, log: {}, image: {}, code: {} })}
    const app = application()
      .withActions({ decide, log, image, code })
      .withTransitions(
        ["decide", "decide", when({ mode: "text" })],
        ["decide", "log"],
        ["log", "image", when({ mode: "image" })],
        ["log", "code", when({ mode: "code" })],
        ["image", "decide"],
      )
      .withEntrypoint("decide")
      .build();
    const stop = await app.run();
    const end: "code" = stop.action;
`,
  );

  accepted(
    "where other conditions stand in between",
    `
    ${modes}
    const isSafe = condition({ reads: { safe: v.boolean() }, test: (state) => state.safe });
    const app = start.withTransitions(
      ["decide", "image", isSafe],
      ["decide", "image", when({ safe: true })],
      ["decide", "done", onError()],
      ["decide", "code", when({ mode: "code", safe: false })],
      ["decide", "text", when({ safe: false })],
    ).build();
    ${onlyDone}
`,
  );

  accepted(
    "and what stands behind a covering set is not refused, although nothing takes it: T6 asks for what is always open",
    `
    ${modes}
    const app = start.withTransitions(
      ["decide", "image", when({ safe: true })],
      ["decide", "code", when({ safe: false })],
      ["decide", "text"],
    ).build();
    ${onlyDone}
`,
  );
});
