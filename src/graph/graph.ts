import type { ActionDefinition } from "../action/definition.js";
import type { ConditionDefinition } from "../condition/condition.js";
import type { ErrorEdgeDefinition } from "../condition/on-error.js";
import { check, type Problem } from "./check/check.js";
import { type MermaidOptions, toMermaid } from "./mermaid.js";

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

/** The graph of an application. */
export class Graph {
  readonly #data: GraphData;

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

  /** The graph as Mermaid text. */
  toMermaid(options?: MermaidOptions): string {
    return toMermaid(this.#data, options);
  }
}
