import { describe } from "vitest";
import { accepted, actions } from "../harness/annotated.js";

// Programs that are right, although a check by counting, by one pass, or of one path would refuse them.

describe("what is written on every path", () => {
  accepted(
    "is there, although each branch has a writer of its own",
    `
    ${actions({ start: "-> go", left: "-> x", right: "-> x", reader: "x ->" })}
    application()
      .withActions({ start, left, right, reader })
      .withTransitions(["start", "left", when({ go: "left" })], ["start", "right"], [["left", "right"], "reader"])
      .withEntrypoint("start")
      .build();
`,
  );

  accepted(
    "is there, although a loop leads back to its reader",
    `
    ${actions({ start: "-> x", reader: "x ->", other: "-> y" })}
    application()
      .withActions({ start, reader, other })
      .withTransitions(["start", "reader"], ["reader", "other"], ["other", "reader"])
      .withEntrypoint("start")
      .build();
`,
  );

  accepted(
    "is there, although the reader is declared before the writer, in every list",
    `
    ${actions({ reader: "x ->", start: "-> x" })}
    application()
      .withActions({ reader, start })
      .withTransitions(["reader", "start"], ["start", "reader"])
      .withEntrypoint("start")
      .build();
`,
  );

  accepted(
    "is there when a loop writes before it reads",
    `
    ${actions({ start: "->", writer: "-> x", reader: "x -> y" })}
    application()
      .withActions({ start, writer, reader })
      .withTransitions(["start", "writer"], ["writer", "reader"], ["reader", "writer", when({ y: "" })], ["reader", "start"])
      .withEntrypoint("start")
      .build();
`,
  );

  accepted(
    "is there when all ways into a loop with two entries write it",
    `
    ${actions({ a: "-> x go", b: "x ->", c: "x ->", d: "x ->" })}
    application()
      .withActions({ a, b, c, d })
      .withTransitions(["a", "b", when({ go: "b" })], ["a", "c"], ["b", "c", when({ go: "c" })], ["b", "d"], ["c", "b"])
      .withEntrypoint("a")
      .build();
`,
  );

  accepted(
    "is there for an action that reads it and writes it",
    `
    ${actions({ start: "-> count", count: "count -> count" })}
    application()
      .withActions({ start, count })
      .withTransitions([["start", "count"], "count"])
      .withEntrypoint("start")
      .build();
`,
  );
});

describe("what needs no writer", () => {
  accepted(
    "is an optional read, with a default or without",
    `
    const reader = action({
      reads: { a: v.optional(v.string()), b: v.optional(v.string(), "b"), c: v.nullish(v.number()), d: v.undefinedable(v.string()) },
      writes: { n: v.number() },
      run: (state) => state.update({ n: state.b.length + (state.a?.length ?? 0) + (state.c ?? 0) }),
    });
    application().withActions({ reader }).withEntrypoint("reader").build();
`,
  );

  accepted(
    "is what an action reads that cannot be reached",
    `
    ${actions({ start: "->", unreachable: "x ->", behind: "y ->" })}
    application()
      .withActions({ start, unreachable, behind })
      .withTransitions(["unreachable", "behind"], ["behind", "start", when({ z: "" })], ["behind", "unreachable"])
      .withEntrypoint("start")
      .build();
`,
  );

  accepted(
    "is what stands in the initial state, given anywhere behind the actions",
    `
    ${actions({ a: "x -> y", b: "x y ->" })}
    application().withActions({ a, b }).withState({ x: "" }).withTransitions(["a", "b"]).withEntrypoint("a").build();
    application().withActions({ a, b }).withEntrypoint("a").withTransitions(["a", "b"]).withState({ x: "" }).build();
    application().withActions({ a, b }).withTransitions(["a", "b"]).withEntrypoint("a").withState({ x: "" }).build();
`,
  );

  accepted(
    "is the list that append starts, the number that increment starts",
    `
    const remember = action({
      reads: {},
      writes: { history: v.array(v.string()), n: v.number() },
      run: (state) => state.append({ history: "" }).increment({ n: 1 }),
    });
    const tell = action({ reads: { history: v.array(v.string()), n: v.number() }, writes: {}, run: (state) => state });
    application().withActions({ remember, tell }).withTransitions(["remember", "tell"]).withEntrypoint("remember").build();
`,
  );
});

describe("an initial value", () => {
  accepted(
    "may be null, where it is overwritten before it is read",
    `
    ${actions({ write: "-> draft", read: "draft ->" })}
    application()
      .withActions({ write, read })
      .withTransitions(["write", "read"])
      .withEntrypoint("write")
      .withState({ draft: null })
      .build();
`,
  );

  accepted(
    "may be an empty list, a list, a literal, an object",
    `
    const chat = action({
      reads: { history: v.array(v.object({ role: v.picklist(["user", "bot"]) })), mode: v.picklist(["a", "b"]), safe: v.literal(true) },
      writes: {},
      run: (state) => state,
    });
    const start = application().withActions({ chat }).withEntrypoint("chat");
    start.withState({ history: [], mode: "a", safe: true }).build();
    start.withState({ history: [{ role: "user" }], mode: "b", safe: true }).build();
`,
  );

  accepted(
    "may have keys that no action knows, and come from an interface",
    `
    ${actions({ a: "x ->" })}
    interface Initial { x: string; other: Date }
    const initial: Initial = { x: "", other: new Date() };
    application().withActions({ a }).withEntrypoint("a").withState(initial).build();
`,
  );
});

describe("a graph", () => {
  accepted(
    "needs no transitions",
    `
    ${actions({ only: "-> x" })}
    application().withActions({ only }).withEntrypoint("only").build();
`,
  );

  accepted(
    "may be added to, call by call",
    `
    ${actions({ a: "-> x", b: "x -> y", c: "x y ->" })}
    application()
      .withActions({ a })
      .withActions({ b })
      .withEntrypoint("a")
      .withTransitions(["a", "b"])
      .withActions({ c })
      .withTransitions(["b", "c"])
      .build();
`,
  );

  accepted(
    "may have names that are no identifiers, and names of Object's own",
    `
    ${actions({ a: "-> x", b: "x ->" })}
    const app = application()
      .withActions({ "look up": a, constructor: b, "7": b, toString: b })
      .withTransitions(["look up", "constructor"], ["constructor", "7"], ["7", "toString"])
      .withEntrypoint("look up")
      .build();
    app.run({ haltAfter: ["constructor"], haltBefore: ["7"] });
`,
  );

  accepted(
    "may be put together by a program, which graph.check() then looks at",
    `
    ${actions({ a: "->", b: "x ->" })}
    const transitions: ["a" | "b", "a" | "b"][] = [["a", "b"]];
    application().withActions({ a, b }).withTransitions(...transitions).withEntrypoint("a").build();
    const all: Record<string, AnyAction> = { a, b };
    application().withActions(all).withTransitions(["a", "b"]).withEntrypoint("a").build();
`,
  );
});
