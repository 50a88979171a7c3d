import { describe } from "vitest";
import { accepted, actions, refused } from "../harness/annotated.js";

// Kinds of actions beside `action()`: mistakes are on the token that is wrong, in the words of `action()`.

const declared = "reads: { text: v.string() }, writes: { out: v.string(), n: v.number() }";

describe("a two-step action", () => {
  refused(
    "writes in update only, and all that it declares",
    `
    twoStepAction({ ${declared},
      run: (state) => state.update({ out: "" }), update: (result, state) => state.update({ out: "", n: 1 }) });
//                                   ^^^ 2322 to type 'never'
    twoStepAction({ ${declared},
      run: () => 1, update: (n, state) => state.update({ n }) });
//                                        ^^^^^^^^^^^^^^^^^^^ 2322 "'out' is declared under writes, but not written"
    twoStepAction({ ${declared},
      run: async () => 1, update: (n, state) => {
//                        ^^^^^^ 2322 "'out' is declared under writes, but not written"
      return state.update({ n });
    } });
`,
  );

  refused(
    "knows the result, and reads only what is declared",
    `
    twoStepAction({ ${declared},
      run: async () => ({ n: "1" }), update: ({ n }, state) => state.update({ out: "", n }) });
//                                                                                     ^ 2322 Type 'string' is not assignable to type 'number'.
    twoStepAction({ ${declared},
      run: async () => ({ n: 1 }), update: (result, state) => state.update({ out: "", n: result.m }) });
//                                                                                              ^ 2339 Property 'm' does not exist on type '{ n: number; }'.
    twoStepAction({ ${declared},
      run: (state) => state.txt, update: (n, state) => state.update({ out: "", n: 1 }) });
//                          ^^^ 2551 Did you mean 'text'?
`,
  );

  refused(
    "needs both functions, in that order; update is sync",
    `
    const sketch = { ${declared}, run: async () => 1 };
    twoStepAction(sketch);
//                ^^^^^^ 2345/2741 Property 'update' is missing in type
    twoStepAction({ ${declared},
      update: (n, state) => state.update({ out: n.text, n: 1 }), run: (state) => ({ text: state.text }) });
//                                              ^ 18046 'n' is of type 'unknown'.
    twoStepAction({ ${declared},
      run: () => 1, update: async (n, state) => state.update({ out: "", n }) });
//                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2739 Type 'Promise<State<
`,
  );
});

describe("a streaming action", () => {
  refused(
    "returns a state on which all is written",
    `
    streamingAction({ ${declared},
      *run(state) { yield 1; state.update({ out: "", n: 1 }); } });
//     ^^^ 2322 "run() ends without a state: return state.update({ ... }), or [result, state.update({ ... })]"
    streamingAction({ ${declared},
      async *run(state) { yield 1; if (state.text) return state.update({ out: "", n: 1 }); } });
//           ^^^ 2322 "run() ends without a state: return state.update({ ... }), or [result, state.update({ ... })]"
    streamingAction({ ${declared},
      *run(state) { yield 1; return state.update({ n: 1 }); } });
//     ^^^ 2322 "'out' is declared under writes, but not written"
    streamingAction({ ${declared},
      async *run(state) { yield 1; return [1, state.update({ n: 1 })]; } });
//           ^^^ 2322 "'out' is declared under writes, but not written"
    streamingAction({ ${declared},
      *run(state) { yield 1; return state.text; } });
//     ^^^ 2322 "run() ends without a state: return state.update({ ... }), or [result, state.update({ ... })]"
`,
  );

  refused(
    "yields what the schema of its items takes",
    `
    streamingAction({ ${declared},
      item: v.picklist(["a", "b"]), *run(state) { yield "c"; return state.update({ out: "", n: 1 }); } });
//                                   ^^^ 2322 "run() yields what does not fit the schema of its items"
    streamingAction({ ${declared},
      item: v.object({ at: v.number() }), async *run(state) { yield { at: "" }; return state.update({ out: "", n: 1 }); } });
//                                               ^^^ 2322 "run() yields what does not fit the schema of its items"
    streamingAction({ ${declared},
      item: String, *run(state) { yield "c"; return state.update({ out: "", n: 1 }); } });
//    ^^^^ 2740 Type 'StringConstructor' is missing the following properties
`,
  );

  refused(
    "is a generator",
    `
    streamingAction({ ${declared},
      run: (state) => state.update({ out: "", n: 1 }) });
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2741/2322 Property 'next' is missing
    streamingAction({ ${declared},
      run: async (state) => state.update({ out: "", n: 1 }) });
//                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2741 Property 'next' is missing
`,
  );

  refused(
    "tells of its other mistakes where they are, and only there",
    `
    streamingAction({ reads: {}, writes: { keys: v.string() }, *run(state) { yield 1; return state; } });
//                                         ^^^^ 2322 "'keys' is a method of State: choose another key"
    streamingAction({ ${declared},
      itme: v.string(), *run(state) { yield 1; return state.update({ out: "", n: 1 }); } });
//    ^^^^ 2353 'itme' does not exist
    streamingAction({ ${declared},
      *run(state) { yield 1; return state.update({ out: 1, n: 1 }); } });
//                                                 ^^^ 2322 Type 'number' is not assignable to type 'string'.
`,
  );
});

