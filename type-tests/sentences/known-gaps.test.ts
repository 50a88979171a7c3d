import { describe } from "vitest";
import { actions, notRefusedYet, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// Wrong programs that are not refused, or not for the right reason; and right ones that are refused. Each test fails as
// soon as that is mended: then the program belongs into the file of its rule.

describe("what is said is not what is wrong", () => {
  notRefusedYet(
    "withActions({})",
    `
    application().withActions({}).build();
//                                ^^^^^ 2349 GraphError<"the application has no actions: call withActions({ name: action }) first">
`,
  );
});

describe("a condition that would always hold, which is refused at run time", () => {
  notRefusedYet(
    "when({})",
    `
    when({});
//       ^^ 2345 is not assignable
`,
  );

  notRefusedYet(
    "{}",
    `
    ${actions({ only: "-> x" })}
    application().withActions({ only }).withTransitions(["only", "only", {}]);
//                                                                       ^^ 2322 is not assignable
`,
  );
});

describe("an action of type any", () => {
  notRefusedYet(
    "switches the check off for the whole graph",
    `
    ${actions({ only: "x ->" })}
    application().withActions({ only, other: null as any }).withEntrypoint("only").build();
//                                                                                 ^^^^^ 2349 "action 'only' reads 'x', which nothing writes on the path only"
`,
  );
});

describe("a transition without a source, which is refused at run time", () => {
  notRefusedYet(
    "as an empty list",
    `
    ${actions({ only: "->" })}
    application().withActions({ only }).withTransitions([[], "only"]);
//                                                       ^^ 2322 is not assignable
`,
  );
});

// What is one of two, where the compiler has a union for it and takes all of that to be true
describe("a part that is not known before it runs", () => {
  const either = "Math.random() > 0.5";

  notRefusedYet(
    "an error edge or a condition: the failure is not followed",
    `
    ${actions({ ask: "-> x", tell: "x ->" })}
    const edge = ${either} ? onError() : otherwise;
    application().withActions({ ask, tell }).withTransitions(["ask", "tell", edge]).withEntrypoint("ask").build();
//                                                                                                        ^^^^^ 2349 "action 'tell' reads 'x', which nothing writes on the path ask (failed) → tell"
`,
  );

  notRefusedYet(
    "a second key that its type hides: the when excludes as one with a single key",
    `
    ${declared({ decide: { writes: 'mode: v.picklist(["a", "b"]), safe: v.boolean()' }, a: { reads: 'mode: v.literal("a")' } })}
    const both = { mode: "b", safe: true } as const;
    const one: { readonly mode: "b" } = both;
    application()
      .withActions({ decide, a })
      .withTransitions(["decide", "decide", when(one)], ["decide", "a"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'a' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  notRefusedYet(
    "a source: its condition excludes for both",
    `
    ${declared({
      one: { writes: 'mode: v.picklist(["a", "b"])' },
      two: { writes: 'mode: v.picklist(["a", "b"])' },
      a: { reads: 'mode: v.literal("a")' },
    })}
    const from = ${either} ? "one" : "two";
    application()
      .withActions({ one, two, a })
      .withTransitions(["one", "two", when({ mode: "a" })], [from, "two", when({ mode: "b" })], [["one", "two"], "a"])
      .withEntrypoint("one")
      .build();
//     ^^^^^ 2349 "action 'a' reads 'mode', but what 'one' leaves there does not fit its schema"
`,
  );

  notRefusedYet(
    "a list of sources that is no tuple, as well",
    `
    ${declared({
      one: { writes: 'mode: v.picklist(["a", "b"])' },
      two: { writes: 'mode: v.picklist(["a", "b"])' },
      a: { reads: 'mode: v.literal("a")' },
    })}
    const from: ("one" | "two")[] = ["two"];
    application()
      .withActions({ one, two, a })
      .withTransitions(["one", "two", when({ mode: "a" })], [from, "two", when({ mode: "b" })], [["one", "two"], "a"])
      .withEntrypoint("one")
      .build();
//     ^^^^^ 2349 "action 'a' reads 'mode', but what 'one' leaves there does not fit its schema"
`,
  );

  notRefusedYet(
    "an action: what only one of two reads, and what they read by different schemas",
    `
    ${declared({ write: { writes: "x: v.string()" }, text: { reads: "x: v.string()" }, number: { reads: "x: v.number()" } })}
    const read = ${either} ? text : number;
    application().withActions({ write, read }).withTransitions(["write", "read"]).withEntrypoint("write").build();
//                                                                                                        ^^^^^ 2349 "action 'read' reads 'x', but what 'write' leaves there does not fit its schema"
`,
  );

  notRefusedYet(
    "an action: what only one of two writes",
    `
    ${declared({ write: { writes: "x: v.string()" }, skip: {}, spoil: { writes: "x: v.number()" }, read: { reads: "x: v.string()" } })}
    const change = ${either} ? skip : spoil;
    application()
      .withActions({ write, change, read })
      .withTransitions(["write", "change"], ["change", "read"])
      .withEntrypoint("write")
      .build();
//     ^^^^^ 2349 "action 'read' reads 'x', but what 'change' leaves there does not fit its schema"
`,
  );

  notRefusedYet(
    "a captured key, or none: each counts as written",
    `
    ${declared({ ask: {}, tell: { reads: "a: v.object({ name: v.string() })" } })}
    const start = application().withActions({ ask, tell }).withEntrypoint("ask");
    start.withTransitions(["ask", "tell", onError({ capture: ${either} ? "a" : "b" })]).build();
//                                                                                      ^^^^^ 2349 "action 'tell' reads 'a', which nothing writes on the path ask (failed) → tell"
`,
  );

  notRefusedYet(
    "a record of schemas: of a union, of a wide type, with a key that may be missing",
    `
    const one = { x: v.string() };
    const two = { y: v.string() };
    const only = action({ reads: ${either} ? one : two, writes: {}, run: (state) => state });
    application().withActions({ only }).withEntrypoint("only").build();
//                                                             ^^^^^ 2349 "action 'only' reads 'x', which nothing writes on the path only"
`,
  );

  notRefusedYet(
    "an initial state of two interfaces, of which only one has the key",
    `
    ${declared({ only: { reads: "x: v.optional(v.string())" } })}
    interface One { kind: 1; x: number }
    interface Two { kind: 2 }
    const initial = { kind: 1, x: 1 } as One | Two;
    application().withActions({ only }).withEntrypoint("only").withState(initial).build();
//                                                                                ^^^^^ 2349 "action 'only' reads 'x', but what the initial state leaves there does not fit its schema"
`,
  );
});

describe("what TypeScript's own types hide", () => {
  notRefusedYet(
    "any as the value of a when",
    `
    ${declared({ decide: { writes: 'mode: v.picklist(["a", "b"])' }, a: { reads: 'mode: v.literal("a")' } })}
    application().withActions({ decide, a }).withTransitions(["decide", "a", when({ mode: "b" as any })]).withEntrypoint("decide").build();
//                                                                                                                                 ^^^^^ 2349 "action 'a' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  notRefusedYet(
    "a condition whose type says no more than AnyCondition",
    `
    ${actions({ only: "->" })}
    const late: AnyCondition = condition({ reads: { n: v.number() }, test: (state) => state.n > 1 });
    application().withActions({ only }).withTransitions(["only", "only", late]).withEntrypoint("only").build();
//                                                                                                     ^^^^^ 2349 "the condition of only → only reads 'n', which nothing writes on the path only"
`,
  );

  notRefusedYet(
    "a property that a loose object may have besides",
    `
    ${declared({
      write: { writes: "x: v.looseObject({ a: v.string() })" },
      read: { reads: "x: v.object({ a: v.string(), b: v.optional(v.string()) })" },
    })}
    application().withActions({ write, read }).withTransitions(["write", "read"]).withEntrypoint("write").build();
//                                                                                                        ^^^^^ 2349 "action 'read' reads 'x', but what 'write' leaves there does not fit its schema"
`,
  );

  notRefusedYet(
    "a property that a strict object does not take",
    `
    ${declared({
      write: { writes: "x: v.object({ a: v.string(), b: v.string() })" },
      read: { reads: "x: v.strictObject({ a: v.string() })" },
    })}
    application().withActions({ write, read }).withTransitions(["write", "read"]).withEntrypoint("write").build();
//                                                                                                        ^^^^^ 2349 "action 'read' reads 'x', but what 'write' leaves there does not fit its schema"
`,
  );

  notRefusedYet(
    "a getter of a class: the initial state takes own properties",
    `
    ${actions({ only: "x ->" })}
    class Initial { get x() { return ""; } }
    application().withActions({ only }).withEntrypoint("only").withState(new Initial()).build();
//                                                                                      ^^^^^ 2349 "action 'only' reads 'x', which nothing writes on the path only"
`,
  );
});

describe("a key that is written as a number", () => {
  notRefusedYet(
    "is looked for nowhere; as a string it is",
    `
    action({ reads: { 0: v.string() }, writes: {}, run: (state) => state });
//                    ^ 2322 is not assignable
`,
  );
});

describe("an error edge with a delay", () => {
  notRefusedYet(
    "takes time, which a sync twin does not have",
    `
    ${actions({ only: "->" })}
    const app = application().withActions({ only }).withTransitions(["only", "only", onError({ delay: 5 })]).withEntrypoint("only").build();
    app.runSync();
//      ^^^^^^^ 2349 "async"
`,
  );
});

describe("a write that another state wipes", () => {
  notRefusedYet(
    "is merged with it: told when the action has run",
    `
    action({ reads: {}, writes: { a: v.string() }, deletes: ["a"], run: (state) => state.update({ a: "" }).merge(state.wipe("a")) });
//                                                                                 ^^^^^ 2322 "'a' is declared under writes, but not written"
`,
  );
});

describe("a right program that is refused", () => {
  refused(
    "compares a key with its initial value, which no action leaves there",
    `
    ${actions({ start: "->", write: "-> draft", edit: "draft ->" })}
    application()
      .withActions({ start, write, edit })
      .withState({ draft: null })
      .withTransitions(["start", "write", when({ draft: null })], ["start", "write"], ["write", "edit"])
//                                               ^^^^^ 2322 Type 'null' is not assignable to type 'string'.
      .withEntrypoint("start")
      .build();
`,
  );

  refused(
    "asks for null before it asks a function, in one and(...)",
    `
    const guess = action({ reads: {}, writes: { n: v.nullable(v.number()) }, run: (state) => state.update({ n: 1 }) });
    const isBig = condition({ reads: { n: v.number() }, test: (state) => state.n > 100 });
    application()
      .withActions({ guess })
      .withTransitions(["guess", "guess", and(not(when({ n: null })), isBig)])
      .withEntrypoint("guess")
      .build();
//     ^^^^^ 2349 "the condition of guess → guess reads 'n', but what 'guess' leaves there does not fit its schema"
`,
  );

  refused(
    "compares what may be null in an expression that has asked for null",
    `
    ${declared({ look: { writes: "best: v.nullable(v.number())" } })}
    application()
      .withActions({ look })
      .withTransitions(["look", "look", expr("best != null && best > 3")])
      .withEntrypoint("look")
      .build();
//     ^^^^^ 2349 '>' takes two numbers or two strings, not number | null and number
`,
  );

  refused(
    "reads what may be left out behind a condition that has asked whether it is there",
    `
    ${actions({ look: "-> hit?", show: "hit ->" })}
    application()
      .withActions({ look, show })
      .withTransitions(["look", "show", not(when({ hit: undefined }))])
      .withEntrypoint("look")
      .build();
//     ^^^^^ 2349 "action 'show' reads 'hit', which nothing writes on the path look → show"
`,
  );

  refused(
    "reads one of two values behind an or(...) of them",
    `
    ${declared({ decide: { writes: 'mode: v.picklist(["a", "b", "c"])' }, draw: { reads: 'mode: v.picklist(["a", "b"])' } })}
    application()
      .withActions({ decide, draw })
      .withTransitions(["decide", "draw", or(when({ mode: "a" }), when({ mode: "b" }))])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'draw' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "reads a list that is read-only by its type, be it by the schema that has written it",
    `
    ${declared({
      write: { writes: "list: v.pipe(v.array(v.string()), v.readonly())" },
      read: { reads: "list: v.pipe(v.array(v.string()), v.readonly()), names: v.array(v.string())" },
    })}
    const initial = { names: ["Ada"] } as const;
    application()
      .withActions({ write, read })
      .withTransitions(["write", "read"])
      .withEntrypoint("write")
      .withState(initial)
      .build();
//     ^^^^^ 2349 "action 'read' reads 'list', but what 'write' leaves there does not fit its schema"
//     ^^^^^ 2349 "action 'read' reads 'names', but what the initial state leaves there does not fit its schema"
`,
  );
});
