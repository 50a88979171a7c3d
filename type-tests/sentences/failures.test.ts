import { describe } from "vitest";
import { accepted, actions, askAlso, refused } from "../harness/annotated.js";
import { declared } from "./declared.js";

// T4: on the edge that `onError` makes, the source's writes and deletes did not happen; what the edge captures did. The
// path marks the action that failed.

askAlso("6.0");

const chat = actions({ prompt: "-> prompt", image: "prompt -> response", respond: "response ->", tell: "error ->" });
const described = declared({
  tellAll: { reads: "error: v.object({ name: v.string(), message: v.string() })" },
  tellCode: { reads: "error: v.object({ message: v.string(), code: v.number() })" },
});

describe("a writer that failed has written nothing", () => {
  refused(
    "for the reader behind it",
    `
    ${chat}
    application()
      .withActions({ prompt, image, respond })
      .withTransitions(["prompt", "image"], ["image", "respond", onError(Error, { max: 3 })], ["image", "respond"])
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'response', which nothing writes on the path prompt → image (failed) → respond"
`,
  );

  refused(
    "not even the entrypoint",
    `
    ${actions({ ask: "-> answer", tell: "answer ->" })}
    application()
      .withActions({ ask, tell })
      .withTransitions(["ask", "tell", onError()], ["ask", "tell"])
      .withEntrypoint("ask")
      .build();
//     ^^^^^ 2349 "action 'tell' reads 'answer', which nothing writes on the path ask (failed) → tell"
`,
  );

  refused(
    "for a reader far behind it, although there is a way on which all goes well",
    `
    ${chat}
    ${actions({ calm: "->" })}
    application()
      .withActions({ prompt, image, calm, respond })
      .withTransitions(
        ["prompt", "image"],
        ["image", "calm", onError(TypeError)],
        ["image", "calm"],
        ["calm", "respond"],
      )
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'response', which nothing writes on the path prompt → image (failed) → calm → respond"
`,
  );

  refused(
    "however often it is tried again",
    `
    ${chat}
    application()
      .withActions({ prompt, image, respond })
      .withTransitions(
        ["prompt", "image"],
        ["image", "image", onError({ max: 3, delay: 100 })],
        ["image", "respond", onError()],
        ["image", "respond"],
      )
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'response', which nothing writes on the path prompt → image (failed) → respond"
`,
  );

  refused(
    "for a condition behind it",
    `
    ${actions({ decide: "-> mode", choose: "->", image: "->", code: "->" })}
    application()
      .withActions({ decide, choose, image, code })
      .withTransitions(
        ["decide", "choose", onError()],
        ["decide", "choose"],
        ["choose", "image", when({ mode: "image" })],
        ["choose", "code"],
      )
      .withEntrypoint("decide")
      .build();
//     ^^^^^ 2349 "the condition of choose → image reads 'mode', which nothing writes on the path decide (failed) → choose"
`,
  );

  refused(
    "each time, if two have failed",
    `
    ${actions({ quick: "-> answer", slow: "-> answer", tell: "answer ->" })}
    application()
      .withActions({ quick, slow, tell })
      .withTransitions(
        ["quick", "slow", onError()],
        ["quick", "tell"],
        ["slow", "tell", onError()],
        ["slow", "tell"],
      )
      .withEntrypoint("quick")
      .build();
//     ^^^^^ 2349 "action 'tell' reads 'answer', which nothing writes on the path quick (failed) → slow (failed) → tell"
`,
  );
});

describe("what an edge captures", () => {
  refused(
    "is a record of name and message, no string",
    `
    ${chat}
    application()
      .withActions({ prompt, tell })
      .withTransitions(["prompt", "tell", onError(Error, { capture: "error" })])
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'tell' reads 'error', but what the failure of 'prompt' leaves there does not fit its schema"
`,
  );

  refused(
    "is only that record",
    `
    ${chat}
    ${described}
    application()
      .withActions({ prompt, tellCode })
      .withTransitions(["prompt", "tellCode", onError({ capture: "error" })])
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'tellCode' reads 'error', but what the failure of 'prompt' leaves there does not fit its schema"
`,
  );

  refused(
    "is not there where another edge leads to the same reader: one that captures nothing",
    `
    ${chat}
    ${described}
    application()
      .withActions({ prompt, image, tellAll })
      .withTransitions(
        ["prompt", "image"],
        ["image", "tellAll", onError(TypeError, { capture: "error" })],
        ["image", "tellAll", onError(RangeError)],
      )
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'tellAll' reads 'error', which nothing writes on the path prompt → image (failed) → tellAll"
`,
  );

  refused(
    "or one that is taken when all went well",
    `
    ${chat}
    ${described}
    application()
      .withActions({ prompt, image, tellAll })
      .withTransitions(
        ["prompt", "image"],
        ["image", "tellAll", onError({ capture: "error" })],
        ["image", "tellAll"],
      )
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'tellAll' reads 'error', which nothing writes on the path prompt → image → tellAll"
`,
  );

  refused(
    "overwrites a key of the same name",
    `
    ${actions({ prompt: "-> prompt", image: "prompt -> url" })}
    application()
      .withActions({ prompt, image })
      .withTransitions(["prompt", "image"], ["image", "image", onError({ capture: "prompt" })])
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'prompt', but what the failure of 'image' leaves there does not fit its schema"
`,
  );
});

