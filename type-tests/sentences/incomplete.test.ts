import { describe } from "vitest";
import { actions, refused } from "../harness/annotated.js";

// What is no application yet, and what is no action.

const one = actions({ only: "-> x" });

describe("build", () => {
  refused(
    "without actions",
    `
    application().build();
//                ^^^^^ 2349 GraphError<"the application has no actions: call withActions({ name: action }) first">
`,
  );

  refused(
    "without an entrypoint",
    `
    ${one}
    application().withActions({ only }).build();
//                                      ^^^^^ 2349 GraphError<"the application has no entrypoint: call withEntrypoint(name)">
    application().withActions({ only }).withTransitions(["only", "only"]).withState({ x: "" }).build();
//                                                                                             ^^^^^ 2349 GraphError<"the application has no entrypoint: call withEntrypoint(name)">
`,
  );
});

describe("withTransitions and withEntrypoint", () => {
  refused(
    "before withActions: there is no name yet",
    `
    application().withEntrypoint("only");
//                               ^^^^^^ 2345 parameter of type 'never'
    application().withTransitions(["only", "only"]);
//                                 ^^^^^^ 2322 Type 'string' is not assignable to type 'readonly never[]'.
//                                         ^^^^^^ 2322 Type 'string' is not assignable to type 'never'.
`,
  );

  refused(
    "with a transition that lacks its target, or has too much",
    `
    ${one}
    application().withActions({ only }).withTransitions(["only"]);
//                                                      ^^^^^^^^ 2345 Source has 1 element(s) but target requires 2.
    application().withActions({ only }).withTransitions(["only", "only", when({ x: "" }), "more"]);
//                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2345 Source has 4 element(s) but target allows only 3.
`,
  );
});

describe("a condition", () => {
  refused(
    "that is none: a function says nothing about what it reads",
    `
    ${one}
    const start = application().withActions({ only });
    start.withTransitions(["only", "only", () => true]);
//                                         ^^^^^^^^^^ 2322 Type '() => true' is not assignable to type
    start.withTransitions(["only", "only", null]);
//                                         ^^^^ 2322 Type 'null' is not assignable to type
    start.withTransitions(["only", "only", "x"]);
//                                         ^^^ 2322 Type 'string' is not assignable to type
    start.withTransitions(["only", "only", not(() => true)]);
//                                             ^^^^^^^^^^ 2345/2741 is missing in type '() => true' but required in type 'AnyCondition'.
`,
  );
});

describe("withActions", () => {
  refused(
    "with a name that an earlier call has used",
    `
    ${one}
    application().withActions({ only }).withActions({ other: only, only });
//                                                                 ^^^^ 2322 is not assignable to type '"there is an action 'only' already: choose another name"'.
`,
  );

  refused(
    "with what is no action: null, a function, a plain object, undefined",
    `
    ${one}
    application().withActions({ only, other: null });
//                                    ^^^^^ 2322 Type 'null' is not assignable to type 'AnyAction'.
    application().withActions({ only, other: undefined });
//                                    ^^^^^ 2322 Type 'undefined' is not assignable to type 'AnyAction'.
    application().withActions({ only, other: (state: object) => state });
//                                    ^^^^^ 2322 is not assignable to type 'AnyAction'
    application().withActions({ only, other: {} });
//                                    ^^^^^ 2740 is missing the following properties from type 'AnyAction'
    application().withActions({ only, other: { reads: {}, writes: {} } });
//                                             ^^^^^ 2561 'reads' does not exist in type 'AnyAction'
`,
  );
});

describe("action", () => {
  refused(
    "with what is no schema",
    `
    action({ reads: { x: "string" }, writes: {}, run: (state) => state });
//                    ^ 2322 Type 'string' is not assignable to type
    action({ reads: { x: null }, writes: {}, run: (state) => state });
//                    ^ 2322 Type 'null' is not assignable to type
`,
  );

  refused(
    "without run, without reads, with a misspelt reads",
    `
    action({ reads: {}, writes: {} });
//         ^^^^^^^^^^^^^^^^^^^^^^^^^ 2345/2741 Property 'run' is missing
    action({ writes: {}, run: (state) => state });
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2345/2741 Property 'reads' is missing
    action({ read: {}, writes: {}, run: (state) => state });
//           ^^^^ 2561 Did you mean to write 'reads'?
`,
  );
});
