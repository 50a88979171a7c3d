import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";

const idle = js.action({ reads: {}, writes: {}, run: (state: unknown) => state });
const graphOf = (names: string[], transitions: unknown[]) =>
  js
    .application()
    .withActions(Object.fromEntries(names.map((name) => [name, idle])))
    .withTransitions(...transitions)
    .withEntrypoint(names[0])
    .build().graph;
const draw = (names: string[], transitions: unknown[], options?: unknown): string =>
  graphOf(names, transitions).toDot(options);

describe("toDot", () => {
  test("draws the entrypoint oval, conditions on the edges, defaults dashed, and error edges dotted and red", () => {
    const text = draw(
      ["ask", "check", "answer"],
      [
        ["ask", "check"],
        ["check", "answer", { safe: true }],
        ["check", "ask"],
        [["ask", "check"], "answer", js.onError(TypeError)],
      ],
    );
    expect(text).toBe(
      [
        "digraph {",
        "  rankdir=TB;",
        '  node [shape=box, style="rounded"];',
        '  a0 [label="ask", shape=oval];',
        '  a1 [label="check"];',
        '  a2 [label="answer"];',
        "  a0 -> a1;",
        '  a1 -> a2 [label="safe=true"];',
        "  a1 -> a0 [style=dashed];",
        '  a0 -> a2 [label="on TypeError", style=dotted, color=red3, fontcolor=red3];',
        '  a1 -> a2 [label="on TypeError", style=dotted, color=red3, fontcolor=red3];',
        "}",
        "",
      ].join("\n"),
    );
  });

  test("goes left to right, and shows what the actions declare, when asked", () => {
    const ask = js.action({
      reads: { topic: v.optional(v.string()) },
      writes: { question: v.string(), asked: v.number() },
      inputs: { text: v.string() },
      deletes: ["draft"],
      run: (state: unknown) => state,
    });
    const { graph } = js.application().withActions({ ask }).withEntrypoint("ask").build();

    expect(graph.toDot({ direction: "LR", schemas: true })).toBe(
      [
        "digraph {",
        "  rankdir=LR;",
        '  node [shape=box, style="rounded"];',
        '  a0 [label="ask\\nreads topic?\\nwrites question, asked\\ninputs text\\ndeletes draft", shape=oval];',
        "}",
        "",
      ].join("\n"),
    );
  });

  test.each([
    ['say "hi"', 'say \\"hi\\"'],
    ["back\\slash\\", "back\\\\slash\\\\"],
    ["\\N", "\\\\N"],
    ["&lt; &amp;", "&amp;lt; &amp;amp;"],
    ['a"];\n  evil [label="x', 'a\\"];␊  evil [label=\\"x'],
    ["<b>html</b>", "<b>html</b>"],
    ["naïve 日本語 🙂", "naïve 日本語 🙂"],
    ["half \ud800, \u202eturned", "half \ufffd, \ufffdturned"],
    ["__proto__", "__proto__"],
  ])("an action named %j stays within its quotes", (name, label) => {
    const lines = draw([name, "other"], [["other", name, js.condition({ reads: {}, test: () => true, name })]]).split(
      "\n",
    );

    expect(lines).toHaveLength(8);
    expect(lines[3]).toBe(`  a0 [label="${label}", shape=oval];`);
    expect(lines[5]).toBe(`  a1 -> a0 [label="${label}"];`);
  });

  test("tells the same arcs as toMermaid", () => {
    const graph = graphOf(
      ["a", "b", "c"],
      [
        [["a", "b"], "c", { x: 1 }],
        [["a", "b", "c"], "a"],
        ["c", "c", js.onError()],
      ],
    );
    const arcsOf = (text: string, arrow: RegExp) => [...text.matchAll(arrow)].map(([, from, to]) => `${from} ${to}`);

    expect(arcsOf(graph.toDot(), /^ {2}(a\d) -> (a\d)/gm)).toEqual(
      arcsOf(graph.toMermaid(), /^ {2}(a\d) (?:-->|-\.).* ?(a\d)$/gm),
    );
  });

  test("refuses wrong options", async () => {
    await expectRefusal(() => draw(["a"], [], "LR"), refusal("DefinitionError", "toDot()", "a string"));
    await expectRefusal(() => draw(["a"], [], { direction: "TB" }), refusal("DefinitionError", '"TD" or "LR"', "'TB'"));
    await expectRefusal(() => draw(["a"], [], { schema: true }), refusal("DefinitionError", "'schema'", "'schemas'"));
    await expectRefusal(() => draw(["a"], [], { schemas: 1 }), refusal("DefinitionError", "true or false", "a number"));
  });
});
