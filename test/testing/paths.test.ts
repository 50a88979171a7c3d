import fc from "fast-check";
import { action, application, onError, when } from "typeburr";
import { type Edge, type Paths, paths } from "typeburr/testing";
import { describe, expect, test } from "vitest";
import { holds } from "../support/property.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { chat } from "./chat.js";

const namesOf = (all: Paths): string[] => all.paths.map(({ name }) => name);
const idle = action({ reads: {}, writes: {}, run: (state) => state });

describe("paths", () => {
  test("take every edge of a graph, those that nothing fails on first", () => {
    const all = paths(chat.build().graph);
    expect(namesOf(all)).toEqual([
      "prompt → checkSafety (safe=true) → answer → prompt",
      "prompt → checkSafety → refuse → prompt",
      "prompt → checkSafety (safe=true) → answer (on TypeError) → refuse",
    ]);
    expect(all.paths[2]?.actions).toEqual(["prompt", "checkSafety", "answer", "refuse"]);
    expect(all.paths[2]?.edges.map(({ isError }) => isError)).toEqual([false, false, true]);
    expect(all.unreachable).toEqual([]);
  });

  test("leave out what happens when an action fails, if they are asked to", () => {
    const all = paths(chat.build().graph, { errorEdges: false });
    expect(namesOf(all)).toHaveLength(2);
    expect(all.paths.flatMap(({ edges }) => edges).some(({ isError }) => isError)).toBe(false);
  });

  test("take a loop once, and loops of one action", () => {
    const begun = application().withActions({ a: idle, b: idle }).withEntrypoint("a").withState({ n: 0 });
    const app = begun
      .withTransitions(["a", "a", when({ n: 1 })], ["a", "b", when({ n: 2 })], ["b", "a", when({ n: 3 })])
      .build();
    expect(namesOf(paths(app.graph))).toEqual(["a (n=1) → a", "a (n=2) → b (n=3) → a"]);
  });

  test("go through what is taken already to what is not", () => {
    const begun = application().withActions({ a: idle, b: idle, c: idle, d: idle, e: idle, f: idle, g: idle });
    const app = begun
      .withTransitions(["a", "b", when({ n: 1 })], ["a", "c"], [["b", "c"], "d"])
      .withTransitions(["d", "e", when({ n: 1 })], ["d", "f"], [["e", "f"], "g"])
      .withEntrypoint("a")
      .withState({ n: 0 })
      .build();
    expect(paths(app.graph).paths.map(({ actions }) => actions.join(""))).toEqual(["abdeg", "acdfg"]);
  });

  test("list apart what cannot be reached", () => {
    const app = js
      .application()
      .withActions({ a: idle, b: idle, c: idle })
      .withTransitions(["a", "b"], ["a", "c", when({ n: 1 })], ["c", "a"], [["b", "b"], "b"])
      .withEntrypoint("a")
      .build();
    const all = paths(app.graph as never);
    expect(namesOf(all)).toEqual(["a → b → b"]);
    expect(all.unreachable).toEqual([
      { from: "a", to: "c", condition: "n=1", isError: false },
      { from: "c", to: "a", condition: "default", isError: false },
    ]);
  });

  test("are none where there is nothing to take", () => {
    const app = application().withActions({ a: idle }).withEntrypoint("a").build();
    expect(paths(app.graph)).toEqual({ paths: [], unreachable: [] });
  });

  test("refuse what is no graph, and options that there are not", async () => {
    const { graph } = chat.build();
    await expectRefusal(() => paths(chat as never), refusal("DefinitionError", "app.graph", "an object"));
    await expectRefusal(() => paths(graph, { errors: true } as never), refusal("DefinitionError", "'errors'"));
    await expectRefusal(() => paths(graph, { errorEdges: 1 } as never), refusal("DefinitionError", "errorEdges"));
  });
});

// A graph as a list of transitions between numbered actions; the first one is the entrypoint
const graphs = fc.integer({ min: 1, max: 9 }).chain((size) => {
  const name = fc.nat({ max: size - 1 }).map((index) => `a${index}`);
  const kind = fc.constantFrom("always" as const, "when" as const, "when" as const, "error" as const);
  const transitions = fc.array(fc.record({ from: name, to: name, kind }), { maxLength: 25 });
  return fc.record({ size: fc.constant(size), transitions });
});
type RandomGraph = typeof graphs extends fc.Arbitrary<infer Value> ? Value : never;

// Each condition has a name of its own, by which its edge is known
function built({ size, transitions }: RandomGraph): Paths {
  const actions = Object.fromEntries(Array.from({ length: size }, (_, index) => [`a${index}`, idle]));
  const conditions = { always: () => undefined, when: (n: number) => when({ n }), error: () => onError() };
  const app = js
    .application()
    .withActions(actions)
    .withTransitions(...transitions.map(({ from, to, kind }, index) => [from, to, conditions[kind](index)]))
    .withEntrypoint("a0")
    .withState({ n: 0 })
    .build();
  return paths(app.graph as never);
}

// The edges as a walker finds them that shares no code with the one that is tested
function reachable({ transitions }: RandomGraph): Edge[] {
  const conditions = { always: () => "default", when: (n: number) => `n=${n}`, error: () => "on error" };
  const edges = transitions.map(({ from, to, kind }, index) => {
    const isDead = transitions.slice(0, index).some((one) => one.from === from && one.kind === "always");
    const edge = { from, to, condition: conditions[kind](index), isError: kind === "error" };
    return { edge, isLive: kind === "error" || !isDead };
  });
  const live = edges.flatMap(({ edge, isLive }) => (isLive ? [edge] : []));
  const reached = new Set(["a0"]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { from, to } of live) if (reached.has(from)) reached.add(to);
  }
  return live.filter(({ from }) => reached.has(from));
}

describe("paths of any graph", () => {
  const told = (edges: readonly Edge[]): string[] => edges.map((edge) => JSON.stringify(edge)).sort();
  const unique = (edges: readonly Edge[]): Edge[] => [...new Set(edges)];

  test("take every edge that can be reached, and no other", () => {
    holds(
      fc.property(graphs, (graph) => {
        const { paths: all, unreachable } = built(graph);
        const taken = unique(all.flatMap(({ edges }) => edges));
        expect(told(taken)).toEqual(told(reachable(graph)));
        expect(taken.length + unreachable.length).toBe(graph.transitions.length);
      }),
    );
  });

  test("begin at the entrypoint, hang together, and come to no action twice but at their end", () => {
    holds(
      fc.property(graphs, (graph) => {
        for (const { actions, edges } of built(graph).paths) {
          expect(actions[0]).toBe("a0");
          expect(edges.map(({ from }) => from)).toEqual(actions.slice(0, -1));
          expect(edges.map(({ to }) => to)).toEqual(actions.slice(1));
          expect(new Set(actions.slice(0, -1)).size).toBe(actions.length - 1);
        }
      }),
    );
  });

  test("are no more than the edges, each takes one that no earlier one has, and they are the same each time", () => {
    holds(
      fc.property(graphs, (graph) => {
        const { paths: all } = built(graph);
        const seen = new Set<Edge>();
        for (const { edges } of all) {
          expect(edges.some((edge) => !seen.has(edge))).toBe(true);
          for (const edge of edges) seen.add(edge);
        }
        expect(all.length).toBeLessThanOrEqual(seen.size);
        expect(built(graph).paths).toEqual(all);
      }),
    );
  });
});
