import { deadTransition } from "../../sentences.js";
import type { Arc, GraphData } from "../graph.js";
import type { Problem } from "./problem.js";

/** T6: transitions behind one that is always open. */
export function deadTransitions({ arcs }: GraphData): Problem[] {
  return deadArcs(arcs).map(({ arc: { from, to }, behind }) => {
    const message = deadTransition(from, to, behind.to);
    return { rule: "dead-transition", severity: "error", message, action: from, key: null, path: [] };
  });
}

/** The arcs that can never be taken, each with the one that always is. Error edges neither block nor are blocked. */
export function deadArcs(arcs: readonly Arc[]): readonly { readonly arc: Arc; readonly behind: Arc }[] {
  const open = new Map<string, Arc>();
  return arcs.flatMap((arc) => {
    if (arc.raised) return [];
    const behind = open.get(arc.from);
    if (behind && behind.position !== arc.position) return [{ arc, behind }];
    if (arc.condition.always) open.set(arc.from, arc);
    return [];
  });
}
