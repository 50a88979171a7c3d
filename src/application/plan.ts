import type { ActionDefinition, Entry } from "../action/definition.js";
import type { ConditionDefinition } from "../condition/condition.js";
import type { GraphData } from "../graph/graph.js";

/** One action where it stands in the graph: what a step needs, without look-ups. */
export interface Node {
  /** Its name in this application. */
  readonly action: string;
  /** Who reads and writes, in messages. */
  readonly who: string;
  readonly definition: ActionDefinition;
  readonly required: readonly Entry[];
  /** The ways out, in the order in which they are tried. */
  readonly ways: readonly Way[];
}

interface Way {
  readonly to: Node;
  readonly condition: ConditionDefinition;
}

/** A graph made ready to run. */
export interface Plan {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly entrypoint: Node;
  /** The inputs that actions declare, for a look at what a caller gives. */
  readonly inputs: ReadonlySet<string>;
}

export function planOf({ actions, arcs, entrypoint }: GraphData): Plan {
  const ways = new Map<string, Way[]>();
  const nodes = new Map<string, Node>();
  for (const [name, definition] of actions) {
    const out: Way[] = [];
    ways.set(name, out);
    const required = definition.writes.filter(({ optional }) => !optional);
    nodes.set(name, { action: name, who: `action '${name}'`, definition, required, ways: out });
  }
  for (const { from, to, condition } of arcs) ways.get(from)?.push({ to: nodes.get(to) as Node, condition });
  const inputs = new Set([...actions.values()].flatMap((action) => action.inputs.map(({ key }) => key)));
  return { nodes, entrypoint: nodes.get(entrypoint) as Node, inputs };
}
