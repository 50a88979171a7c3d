import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";

const idle = js.action({ reads: {}, writes: {}, run: (state: unknown) => state });
const draw = (names: string[], transitions: unknown[], options?: unknown): string =>
  js
    .application()
    .withActions(Object.fromEntries(names.map((name) => [name, idle])))
    .withTransitions(...transitions)
    .withEntrypoint(names[0])
    .build()
    .graph.toMermaid(options);

describe("toMermaid", () => {
  test("draws the entrypoint round, conditions on the edges, and the default dashed where it is one", () => {
    const text = draw(
      ["ask", "check", "answer"],
      [
        ["ask", "check"],
        ["check", "answer", { safe: true }],
        ["check", "ask"],
        [["answer"], "ask", js.otherwise],
      ],
    );
    expect(text).toBe(
      [
        "flowchart TD",
        '  a0(["ask"])',
        '  a1["check"]',
        '  a2["answer"]',
        "  a0 --> a1",
        '  a1 -->|"safe=true"| a2',
        "  a1 -.-> a0",
        "  a2 --> a0",
        "",
      ].join("\n"),
    );
  });

  test("draws an arrow for each source of a list, and a single action", () => {
    expect(
      draw(["a", "b"], [[["a", "b"], "b"]])
        .split("\n")
        .slice(3),
    ).toEqual(["  a0 --> a1", "  a1 --> a1", ""]);
    expect(draw(["a"], [])).toBe('flowchart TD\n  a0(["a"])\n');
  });

  test("draws error edges dotted and named; they make no default of a plain edge beside them", () => {
    const lines = draw(
      ["call", "parse", "apologise"],
      [
        ["call", "call", js.onError(TypeError, { max: 3 })],
        ["call", "parse"],
        [["call", "parse"], "apologise", js.onError()],
      ],
    ).split("\n");
    expect(lines.slice(4)).toEqual([
      '  a0 -. "on TypeError, 3 times" .-> a0',
      "  a0 --> a1",
      '  a0 -. "on error" .-> a2',
      '  a1 -. "on error" .-> a2',
      "",
    ]);
  });

  test("an error class of any name stays within its quotes", () => {
    const hostile = class extends Error {};
    Object.defineProperty(hostile, "name", { value: '" .-> a1\n  evil["x' });
    const [, , , edge] = draw(["a", "b"], [["a", "b", js.onError(hostile)]]).split("\n");
    expect(edge).toBe('  a0 -. "on #34; .-#62; a1#10;  evil#91;#34;x" .-> a1');
  });

  test("goes left to right when asked", () => {
    expect(draw(["a"], [], { direction: "LR" })).toBe('flowchart LR\n  a0(["a"])\n');
    expect(draw(["a"], [], {})).toBe(draw(["a"], []));
  });

  test("shows what the actions declare when asked, escaped as everything is", () => {
    const ask = js.action({
      reads: { topic: v.optional(v.string()), "a|b": v.string() },
      writes: { question: v.string(), asked: v.number() },
      inputs: { text: v.string() },
      deletes: ["draft"],
      run: (state: unknown) => state,
    });
    const app = js
      .application()
      .withActions({ ask, wait: idle })
      .withEntrypoint("ask")
      .withState({ "a|b": "" })
      .build();

    expect(app.graph.toMermaid({ schemas: true }).split("\n").slice(1)).toEqual([
      '  a0(["ask<br/>reads topic#63;, a#124;b<br/>writes question, asked<br/>inputs text<br/>deletes draft"])',
      '  a1["wait"]',
      "",
    ]);
    expect(app.graph.toMermaid({ schemas: false })).toBe(app.graph.toMermaid());
  });

  const hostile = [
    'say "hi"',
    "end",
    "graph TD; a-->b",
    "a]\n  evil[x",
    "<img src=x onerror=alert(1)>",
    "`markdown`",
    "#quot;",
    "%%{init: {}}%%",
    "a|b",
    "{curly}",
    "back\\slash",
    "naïve 日本語 🙂",
    "__proto__",
    "constructor",
  ];

  test.each(hostile)("an action named %j stays within its quotes, and can be read back", (name) => {
    const lines = draw(
      [name, "other"],
      [
        [name, "other"],
        ["other", name, js.when({ [name]: name })],
      ],
    ).split("\n");
    expect(lines).toHaveLength(6);
    for (const line of lines.slice(1, 5)) {
      expect(line).toMatch(
        /^ {2}a\d(\(\["[^"<>`\n{}[\]|\\;%]*(#\d+;[^"<>`\n{}[\]|\\;%]*)*"\]\)|\["[^"]*"\]| --> a\d| -->\|"[^"|<>`]*"\| a\d)$/,
      );
    }
    const [, quoted] = /"([^"]*)"/.exec(lines[1] ?? "") ?? [];
    expect(unescaped(quoted)).toBe(name);
    const [, edge] = /\|"([^"]*)"\|/.exec(lines[4] ?? "") ?? [];
    expect(unescaped(edge)).toBe(`${name}=${name}`);
  });

  test("a condition's name is escaped, too", () => {
    const named = js.condition({ reads: { n: v.number() }, test: () => true, name: 'n > "3" | #' });
    expect(draw(["a", "b"], [["a", "b", named]])).toContain('a0 -->|"n #62; #34;3#34; #124; #35;"| a1');
  });

  test("refuses wrong options", async () => {
    await expectRefusal(() => draw(["a"], [], null), refusal("DefinitionError", "toMermaid()", "null"));
    await expectRefusal(() => draw(["a"], [], "LR"), refusal("DefinitionError", "toMermaid()", "a string"));
    await expectRefusal(() => draw(["a"], [], []), refusal("DefinitionError", "toMermaid()", "an array"));
    await expectRefusal(() => draw(["a"], [], { schemas: "yes" }), refusal("DefinitionError", "schemas", "a string"));
    await expectRefusal(
      () => draw(["a"], [], { directions: "LR" }),
      refusal("DefinitionError", "no option 'directions'", "'direction'"),
    );
    await expectRefusal(() => draw(["a"], [], { direction: "up" }), refusal("DefinitionError", '"TD" or "LR"', "'up'"));
  });
});

const unescaped = (text = ""): string =>
  text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
