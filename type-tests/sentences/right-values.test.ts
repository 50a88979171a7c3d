import { describe } from "vitest";
import { accepted, actions } from "../harness/annotated.js";
import { declared } from "./declared.js";

// Programs that are right, although a check that compares each reader with each writer, or each schema with each, would
// refuse them.

const Mode = 'v.picklist(["image", "code", "text"])';

describe("a writer whose value a reader does not take", () => {
  accepted(
    "is fine behind another one: only the last writer counts",
    `
    ${declared({ sketch: { writes: "draft: v.null()" }, write: { writes: "draft: v.string()" }, post: { reads: "draft: v.string()" } })}
    application()
      .withActions({ sketch, write, post })
      .withTransitions(["sketch", "write"], ["write", "post"])
      .withEntrypoint("sketch")
      .build();
`,
  );

  accepted(
    "is fine where each branch has its own readers of the same key",
    `
    ${declared({
      decide: { writes: "ask: v.boolean()" },
      number: { writes: "x: v.number()" },
      double: { reads: "x: v.number()" },
      word: { writes: "x: v.string()" },
      shout: { reads: "x: v.string()" },
    })}
    application()
      .withActions({ decide, number, double, word, shout })
      .withTransitions(
        ["decide", "number", when({ ask: true })],
        ["decide", "word"],
        ["number", "double"],
        ["word", "shout"],
        [["double", "shout"], "decide"],
      )
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "is fine where nothing leads to that writer",
    `
    ${declared({ start: { writes: "n: v.number()" }, lost: { writes: "n: v.string()" }, show: { reads: "n: v.number()" } })}
    application()
      .withActions({ start, lost, show })
      .withTransitions([["start", "lost"], "show"])
      .withEntrypoint("start")
      .build();
`,
  );

  accepted(
    "is fine where it has failed, so that its value was not written",
    `
    ${declared({
      start: { writes: "n: v.number()" },
      parse: { reads: "n: v.number()", writes: "n: v.string()" },
      show: { reads: "n: v.number()" },
      shout: { reads: "n: v.string()" },
    })}
    application()
      .withActions({ start, parse, show, shout })
      .withTransitions(["start", "parse"], ["parse", "show", onError()], ["parse", "shout"])
      .withEntrypoint("start")
      .build();
`,
  );
});

describe("a reader that takes less than is written", () => {
  accepted(
    "is fine behind a when, with each literal on its own edge",
    `
    ${declared({
      decide: { writes: `mode: ${Mode}` },
      image: { reads: 'mode: v.literal("image")' },
      code: { reads: 'mode: v.literal("code")' },
      text: { reads: 'mode: v.literal("text")' },
    })}
    application()
      .withActions({ decide, image, code, text })
      .withTransitions(
        ["decide", "image", when({ mode: "image" })],
        ["decide", "code", { mode: "code" }],
        ["decide", "text"],
        [["image", "code", "text"], "decide"],
      )
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "is fine behind two edges that take one value each, through an action that does not touch the key",
    `
    ${declared({
      decide: { writes: `mode: ${Mode}` },
      log: {},
      done: {},
      draw: { reads: 'mode: v.picklist(["image", "code"])' },
    })}
    application()
      .withActions({ decide, log, done, draw })
      .withTransitions(
        ["decide", "log", when({ mode: "image" })],
        ["decide", "log", when({ mode: "code" })],
        ["decide", "done"],
        ["log", "draw"],
      )
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "is fine behind exclusions that two actions in a row have made",
    `
    ${declared({
      decide: { writes: `mode: ${Mode}` },
      second: {},
      image: {},
      code: {},
      text: { reads: 'mode: v.literal("text")' },
    })}
    application()
      .withActions({ decide, second, image, code, text })
      .withTransitions(
        ["decide", "image", when({ mode: "image" })],
        ["decide", "second"],
        ["second", "code", when({ mode: "code" })],
        ["second", "text"],
      )
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "is fine behind and(when(...), condition(...)): the first part is known to hold",
    `
    ${declared({ decide: { writes: `mode: ${Mode}, n: v.number()` }, image: { reads: 'mode: v.literal("image")' }, rest: {} })}
    const isBig = condition({ reads: { n: v.number() }, test: (state) => state.n > 1 });
    application()
      .withActions({ decide, image, rest })
      .withTransitions(["decide", "image", and(when({ mode: "image" }), isBig)], ["decide", "rest"])
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "is fine behind not(...) of all the others, and of null",
    `
    ${declared({
      decide: { writes: `mode: v.nullable(${Mode})` },
      image: { reads: 'mode: v.literal("image")' },
      any: { reads: `mode: ${Mode}` },
    })}
    application()
      .withActions({ decide, image, any })
      .withTransitions(
        ["decide", "image", and(not(when({ mode: "code" })), not(when({ mode: "text" })), not(when({ mode: null })))],
        ["decide", "any", not(when({ mode: null }))],
        ["decide", "decide"],
      )
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "is fine where a loop writes the key again before it comes back",
    `
    ${declared({
      decide: { writes: `mode: ${Mode}` },
      image: { reads: 'mode: v.literal("image")' },
      spoil: { writes: "mode: v.null()" },
      rest: {},
    })}
    application()
      .withActions({ decide, image, spoil, rest })
      .withTransitions(["decide", "image", when({ mode: "image" })], ["decide", "rest"], ["image", "spoil"], ["spoil", "decide"])
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "is fine where the wide value is narrowed to one that its type does not name: a string to a literal",
    `
    ${declared({ decide: { writes: "mode: v.string()" }, image: { reads: 'mode: v.literal("image")' }, rest: { reads: "mode: v.string()" } })}
    application()
      .withActions({ decide, image, rest })
      .withTransitions(["decide", "image", when({ mode: "image" })], ["decide", "rest"])
      .withEntrypoint("decide")
      .build();
`,
  );

  accepted(
    "is fine for booleans and numbers, too, and for 0 beside -0",
    `
    ${declared({
      decide: { writes: "safe: v.boolean(), n: v.picklist([0, 1])" },
      yes: { reads: "safe: v.literal(true), n: v.literal(1)" },
      no: { reads: "safe: v.literal(false)" },
      zero: { reads: "safe: v.literal(true), n: v.literal(0)" },
    })}
    application()
      .withActions({ decide, yes, no, zero })
      .withTransitions(
        ["decide", "no", when({ safe: false })],
        ["decide", "zero", when({ n: -0 })],
        ["decide", "yes"],
      )
      .withEntrypoint("decide")
      .build();
`,
  );
});

describe("schemas that are not the same, and fit all the same", () => {
  accepted(
    "objects with more properties, lists of narrower items, unions with fewer members",
    `
    ${declared({
      write: {
        writes:
          'user: v.object({ name: v.string(), age: v.number() }), roles: v.array(v.literal("bot")), id: v.string()',
      },
      read: {
        reads:
          'user: v.object({ name: v.string() }), roles: v.array(v.picklist(["bot", "user"])), id: v.union([v.string(), v.number()])',
      },
    })}
    application().withActions({ write, read }).withTransitions(["write", "read"]).withEntrypoint("write").build();
`,
  );

  accepted(
    "enumerations, picklists and literals of the same values, tagged unions and their members",
    `
    const Mode = { image: "image", code: "code" } as const;
    const Shape = v.variant("kind", [v.object({ kind: v.literal("dot") }), v.object({ kind: v.literal("line"), length: v.number() })]);
    ${declared({
      write: {
        writes:
          'mode: v.enum(Mode), word: v.literal("a"), shape: v.object({ kind: v.literal("line"), length: v.number() })',
      },
      read: { reads: 'mode: v.enum(Mode), word: v.picklist(["a", "b"]), shape: Shape' },
    })}
    application().withActions({ write, read }).withTransitions(["write", "read"]).withEntrypoint("write").build();
`,
  );

  accepted(
    "checks in a pipe: whether a value passes them is a matter of the value, and asked when it is there",
    `
    ${declared({
      write: { writes: "mail: v.string(), n: v.number()" },
      read: { reads: "mail: v.pipe(v.string(), v.email()), n: v.pipe(v.number(), v.integer(), v.minValue(0))" },
    })}
    application().withActions({ write, read }).withTransitions(["write", "read"]).withEntrypoint("write").build();
`,
  );

  accepted(
    "transforms: what the writer's makes of a value meets what the reader's takes",
    `
    ${declared({
      write: {
        writes:
          "age: v.pipe(v.string(), v.transform(Number)), date: v.pipe(v.string(), v.transform((text) => new Date(text)))",
      },
      read: { reads: "age: v.pipe(v.number(), v.transform(String)), date: v.date()" },
    })}
    application().withActions({ write, read }).withTransitions(["write", "read"]).withEntrypoint("write").build();
`,
  );

  accepted(
    "defaults: the reader's takes undefined, the writer's leaves none",
    `
    ${declared({
      write: { writes: "a: v.optional(v.number(), 1), b: v.optional(v.string())" },
      read: { reads: "b: v.optional(v.string(), 'b')" },
      sum: { reads: "a: v.number()" },
    })}
    application()
      .withActions({ write, read, sum })
      .withTransitions(["write", "read"], ["read", "sum"])
      .withEntrypoint("write")
      .withState({ a: 0 })
      .build();
`,
  );

  accepted(
    "any on either side, unknown for the reader",
    `
    ${declared({
      write: { writes: "a: v.any(), b: v.number(), c: v.number()" },
      read: { reads: "a: v.string(), b: v.any(), c: v.unknown()" },
    })}
    application().withActions({ write, read }).withTransitions(["write", "read"]).withEntrypoint("write").build();
`,
  );

  accepted(
    "keys that may all be null, in a graph whose readers all take null",
    `
    ${declared({
      ask: { writes: "a: v.nullable(v.string()), b: v.nullable(v.number())" },
      think: { reads: "a: v.nullable(v.string())", writes: "b: v.nullable(v.number())" },
      tell: { reads: "a: v.nullable(v.string()), b: v.nullable(v.number()), c: v.nullable(v.date())" },
    })}
    application()
      .withActions({ ask, think, tell })
      .withTransitions(["ask", "think"], ["think", "tell"], ["tell", "ask"])
      .withEntrypoint("ask")
      .withState({ a: null, b: null, c: null })
      .build();
`,
  );

  accepted(
    "classes, dates, maps, instances",
    `
    class Session { readonly #id = 1; get id() { return this.#id; } }
    ${declared({
      open: {
        writes:
          "session: v.instance(Session), at: v.date(), seen: v.map(v.string(), v.number()), tags: v.set(v.string())",
      },
      use: {
        reads:
          "session: v.instance(Session), at: v.date(), seen: v.map(v.string(), v.number()), tags: v.set(v.string())",
      },
    })}
    application().withActions({ open, use }).withTransitions(["open", "use"]).withEntrypoint("open").build();
`,
  );
});

describe("an initial value that its readers do not take", () => {
  accepted(
    "is fine where every path overwrites it, a failing one by trying again",
    `
    ${actions({ write: "-> draft", review: "draft -> ok", post: "draft ok ->" })}
    application()
      .withActions({ write, review, post })
      .withTransitions(["write", "write", onError({ max: 3 })], ["write", "review"], ["review", "post", when({ ok: "yes" })], ["review", "write"])
      .withEntrypoint("write")
      .withState({ draft: null, ok: undefined })
      .build();
`,
  );

  accepted(
    "is fine where a condition sends it elsewhere",
    `
    ${actions({ start: "->", edit: "draft -> draft", write: "-> draft" })}
    const initial: { draft: string | null } = { draft: null };
    application()
      .withActions({ start, edit, write })
      .withTransitions(["start", "edit", not(when({ draft: null }))], ["start", "write"], ["write", "edit"])
      .withEntrypoint("start")
      .withState(initial)
      .build();
`,
  );

  accepted(
    "is fine if it is a list, a tuple or an object that the editor has inferred wider or narrower",
    `
    ${declared({
      chat: {
        reads:
          'history: v.array(v.object({ role: v.picklist(["user", "bot"]), tags: v.array(v.string()) })), at: v.tuple([v.number(), v.number()])',
      },
    })}
    const start = application().withActions({ chat }).withEntrypoint("chat");
    start.withState({ history: [{ role: "user", tags: [] }, { role: "bot", tags: ["a"] }], at: [1, 2] }).build();
`,
  );
});
