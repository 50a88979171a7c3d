import { isErrorEdge, type PlainCondition, type PlainField, type PlainGraph, type PlainTransition } from "./graphs.js";

/** What an analysis may get wrong, put into the graph that one judge alone is given. */
export const mutations: Readonly<Record<string, (graph: PlainGraph) => PlainGraph>> = {
  "stops at error edges": (graph) =>
    withTransitions(graph, (transition) => (isErrorEdge(transition.condition) ? null : transition)),
  "takes error edges for others": (graph) =>
    withConditions(graph, (condition) => condition, { kind: "function", reads: [] }),
  "forgets what is captured": (graph) =>
    withTransitions(graph, (transition) =>
      isErrorEdge(transition.condition) ? { ...transition, condition: { kind: "error", capture: null } } : transition,
    ),
  "forgets deletes": (graph) => ({ ...graph, actions: graph.actions.map((action) => ({ ...action, deletes: [] })) }),
  "skips a key": (graph) => ({
    ...graph,
    actions: graph.actions.map((action) => ({ ...action, reads: action.reads.filter(({ key }) => key !== "p") })),
  }),
  "takes optional writes for sure": (graph) => ({
    ...graph,
    actions: graph.actions.map((action) => ({ ...action, writes: action.writes.map(made("refused")) })),
  }),
  "does not narrow": (graph) => withConditions(graph, (condition) => ({ kind: "or", parts: [asCondition(condition)] })),
  "does not exclude": (graph) =>
    withConditions(graph, (condition) => ({
      kind: "and",
      parts: [asCondition(condition), { kind: "function", reads: [] }],
    })),
  "looks at the first source only": (graph) =>
    withTransitions(graph, (transition) => ({ ...transition, from: transition.from.slice(0, 1) })),
  "starts elsewhere": (graph) => ({ ...graph, entrypoint: graph.actions.at(-1)?.name ?? graph.entrypoint }),
};

const made =
  (missing: "refused") =>
  ({ key, schema }: PlainField): PlainField => ({ key, schema: { ...schema, missing } });

function withTransitions(
  graph: PlainGraph,
  change: (transition: PlainTransition) => PlainTransition | null,
): PlainGraph {
  return { ...graph, transitions: graph.transitions.flatMap((transition) => change(transition) ?? []) };
}

function withConditions(
  graph: PlainGraph,
  change: (condition: PlainCondition) => PlainCondition,
  errorEdge: PlainCondition | null = null,
): PlainGraph {
  return withTransitions(graph, (transition) => {
    const { condition } = transition;
    if (isErrorEdge(condition)) return errorEdge ? { ...transition, condition: errorEdge } : transition;
    if (condition === null || condition.kind === "otherwise") return transition;
    return { ...transition, condition: change(condition) };
  });
}

/** A plain object is a condition in a transition only. */
const asCondition = (condition: PlainCondition): PlainCondition =>
  condition.kind === "object" ? { ...condition, kind: "when" } : condition;
