import { describe } from "vitest";
import { accepted, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// T5: what a condition reads fits its schema, as T2 asks of actions. A `when` only compares, so everything fits it.

const base = `${declared({
  count: { writes: "n: v.number()" },
  guess: { writes: "n: v.nullable(v.number())" },
  log: {},
  done: {},
})}
    const isBig = condition({ reads: { n: v.number() }, test: (state) => state.n > 100 });
    const isLong = condition({ reads: { n: v.string() }, test: (state) => state.n.length > 100 });`;

describe("what reaches a condition does not fit", () => {
  refused(
    "because it is of another type",
    `
    ${base}
    application()
      .withActions({ count, done })
      .withTransitions(["count", "done", isLong])
      .withEntrypoint("count")
      .build();
//     ^^^^^ 2349 Type 'GraphError<"the condition of count → done reads 'n', but what 'count' leaves there does not fit its schema">' has no call signatures.
`,
  );

  refused(
    "because it may be null",
    `
    ${base}
    application()
      .withActions({ guess, done })
      .withTransitions(["guess", "guess", isBig], ["guess", "done"])
      .withEntrypoint("guess")
      .build();
//     ^^^^^ 2349 "the condition of guess → guess reads 'n', but what 'guess' leaves there does not fit its schema"
`,
  );

  refused(
    "from an action further back",
    `
    ${base}
    application()
      .withActions({ guess, log, done })
      .withTransitions(["guess", "log"], ["log", "done", isBig])
      .withEntrypoint("guess")
      .build();
//     ^^^^^ 2349 "the condition of log → done reads 'n', but what 'guess' leaves there does not fit its schema"
`,
  );

  refused(
    "from there, with the path, as soon as another condition looks at the key",
    `
    ${base}
    application()
      .withActions({ guess, log, done })
      .withTransitions(["guess", "log", when({ n: null })], ["guess", "done"], ["log", "done"], ["done", "guess", isBig])
      .withEntrypoint("guess")
      .build();
//     ^^^^^ 2349 "the condition of done → guess reads 'n', but what 'guess' leaves there does not fit its schema on the path guess → log → done"
`,
  );

  refused(
    "inside of not, and, or",
    `
    ${base}
    application()
      .withActions({ count, done })
      .withTransitions(["count", "done", and(otherwise, or(not(isLong), isBig))])
      .withEntrypoint("count")
      .build();
//     ^^^^^ 2349 "the condition of count → done reads 'n', but what 'count' leaves there does not fit its schema"
`,
  );

  refused(
    "from the initial state",
    `
    ${base}
    application()
      .withActions({ log, done })
      .withTransitions(["log", "done", isBig])
      .withEntrypoint("log")
      .withState({ n: "100" })
      .build();
//     ^^^^^ 2349 "the condition of log → done reads 'n', but what the initial state leaves there does not fit its schema"
`,
  );

  refused(
    "although a part of the same and(...) has looked: a condition is not narrowed by its own parts",
    `
    ${base}
    application()
      .withActions({ guess, done })
      .withTransitions(["guess", "done", and(not(when({ n: null })), isBig)])
      .withEntrypoint("guess")
      .build();
//     ^^^^^ 2349 "the condition of guess → done reads 'n', but what 'guess' leaves there does not fit its schema"
`,
  );
});

describe("a condition is asked only of what fits", () => {
  accepted(
    "where an earlier edge has taken the rest away",
    `
    ${base}
    application()
      .withActions({ guess, done })
      .withTransitions(["guess", "guess", when({ n: null })], ["guess", "done", isBig])
      .withEntrypoint("guess")
      .build();
`,
  );

  accepted(
    "where an edge on the way has, or what it reads may be anything",
    `
    ${base}
    const isThere = condition({ reads: { n: v.nullish(v.union([v.string(), v.number()])) }, test: (state) => state.n !== null });
    const isAny = condition({ reads: { n: v.any() }, test: (state) => state.n > 1 });
    application()
      .withActions({ guess, log, done })
      .withTransitions(["guess", "log", not(when({ n: null }))], ["log", "done", isBig], ["log", "log", isAny], ["guess", "done", isThere])
      .withEntrypoint("guess")
      .build();
`,
  );

  accepted(
    "and a when may compare with what never stands there",
    `
    ${base}
    application()
      .withActions({ guess, done })
      .withTransitions(["guess", "done", when({ n: 7 })])
      .withEntrypoint("guess")
      .build();
`,
  );
});
