import { describe } from "vitest";
import { accepted, refused } from "../harness/annotated.js";

// T8: where a run can stop, and what is in the state there. It has no sentence of its own: a program that takes what need
// not be there gets the compiler's.

const letter = `
    const write = action({
      reads: {}, writes: { text: v.string(), note: v.optional(v.string()) }, tags: ["slow"],
      run: (state) => state.update({ text: "" }),
    });
    const review = action({
      reads: { text: v.string() }, writes: { approved: v.nullable(v.boolean()) }, tags: ["slow"],
      run: (state) => [state.text.length, state.update({ approved: true })],
    });
    const post = action({
      reads: { text: v.string() }, writes: { postedAt: v.date() }, deletes: ["text"],
      run: (state) => state.update({ postedAt: new Date() }).wipe("text"),
    });
    const app = application()
      .withActions({ write, review, post })
      .withTransitions(["write", "review"], ["review", "post", when({ approved: true })], ["review", "write"])
      .withEntrypoint("write")
      .withState({ tries: 0 })
      .build();`;

describe("at a stop, a key need not be there", () => {
  refused(
    "that an action behind it writes",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["review"] });
    if (stop.action === "review") stop.state.postedAt.getTime();
//                                ^^^^^^^^^^^^^^^^^^^ 18048 'stop.state.postedAt' is possibly 'undefined'.
`,
  );

  refused(
    "that only one of the halts is behind",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["post"], haltBefore: ["review"] });
    const postedAt: Date = stop.state.postedAt;
//        ^^^^^^^^ 2322 Type 'undefined' is not assignable to type 'Date'.
`,
  );

  refused(
    "before the action that writes it",
    `
    ${letter}
    const stop = await app.run({ haltBefore: ["review"] });
    if (stop.halted === "before") stop.state.approved.valueOf();
//                                ^^^^^^^^^^^^^^^^^^^ 18049 'stop.state.approved' is possibly 'null' or 'undefined'.
`,
  );

  refused(
    "that is written optionally",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["write"] });
    if (stop.action === "write") stop.state.note.length;
//                               ^^^^^^^^^^^^^^^ 18048 'stop.state.note' is possibly 'undefined'.
`,
  );

  refused(
    "that has been deleted",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["post"] });
    stop.state.text.length;
//  ^^^^^^^^^^^^^^^ 18048 'stop.state.text' is possibly 'undefined'.
`,
  );

  refused(
    "in between, where the state is that of any moment",
    `
    ${letter}
    app.state.text.length;
//  ^^^^^^^^^^^^^^ 18048 'app.state.text' is possibly 'undefined'.
    app.state.tries.toFixed();
`,
  );

  refused(
    "and no key is there that nobody has",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["post"] });
    stop.state.posted;
//             ^^^^^^ 2551 Did you mean 'postedAt'?
`,
  );

  refused(
    "behind an edge that skips its writer: the captured error may be there",
    `
    const ask = action({ reads: {}, writes: { answer: v.string() }, run: (state) => state.update({ answer: "" }) });
    const tell = action({ reads: {}, writes: {}, run: (state) => state });
    const app = application()
      .withActions({ ask, tell })
      .withTransitions(["ask", "tell", onError({ capture: "error" })], ["ask", "tell"])
      .withEntrypoint("ask")
      .build();
    const stop = await app.run();
    stop.state.answer.length;
//  ^^^^^^^^^^^^^^^^^ 18048 'stop.state.answer' is possibly 'undefined'.
    stop.state.error.message;
//  ^^^^^^^^^^^^^^^^ 18048 'stop.state.error' is possibly 'undefined'.
    stop.state.error?.code;
//                    ^^^^ 2339 Property 'code' does not exist on type 'CapturedError'.
`,
  );
});

describe("a stop is", () => {
  refused(
    "at the action that was named only if nothing else can be one",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["review"] });
    const end: "review" = stop.action;
//        ^^^ 2322 is not assignable to type '"review"'
`,
  );

  refused(
    "at any action that has the tag",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["@tag:slow"] });
    if (stop.halted === "end") throw new Error("posted at once");
    const end: "write" = stop.action;
