import { describe } from "vitest";
import { actions, notRefusedYet } from "../harness/annotated.js";

// Wrong programs that are not refused, or not for the right reason. Each test fails as soon as that is mended: then the
// program belongs into the file of its rule.

// `{}` as a parameter's type takes any object literal: TypeScript looks for excess keys only beside other keys.
describe("where there is no key at all, any key is let through", () => {
  notRefusedYet(
    "update of an action that writes nothing",
    `
    action({ reads: { n: v.number() }, writes: {}, run: (state) => state.update({ n: 1 }) });
//                                                                                ^ 2353 'n' does not exist
`,
  );

  notRefusedYet(
    "append and extend without a list",
    `
    action({ reads: {}, writes: { a: v.string() }, run: (state) => state.update({ a: "" }).append({ a: 1 }) });
//                                                                                                  ^ 2353 'a' does not exist
    action({ reads: {}, writes: { a: v.string() }, run: (state) => state.update({ a: "" }).extend({ a: [1] }) });
//                                                                                                  ^ 2353 'a' does not exist
`,
  );

  notRefusedYet(
    "increment without a number",
    `
    action({ reads: {}, writes: { a: v.string() }, run: (state) => state.update({ a: "" }).increment({ a: 1 }) });
//                                                                                                     ^ 2353 'a' does not exist
`,
  );

  notRefusedYet(
    "inputs of actions that take none",
    `
    ${actions({ only: "->" })}
    application().withActions({ only }).withEntrypoint("only").build().run({ inputs: { text: "" } });
//                                                                                     ^^^^ 2353 'text' does not exist
    only.bind({ text: "" });
//              ^^^^ 2353 'text' does not exist
`,
  );
});

describe("what is said is not what is wrong", () => {
  notRefusedYet(
    "withActions({})",
    `
    application().withActions({}).build();
//                                ^^^^^ 2349 GraphError<"the application has no actions: call withActions({ name: action }) first">
`,
  );

  notRefusedYet(
    "a key that is a method of State, when run uses its state: one error is enough",
    `
    action({ reads: { update: v.string() }, writes: {}, run: (state) => state });
//                    ^^^^^^ 2322 is not assignable to type '"'update' is a method of State: choose another key"'.
`,
  );

  notRefusedYet(
    "what is no schema, when run uses its state: one error is enough",
    `
    action({ reads: { x: "string" }, writes: {}, run: (state) => state });
//                    ^ 2322 Type 'string' is not assignable to type
`,
  );

  notRefusedYet(
    "an action without reads",
    `
    action({ writes: {}, run: (state) => state });
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2345/2741 Property 'reads' is missing
`,
  );

  notRefusedYet(
    "an action with a misspelt reads",
    `
    action({ read: {}, writes: {}, run: (state) => state });
//           ^^^^ 2561 Did you mean to write 'reads'?
`,
  );
});
