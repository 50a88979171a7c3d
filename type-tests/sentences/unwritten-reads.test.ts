import { describe } from "vitest";
import { actions, askAlso, refused } from "../harness/annotated.js";

// T1: a key that an action reads is written on every path from the entrypoint to it. The sentence tells a shortest path
// to the reader that such a path meets first.

askAlso("6.0");

describe("a read that nothing writes", () => {
  refused(
    "anywhere",
    `
    ${actions({ prompt: "-> prompt", respond: "response ->" })}
    application()
      .withActions({ prompt, respond })
      .withTransitions(["prompt", "respond"])
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'response', which nothing writes on the path prompt → respond"
`,
  );

  refused(
    "before the entrypoint: the path is the entrypoint alone",
    `
    ${actions({ respond: "response ->" })}
    application().withActions({ respond }).withEntrypoint("respond").build();
//                                                                   ^^^^^ 2349 "action 'respond' reads 'response', which nothing writes on the path respond"
`,
  );

  refused(
    "before the reader itself does",
    `
    ${actions({ count: "n -> n" })}
    application().withActions({ count }).withTransitions(["count", "count"]).withEntrypoint("count").build();
//                                                                                                   ^^^^^ 2349 "action 'count' reads 'n', which nothing writes on the path count"
`,
  );

  refused(
    "but an action that is never reached",
    `
    ${actions({ start: "->", reader: "x ->", writer: "-> x" })}
    application()
      .withActions({ start, reader, writer })
      .withTransitions(["start", "reader"], ["writer", "reader"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'reader' reads 'x', which nothing writes on the path start → reader"
`,
  );

  refused(
    "but an action that may leave it out, or write undefined: that does not fit, either",
    `
    ${actions({ start: "-> x?", reader: "x ->" })}
    application().withActions({ start, reader }).withTransitions(["start", "reader"]).withEntrypoint("start").build();
//                                                                                                            ^^^^^ 2349 "action 'reader' reads 'x', which nothing writes on the path start → reader"
//                                                                                                            ^^^^^ 2349 "action 'reader' reads 'x', but what 'start' leaves there does not fit its schema"
`,
  );

  refused(
    "and the initial state may lack",
    `
    ${actions({ start: "->", reader: "x ->" })}
    const initial: { x?: string } = {};
    application()
      .withActions({ start, reader })
      .withTransitions(["start", "reader"])
      .withEntrypoint("start")
      .withState(initial)
      .build();
//     ^^^^^ 2349 "action 'reader' reads 'x', which nothing writes on the path start → reader"
//     ^^^^^ 2349 "action 'reader' reads 'x', but what the initial state leaves there does not fit its schema"
`,
  );
});

describe("a read that only some paths write", () => {
  refused(
    "for want of one branch",
    `
    ${actions({ prompt: "-> prompt", safety: "prompt -> safe", answer: "-> response", respond: "response ->" })}
    application()
      .withActions({ prompt, safety, answer, respond })
      .withTransitions(
        ["prompt", "safety"],
        ["safety", "answer", when({ safe: "yes" })],
        ["safety", "respond"],
        ["answer", "respond"],
      )
      .withEntrypoint("prompt")
      .build();
//     ^^^^^ 2349 "action 'respond' reads 'response', which nothing writes on the path prompt → safety → respond"
`,
  );

  refused(
    "for want of the first turn of a loop",
    `
    ${actions({ start: "->", reader: "x ->", writer: "-> x" })}
    application()
      .withActions({ start, reader, writer })
      .withTransitions(["start", "reader"], ["reader", "writer"], ["writer", "reader"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'reader' reads 'x', which nothing writes on the path start → reader"
`,
  );

  refused(
    "for want of one source of a list",
    `
    ${actions({ start: "-> go", left: "-> x", right: "->", reader: "x ->" })}
    application()
      .withActions({ start, left, right, reader })
      .withTransitions(["start", "left", when({ go: "left" })], ["start", "right"], [["left", "right"], "reader"])
      .withEntrypoint("start")
      .build();
//     ^^^^^ 2349 "action 'reader' reads 'x', which nothing writes on the path start → right → reader"
`,
  );

  refused(
    "through a loop that goes around the writer, where the branches cross",
    `
    ${actions({ a: "-> go", b: "->", c: "->", d: "-> x", e: "x ->" })}
    application()
      .withActions({ a, b, c, d, e })
      .withTransitions(
        ["a", "b", when({ go: "b" })],
        ["a", "c"],
        ["b", "c", when({ go: "c" })],
        ["b", "d"],
        ["c", "b", when({ go: "b" })],
        ["c", "d", when({ go: "d" })],
        ["c", "e"],
        ["d", "e"],
      )
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "action 'e' reads 'x', which nothing writes on the path a → c → e"
`,
  );
});

