import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { checkStanding, type Where } from "../../../../src/graph/check/standing.js";
import { dataOf, type GraphData } from "../../../../src/graph/graph.js";
import { js } from "../../../support/untyped.js";
import { touches, typed } from "../graphs.js";

const begin: Where = { last: null, next: null, failed: null };
const behind = (last: string): Where => ({ ...begin, last });
const ahead = (next: string, failed: string | null = null): Where => ({ last: null, next, failed });

function graphOf(actions: Record<string, unknown>, transitions: unknown[], state: object = {}): GraphData {
  const app = js
    .application()
    .withActions(actions)
    .withTransitions(...transitions)
    .withEntrypoint(Object.keys(actions)[0])
    .withState(state)
    .build();
  return dataOf(app.graph) as GraphData;
}

const sentences = (...asked: Parameters<typeof checkStanding>): string[] =>
  checkStanding(...asked).map(({ message }) => message);

const count = typed({ counter: v.number() }, { counter: v.number() });
const finish = typed({ counter: v.number(), note: v.optional(v.string()) }, { result: v.string() });
const isLate = js.condition({ reads: { counter: v.number() }, test: () => true });
const counter = graphOf(
  { count, finish },
  [
    ["count", "finish", isLate],
    ["count", "count"],
  ],
  { counter: 0 },
);

describe("where it stands", () => {
  test("an action that is gone is told, with those there are, and nothing else", () => {
    const [problem, ...more] = checkStanding(counter, behind("cuont"), {});
    expect(more).toEqual([]);
    expect(problem).toEqual({
      key: null,
      message:
        "the graph has no action 'cuont', which has completed last: it has 'count' and 'finish'. Did you mean 'count'?",
      issues: [],
    });
    expect(sentences(counter, ahead("end"), {})).toEqual([
      "the graph has no action 'end', which is next: it has 'count' and 'finish'.",
    ]);
  });

  test("what is next decides, not what has completed before it", () => {
    expect(sentences(counter, { last: "gone", next: "count", failed: null }, { counter: 1 })).toEqual([]);
  });

  test("an error edge that is gone is told; and both its ends, if they are", () => {
    expect(sentences(counter, ahead("finish", "count"), { counter: 1 })).toEqual([
      "the graph has no error edge from 'count', which has failed, to 'finish', which is next",
    ]);
    expect(sentences(counter, ahead("end", "start"), {})).toEqual([
      "the graph has no action 'start', which has failed: it has 'count' and 'finish'.",
      "the graph has no action 'end', which is next: it has 'count' and 'finish'.",
    ]);
  });

  test("of a large graph the message tells ten names, of a long name its beginning", () => {
    const actions = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`action${i}`, touches("->")]));
    const [message = ""] = sentences(graphOf(actions, []), behind("x".repeat(5_000)), {});
    expect(message).toContain("'action8' and 'action9', and 190 more.");
    expect(message.length).toBeLessThan(400);
  });
});

describe("what is certain", () => {
  test("behind an action: what every way to its end writes", () => {
    const graph = graphOf(
      { prompt: touches("-> prompt"), image: touches("prompt -> response"), code: touches("prompt -> response draft") },
      [
        ["prompt", "image", js.when({ prompt: "draw" })],
        ["prompt", "code"],
        [["image", "code"], "prompt"],
      ],
    );
    expect(sentences(graph, behind("code"), { prompt: "" })).toEqual([
      "key 'response', which is certain behind action 'code', is missing",
      "key 'draft', which is certain behind action 'code', is missing",
    ]);
    expect(sentences(graph, behind("prompt"), {})).toEqual([
      "key 'prompt', which is certain behind action 'prompt', is missing",
    ]);
    expect(sentences(graph, ahead("prompt"), {})).toEqual([]);
    expect(sentences(graph, ahead("code"), {})).toEqual([
      "key 'prompt', which is certain before action 'code', is missing",
    ]);
  });

  test("at the entrypoint: what the initial state gives, though it may be deleted later", () => {
    const graph = graphOf(
      { a: touches("-> -paper"), b: touches("-> x") },
      [
        ["a", "b"],
        ["b", "a"],
      ],
      { paper: "" },
    );
    expect(sentences(graph, begin, {})).toEqual([
      "key 'paper', which is certain at the entrypoint, action 'a', is missing",
    ]);
    expect(sentences(graph, ahead("a"), {})).toEqual([]);
    expect(sentences(graph, behind("a"), {})).toEqual([]);
  });

  test("on an error edge: what was there before the failure, and what it captures", () => {
    const graph = graphOf(
      { ask: touches("-> question"), answer: touches("question -> response"), excuse: touches("->") },
      [
        ["ask", "answer"],
        ["answer", "excuse", js.onError({ capture: "problem" })],
      ],
    );
    expect(sentences(graph, ahead("excuse", "answer"), {})).toEqual([
      "key 'question', which is certain before action 'excuse', behind the failure of 'answer', is missing",
      "key 'problem', which is certain before action 'excuse', behind the failure of 'answer', is missing",
    ]);
  });

  test("where nothing leads: what the initial state gives and nobody deletes", () => {
    const graph = graphOf(
      { a: touches("-> x"), lost: touches("x -> y"), sweeper: touches("-> -broom") },
      [["lost", "sweeper"]],
      { broom: "", house: "" },
    );
    expect(sentences(graph, behind("lost"), {})).toEqual([
      "key 'house', which is certain behind action 'lost', is missing",
    ]);
  });

  test("a key by the name of an object's own method is missing like any other", () => {
    const graph = graphOf({ a: touches("-> toString __proto__x") }, []);
    expect(checkStanding(graph, behind("a"), {}).map(({ key }) => key)).toEqual(["toString", "__proto__x"]);
  });
});

