import { describe } from "vitest";
import { accepted, actions, askAlso, refused } from "../harness/annotated.js";

// T6: a transition behind one out of the same action that is always open can never be taken. The error stands on its
// target.

askAlso("6.0");

const four = actions({ a: "-> x", b: "-> x", c: "->", d: "->" });

describe("a transition can never be taken", () => {
  refused(
    "behind one without a condition",
    `
    ${four}
    application().withActions({ a, b, c }).withTransitions(["a", "b"], ["a", "c"]);
//                                                                           ^^^ 2322 Type '"c"' is not assignable to type '"transition a → c can never be taken: a → b before it always is"'.
`,
  );

  refused(
    "behind one with otherwise",
    `
    ${four}
    application().withActions({ a, b, c }).withTransitions(["a", "b", otherwise], ["a", "c"]);
//                                                                                      ^^^ 2322 "transition a → c can never be taken: a → b before it always is"
`,
  );

  refused(
    "with a condition of its own, too: when, a plain object, otherwise",
    `
    ${four}
    const start = application().withActions({ a, b, c, d });
    start.withTransitions(["a", "b"], ["a", "c", when({ x: "1" })]);
//                                          ^^^ 2322 "transition a → c can never be taken: a → b before it always is"
    start.withTransitions(["a", "b"], ["a", "d", { x: "1" }]);
//                                          ^^^ 2322 "transition a → d can never be taken: a → b before it always is"
    start.withTransitions(["a", "b"], ["a", "a", otherwise]);
//                                          ^^^ 2322 "transition a → a can never be taken: a → b before it always is"
`,
  );

  refused(
    "behind one to the same target",
    `
    ${four}
    application().withActions({ a, b }).withTransitions(["a", "b"], ["a", "b", when({ x: "1" })]);
//                                                                        ^^^ 2322 "transition a → b can never be taken: a → b before it always is"
`,
  );

  refused(
    "behind one that goes round to the action itself",
    `
    ${four}
    application().withActions({ a, b }).withTransitions(["a", "a"], ["a", "b"]);
//                                                                        ^^^ 2322 "transition a → b can never be taken: a → a before it always is"
`,
  );

  refused(
    "however much stands between",
    `
    ${four}
    application().withActions({ a, b, c, d }).withTransitions(
      ["a", "b"],
      ["b", "c", when({ x: "1" })],
      ["b", "d"],
      ["a", "d"],
//          ^^^ 2322 "transition a → d can never be taken: a → b before it always is"
    );
`,
  );

  // The compiler stops at the first argument of a call that does not fit.
  refused(
    "but of several in one call the first is told, until it is mended",
    `
    ${four}
    const start = application().withActions({ a, b, c, d });
    start.withTransitions(["a", "b"], ["a", "c"], ["a", "d"]);
//                                          ^^^ 2322 "transition a → c can never be taken: a → b before it always is"
    start.withTransitions(["a", "b"], ["a", "d"]);
//                                          ^^^ 2322 "transition a → d can never be taken: a → b before it always is"
`,
  );

  refused(
    "behind one of an earlier withTransitions",
    `
    ${four}
    application().withActions({ a, b, c, d })
      .withTransitions(["a", "b"])
      .withTransitions(["b", "c"], ["a", "c"])
//                                       ^^^ 2322 "transition a → c can never be taken: a → b before it always is"
      .withTransitions(["b", "d"]);
//                           ^^^ 2322 "transition b → d can never be taken: b → c before it always is"
`,
  );

  refused(
    "at a position of two digits behind one of a single digit, and the other way round",
    `
    ${actions(Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`a${i}`, "->"])))}
    application()
      .withActions({ a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12 })
      .withTransitions(
        ["a0", "a1"], ["a1", "a2"], ["a2", "a3"], ["a3", "a4"], ["a4", "a5"], ["a5", "a6"], ["a6", "a7"], ["a7", "a8"],
        ["a8", "a9"], ["a9", "a10"], ["a10", "a11"], ["a11", "a12"],
        ["a2", "a12"],
//             ^^^^^ 2322 "transition a2 → a12 can never be taken: a2 → a3 before it always is"
      );
    application()
      .withActions({ a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12 })
      .withTransitions(
        ["a0", "a1"], ["a1", "a2"], ["a2", "a3", otherwise], ["a3", "a4"], ["a4", "a5"], ["a5", "a6"], ["a6", "a7"],
        ["a7", "a8"], ["a8", "a9"], ["a10", "a12", { x: 1 }], ["a10", "a11"], ["a10", "a12"],
//                                                                                    ^^^^^ 2322 "transition a10 → a12 can never be taken: a10 → a11 before it always is"
      );
`,
  );
});

