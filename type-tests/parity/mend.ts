import {
  isErrorEdge,
  type PlainAction,
  type PlainCondition,
  type PlainField,
  type PlainGraph,
  type PlainMember,
  type PlainSchema,
  type PlainTransition,
} from "./graphs.js";
import { withNamesKnown } from "./known.js";
import type { Random } from "./random.js";
import { walk } from "./walker.js";

/**
 * A graph without the problems that are to be mended, told as `pairOf` does: what a user would do who reads the sentence.
 * A mended place may break another, so it is looked at again, a few times.
 */
export function mended(graph: PlainGraph, random: Random, isMended: (rule: string) => boolean): PlainGraph {
  const choices = new Map<string, boolean>();
  let current = graph;
  for (let round = 0; round < 6; round++) {
    const wrong = [...walk(current).pairs].filter((pair) => {
      const [rule = ""] = pair.split(" | ");
      const choice = choices.get(rule) ?? isMended(rule);
      choices.set(rule, choice);
      return choice;
    });
    if (wrong.length === 0) return current;
    for (const pair of wrong) current = withNamesKnown(mend(current, pair, random));
  }
  return current;
}

function mend(graph: PlainGraph, pair: string, random: Random): PlainGraph {
  const [rule, subject = "", key = ""] = pair.split(" | ");
  const [from, to] = subject.split(" → ");
  switch (rule) {
    case "unwritten-read":
      return random.chance(0.3)
        ? withAction(graph, subject, (action) => ({
            ...action,
            reads: action.reads.map((read) => optional(read, key)),
          }))
        : mendUnwritten(graph, key, random);
    case "unwritten-condition":
      return mendUnwritten(graph, key, random);
    case "unfit-read":
      return withAction(graph, subject, (action) => ({
        ...action,
        reads: action.reads.map((read) => (read.key === key ? widened(graph, read) : read)),
      }));
    case "unfit-condition":
      return withTransitions(graph, (transition) =>
        withReads(transition, (field) => (field.key === key ? widened(graph, field) : field)),
      );
    default:
      return withTransitions(graph, (transition) =>
        transition.to === to && transition.from.includes(from ?? "") && !isErrorEdge(transition.condition)
          ? { ...transition, from: transition.from.filter((name) => name !== from) }
          : transition,
      );
  }
}

/** Gives the key in the beginning, and deletes it no more; or reads it where it may be missing. */
function mendUnwritten(graph: PlainGraph, key: string, random: Random): PlainGraph {
  const written = graph.actions.flatMap(({ writes }) => writes).filter((write) => write.key === key);
  const read = graph.actions.flatMap(({ reads }) => reads).filter((one) => one.key === key);
  const literals = [...read, ...written].flatMap(({ schema }) =>
    schema.members.flatMap((member) => ("is" in member ? [member.is] : [])),
  );
  if (graph.given.every((given) => given.key !== key)) {
    const value = literals.length > 0 ? random.pick(literals) : anyOf([...read, ...written]);
    return { ...graph, given: [...graph.given, { key, value }] };
  }
  return {
    ...graph,
    actions: graph.actions.map((action) => ({ ...action, deletes: action.deletes.filter((one) => one !== key) })),
  };
}

function anyOf(fields: readonly PlainField[]): string | number | boolean | null {
  const kinds = fields.flatMap(({ schema }) =>
    schema.members.flatMap((member) => ("any" in member ? [member.any] : [])),
  );
  return { string: "x", number: 1, boolean: true, error: null }[kinds[0] ?? "string"];
}

const optional = (field: PlainField, key: string): PlainField =>
  field.key === key ? { ...field, schema: { ...field.schema, missing: "optional" } } : field;

/** Takes all that is ever left there. */
function widened({ actions, transitions, given }: PlainGraph, { key, schema }: PlainField): PlainField {
  const written = actions.flatMap(({ writes }) => writes).filter((write) => write.key === key);
  const isCaptured = transitions.some(({ condition }) => isErrorEdge(condition) && condition.capture === key);
  const members = [
    ...schema.members,
    ...written.flatMap((write) => write.schema.members),
    ...given.flatMap((one): PlainMember[] => (one.key === key ? [{ is: one.value }] : [])),
    ...(isCaptured ? [{ any: "error" } as const] : []),
  ];
  const isMissing = written.some((write) => write.schema.missing === "optional");
  const missing: PlainSchema["missing"] = schema.missing === "refused" && isMissing ? "optional" : schema.missing;
  return { key, schema: { members: distinct(members), missing } };
}

function distinct(members: readonly PlainMember[]): PlainMember[] {
  return [...new Map(members.map((member) => [JSON.stringify(member), member])).values()];
}

function withAction(graph: PlainGraph, name: string, change: (action: PlainAction) => PlainAction): PlainGraph {
  return { ...graph, actions: graph.actions.map((action) => (action.name === name ? change(action) : action)) };
}

function withTransitions(graph: PlainGraph, change: (transition: PlainTransition) => PlainTransition): PlainGraph {
  return { ...graph, transitions: graph.transitions.map(change).filter(({ from }) => from.length > 0) };
}

function withReads(transition: PlainTransition, change: (field: PlainField) => PlainField): PlainTransition {
  const { condition } = transition;
  return condition === null || isErrorEdge(condition)
    ? transition
    : { ...transition, condition: changed(condition, change) };
}

function changed(condition: PlainCondition, change: (field: PlainField) => PlainField): PlainCondition {
  if ("parts" in condition) return { ...condition, parts: condition.parts.map((part) => changed(part, change)) };
  return "reads" in condition ? { ...condition, reads: condition.reads.map(change) } : condition;
}
