import {
  isErrorEdge,
  type PlainAction,
  type PlainCondition,
  type PlainField,
  type PlainGraph,
  type PlainSchema,
  type PlainTransition,
} from "./graphs.js";
import { isAcceptable } from "./known.js";

/** How long a failing graph may be made smaller. */
const patience = 60_000;

/** A graph from which nothing can be taken away without the failure going away, too; or as small as it got in time. */
export async function shrunk(graph: PlainGraph, fails: (graph: PlainGraph) => Promise<boolean>): Promise<PlainGraph> {
  const deadline = Date.now() + patience;
  let current = graph;
  let isSmaller = true;
  while (isSmaller) {
    isSmaller = false;
    for (const candidate of smaller(current)) {
      if (Date.now() > deadline) return current;
      if (!isAcceptable(candidate) || !(await fails(candidate))) continue;
      current = candidate;
      isSmaller = true;
      break;
    }
  }
  return current;
}

/** The graphs with one thing less, the largest things first. */
function* smaller(graph: PlainGraph): Generator<PlainGraph> {
  const { actions, transitions, given } = graph;
  for (const { name } of actions) if (name !== graph.entrypoint) yield withoutAction(graph, name);
  for (const left of without(transitions)) yield { ...graph, transitions: left };
  for (const key of new Set(actions.flatMap(({ reads, writes }) => [...reads, ...writes].map((field) => field.key)))) {
    yield withoutKey(graph, key);
  }
  for (const fewer of replaced(transitions, smallerTransitions)) yield { ...graph, transitions: fewer };
  for (const fewer of replaced(actions, smallerActions)) yield { ...graph, actions: fewer };
  for (const fewer of without(given)) yield { ...graph, given: fewer };
  if (graph.isApart) yield { ...graph, isApart: false };
  if (graph.isInline) yield { ...graph, isInline: false };
}

function withoutAction(graph: PlainGraph, name: string): PlainGraph {
  const transitions = graph.transitions.filter(({ to }) => to !== name);
  return {
    ...graph,
    actions: graph.actions.filter((action) => action.name !== name),
    transitions: transitions
      .map((transition) => ({ ...transition, from: transition.from.filter((source) => source !== name) }))
      .filter(({ from }) => from.length > 0),
  };
}

function withoutKey(graph: PlainGraph, key: string): PlainGraph {
  const others = (fields: readonly PlainField[]): PlainField[] => fields.filter((field) => field.key !== key);
  return {
    ...graph,
    actions: graph.actions.map(({ name, reads, writes, deletes }) => {
      return { name, reads: others(reads), writes: others(writes), deletes: deletes.filter((one) => one !== key) };
    }),
    given: graph.given.filter((one) => one.key !== key),
  };
}

function* smallerTransitions({ from, to, condition }: PlainTransition): Generator<PlainTransition> {
  for (const left of without(from)) if (left.length > 0) yield { from: left, to, condition };
  if (condition === null) return;
  yield { from, to, condition: null };
  if (isErrorEdge(condition)) {
    if (condition.capture !== null) yield { from, to, condition: { ...condition, capture: null } };
    return;
  }
  for (const less of smallerConditions(condition)) yield { from, to, condition: less };
}

function* smallerConditions(condition: PlainCondition): Generator<PlainCondition> {
  if (condition.kind === "object") yield { ...condition, kind: "when" };
  if ("parts" in condition) {
    yield* condition.parts;
    if (condition.parts.length > 1) for (const parts of without(condition.parts)) yield { ...condition, parts };
    for (const parts of replaced(condition.parts, smallerConditions)) yield { ...condition, parts };
  } else if (condition.kind === "expression") {
    if (condition.values.length > 1) for (const values of without(condition.values)) yield { ...condition, values };
  } else if ("values" in condition) {
    if (condition.values.length > 1) for (const values of without(condition.values)) yield { ...condition, values };
  } else if ("reads" in condition) {
    for (const reads of without(condition.reads)) yield { ...condition, reads };
    for (const reads of replaced(condition.reads, smallerFields)) yield { ...condition, reads };
  }
}

function* smallerActions(action: PlainAction): Generator<PlainAction> {
  for (const reads of without(action.reads)) yield { ...action, reads };
  for (const writes of without(action.writes)) yield { ...action, writes };
  for (const deletes of without(action.deletes)) yield { ...action, deletes };
  for (const reads of replaced(action.reads, smallerFields)) yield { ...action, reads };
  for (const writes of replaced(action.writes, smallerFields)) yield { ...action, writes };
}

function* smallerFields({ key, schema }: PlainField): Generator<PlainField> {
  for (const less of smallerSchemas(schema)) yield { key, schema: less };
}

function* smallerSchemas({ members, missing }: PlainSchema): Generator<PlainSchema> {
  if (missing !== "refused") yield { members, missing: "refused" };
  if (missing === "default") yield { members, missing: "optional" };
  if (members.length > 1 && missing !== "default")
    for (const left of without(members)) yield { members: left, missing };
}

/** The lists without one of the items. */
function* without<T>(list: readonly T[]): Generator<readonly T[]> {
  for (const index of list.keys()) yield list.filter((_, at) => at !== index);
}

/** The lists with one of the items replaced. */
function* replaced<T>(list: readonly T[], others: (item: T) => Iterable<T>): Generator<readonly T[]> {
  for (const [index, item] of list.entries()) {
    for (const other of others(item)) yield list.map((one, at) => (at === index ? other : one));
  }
}