describe("the path", () => {
  refused(
    "ends at the reader that is met first, not at the others behind it",
    `
    ${actions({ a: "->", b: "x ->", c: "x ->", d: "x ->" })}
    application()
      .withActions({ d, c, b, a })
      .withTransitions(["a", "b"], ["b", "c"], ["c", "d"])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "action 'b' reads 'x', which nothing writes on the path a → b"
`,
  );

  refused(
    "is a shortest one",
    `
    ${actions({ a: "-> go", b: "->", c: "->", d: "->", reader: "x ->" })}
    application()
      .withActions({ a, b, c, d, reader })
      .withTransitions(["a", "b", when({ go: "b" })], ["a", "d"], ["b", "c"], ["c", "reader"], ["d", "reader"])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "action 'reader' reads 'x', which nothing writes on the path a → d → reader"
`,
  );

  refused(
    "is, of two readers as near, the one whose transition is declared first",
    `
    ${actions({ a: "-> go", b: "x ->", c: "x ->" })}
    application()
      .withActions({ a, b, c })
      .withTransitions(["a", "c", when({ go: "c" })], ["a", "b"])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "action 'c' reads 'x', which nothing writes on the path a → c"
`,
  );

  refused(
    "is, of two ways as long, the one whose transition into the reader is declared first",
    `
    ${actions({ a: "-> go", b: "->", c: "->", reader: "x ->" })}
    application()
      .withActions({ a, b, c, reader })
      .withTransitions(["c", "reader"], ["b", "reader"], ["a", "b", when({ go: "b" })], ["a", "c"])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "action 'reader' reads 'x', which nothing writes on the path a → c → reader"
`,
  );

  refused(
    "is, within a list of sources, through the one that stands first",
    `
    ${actions({ a: "-> go", b: "->", c: "->", reader: "x ->" })}
    application()
      .withActions({ a, b, c, reader })
      .withTransitions(["a", "b", when({ go: "b" })], ["a", "c"], [["c", "b"], "reader"])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "action 'reader' reads 'x', which nothing writes on the path a → c → reader"
`,
  );

  refused(
    "of 11 actions is told whole",
    `
    ${chain(11)}
//     ^^^^^ 2349 "action 'a10' reads 'x', which nothing writes on the path a0 → a1 → a2 → a3 → a4 → a5 → a6 → a7 → a8 → a9 → a10"
`,
  );

  refused(
    "of 12 actions and more is told with its beginning and its end",
    `
    ${chain(12)}
//     ^^^^^ 2349 "action 'a11' reads 'x', which nothing writes on the path a0 → a1 → a2 → a3 → … → a9 → a10 → a11"
`,
  );
});

describe("several keys", () => {
  refused(
    "are told together, each with its own path",
    `
    ${actions({ a: "-> x", b: "x y ->", c: "z ->" })}
    application()
      .withActions({ a, b, c })
      .withTransitions(["a", "b"], ["b", "c"])
      .withEntrypoint("a")
      .build();
//     ^^^^^ 2349 "action 'b' reads 'y', which nothing writes on the path a → b"
//     ^^^^^ 2349 "action 'c' reads 'z', which nothing writes on the path a → b → c"
`,
  );

  refused(
    "of one action, too",
    `
    ${actions({ a: "x y z ->" })}
    application().withActions({ a }).withEntrypoint("a").withState({ y: "" }).build();
//                                                                            ^^^^^ 2349 "action 'a' reads 'x', which nothing writes on the path a"
//                                                                            ^^^^^ 2349 "action 'a' reads 'z', which nothing writes on the path a"
`,
  );

  refused(
    "are, if they are too many for one message, told by some of them and by their number",
    `
    ${actions({ a: "q r s t u v w x y z ->" })}
    application().withActions({ a }).withEntrypoint("a").build();
//                                                       ^^^^^ 2349 "action 'a' reads '
//                                                       ^^^^^ 2349 which nothing writes on the path a"
//                                                       ^^^^^ 2349 more ... |
//                                                       ^^^^^ 2349 has no call signatures.
`,
  );
});

/** Actions a0, a1, ... in a row; the last reads what none writes. */
function chain(length: number): string {
  const names = Array.from({ length }, (_, i) => `a${i}`);
  const table = Object.fromEntries(names.map((name, i) => [name, i === length - 1 ? "x ->" : "->"]));
  const transitions = names.slice(1).map((name, i) => `["a${i}", "${name}"]`);
  return `${actions(table)}
    application().withActions({ ${names.join(", ")} }).withTransitions(${transitions.join(", ")}).withEntrypoint("a0")
      .build();`;
}
