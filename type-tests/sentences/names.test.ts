import { describe } from "vitest";
import { accepted, actions, refused } from "../harness/annotated.js";

// T11: names. The sentences are the compiler's own; what is held here is that they stand on the wrong name and, where
// the compiler knows how, suggest the right one.

const chat = `${actions({ respond: "response ->" })}
    const decide = action({
      reads: {},
      writes: { mode: v.picklist(["image", "code"]), safe: v.boolean(), response: v.string() },
      inputs: { text: v.string(), size: v.optional(v.number()) },
      tags: ["thinks"],
      run: (state) => state.update({ mode: "code", safe: true, response: "" }),
    });
    const start = application().withActions({ decide, respond });
    const app = start.withTransitions(["decide", "respond"]).withEntrypoint("decide").build();`;

describe("an action that there is not", () => {
  refused(
    "as a source, alone and in a list",
    `
    ${chat}
    start.withTransitions(["decid", "respond"]);
//                         ^^^^^^^ 2820 Did you mean '"decide"'?
    start.withTransitions([["decide", "respnd"], "respond"]);
//                         ^^^^^^^^^^^^^^^^^^^^ 2322 Type '"respnd"' is not assignable to type '"decide" | "respond"'. Did you mean '"respond"'?
    start.withTransitions(["nobody", "respond"]);
//                         ^^^^^^^^ 2322 Type '"nobody"' is not assignable to type '"decide" | "respond"
`,
  );

  refused(
    "as a target, in the first call and the second",
    `
    ${chat}
    start.withTransitions(["decide", "respnd"]);
//                                   ^^^^^^^^ 2820 Type '"respnd"' is not assignable to type '"decide" | "respond"'. Did you mean '"respond"'?
    start.withTransitions(["decide", "respond"]).withTransitions(["respond", "decied"]);
//                                                                           ^^^^^^^^ 2820 Did you mean '"decide"'?
    start.withTransitions(["decide", "respnd", when({ safe: true })]);
//                                   ^^^^^^^^ 2820 Did you mean '"respond"'?
`,
  );

  refused(
    "as the entrypoint",
    `
    ${chat}
    start.withEntrypoint("decid");
//                       ^^^^^^^ 2345 Argument of type '"decid"' is not assignable to parameter of type '"decide" | "respond"'.
`,
  );

  refused(
    "in a halt list, or a tag there is not",
    `
    ${chat}
    app.run({ haltAfter: ["respnd"] });
//                        ^^^^^^^^ 2820 Did you mean '"respond"'?
    app.run({ haltBefore: ["respond", "decid"] });
//                                    ^^^^^^^ 2820 Did you mean '"decide"'?
    app.iterate({ haltAfter: ["@tag:think"] });
//                            ^^^^^^^^^^^^ 2820 Did you mean '"@tag:thinks"'?
    app.run({ haltAfter: ["thinks"] });
//                        ^^^^^^^^ 2322 Type '"thinks"' is not assignable to type 
`,
  );

  refused(
    "in all(...)",
    `
    ${chat}
    app.run({ haltAfter: all("decide", "respnd") });
//            ^^^^^^^^^ 2322 Did you mean '"respond"'?
`,
  );
});

describe("a key that there is not", () => {
  refused(
    "in when, where the initial state is known",
    `
    ${chat}
    start.withState({ epochs: 1 }).withTransitions(["decide", "respond", when({ saf: true })]);
//                                                                              ^^^ 2561 Did you mean to write 'safe'?
    start.withState({ epochs: 1 }).withTransitions(["decide", "respond", when({ epoch: 1 })]);
//                                                                              ^^^^^ 2561 Did you mean to write 'epochs'?
`,
  );

  refused(
    "in a plain object, where the initial state is known",
    `
    ${chat}
    start.withState({ epochs: 1 }).withTransitions(["decide", "respond", { saef: true }]);
//                                                                         ^^^^ 2353 'saef' does not exist
`,
  );

  refused(
    "in the inputs",
    `
    ${chat}
    app.run({ inputs: { txt: "hello" } });
//                      ^^^ 2561 Did you mean to write 'text'?
    app.step({ inputs: { text: "hello", siz: 1 } });
//                                      ^^^ 2561 Did you mean to write 'size'?
`,
  );
});

describe("a value that does not fit", () => {
  refused(
    "in when and in a plain object",
    `
    ${chat}
    start.withTransitions(["decide", "respond", when({ mode: "imag" })]);
//                                                     ^^^^ 2820 Did you mean '"image"'?
    start.withTransitions(["decide", "respond", when({ safe: "yes" })]);
//                                                     ^^^^ 2322 Type 'string' is not assignable to type 'boolean'.
    start.withTransitions(["decide", "respond", { mode: "cod" }]);
//                                                ^^^^ 2820 Did you mean '"code"'?
`,
  );

  refused(
    "in the inputs",
    `
    ${chat}
    app.run({ inputs: { text: 1 } });
//                      ^^^^ 2322 Type 'number' is not assignable to type 'string'.
    app.step({ inputs: { text: "", size: "large" } });
//                                 ^^^^ 2322 Type 'string' is not assignable to type 'number'.
    app.iterate({ inputs: "hello" });
//                ^^^^^^ 2559 Type 'string' has no properties in common
`,
  );
});

describe("an option that there is not", () => {
  refused(
    "of run, of action, of withIdentifiers",
    `
    ${chat}
    app.run({ haltafter: ["respond"] });
//            ^^^^^^^^^ 2561 Did you mean to write 'haltAfter'?
    action({ reads: {}, writes: {}, input: {}, run: (state) => state });
//                                  ^^^^^ 2561 Did you mean to write 'inputs'?
    start.withIdentifiers({ appid: "1" });
//                          ^^^^^ 2561 Did you mean to write 'appId'?
`,
  );
});

accepted(
  "names that are right, everywhere",
  `
    ${chat}
    start.withTransitions([["decide", "respond"], "respond", when({ mode: "image", safe: false })]);
    app.run({ haltAfter: ["decide", "@tag:thinks"], haltBefore: all("respond", "@tag:thinks"), inputs: { text: "" } });
    app.step({ inputs: { size: 1 } });
    app.step({ inputs: {} });
`,
);