describe("what fits", () => {
  test("a value that a reader refuses is told with valibot's issues", () => {
    expect(checkStanding(counter, ahead("count"), { counter: "3" })).toEqual([
      {
        key: "counter",
        message: `key 'counter' does not fit what action 'count' reads: Invalid type: Expected number but received "3"`,
        issues: [{ message: `Invalid type: Expected number but received "3"`, path: null }],
      },
    ]);
  });

  test("behind an action the conditions out of it are readers, too, and those further on are counted", () => {
    expect(sentences(counter, behind("count"), { counter: "3" })).toEqual([
      `key 'counter' does not fit what action 'count' and 2 more read: Invalid type: Expected number but received "3"`,
    ]);
    expect(sentences(counter, behind("finish"), { counter: "3", result: "" })).toEqual([]);
  });

  test("the condition is named, where it is the only one", () => {
    const graph = graphOf({ a: touches("-> x"), b: touches("->") }, [["a", "b", isLate]], { counter: 1 });
    expect(sentences(graph, behind("a"), { x: "", counter: null })).toEqual([
      "key 'counter' does not fit what the condition of a → b reads: Invalid type: Expected number but received null",
    ]);
  });

  test("the issues of every key and of every schema are told, with their places", () => {
    const Message = v.object({ role: v.string(), content: v.string() });
    const graph = graphOf(
      {
        a: typed({ list: v.array(Message), n: v.number() }, {}),
        b: typed({ list: v.array(v.unknown()), n: v.string() }, {}),
      },
      [["a", "b"]],
      { list: [] },
    );
    const problems = checkStanding(graph, begin, { list: [{ role: 1, content: "" }, { role: "" }], n: null });
    expect(problems.map(({ key, issues }) => [key, issues.map(({ path }) => path)])).toEqual([
      ["list", ["0.role", "1.content"]],
      ["n", [null]],
      ["n", [null]],
    ]);
  });

  test("a value that is overwritten before it is read is not held against anybody", () => {
    const graph = graphOf({ a: touches("-> draft"), b: touches("draft ->") }, [["a", "b"]], { draft: "" });
    expect(sentences(graph, begin, { draft: null })).toEqual([]);
    expect(sentences(graph, behind("a"), { draft: null })).toHaveLength(1);
  });

  test("nor one that a condition on the way excludes", () => {
    const draw = typed({ mode: v.literal("image") }, {});
    const graph = graphOf(
      { decide: touches("-> x"), draw, write: touches("->") },
      [
        ["decide", "draw", js.when({ mode: "image" })],
        ["decide", "write"],
      ],
      { mode: "image" },
    );
    expect(sentences(graph, behind("decide"), { x: "", mode: "code" })).toEqual([]);
    expect(sentences(graph, ahead("draw"), { x: "", mode: "code" })).toHaveLength(1);
  });

  test("what may be absent is looked at where it is there", () => {
    expect(sentences(counter, ahead("finish"), { counter: 1 })).toEqual([]);
    expect(sentences(counter, ahead("finish"), { counter: 1, note: 5 })).toHaveLength(1);
  });

  test("what nobody reads, and what nobody knows, is left alone", () => {
    expect(sentences(counter, behind("finish"), { counter: 1, result: 7, other: Number.NaN })).toEqual([]);
  });

  test("a check that throws at a value does not take it, and says why", () => {
    const upper = v.custom<string>((value) => (value as string).toUpperCase() !== "");
    const graph = graphOf({ a: typed({ x: upper }, {}) }, [], { x: "fine" });
    expect(sentences(graph, begin, { x: 3 })).toEqual([
      "key 'x' does not fit what action 'a' reads: value.toUpperCase is not a function",
    ]);
  });

  test("a long list is parsed once, though many read it, each by a schema of its own", () => {
    let parsed = 0;
    const seen = (value: unknown): boolean => {
      parsed += 1;
      return typeof value === "string";
    };
    const shared = v.array(v.custom<string>(seen));
    const list = Array.from({ length: 10_000 }, () => "message");
    const actions = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`a${i}`, typed({ list: shared }, {})]));
    const graph = graphOf(actions, [], { list: [] });
    parsed = 0;
    expect(sentences(graph, begin, { list })).toEqual([]);
    expect(parsed).toBe(10_000);
  });

  test("nor is it by schemas that look alike", () => {
    const Message = () => v.object({ role: v.picklist(["user", "assistant"]), content: v.string() });
    let asked = 0;
    const list = Array.from({ length: 10_000 }, () => ({
      role: "user",
      get content() {
        asked += 1;
        return "hello";
      },
    }));
    const actions = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`a${i}`, typed({ list: v.array(Message()) }, {})]),
    );
    expect(sentences(graphOf(actions, [], { list: [] }), begin, { list })).toEqual([]);
    expect(asked).toBeLessThanOrEqual(20_000);
  });
});
