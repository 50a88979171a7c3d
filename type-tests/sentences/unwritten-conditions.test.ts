import { describe } from "vitest";
import { accepted, actions, refused } from "../harness/annotated.js";

// T5: what a condition reads is written when the transition's source has finished.

describe("a condition on a key that nobody writes", () => {
  refused(
    "is refused by build, as long as the initial state may still have the key",
    `
    ${actions({ a: "-> x", b: "->" })}
    application().withActions({ a, b }).withTransitions(["a", "b", when({ mode: "fast" })]).withEntrypoint("a").build();
//                                                                                                              ^^^^^ 2349 "the condition of a → b reads 'mode', which nothing writes on the path a"
`,
  );

  refused(
    "as a plain object, too",
    `
    ${actions({ a: "-> x", b: "->" })}
    application().withActions({ a, b }).withTransitions(["a", "b", { mode: "fast" }]).withEntrypoint("a").build();
//                                                                                                        ^^^^^ 2349 "the condition of a → b reads 'mode', which nothing writes on the path a"
`,
  );

  refused(
    "with a function, too",
    `
    ${actions({ a: "-> x", b: "->" })}
    const isLate = condition({ reads: { epochs: v.number() }, test: (state) => state.epochs > 100 });
    application().withActions({ a, b }).withTransitions(["a", "b", isLate]).withEntrypoint("a").build();
//                                                                                              ^^^^^ 2349 "the condition of a → b reads 'epochs', which nothing writes on the path a"
`,
  );

  accepted(
    "but the initial state, given before the transitions or after them",
    `
    ${actions({ a: "-> x", b: "->" })}
    application().withActions({ a, b }).withState({ mode: "fast" })
      .withTransitions(["a", "b", when({ mode: "fast" })]).withEntrypoint("a").build();
    application().withActions({ a, b }).withTransitions(["a", "b", when({ mode: "fast" })]).withEntrypoint("a")
      .withState({ mode: "slow" }).build();
    application().withActions({ a, b }).withTransitions(["a", "b", { mode: "fast" }]).withEntrypoint("a")
      .withState({ mode: "slow" }).build();
`,
  );
});

describe("a condition on a key that only some paths write", () => {
  refused(
    "tells a path to its source",
    `
    ${actions({ a: "-> go", b: "-> mode", c: "->", d: "->" })}
    application()
      .withActions({ a, b, c, d })
      .withTransitions(["a", "b", when({ go: "b" })], [["a", "b"], "c"], ["c", "d", when({ mode: "fast" })])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "the condition of c → d reads 'mode', which nothing writes on the path a → c"
`,
  );

  refused(
    "is found on the first turn of a loop",
    `
    ${actions({ a: "->", b: "-> mode" })}
    application()
      .withActions({ a, b })
      .withTransitions(["a", "a", when({ mode: "again" })], ["a", "b"], ["b", "a"])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "the condition of a → a reads 'mode', which nothing writes on the path a"
`,
  );

  refused(
    "names the transition declared first, of several that read the key",
    `
    ${actions({ a: "->", b: "->", c: "->" })}
    application()
      .withActions({ a, b, c })
      .withTransitions(["a", "c", when({ mode: "c" })], ["a", "b", when({ mode: "b" })], ["b", "c", { mode: "c" }])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 Type 'GraphError<"the condition of a → c reads 'mode', which nothing writes on the path a">'
`,
  );

  refused(
    "names the one of its sources that leaves it unwritten",
    `
    ${actions({ a: "-> go", b: "-> mode", c: "->", d: "->" })}
    application()
      .withActions({ a, b, c, d })
      .withTransitions(["a", "b", when({ go: "b" })], ["a", "c"], [["b", "c"], "d", when({ mode: "fast" })])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "the condition of c → d reads 'mode', which nothing writes on the path a → c"
`,
  );

  accepted(
    "is fine where its source writes the key",
    `
    ${actions({ a: "-> mode", b: "->" })}
    application().withActions({ a, b })
      .withTransitions(["a", "a", when({ mode: "again" })], ["a", "b"])
      .withEntrypoint("a")
      .build();
`,
  );
});

describe("conditions made of conditions", () => {
  const two = actions({ a: "->", b: "->" });

  refused(
    "read what their parts read: not",
    `
    ${two}
    application().withActions({ a, b }).withTransitions(["a", "b", not(when({ x: 1 }))]).withEntrypoint("a").build();
//                                                                                                           ^^^^^ 2349 "the condition of a → b reads 'x', which nothing writes on the path a"
`,
  );

  refused(
    "and",
    `
    ${two}
    application().withActions({ a, b }).withTransitions(["a", "b", and(when({ x: 1 }), when({ y: 1 }))])
      .withEntrypoint("a").build();
//                         ^^^^^ 2349 "the condition of a → b reads 'x', which nothing writes on the path a"
//                         ^^^^^ 2349 "the condition of a → b reads 'y', which nothing writes on the path a"
`,
  );

  refused(
    "or, and several deep",
    `
    ${two}
    application().withActions({ a, b }).withTransitions(["a", "b", or(when({ x: 1 }), not(and(when({ y: 1 }))))])
      .withEntrypoint("a").build();
//                         ^^^^^ 2349 "the condition of a → b reads 'x', which nothing writes on the path a"
//                         ^^^^^ 2349 "the condition of a → b reads 'y', which nothing writes on the path a"
`,
  );

  refused(
    "know the keys of one when together: each of them has to be written",
    `
    ${actions({ a: "-> x", b: "->" })}
    application().withActions({ a, b }).withTransitions(["a", "b", when({ x: "1", y: 2 })]).withEntrypoint("a").build();
//                                                                                                              ^^^^^ 2349 "the condition of a → b reads 'y', which nothing writes on the path a"
`,
  );
});

describe("a condition that asks whether a key is absent", () => {
  accepted(
    "needs no writer: undefined, and what accepts it",
    `
    ${actions({ a: "-> x?", b: "->", c: "->" })}
    const isLate = condition({ reads: { epochs: v.optional(v.number(), 0) }, test: (state) => state.epochs > 100 });
    application().withActions({ a, b, c })
      .withTransitions(["a", "b", when({ x: undefined })], ["a", "c", isLate])
      .withEntrypoint("a")
      .build();
`,
  );
});

describe("a read and a condition at once", () => {
  refused(
    "are both told",
    `
    ${actions({ a: "->", b: "x ->" })}
    application().withActions({ a, b }).withTransitions(["a", "b", when({ x: "1" })]).withEntrypoint("a").build();
//                                                                                                        ^^^^^ 2349 "action 'b' reads 'x', which nothing writes on the path a → b"
//                                                                                                        ^^^^^ 2349 "the condition of a → b reads 'x', which nothing writes on the path a"
`,
  );
});
