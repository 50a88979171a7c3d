import { describe } from "vitest";
import { actions, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// A graph with several mistakes gets all their sentences at once: one for each key and rule. What only follows from a
// mistake is not told.

describe("independent mistakes are told together", () => {
  refused(
    "a read that nothing writes, a value that does not fit, a condition on a key that nobody has",
    `
    ${declared({
      start: { writes: "n: v.number()" },
      show: { reads: "n: v.string()" },
      post: { reads: "letter: v.string()" },
    })}
    application()
      .withActions({ start, show, post })
      .withTransitions(["start", "show", when({ ready: true })], ["show", "post"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'post' reads 'letter', which nothing writes on the path start → show → post"
//     ^^^^^ 2349 "action 'show' reads 'n', but what 'start' leaves there does not fit its schema"
//     ^^^^^ 2349 "the condition of start → show reads 'ready', which nothing writes on the path start"
`,
  );

  refused(
    "a key that is deleted, one that a failure skips, an initial value that does not fit",
    `
    ${declared({
      write: { reads: "tries: v.number()", writes: "draft: v.string()" },
      cleanup: { writes: "report: v.string()", deletes: '"draft"' },
      send: { reads: "draft: v.string(), report: v.string()" },
    })}
    application()
      .withActions({ write, cleanup, send })
      .withTransitions(["write", "cleanup"], ["cleanup", "send", onError()], ["cleanup", "send"])
      .withEntrypoint("write")
      .withState({ tries: "0" })
      .build();
//     ^^^^^ 2349 "action 'send' reads 'draft', which 'cleanup' deletes on the path write → cleanup → send"
//     ^^^^^ 2349 "action 'send' reads 'report', which nothing writes on the path write → cleanup (failed) → send"
//     ^^^^^ 2349 "action 'write' reads 'tries', but what the initial state leaves there does not fit its schema"
`,
  );

  refused(
    "two mistakes about one key, by two rules",
    `
    ${declared({
      start: { writes: "go: v.boolean()" },
      write: { writes: "draft: v.number()" },
      post: { reads: "draft: v.string()" },
    })}
    application()
      .withActions({ start, write, post })
      .withTransitions(["start", "write", when({ go: true })], ["start", "post"], ["write", "post"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'post' reads 'draft', which nothing writes on the path start → post"
//     ^^^^^ 2349 "action 'post' reads 'draft', but what 'write' leaves there does not fit its schema"
`,
  );
});

describe("a consequence is not told", () => {
  refused(
    "of a key that is unwritten at its first reader, and at all those behind it",
    `
    ${actions({ a: "->", b: "x ->", c: "x ->", d: "x ->" })}
    application()
      .withActions({ a, b, c, d })
      .withTransitions(["a", "b"], ["b", "c"], ["c", "d"])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 Type 'GraphError<"action 'b' reads 'x', which nothing writes on the path a → b">'
`,
  );

  refused(
    "of an action that nothing leads to, whatever is wrong with it",
    `
    ${declared({
      start: { writes: "n: v.number()" },
      lost: { reads: "n: v.string(), m: v.string()", writes: "n: v.string()" },
      show: { reads: "n: v.number(), k: v.string()" },
    })}
    application()
      .withActions({ start, lost, show })
      .withTransitions(["start", "show"], ["lost", "lost", when({ j: 1 })], ["lost", "show"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 Type 'GraphError<"action 'show' reads 'k', which nothing writes on the path start → show">'
`,
  );
});
