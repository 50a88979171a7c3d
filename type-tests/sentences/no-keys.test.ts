import { describe } from "vitest";
import { actions, refused } from "../harness/annotated.js";

// `{}` as a parameter's type takes any object literal: TypeScript looks for excess keys only beside other keys. So where
// nothing is declared, a key is refused by another sentence than elsewhere.

describe("where there is no key at all, none is let through", () => {
  refused(
    "update of an action that writes nothing",
    `
    action({ reads: { n: v.number() }, writes: {}, run: (state) => state.update({ n: 1 }) });
//                                                                                ^ 2322 Type 'number' is not assignable to type 'never'.
`,
  );

  refused(
    "append and extend without a list",
    `
    action({ reads: {}, writes: { a: v.string() }, run: (state) => state.update({ a: "" }).append({ a: 1 }) });
//                                                                                                  ^ 2322 to type 'never'
    action({ reads: {}, writes: { a: v.string() }, run: (state) => state.update({ a: "" }).extend({ a: [1] }) });
//                                                                                                  ^ 2322 to type 'never'
`,
  );

  refused(
    "increment without a number",
    `
    action({ reads: {}, writes: { a: v.string() }, run: (state) => state.update({ a: "" }).increment({ a: 1 }) });
//                                                                                                     ^ 2322 to type 'never'
`,
  );

  refused(
    "inputs of actions that take none",
    `
    ${actions({ only: "->" })}
    application().withActions({ only }).withEntrypoint("only").build().run({ inputs: { text: "" } });
//                                                                                     ^^^^ 2322 to type 'never'
    only.bind({ text: "" });
//              ^^^^ 2322 to type 'never'
`,
  );
});
