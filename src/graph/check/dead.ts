import { deadTransition } from "../../sentences.js";
import type { Arc, GraphData } from "../graph.js";
import type { Problem } from "./problem.js";

/** T6: transitions behind one that is always open. Error edges neither block nor are blocked. */
export function deadTransitions({ arcs }: GraphData): Problem[] {
  const open = new Map<string, Arc>();
  const problems: Problem[] = [];
  for (const arc of arcs) {
    const { from, to, condition, position, raised } = arc;
    if (raised) continue;
    const taken = open.get(from);
    if (taken && taken.position !== position) {
      const message = deadTransition(from, to, taken.to);
      problems.push({ rule: "dead-transition", severity: "error", message, action: from, key: null, path: [] });
    } else if (condition.always) {
      open.set(from, arc);
    }
  }
  return problems;
}