//        ^^^ 2322 is not assignable to type '"write"'
`,
  );

  refused(
    "with the result of its own action",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["review", "post"] });
    if (stop.action === "review") stop.result.toUpperCase();
//                                            ^^^^^^^^^^^ 2339 Property 'toUpperCase' does not exist on type 'number'.
    if (stop.action === "post") stop.result.approved;
//                                          ^^^^^^^^ 2339 Property 'approved' does not exist on type
`,
  );

  refused(
    "without a result where the action is still to come",
    `
    ${letter}
    const stop = await app.run({ haltBefore: ["review"] });
    if (stop.halted === "before") stop.result.toFixed();
//                                ^^^^^^^^^^^ 18047 'stop.result' is possibly 'null'.
`,
  );

  refused(
    "no place for a value of another type: what two actions leave is the union",
    `
    const yes = action({ reads: {}, writes: { x: v.string() }, run: (state) => state.update({ x: "" }) });
    const no = action({ reads: {}, writes: { x: v.number() }, run: (state) => state.update({ x: 1 }) });
    const app = application().withActions({ yes, no }).withTransitions(["yes", "no"]).withEntrypoint("yes").build();
    const stop = await app.run();
    const x: string = stop.state.x;
//        ^ 2322 Type 'number' is not assignable to type 'string'.
`,
  );

  refused(
    "no place for a value that a condition on the way has turned aside, or that is overwritten",
    `
    const decide = action({ reads: {}, writes: { mode: v.picklist(["image", "code"]) }, run: (state) => state.update({ mode: "code" }) });
    const image = action({ reads: { mode: v.literal("image") }, writes: { url: v.string() }, run: (state) => state.update({ url: state.mode }) });
    const clear = action({ reads: {}, writes: { mode: v.null() }, run: (state) => state.update({ mode: null }) });
    const app = application()
      .withActions({ decide, image, clear })
      .withTransitions(["decide", "image", when({ mode: "image" })], ["decide", "clear"], ["image", "clear"])
      .withEntrypoint("decide")
      .build();
    const stop = await app.run({ haltBefore: ["image"] });
    if (stop.halted === "before") {
      const mode: "code" = stop.state.mode;
//          ^^^^ 2322 Type '"image"' is not assignable to type '"code"'.
    }
    const end = await app.run();
    const mode: "image" = end.state.mode;
//        ^^^^ 2322 Type 'null' is not assignable to type '"image"'.
`,
  );

  refused(
    "nowhere to write: the state is read-only",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["post"] });
    stop.state.tries = 1;
//             ^^^^^ 2540 Cannot assign to 'tries' because it is a read-only property.
`,
  );
});

describe("a step", () => {
  refused(
    "may be none, and is of any action",
    `
    ${letter}
    const step = await app.step();
    step.action;
//  ^^^^ 18047 'step' is possibly 'null'.
    if (step !== null) step.state.postedAt.getTime();
//                     ^^^^^^^^^^^^^^^^^^^ 18048 'step.state.postedAt' is possibly 'undefined'.
`,
  );
});

describe("what is certain may be used", () => {
  accepted(
    "because every path there writes it, and what tells the stops apart is asked",
    `
    ${letter}
    const stop = await app.run({ haltAfter: ["post", "review"], haltBefore: ["write"] });
    stop.state.tries.toFixed();
    if (stop.action === "post") stop.state.postedAt.getTime();
    if (stop.halted === "before") stop.state.text.length;
    if (stop.action === "review" && stop.halted === "after") stop.result.toFixed();
    for await (const step of app.iterate({ haltAfter: ["post"] })) if (step.action === "write") step.state.text.length;
`,
  );
});
