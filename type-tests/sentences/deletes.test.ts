import { describe } from "vitest";
import { accepted, actions, askAlso, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// T10: a key that an action declares under `deletes` is unwritten behind it. Inside `run`, `wipe` takes those keys only.

askAlso("6.0");

const letter = declared({
  write: { writes: "draft: v.string()" },
  cleanup: { deletes: '"draft"' },
  respond: { reads: "draft: v.string()" },
  log: {},
});

describe("a key that an action deletes", () => {
  refused(
    "is not there for a reader behind it",
    `
    ${letter}
    application()
      .withActions({ write, cleanup, respond })
      .withTransitions(["write", "cleanup"], ["cleanup", "respond"])
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 Type 'GraphError<"action 'respond' reads 'draft', which 'cleanup' deletes on the path write → cleanup → respond">' has no call signatures.
`,
  );

  refused(
    "is not there on one of two ways",
    `
    ${letter}
    application()
      .withActions({ write, cleanup, log, respond })
      .withTransitions(
        ["write", "cleanup", when({ draft: "" })],
        ["write", "log"],
        ["cleanup", "log"],
        ["log", "respond"],
      )
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'draft', which 'cleanup' deletes on the path write → cleanup → log → respond"
`,
  );

  refused(
    "is not there on the second turn of a loop",
    `
    ${letter}
    ${declared({ send: { reads: "draft: v.string()", deletes: '"draft"' } })}
    application()
      .withActions({ write, send })
      .withTransitions(["write", "send"], ["send", "send"])
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 "action 'send' reads 'draft', which 'send' deletes on the path write → send → send"
`,
  );

  refused(
    "is not there, although the initial state gave it",
    `
    ${letter}
    application()
      .withActions({ cleanup, respond })
      .withTransitions(["cleanup", "respond"])
      .withEntrypoint("cleanup")
      .withState({ draft: "" })
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'draft', which 'cleanup' deletes on the path cleanup → respond"
`,
  );

  refused(
    "is not there, although a write that may be left out follows",
    `
    ${letter}
    ${declared({ perhaps: { writes: 'draft: v.optional(v.string(), "")' } })}
    application()
      .withActions({ write, cleanup, perhaps, respond })
      .withTransitions(["write", "cleanup"], ["cleanup", "perhaps"], ["perhaps", "respond"])
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'draft', which 'cleanup' deletes on the path write → cleanup → perhaps → respond"
`,
  );

  refused(
    "is not there, if the action that deletes it may write it",
    `
    ${letter}
    ${declared({ redo: { writes: 'draft: v.optional(v.string(), "")', deletes: '"draft"' } })}
    application()
      .withActions({ write, redo, respond })
      .withTransitions(["write", "redo"], ["redo", "respond"])
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'draft', which 'redo' deletes on the path write → redo → respond"
`,
  );

  refused(
    "is told by the last of several that delete it",
    `
    ${letter}
    ${declared({ tidy: { deletes: '"draft"' } })}
    application()
      .withActions({ write, cleanup, tidy, respond })
      .withTransitions(["write", "cleanup"], ["cleanup", "tidy"], ["tidy", "respond"])
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'draft', which 'tidy' deletes on the path write → cleanup → tidy → respond"
`,
  );

  refused(
    "is said to be unwritten on a shorter way around the one that deletes it",
    `
    ${letter}
    ${actions({ start: "-> go" })}
    application()
      .withActions({ start, write, cleanup, respond })
      .withTransitions(
        ["start", "write", when({ go: "on" })],
        ["start", "respond"],
        ["write", "cleanup"],
        ["cleanup", "respond"],
      )
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'draft', which nothing writes on the path start → respond"
`,
  );

  refused(
    "is not there for a condition behind it",
    `
    ${letter}
    application()
      .withActions({ write, cleanup, log })
      .withTransitions(["write", "cleanup"], ["cleanup", "log", when({ draft: "" })])
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 "the condition of cleanup → log reads 'draft', which 'cleanup' deletes on the path write → cleanup"
`,
  );

  refused(
    "is not there for a condition further on",
    `
    ${letter}
    application()
      .withActions({ write, cleanup, log })
      .withTransitions(["write", "cleanup"], ["cleanup", "log"], ["log", "log", { draft: "" }])
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 "the condition of log → log reads 'draft', which 'cleanup' deletes on the path write → cleanup → log"
`,
  );
});

describe("in run, wipe", () => {
  refused(
    "takes no key that is not declared under deletes",
    `
    action({ reads: { a: v.string() }, writes: {}, deletes: ["b"], run: (state) => state.wipe("a") });
//                                                                                            ^^^ 2345 '"a"' is not assignable to parameter of type '"b"'
    action({ reads: { a: v.string() }, writes: {}, run: (state) => state.wipe("a") });
//                                                                            ^^^ 2345 '"a"' is not assignable to parameter of type 'never'
`,
  );

  refused(
    "undoes a write that is declared",
    `
    action({ reads: {}, writes: { a: v.string() }, deletes: ["a"],
      run: (state) => state.update({ a: "" }).wipe("a") });
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2322 "'a' is declared under writes, but not written"
`,
  );

  refused(
    "is no method name among the keys, and deletes are names, no schemas",
    `
    action({ reads: {}, writes: {}, deletes: ["update"], run: (state) => state });
//                                            ^^^^^^^^ 2322 "'update' is a method of State: choose another key"
    action({ reads: {}, writes: {}, deletes: { a: v.string() }, run: (state) => state });
//                                             ^ 2353 'a' does not exist
`,
  );

  accepted(
    "takes what is declared, need not be called, and may be followed by a new value",
    `
    action({ reads: { a: v.string() }, writes: {}, deletes: ["a", "b"], run: (state) => state.wipe("a", "b") });
    action({ reads: {}, writes: {}, deletes: ["a"], run: (state) => state });
    action({ reads: {}, writes: { a: v.string() }, deletes: ["a"], run: (state) => state.wipe("a").update({ a: "" }) });
    action({ reads: { n: v.number() }, writes: {}, deletes: ["a"], run: (state) => (state.n > 1 ? state : state.wipe("a")) });
`,
  );
});

describe("a key that is deleted is there again", () => {
  accepted(
    "where it is written before it is read",
    `
    ${letter}
    application()
      .withActions({ write, cleanup, respond })
      .withTransitions(["write", "respond"], ["respond", "cleanup"], ["cleanup", "write"])
      .withEntrypoint("write")
      .build();
`,
  );

  accepted(
    "where the action that deletes it always writes it",
    `
    ${letter}
    ${declared({ redo: { writes: "draft: v.string()", deletes: '"draft"' } })}
    application()
      .withActions({ redo, respond })
      .withTransitions(["redo", "respond"])
      .withEntrypoint("redo")
      .build();
`,
  );

  accepted(
    "where the action that deletes it has failed",
    `
    ${letter}
    application()
      .withActions({ write, cleanup, respond })
      .withTransitions(["write", "cleanup"], ["cleanup", "respond", onError()])
      .withEntrypoint("write")
      .build();
`,
  );

  accepted(
    "or is not missed: by an optional read, by an action that nothing leads to",
    `
    ${letter}
    ${actions({ glance: "draft? ->" })}
    application()
      .withActions({ write, cleanup, glance, respond })
      .withTransitions(["write", "cleanup"], ["cleanup", "glance"], ["respond", "cleanup"])
      .withEntrypoint("write")
      .build();
`,
  );
});
