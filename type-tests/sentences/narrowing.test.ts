import { describe } from "vitest";
import { accepted, askAlso, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// T3: `when({ key: value })` narrows the key on the edges behind it, until somebody writes the key, and a later edge out of
// the same action knows that earlier ones with a single key did not hold. What narrows nothing stands here, too.

askAlso("6.0");

const Mode = 'v.picklist(["image", "code", "text"])';

const modes = declared({
  decide: { writes: `mode: ${Mode}, safe: v.boolean()` },
  image: { reads: 'mode: v.literal("image")' },
  code: { reads: 'mode: v.literal("code")' },
  text: { reads: 'mode: v.literal("text")' },
  rest: {},
});

describe("a narrowing ends", () => {
  refused(
    "a key that may be missing in a when narrows nothing",
    `
    ${declared({ decide: { writes: 'mode: v.picklist(["a", "b"]), safe: v.boolean()' }, a: { reads: 'mode: v.literal("a")' } })}
    const safe: { safe: true; mode?: "a" } = { safe: true };
    const start = application().withActions({ decide, a }).withEntrypoint("decide");
    start.withTransitions(["decide", "a", when(safe)]).build();
//                                                     ^^^^^ 2349 "action 'a' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "where somebody writes the key again",
    `
    ${modes}
    ${declared({ again: { writes: `mode: ${Mode}` } })}
    application()
      .withActions({ decide, again, image, rest })
      .withTransitions(["decide", "again", when({ mode: "image" })], ["decide", "rest"], ["again", "image"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'again' leaves there does not fit its schema"
`,
  );

  refused(
    "where somebody may write it again",
    `
    ${modes}
    ${declared({ perhaps: { writes: 'mode: v.optional(v.literal("code"), "code")' } })}
    application()
      .withActions({ decide, perhaps, image, rest })
      .withTransitions(["decide", "perhaps", when({ mode: "image" })], ["decide", "rest"], ["perhaps", "image"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'perhaps' leaves there does not fit its schema"
`,
  );

  refused(
    "on the second turn of a loop that writes the key",
    `
    ${modes}
    ${declared({ draw: { reads: 'mode: v.literal("image")', writes: `mode: ${Mode}` } })}
    application()
      .withActions({ decide, draw, rest })
      .withTransitions(["decide", "draw", when({ mode: "image" })], ["decide", "rest"], ["draw", "draw"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'draw' reads 'mode', but what 'draw' leaves there does not fit its schema"
`,
  );
});

describe("a narrowing holds on its edge only", () => {
  refused(
    "not on another one to the same reader",
    `
    ${modes}
    application()
      .withActions({ decide, image, rest })
      .withTransitions(
        ["decide", "image", when({ mode: "image" })],
        ["decide", "rest", when({ mode: "code" })],
        ["decide", "image"],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "and behind it, through actions that leave the key alone: the path tells which way",
    `
    ${modes}
    ${declared({ log: {} })}
    application()
      .withActions({ decide, log, image, rest })
      .withTransitions(["decide", "log", when({ mode: "code" })], ["decide", "rest"], ["log", "image"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema on the path decide → log → image"
`,
  );

  refused(
    "so of two ways the sentence tells the one that is wrong",
    `
    ${modes}
    ${declared({ left: {}, right: {} })}
    application()
      .withActions({ decide, left, right, image })
      .withTransitions(
        ["left", "image"],
        ["right", "image"],
        ["decide", "left", when({ mode: "image" })],
        ["decide", "right", when({ mode: "code" })],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema on the path decide → right → image"
`,
  );

  refused(
    "from the initial state, too: its path begins at the entrypoint",
    `
    ${declared({
      start: { reads: 'mode: v.picklist(["image", "code"])' },
      log: {},
      image: { reads: 'mode: v.literal("image")' },
    })}
    const initial: { mode: "image" | "code" } = { mode: "code" };
    application()
      .withActions({ start, log, image })
      .withTransitions(["start", "log", when({ mode: "code" })], ["log", "image"])
      .withEntrypoint("start")
      .withState(initial)
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what the initial state leaves there does not fit its schema on the path start → log → image"
`,
  );
});

describe("what earlier edges exclude", () => {
  refused(
    "is only what they name: the rest is left",
    `
    ${modes}
    application()
      .withActions({ decide, image, text })
      .withTransitions(["decide", "image", when({ mode: "image" })], ["decide", "text"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'text' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "is not known to an edge before them",
    `
    ${modes}
    application()
      .withActions({ decide, image, code, rest })
      .withTransitions(
        ["decide", "image", when({ safe: true })],
        ["decide", "code", when({ mode: "code" })],
        ["decide", "rest", when({ mode: "text" })],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "is nothing, if a when has two keys: the other one may have failed",
    `
    ${modes}
    application()
      .withActions({ decide, code, text, image })
      .withTransitions(
        ["decide", "code", when({ mode: "code", safe: true })],
        ["decide", "text", when({ mode: "text" })],
        ["decide", "image"],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "is nothing, if and() has two parts",
    `
    ${modes}
    application()
      .withActions({ decide, code, text, image })
      .withTransitions(
        ["decide", "code", and(when({ mode: "code" }), when({ safe: true }))],
        ["decide", "text", { mode: "text" }],
        ["decide", "image"],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "is nothing, if the value is known only when it runs",
    `
    ${modes}
    const wanted = Math.random() > 0.5 ? "code" : "text";
    application()
      .withActions({ decide, rest, image })
      .withTransitions(
        ["decide", "rest", when({ mode: wanted })],
        ["decide", "image"],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );
});

describe("what narrows", () => {
  refused(
    "not(when(...)) excludes its value, and nothing else",
    `
    ${modes}
    application()
      .withActions({ decide, image, rest })
      .withTransitions(["decide", "image", not(when({ mode: "text" }))], ["decide", "rest"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "not(not(when(...))) is when(...)",
    `
    ${modes}
    application()
      .withActions({ decide, image, rest })
      .withTransitions(["decide", "image", not(not(when({ mode: "text" })))], ["decide", "rest"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "and(when(...), ...) narrows to the wrong value as well as to the right one",
    `
    ${modes}
    application()
      .withActions({ decide, image, rest })
      .withTransitions(["decide", "image", and(when({ safe: true }), when({ mode: "code" }))], ["decide", "rest"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "or(...) narrows nothing, even where all its parts agree",
    `
    ${modes}
    application()
      .withActions({ decide, image, rest })
      .withTransitions(
        ["decide", "image", or(when({ mode: "image" }), when({ mode: "image", safe: true }))],
        ["decide", "rest"],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "condition(...) narrows nothing: the compiler cannot look into its test",
    `
    ${modes}
    const isImage = condition({ reads: { mode: ${Mode} }, test: (state) => state.mode === "image" });
    application()
      .withActions({ decide, image, rest })
      .withTransitions(["decide", "image", isImage], ["decide", "rest"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "when(...) of one key says nothing of another",
    `
    ${modes}
    application()
      .withActions({ decide, image, rest })
      .withTransitions(["decide", "image", when({ safe: true })], ["decide", "rest"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "when(...) with a value of a wide type leaves the key as wide",
    `
    ${modes}
    const wanted: "image" | "code" = Math.random() > 0.5 ? "image" : "code";
    application()
      .withActions({ decide, image, rest })
      .withTransitions(["decide", "image", { mode: wanted as "image" | "code" }], ["decide", "rest"])
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'decide' leaves there does not fit its schema"
`,
  );

  refused(
    "a when on a list of sources excludes nothing for a source that it does not name",
    `
    ${modes}
    ${declared({ other: { writes: `mode: ${Mode}` } })}
    application()
      .withActions({ decide, other, code, text, image })
      .withTransitions(
        ["decide", "other", when({ safe: false })],
        [["decide", "other"], "code", when({ mode: "code" })],
        ["decide", "text", when({ mode: "text" })],
        [["decide", "other"], "image"],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'other' leaves there does not fit its schema"
`,
  );
});

describe("the value is there for the reader", () => {
  accepted(
    "narrowed by each kind of condition that narrows",
    `
    ${modes}
    const start = application().withActions({ decide, image, code, text, rest }).withEntrypoint("decide");
    start.withTransitions(["decide", "image", when({ mode: "image" })]).build();
    start.withTransitions(["decide", "image", { mode: "image" }]).build();
    start.withTransitions(["decide", "image", when({ mode: "image", safe: true })]).build();
    start.withTransitions(["decide", "image", and(when({ mode: "image" }), when({ safe: true }))]).build();
    start.withTransitions(["decide", "image", and(and(not(not(when({ mode: "image" })))))]).build();
    start.withTransitions(["decide", "image", and(not(when({ mode: "code" })), not(when({ mode: "text" })))]).build();
    start.withTransitions(["decide", "rest", not(when({ mode: "image" }))], ["decide", "image"]).build();
    start.withTransitions(["decide", "rest", not(and(when({ mode: "image" })))], ["decide", "image"]).build();
    start.withTransitions(["decide", "code", { mode: "code" }], ["decide", "text", { mode: "text" }], ["decide", "image"]).build();
`,
  );

  accepted(
    "although it is narrowed long before it is read, in a loop",
    `
    ${modes}
    ${declared({ look: { writes: "hit: v.nullable(v.string())" }, ask: {}, show: { reads: "hit: v.string()" } })}
    application()
      .withActions({ look, ask, show })
      .withTransitions(["look", "ask", not(when({ hit: null }))], ["look", "look"], ["ask", "ask", { hit: "" }], ["ask", "show"])
      .withEntrypoint("look")
      .build();
`,
  );
});
