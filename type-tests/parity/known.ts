import {
  isErrorEdge,
  type PlainCondition,
  type PlainGraph,
  type PlainLiteral,
  type PlainMember,
  type PlainTransition,
} from "./graphs.js";

// What a graph must keep to, to be judged at all: the rest is refused by the compiler on the very token, and tested there.

/** The graph, without comparisons that the compiler would refuse where they stand. */
export function withNamesKnown(graph: PlainGraph): PlainGraph {
  return { ...graph, transitions: graph.transitions.map((transition) => withKnown(graph, transition)) };
}

/** Whether nothing in it would be refused where it stands. */
export function isAcceptable(graph: PlainGraph): boolean {
  const names = new Set(graph.actions.map(({ name }) => name));
  return (
    names.has(graph.entrypoint) &&
    graph.transitions.every(
      (transition) =>
        names.has(transition.to) &&
        transition.from.length > 0 &&
        transition.from.every((name) => names.has(name)) &&
        withKnown(graph, transition) === transition,
    )
  );
}

function withKnown(graph: PlainGraph, transition: PlainTransition): PlainTransition {
  const { condition } = transition;
  if (condition === null || isErrorEdge(condition)) return transition;
  const known = knownOf(graph, condition, true);
  return known === condition ? transition : { ...transition, condition: known };
}

/** The very same condition, if there is nothing to mend. */
function knownOf(graph: PlainGraph, condition: PlainCondition, isOutermost: boolean): PlainCondition {
  if ("parts" in condition) {
    const parts = condition.parts.map((part) => knownOf(graph, part, false));
    return parts.every((part, index) => part === condition.parts[index]) ? condition : { ...condition, parts };
  }
  if (condition.kind === "expression") {
    const values = condition.values.filter(({ key, value }) => isFound(graph, key, value));
    if (values.length === condition.values.length) return condition;
    return values.length > 0 ? { ...condition, values } : nothingAsked;
  }
  // Inside of others a `when` is not compared with the graph's keys
  if (!("values" in condition) || !isOutermost) return condition;
  const values = condition.values.filter(({ key, value }) => value === undefined || isComparable(graph, key, value));
  if (values.length === condition.values.length) return condition;
  return values.length > 0 ? { ...condition, values } : nothingAsked;
}

const nothingAsked: PlainCondition = { kind: "function", reads: [] };

/** A key is compared with what is written there; if nothing is, with what is read; if nobody has it, with anything. */
function isComparable(graph: PlainGraph, key: string, value: PlainLiteral): boolean {
  const written = graph.actions.flatMap(({ writes }) => writes).filter((field) => field.key === key);
  const read = graph.actions.flatMap(({ reads }) => reads).filter((field) => field.key === key);
  const declared = written.length > 0 ? written : read;
  if (declared.length === 0) return true;
  return declared.some(({ schema }) => isAmong(schema.members, value));
}

/** An expression may be asked only what can be: the value is among those that may stand there. */
function isFound({ actions, transitions, given }: PlainGraph, key: string, value: PlainLiteral): boolean {
  const written = actions.flatMap(({ writes }) => writes).filter((field) => field.key === key);
  const initial = given.filter((one) => one.key === key);
  const isCaptured = transitions.some(({ condition }) => isErrorEdge(condition) && condition.capture === key);
  if (written.length === 0 && initial.length === 0 && !isCaptured) {
    return actions.some(({ reads }) => reads.some((field) => field.key === key));
  }
  return initial.some((one) => one.value === value) || written.some(({ schema }) => isAmong(schema.members, value));
}

const isAmong = (members: readonly PlainMember[], value: PlainLiteral): boolean =>
  members.some((member) => ("is" in member ? member.is === value : typeof value === member.any));