describe("a failure undoes the writing, not what stood there before", () => {
  const again = declared({
    start: { writes: 'mode: v.picklist(["image", "code"])' },
    decide: { writes: 'mode: v.literal("image")' },
    log: {},
    image: { reads: 'mode: v.literal("image")' },
  });

  refused(
    "so that the value of an earlier writer is met",
    `
    ${again}
    application()
      .withActions({ start, decide, image })
      .withTransitions(["start", "decide"], ["decide", "image", onError()], ["decide", "image"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'start' leaves there does not fit its schema"
`,
  );

  refused(
    "with a path, as soon as a condition looks at the key",
    `
    ${again}
    application()
      .withActions({ start, decide, log, image })
      .withTransitions(
        ["start", "decide", when({ mode: "code" })],
        ["start", "log"],
        ["decide", "image", onError()],
        ["decide", "log"],
        ["log", "image"],
      )
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what 'start' leaves there does not fit its schema on the path start → decide (failed) → image"
`,
  );

  refused(
    "and on its edge earlier conditions of the same action exclude nothing: they were not asked",
    `
    ${again}
    ${declared({ look: { reads: 'mode: v.picklist(["image", "code"])' } })}
    application()
      .withActions({ look, log, image })
      .withTransitions(["look", "log", when({ mode: "code" })], ["look", "image", onError()])
      .withEntrypoint("look")
      .withState({ mode: "code" })
      .build();
//     ^^^^^ 2349 "action 'image' reads 'mode', but what the initial state leaves there does not fit its schema"
`,
  );
});

describe("an error edge is no condition", () => {
  refused(
    "so that it cannot be negated or combined",
    `
    not(onError());
//      ^^^^^^^^^ 2345 is not assignable to parameter of type 'AnyCondition'
    and(onError(), otherwise);
//      ^^^^^^^^^ 2345 is not assignable to parameter of type 'AnyCondition'
    or(otherwise, onError(TypeError));
//                ^^^^^^^^^^^^^^^^^^ 2345 is not assignable to parameter of type 'AnyCondition'
`,
  );

  refused(
    "and takes a class and options, misspelt by nobody",
    `
    onError("TypeError");
//          ^^^^^^^^^^^ 2345 is not assignable
    onError(TypeError, { maximum: 3 });
//                       ^^^^^^^ 2353 'maximum' does not exist
    onError({ max: "3" });
//            ^^^ 2322 Type 'string' is not assignable to type 'number'.
`,
  );
});

describe("a failure is dealt with", () => {
  accepted(
    "by a target that does not need what was to be written",
    `
    ${chat}
    ${actions({ apologise: "prompt -> response" })}
    application()
      .withActions({ prompt, image, apologise, respond })
      .withTransitions(
        ["prompt", "image"],
        ["image", "image", onError(Error, { max: 2, delay: (attempt) => 100 * 2 ** attempt })],
        ["image", "apologise", onError()],
        [["image", "apologise"], "respond"],
      )
      .withEntrypoint("prompt")
      .build();
`,
  );

  accepted(
    "by one that reads the captured error, and by one that may do without",
    `
    ${chat}
    ${described}
    ${declared({ perhaps: { reads: "error: v.optional(v.object({ message: v.string() }))" } })}
    application()
      .withActions({ prompt, image, tellAll, perhaps })
      .withTransitions(
        ["prompt", "image"],
        ["image", "tellAll", onError(TypeError, { capture: "error" })],
        ["image", "perhaps", onError()],
        [["image", "tellAll"], "perhaps"],
      )
      .withEntrypoint("prompt")
      .build();
`,
  );

  accepted(
    "where what an earlier action wrote is still there, narrowed as it was",
    `
    ${declared({
      decide: { writes: 'mode: v.picklist(["image", "code"])' },
      draw: { writes: "mode: v.null()" },
      image: { reads: 'mode: v.literal("image")' },
    })}
    application()
      .withActions({ decide, draw, image })
      .withTransitions(["decide", "draw", when({ mode: "image" })], ["draw", "image", onError()])
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "behind a transition that is always open: only what the action throws takes the edge, so neither hides the other",
    `
    ${actions({ image: "-> url", show: "url ->", apologise: "->" })}
    application()
      .withActions({ image, show, apologise })
      .withTransitions(["image", "show"], ["image", "apologise", onError()])
      .withEntrypoint("image")
      .build();
`,
  );
});
