import type { ActionDefinition } from "../action/definition.js";
import type { ConditionDefinition } from "../condition/condition.js";
import type { ErrorEdgeDefinition } from "../condition/on-error.js";
import { check, type Problem } from "./check/check.js";
import { toDot } from "./dot.js";
import type { DrawingOptions } from "./drawing.js";
import { toMermaid } from "./mermaid.js";

/** One transition of a graph, from one source. */
export interface Arc {
  readonly from: string;
  readonly to: string;
  /** Position of the declaration: a list of sources declares several arcs at one position. */
  readonly position: number;
  readonly condition: ConditionDefinition;
  /** What makes it an error edge, taken when its source has failed; null for one that is not. */
  readonly raised: ErrorEdgeDefinition | null;
}

/** A graph as data. Drawing, checking and running read it; nothing writes it. */
export interface GraphData {
  readonly actions: ReadonlyMap<string, ActionDefinition>;
  /** In the order of declaration. */
  readonly arcs: readonly Arc[];
  readonly entrypoint: string;
  /** The keys that the initial state gives. */
  readonly given: ReadonlySet<string>;
  readonly initial: Readonly<Record<string, unknown>>;
}

/** The data behind a graph, for the rooms above that draw it; undefined for anything else. */
export let dataOf: (graph: unknown) => GraphData | undefined;

/** The graph of an application. */
export class Graph {
  readonly #data: GraphData;

  static {
    dataOf = (graph) => (typeof graph === "object" && graph !== null && #data in graph ? graph.#data : undefined);
  }

  constructor(data: GraphData) {
    this.#data = data;
  }

  /**
   * The compiler's verdict at run time, with the same sentences: for graphs that are put together by a program or from
   * JavaScript.
   *
   * @returns The problems. A graph that the compiler accepts has no errors; warnings tell what it does not look at, such as
   *   actions that cannot be reached.
   */
  check(): readonly Problem[] {
    return check(this.#data);
  }

  /**
   * Draws the graph as a Mermaid flowchart: the entrypoint round, conditions on the edges, `default` dashed, error edges
   * dotted and named.
   *
   * @param options `direction`, `"TD"` or `"LR"`; `schemas: true` adds what the actions read and write.
   * @returns The text of the flowchart.
   * @throws {DefinitionError} If the options are no record, or one of them is unknown.
   * @example
   * ```ts
   * console.log(app.graph.toMermaid({ direction: "LR" }));
   * ```
   */
  toMermaid(options?: DrawingOptions): string {
    return toMermaid(this.#data, options);
  }

  /**
   * Draws the graph in Graphviz's language: the same facts as `toMermaid`, in the same styles; error edges are red, too.
   *
   * @param options `direction`, `"TD"` or `"LR"`; `schemas: true` adds what the actions read and write.
   * @returns The text of a `digraph`.
   * @throws {DefinitionError} If the options are no record, or one of them is unknown.
   * @example
   * ```ts
   * console.log(app.graph.toDot({ schemas: true }));
   * ```
   */
  toDot(options?: DrawingOptions): string {
    return toDot(this.#data, options);
  }
}