describe("of a list of sources", () => {
  refused(
    "one is always open already: the sentence names that one",
    `
    ${four}
    application().withActions({ a, b, c, d }).withTransitions(["a", "c"], [["a", "b"], "d"]);
//                                                                                     ^^^ 2322 "transition a → d can never be taken: a → c before it always is"
`,
  );

  refused(
    "all are: one sentence for each",
    `
    ${four}
    application().withActions({ a, b, c, d }).withTransitions([["a", "b"], "c"], [["b", "a"], "d"]);
//                                                                                            ^^^ 2322 "transition a → d can never be taken: a → c before it always is"
//                                                                                            ^^^ 2322 "transition b → d can never be taken: b → c before it always is"
`,
  );

  refused(
    "each is always open for what follows",
    `
    ${four}
    application().withActions({ a, b, c, d }).withTransitions([["a", "b"], "c"], ["b", "d"]);
//                                                                                     ^^^ 2322 "transition b → d can never be taken: b → c before it always is"
`,
  );
});

describe("a transition can be taken", () => {
  accepted(
    "behind any condition that may not hold",
    `
    ${four}
    application().withActions({ a, b, c, d }).withTransitions(
      ["a", "b", when({ x: "1" })],
      ["a", "c", { x: "2" }],
      ["a", "d", not(when({ x: "3" }))],
      ["a", "a", or(when({ x: "4" }), when({ x: "5" }))],
      ["a", "b", and(when({ x: "4" }), not(when({ x: "5" })))],
      ["a", "c", condition({ reads: { x: v.string() }, test: () => true })],
      ["a", "d"],
    );
`,
  );

  accepted(
    "behind a condition of an earlier withTransitions, of each kind",
    `
    ${four}
    const start = application().withActions({ a, b, c, d });
    start.withTransitions(["a", "b", when({ x: "1" })]).withTransitions(["a", "c"]);
    start.withTransitions(["a", "b", { x: "1" }]).withTransitions(["a", "c"]);
    start.withTransitions(["a", "b", not(when({ x: "1" }))]).withTransitions(["a", "c"]);
    start.withTransitions(["a", "b", or(when({ x: "1" }), when({ x: "2" }))]).withTransitions(["a", "c"]);
    start.withTransitions(["a", "b", condition({ reads: { x: v.string() }, test: () => true })]).withTransitions(["a", "c"]);
    start.withTransitions(["a", "b", when({ x: "1" })]).withTransitions(["a", "c", when({ x: "2" })]).withTransitions(["a", "d"]);
`,
  );

  accepted(
    "from other actions than the open one's",
    `
    ${four}
    application().withActions({ a, b, c, d })
      .withTransitions(["a", "b"], ["b", "c"], ["c", "d"], ["d", "a"]);
    application().withActions({ a, b, c, d })
      .withTransitions([["a", "b"], "c"], [["c", "d"], "a", when({ x: "1" })], [["c", "d"], "b"]);
    application().withActions({ a, b, c, d })
      .withTransitions(["a", "b", when({ x: "1" })], ["b", "c"])
      .withTransitions(["a", "c"], ["c", "d"]);
`,
  );
});
