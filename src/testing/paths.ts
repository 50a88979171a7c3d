import { DefinitionError } from "../errors.js";
import { dataOf, type Graph } from "../graph/graph.js";
import { checkNames } from "../options.js";
import { kindOf } from "../text/wording.js";
import { cover } from "./cover.js";
import { type Edge, edgesOf } from "./edges.js";

/** A way through a graph, from the entrypoint. */
export interface Path {
  /** For titles of tests: `prompt → checkSafety (safe=true) → answer`. */
  readonly name: string;
  /** The actions in the order in which they run. None stands there twice, but that the last may be one that has run before. */
  readonly actions: readonly string[];
  /** The transitions between them. */
  readonly edges: readonly Edge[];
}

/** Paths that take every edge that can be reached. */
export interface Paths {
  readonly paths: readonly Path[];
  /** The edges that no path takes: their source cannot be reached, or a transition before them is always open. */
  readonly unreachable: readonly Edge[];
}

/** Which edges `paths` takes. */
export interface PathsOptions {
  /** Whether paths may leave an action because it has failed. If not, what only a failure leads to is unreachable. */
  readonly errorEdges?: boolean;
}

/**
 * A small set of paths from the entrypoint that together take every edge of a graph: what tests have to walk to cover it. It
 * is the same each time. What conditions say is not looked at: whether one path can hold them all is for the test to find out.
 *
 * @param graph The graph of an application, `app.graph`.
 * @param options `errorEdges: false` leaves out the edges that are taken when an action has failed.
 * @returns The paths, and the edges that none of them can take.
 * @throws {DefinitionError} If it is no graph, or an option is unknown.
 * @example
 * ```ts
 * import { action, application, when } from "typeburr";
 * import { paths, recorder } from "typeburr/testing";
 * import * as v from "valibot";
 * import { expect, test } from "vitest";
 *
 * const ask = action({
 *   reads: {},
 *   writes: { isAdult: v.boolean() },
 *   inputs: { age: v.number() },
 *   run: (state, { age }) => state.update({ isAdult: age >= 18 }),
 * });
 * const admit = action({ reads: {}, writes: {}, run: (state) => state });
 * const refuse = action({ reads: {}, writes: {}, run: (state) => state });
 * const door = application()
 *   .withActions({ ask, admit, refuse })
 *   .withTransitions(["ask", "admit", when({ isAdult: true })], ["ask", "refuse"])
 *   .withEntrypoint("ask");
 *
 * // What leads along each path: a path that is new has nothing here, and its test fails
 * const ages: Readonly<Record<string, number>> = { "ask (isAdult=true) → admit": 18, "ask → refuse": 17 };
 *
 * test.each(paths(door.build().graph).paths)("$name", async ({ name, actions }) => {
 *   const log = recorder();
 *   await door.withHooks(log).build().run({ inputs: { age: ages[name] ?? Number.NaN } });
 *   expect(log.actions).toEqual(actions);
 * });
 * ```
 */
export function paths(graph: Graph, options: PathsOptions = {}): Paths {
  const data = dataOf(graph);
  if (!data) throw new DefinitionError(`paths() takes a graph, app.graph, not ${kindOf(graph)}`);
  const withErrors = checkOptions(options);
  const { edges: all, dead } = edgesOf(data.arcs);
  const edges = all.filter(({ isError }) => withErrors || !isError);
  const walks = cover(
    data.entrypoint,
    edges.filter((edge) => !dead.has(edge)),
  );
  const taken = new Set(walks.flat());
  return { paths: walks.map(pathOf), unreachable: edges.filter((edge) => !taken.has(edge)) };
}

function checkOptions(options: unknown): boolean {
  if (typeof options !== "object" || options === null) {
    throw new DefinitionError(`paths() takes a record of options, { errorEdges }, not ${kindOf(options)}`);
  }
  checkNames("paths()", Object.keys(options), ["errorEdges"]);
  const { errorEdges = true } = options as Readonly<Record<string, unknown>>;
  if (typeof errorEdges === "boolean") return errorEdges;
  throw new DefinitionError(`errorEdges of paths() must be true or false, not ${kindOf(errorEdges)}`);
}

function pathOf(edges: readonly Edge[]): Path {
  const actions = [...edges.slice(0, 1).map(({ from }) => from), ...edges.map(({ to }) => to)];
  const name = [...edges.map(told), actions.at(-1)].join(" → ");
  return { name, actions, edges };
}

function told({ from, condition }: Edge): string {
  return condition === "default" ? from : `${from} (${condition})`;
}
