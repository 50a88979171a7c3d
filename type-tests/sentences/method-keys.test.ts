import { describe } from "vitest";
import { stateMethods } from "../../src/state/types.js";
import { accepted, actions, refused } from "../harness/annotated.js";

// A state key that is the name of one of State's operations could not be read: it is refused, on the key.

describe("a key that is a method of State", () => {
  refused(
    "in reads",
    `
    action({ reads: { update: v.string() }, writes: {}, run: (state) => state });
//                    ^^^^^^ 2322 is not assignable to type '"'update' is a method of State: choose another key"'.
`,
  );

  refused(
    "in writes",
    `
    action({ reads: {}, writes: { has: v.boolean() }, run: (state) => state.update({ has: true }) });
//                                ^^^ 2322 is not assignable to type '"'has' is a method of State: choose another key"'.
`,
  );

  refused(
    "in deletes",
    `
    action({ reads: {}, writes: {}, deletes: ["wipe"], run: (state) => state });
//                                            ^^^^^^ 2322 Type '"wipe"' is not assignable to type '"'wipe' is a method of State: choose another key"'.
`,
  );

  refused(
    "in what an error edge captures",
    `
    onError({ capture: "keys" });
//            ^^^^^^^ 2322 Type '"keys"' is not assignable to type '"'keys' is a method of State: choose another key"'.
`,
  );

  refused(
    "in what an error edge with a class captures",
    `
    onError(TypeError, { max: 3, capture: "merge" });
//                               ^^^^^^^ 2322 Type '"merge"' is not assignable to type '"'merge' is a method of State: choose another key"'.
`,
  );

  refused(
    "in withState",
    `
    ${actions({ only: "x ->" })}
    application().withActions({ only }).withState({ x: "", keys: [] });
//                                                         ^^^^ 2322 Property '"~refused"' is missing in type 'never[]' but required in type '{ readonly "~refused": "'keys' is a method of State: choose another key"; }'.
`,
  );

  for (const name of stateMethods) {
    refused(
      name,
      `
    ${actions({ only: "x ->" })}
    application().withActions({ only }).withState({ x: "", ${name}: 1 });
//                                                         ${"^".repeat(name.length)} 2322 Type 'number' is not assignable to type '{ readonly "~refused": "'${name}' is a method of State: choose another key"; }'.
`,
    );
  }
});

accepted(
  "keys that look like methods, and are none",
  `
    ${actions({ only: "updated ->", next: "Update key -> getall" })}
    application().withActions({ only, next }).withState({ updated: "", Update: "", key: "", constructor: 1 });
`,
);
