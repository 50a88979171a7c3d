import { unreachableAction, unsatisfiableRead, unusedWrite } from "../../sentences.js";
import { type Flow, isKnown } from "./flow.js";
import type { Problem } from "./problem.js";

/** What the compiler does not tell: such a graph can run. */
export function warnings(flow: Flow): Problem[] {
  return [...unreachableActions(flow), ...unusedWrites(flow), ...unsatisfiableReads(flow)];
}

function unreachableActions({ graph, reachable }: Flow): Problem[] {
  const lost = [...graph.actions.keys()].filter((action) => !reachable.has(action));
  return lost.map((action) => warning("unreachable-action", unreachableAction(action), action, null));
}

function unusedWrites({ graph, keys }: Flow): Problem[] {
  const read = new Set(keys.filter(({ isRead }) => isRead).map(({ key }) => key));
  for (const { condition } of graph.arcs) {
    for (const key of condition.needs) read.add(key);
    for (const { key } of [...condition.reads, ...condition.whenHolds, ...condition.whenFails]) read.add(key);
  }
  const problems: Problem[] = [];
  const add = (action: string, key: string): void => {
    if (!read.has(key)) problems.push(warning("unused-write", unusedWrite(action, key), action, key));
  };
  for (const [action, { writes }] of graph.actions) for (const { key } of writes) add(action, key);
  return problems;
}

/** A read that must be there is an error, unless nobody comes to read. */
function unsatisfiableReads(flow: Flow): Problem[] {
  const problems: Problem[] = [];
  for (const [action, { reads }] of flow.graph.actions) {
    for (const { key, optional } of reads) {
      if (isKnown(flow.of(key)) || (!optional && flow.reachable.has(action))) continue;
      problems.push(warning("unsatisfiable-read", unsatisfiableRead(action, key), action, key));
    }
  }
  return problems;
}

function warning(rule: Problem["rule"], message: string, action: string, key: string | null): Problem {
  return { rule, severity: "warning", message, action, key, path: [] };
}
