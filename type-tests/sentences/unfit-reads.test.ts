import { describe } from "vitest";
import { accepted, actions, askAlso, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// T2: whatever can reach a reader fits what the reader's schema accepts: what a writer's schema gives back, on every path
// on which that writer is the last, and the initial value. The sentence names who leaves the value. Narrowing has a
// file of its own, failures too.

askAlso("6.0");

describe("what a writer leaves", () => {
  refused(
    "is of another type",
    `
    ${declared({ count: { writes: "n: v.number()" }, say: { reads: "n: v.string()" } })}
    application()
      .withActions({ count, say })
      .withTransitions(["count", "say"])
      .withEntrypoint("count")
      .build();
//     ^^^^^ 2349 Type 'GraphError<"action 'say' reads 'n', but what 'count' leaves there does not fit its schema">' has no call signatures.
`,
  );

  refused(
    "may be more than the reader takes",
    `
    ${declared({ decide: { writes: 'mode: v.picklist(["image", "code"])' }, image: { reads: 'mode: v.literal("image")' } })}
    application()
      .withActions({ decide, image })
      .withTransitions(["decide", "image"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "goes to the wrong branch",
    `
    ${declared({
      decide: { writes: 'mode: v.picklist(["image", "text", "code"])' },
      image: { reads: 'mode: v.literal("image")' },
      text: {},
    })}
    application()
      .withActions({ decide, image, text })
      .withTransitions(["decide", "image", when({ mode: "code" })], ["decide", "text"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "may be null",
    `
    ${declared({ look: { writes: "hit: v.nullable(v.string())" }, show: { reads: "hit: v.string()" } })}
    application()
      .withActions({ look, show })
      .withTransitions(["look", "show"])
      .withEntrypoint("look")
      .build();
//     ^^^^^ 2349 "action 'show' reads 'hit', but what 'look' leaves there does not fit its schema"
`,
  );

  refused(
    "may be undefined, where the write is optional: the initial value does not help",
    `
    ${actions({ look: "-> hit?", show: "hit ->" })}
    application()
      .withActions({ look, show })
      .withTransitions(["look", "show"])
      .withEntrypoint("look")
      .withState({ hit: "" })
      .build();
//     ^^^^^ 2349 "action 'show' reads 'hit', but what 'look' leaves there does not fit its schema"
`,
  );

  refused(
    "is an object without a property that the reader asks for, or with one of another type",
    `
    ${declared({
      ask: {
        writes: "user: v.object({ name: v.string() }), place: v.object({ at: v.tuple([v.number(), v.string()]) })",
      },
      greet: { reads: "user: v.object({ name: v.string(), age: v.number() })" },
      fly: { reads: "place: v.object({ at: v.tuple([v.number(), v.number()]) })" },
    })}
    application()
      .withActions({ ask, greet, fly })
      .withTransitions(["ask", "greet"], ["greet", "fly"])
      .withEntrypoint("ask")
      .build();
//     ^^^^^ 2349 "action 'greet' reads 'user', but what 'ask' leaves there does not fit its schema"
//     ^^^^^ 2349 "action 'fly' reads 'place', but what 'ask' leaves there does not fit its schema"
`,
  );

  refused(
    "is a list of other items",
    `
    ${declared({
      chat: { writes: "history: v.array(v.object({ role: v.string(), content: v.string() }))" },
      model: { reads: 'history: v.array(v.object({ role: v.picklist(["user", "bot"]), content: v.string() }))' },
    })}
    application()
      .withActions({ chat, model })
      .withTransitions(["chat", "model"])
      .withEntrypoint("chat")
      .build();
//     ^^^^^ 2349 "action 'model' reads 'history', but what 'chat' leaves there does not fit its schema"
`,
  );

  refused(
    "is a member of an enumeration that the reader does not know",
    `
    const Mode = { image: "image", code: "code" } as const;
    ${declared({ decide: { writes: "mode: v.enum(Mode)" }, image: { reads: "mode: v.literal(Mode.image)" } })}
    application()
      .withActions({ decide, image })
      .withTransitions(["decide", "image"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "is what a transform has made of it",
    `
    ${declared({
      ask: { writes: "age: v.pipe(v.string(), v.transform(Number))" },
      greet: { reads: "age: v.string()" },
    })}
    application()
      .withActions({ ask, greet })
      .withTransitions(["ask", "greet"])
      .withEntrypoint("ask")
      .build();
//     ^^^^^ 2349 "action 'greet' reads 'age', but what 'ask' leaves there does not fit its schema"
`,
  );

  refused(
    "is what a default has put there",
    `
    ${declared({ ask: { writes: "age: v.optional(v.number(), 0)" }, greet: { reads: "age: v.optional(v.string())" } })}
    application()
      .withActions({ ask, greet })
      .withTransitions(["ask", "greet"])
      .withEntrypoint("ask")
      .build();
//     ^^^^^ 2349 "action 'greet' reads 'age', but what 'ask' leaves there does not fit its schema"
`,
  );

  refused(
    "is not known",
    `
    ${declared({ fetch: { writes: "answer: v.unknown()" }, show: { reads: "answer: v.optional(v.string())" } })}
    application()
      .withActions({ fetch, show })
      .withTransitions(["fetch", "show"])
      .withEntrypoint("fetch")
      .build();
//     ^^^^^ 2349 "action 'show' reads 'answer', but what 'fetch' leaves there does not fit its schema"
`,
  );
});

describe("what a writer left", () => {
  refused(
    "may still be there behind an action that deletes the key, which need not wipe it",
    `
    ${declared({
      count: { writes: "n: v.number()" },
      tidy: { deletes: '"n"' },
      show: { reads: "n: v.optional(v.string())" },
    })}
    application()
      .withActions({ count, tidy, show })
      .withTransitions(["count", "tidy"], ["tidy", "show"])
      .withEntrypoint("count")
      .build();
//     ^^^^^ 2349 "action 'show' reads 'n', but what 'count' leaves there does not fit its schema"
`,
  );
});

describe("a reader", () => {
  refused(
    "that transforms takes what its schema takes, not what that makes of it",
    `
    ${declared({
      ask: { writes: "age: v.number()" },
      greet: { reads: "age: v.pipe(v.string(), v.transform(Number))" },
    })}
    application()
      .withActions({ ask, greet })
      .withTransitions(["ask", "greet"])
      .withEntrypoint("ask")
      .build();
//     ^^^^^ 2349 "action 'greet' reads 'age', but what 'ask' leaves there does not fit its schema"
`,
  );

  refused(
    "that does without, with a default or without, still takes no other type",
    `
    ${declared({
      ask: { writes: "age: v.nullable(v.number()), name: v.number()" },
      greet: { reads: "age: v.optional(v.number(), 18), name: v.optional(v.string())" },
    })}
    application()
      .withActions({ ask, greet })
      .withTransitions(["ask", "greet"])
      .withEntrypoint("ask")
      .build();
//     ^^^^^ 2349 "action 'greet' reads 'age', but what 'ask' leaves there does not fit its schema"
//     ^^^^^ 2349 "action 'greet' reads 'name', but what 'ask' leaves there does not fit its schema"
`,
  );

  refused(
    "that writes the key itself meets its own value on the next turn",
    `
    ${declared({ count: { reads: "n: v.number()", writes: "n: v.string()" } })}
    application()
      .withActions({ count })
      .withTransitions(["count", "count"])
      .withEntrypoint("count")
      .withState({ n: 0 })
      .build();
//     ^^^^^ 2349 "action 'count' reads 'n', but what 'count' leaves there does not fit its schema"
`,
  );
});

describe("an initial value", () => {
  refused(
    "is null, and read before anything is written",
    `
    ${actions({ edit: "draft -> draft" })}
    application()
      .withActions({ edit })
      .withEntrypoint("edit")
      .withState({ draft: null })
      .build();
//     ^^^^^ 2349 "action 'edit' reads 'draft', but what the initial state leaves there does not fit its schema"
`,
  );

  refused(
    "is overwritten on one path, but not on the other",
    `
    ${actions({ start: "-> go", write: "-> draft", post: "draft ->" })}
    application()
      .withActions({ start, write, post })
      .withTransitions(["start", "write", when({ go: "on" })], ["start", "post"], ["write", "post"])
      .withEntrypoint("start")
      .withState({ draft: null })
      .build();
//     ^^^^^ 2349 "action 'post' reads 'draft', but what the initial state leaves there does not fit its schema"
`,
  );

  refused(
    "is a literal that the reader does not take",
    `
    ${declared({ image: { reads: 'mode: v.picklist(["image", "text"])' } })}
    application()
      .withActions({ image })
      .withEntrypoint("image")
      .withState({ mode: "code" })
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what the initial state leaves there does not fit its schema"
`,
  );

  refused(
    "is left alone by a write that may be left out",
    `
    ${declared({ maybe: { writes: "n: v.optional(v.number())" }, show: { reads: "n: v.nullish(v.number())" } })}
    application()
      .withActions({ maybe, show })
      .withTransitions(["maybe", "show"])
      .withEntrypoint("maybe")
      .withState({ n: "none" })
      .build();
//     ^^^^^ 2349 "action 'show' reads 'n', but what the initial state leaves there does not fit its schema"
`,
  );

  refused(
    "is an object that lacks what the reader asks for",
    `
    ${declared({ greet: { reads: "user: v.object({ name: v.string() })" } })}
    application()
      .withActions({ greet })
      .withEntrypoint("greet")
      .withState({ user: {} })
      .build();
//     ^^^^^ 2349 "action 'greet' reads 'user', but what the initial state leaves there does not fit its schema"
`,
  );
});

describe("the sentence", () => {
  refused(
    "names the writer whose value does not fit, of several",
    `
    ${declared({
      start: { writes: "go: v.boolean()" },
      good: { writes: "n: v.number()" },
      bad: { writes: "n: v.string()" },
      show: { reads: "n: v.number()" },
    })}
    application()
      .withActions({ start, good, bad, show })
      .withTransitions(["start", "good", when({ go: true })], ["start", "bad"], [["good", "bad"], "show"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'show' reads 'n', but what 'bad' leaves there does not fit its schema"
`,
  );

  refused(
    "names, of two that are as near, the one whose transition is declared first",
    `
    ${declared({
      start: { writes: "go: v.boolean()" },
      one: { writes: "n: v.null()" },
      two: { writes: "n: v.string()" },
      show: { reads: "n: v.number()" },
    })}
    application()
      .withActions({ start, one, two, show })
      .withTransitions(["two", "show"], ["one", "show"], ["start", "one", when({ go: true })], ["start", "two"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'show' reads 'n', but what 'two' leaves there does not fit its schema"
`,
  );

  refused(
    "names the nearest writer, and no path, as long as no condition looks at the key",
    `
    ${declared({
      far: { writes: "n: v.null()" },
      near: { writes: "n: v.string()" },
      log: {},
      show: { reads: "n: v.number()" },
    })}
    application()
      .withActions({ far, near, log, show })
      .withTransitions(["far", "near", when({ n: null })], ["far", "log"], ["near", "log"], ["log", "show"])
      .withEntrypoint("far")
      .build();
//     ^^^^^ 2349 "action 'show' reads 'n', but what 'near' leaves there does not fit its schema on the path near → log → show"
    application()
      .withActions({ near, log, show })
      .withTransitions(["near", "log"], ["log", "show"])
      .withEntrypoint("near")
      .build();
//     ^^^^^ 2349 "action 'show' reads 'n', but what 'near' leaves there does not fit its schema"
`,
  );

  refused(
    "is one for a key, however many readers do not take it",
    `
    ${declared({ count: { writes: "n: v.number()" }, say: { reads: "n: v.string()" }, sing: { reads: "n: v.string()" } })}
    application()
      .withActions({ count, say, sing })
      .withTransitions(["count", "say"], ["say", "sing"])
      .withEntrypoint("count")
      .build();
//     ^^^^^ 2349 Type 'GraphError<"action 'say' reads 'n', but what 'count' leaves there does not fit its schema">'
`,
  );
});

describe("a value that does not fit", () => {
  accepted(
    "does not matter where it cannot get to: nothing leads to its writer, or to its reader",
    `
    ${declared({
      start: { writes: "n: v.number()" },
      lost: { writes: "n: v.string()" },
      show: { reads: "n: v.number()" },
      hidden: { reads: "n: v.boolean()" },
    })}
    application()
      .withActions({ start, lost, show, hidden })
      .withTransitions(["start", "show"], ["lost", "hidden", when({ n: "" })], ["lost", "show"], ["hidden", "show"])
      .withEntrypoint("start")
      .build();
`,
  );

  accepted(
    "does not matter where it is overwritten before it is read",
    `
    ${declared({ one: { writes: "n: v.null()" }, two: { writes: "n: v.number()" }, show: { reads: "n: v.number()" } })}
    application()
      .withActions({ one, two, show })
      .withTransitions(["one", "two"], ["two", "show"])
      .withEntrypoint("one")
      .withState({ n: "none yet" })
      .build();
`,
  );
});
