import { deadArcs } from "../graph/check/dead.js";
import { distinctArcs } from "../graph/check/flow.js";
import type { Arc } from "../graph/graph.js";

/** One transition of a graph, from one source. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** The name of its condition or error edge: `safe=true`, `default`, `on TypeError, 3 times`. */
  readonly condition: string;
  /** Whether it is taken when its source has failed. */
  readonly isError: boolean;
}

/** The edges in the order of declaration, and those of them that can never be taken. */
export function edgesOf(arcs: readonly Arc[]): { readonly edges: readonly Edge[]; readonly dead: ReadonlySet<Edge> } {
  const deadOnes = new Set(deadArcs(arcs).map(({ arc }) => arc));
  const dead = new Set<Edge>();
  const edges = distinctArcs(arcs).map((arc): Edge => {
    const { from, to, condition, raised } = arc;
    const edge = Object.freeze({ from, to, condition: raised?.name ?? condition.name, isError: raised !== null });
    if (deadOnes.has(arc)) dead.add(edge);
    return edge;
  });
  return { edges, dead };
}