describe("result", () => {
  refused(
    "shows keys that are there on every path",
    `
    ${actions({ start: "-> x", other: "->" })}
    application().withActions({ start, other, end: result("x", "y") }).withTransitions(["start", "end"]).withEntrypoint("start").build();
//                                                                                                                               ^^^^^ 2349 "action 'end' reads 'y', which nothing writes on the path start → end"
    application().withActions({ start, other, end: result("x") }).withTransitions(["other", "end"], ["start", "end"]).withEntrypoint("other").build();
//                                                                                                                                            ^^^^^ 2349 "action 'end' reads 'x', which nothing writes on the path other → end"
    application().withActions({ start, end: result({ x: v.number() }) }).withTransitions(["start", "end"]).withEntrypoint("start").build();
//                                                                                                                                 ^^^^^ 2349 "action 'end' reads 'x', but what 'start' leaves there does not fit its schema"
`,
  );

  refused(
    "takes one key at least, and none that is a method of State",
    `
    result();
//  ^^^^^^^^ 2345 Source has 0 element(s) but target requires 1.
    result("x", "keys");
//              ^^^^^^ 2345 "'keys' is a method of State: choose another key"
    result({ keys: v.string() });
//           ^^^^ 2322 "'keys' is a method of State: choose another key"
`,
  );

  accepted(
    "takes whatever stands in the keys that it names, and what others want is asked of them alone",
    `
    const pick = action({ reads: { mode: v.picklist(["a", "b"]) }, writes: { n: v.number() }, run: (state) => state.update({ n: 1 }) });
    application().withActions({ pick, end: result("mode", "n") }).withState({ mode: "a" }).withTransitions(["pick", "end", when({ mode: "b" })]).withEntrypoint("pick").build();
`,
  );
});

describe("input", () => {
  refused(
    "writes for certain what has to be given, or has a default",
    `
    ${actions({ end: "text size mode ->" })}
    application().withActions({ ask: input({ text: v.string(), size: v.optional(v.string()), mode: v.optional(v.string(), "") }), end })
      .withTransitions(["ask", "end"]).withEntrypoint("ask").build();
//                                                           ^^^^^ 2349 "action 'end' reads 'size', which nothing writes on the path ask → end"
//                                                           ^^^^^ 2349 "action 'end' reads 'size', but what 'ask' leaves there does not fit its schema"
`,
  );

  refused(
    "takes schemas, and no key that is a method of State",
    `
    input({ text: String });
//          ^^^^ 2740/2322 StringConstructor
    input({ has: v.boolean() });
//          ^^^ 2322 "'has' is a method of State: choose another key"
`,
  );
});

describe("placeholder", () => {
  refused(
    "is checked as the action that it stands for, and has no run",
    `
    ${actions({ start: "->" })}
    application().withActions({ start, later: placeholder({ reads: { x: v.string() }, writes: {} }) }).withTransitions(["start", "later"]).withEntrypoint("start").build();
//                                                                                                                                                                 ^^^^^ 2349 "action 'later' reads 'x', which nothing writes on the path start → later"
    placeholder({ ${declared},
      run: () => 1 });
//    ^^^ 2353 'run' does not exist
`,
  );
});

describe("a class of actions", () => {
  refused(
    "has the methods that its base asks for, as the schemas say",
    `
    class NoRun extends actionBase({ ${declared} }) {}
//        ^^^^^ 2515 does not implement inherited abstract member run
    class Forgets extends actionBase({ ${declared} }) {
      run(state: this["State"]) { return state.update({ n: 1 }); }
//    ^^^ 2416 "'out' is declared under writes, but not written"
    }
    class Mistypes extends actionBase({ ${declared} }) {
      async run(state: this["State"]) { return state.update({ n: "1", out: state.txt }); }
//                                                            ^ 2322 Type 'string' is not assignable to type 'number'.
//                                                                               ^^^ 2551 Did you mean 'text'?
    }
    class Unlike extends actionBase({ ${declared} }) {
      run(state: { text: number }): never { throw state; }
//    ^^^ 2416 Type 'string' is not assignable to type 'number'.
    }
`,
  );

  refused(
    "has in two steps an update that fits its run",
    `
    class NoUpdate extends twoStepActionBase({ ${declared} }) {
//        ^^^^^^^^ 2515 does not implement inherited abstract member update
      run() { return 1; }
    }
    class Unlike extends twoStepActionBase({ ${declared} }) {
      async run(state: this["State"]) { return { text: state.text }; }
      update(result: { text: number }, state: this["UpdateState"]) { return state.update({ out: "", n: result.text }); }
//    ^^^^^^ 2416 Type 'string' is not assignable to type 'number'.
    }
    class Misreads extends twoStepActionBase({ ${declared} }) {
      async run(state: this["State"]) { return { text: state.text }; }
      update(result: this["Result"], state: this["UpdateState"]) { return state.update({ out: result.txt, n: 1 }); }
//                                                                                                   ^^^ 2551 Did you mean 'text'?
    }
    class Writes extends twoStepActionBase({ ${declared} }) {
      run(state: this["State"]) { return state.update({ n: 1 }); }
//                                                      ^ 2322 to type 'never'
      update(result: unknown, state: this["UpdateState"]) { return state.update({ n: 1, out: "" }); }
    }
`,
  );

  refused(
    "is in a graph what its instances read and write",
    `
    class Answer extends actionBase({ ${declared} }) {
      async run(state: this["State"]) { return state.update({ n: 1, out: state.text }); }
    }
    application().withActions({ answer: new Answer() }).withEntrypoint("answer").build();
//                                                                               ^^^^^ 2349 "action 'answer' reads 'text', which nothing writes on the path answer"
    application().withActions({ answer: new Answer() }).withEntrypoint("answer").withState({ text: "" }).build().runSync();
//                                                                                                               ^^^^^^^ 2349 "action 'answer' is async: call run() and await it"
`,
  );
});
