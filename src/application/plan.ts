import type { ActionDefinition, Entry } from "../action/definition.js";
import type { ConditionDefinition } from "../condition/condition.js";
import type { ErrorEdgeDefinition } from "../condition/on-error.js";
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
  /** The ways out of it when it has failed, in the order in which they are tried. Apart, so that a step does not pass them. */
  readonly errorWays: readonly ErrorWay[];
}

interface Way {
  readonly to: Node;
  readonly condition: ConditionDefinition;
}

/** An error edge out of an action. */
export interface ErrorWay {
  readonly to: Node;
  readonly edge: ErrorEdgeDefinition;
  /** Position of its declaration, by which it is counted. */
  readonly position: number;
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
  const errorWays = new Map<string, ErrorWay[]>();
  const nodes = new Map<string, Node>();
  for (const [name, definition] of actions) {
    const [out, whenFailed]: [Way[], ErrorWay[]] = [[], []];
    ways.set(name, out);
    errorWays.set(name, whenFailed);
    const required = definition.writes.filter(({ optional }) => !optional);
    const who = `action '${name}'`;
    nodes.set(name, { action: name, who, definition, required, ways: out, errorWays: whenFailed });
  }
  for (const { from, to: target, condition, raised, position } of arcs) {
    const to = nodes.get(target) as Node;
    if (raised === null) ways.get(from)?.push({ to, condition });
    else errorWays.get(from)?.push({ to, edge: raised, position });
  }
  const inputs = new Set([...actions.values()].flatMap((action) => action.inputs.map(({ key }) => key)));
  return { nodes, entrypoint: nodes.get(entrypoint) as Node, inputs };
}
