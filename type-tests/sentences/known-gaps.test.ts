import { describe } from "vitest";
import { actions, notRefusedYet } from "../harness/annotated.js";

// Wrong programs that are not refused, or not for the right reason. Each test fails as soon as that is mended: then the
// program belongs into the file of its rule.

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
