import { deadTransition, unwrittenCondition, unwrittenRead } from "../../sentences.js";
import type { Arc, GraphData } from "../graph.js";
import { flowOf } from "./flow.js";
import { pathOf, witness } from "./witness.js";

/** Something wrong with a graph. */
export interface Problem {
  /** `unwritten-read`: T1, `unwritten-condition`: T5, `dead-transition`: T6 of the rules in `docs/type-checking.md`. */
  readonly rule: "unwritten-read" | "unwritten-condition" | "dead-transition";
  readonly severity: "error";
  /** The sentence that the compiler prints. */
  readonly message: string;
  /** The action that reads; of a transition, its source. */
  readonly action: string;
  /** The key that nothing writes; null for a dead transition. */
  readonly key: string | null;
  /** The actions on the path that the message tells, from the entrypoint; empty for a dead transition. */
  readonly path: readonly string[];
}

/** All that is wrong with a graph: one problem per key that is read unwritten, one per transition that is dead. */
export function check(graph: GraphData): Problem[] {
  return [...unwrittenReads(graph), ...unwrittenConditions(graph), ...deadTransitions(graph)];
}

function unwrittenReads(graph: GraphData): Problem[] {
  const flow = flowOf(graph);
  const problems: Problem[] = [];
  for (const [key, readers] of flow.readers) {
    if (graph.given.has(key)) continue;
    const path = witness(graph, flow.writersOf(key), readers);
    const action = path?.at(-1);
    if (!path || action === undefined) continue;
    problems.push({
      rule: "unwritten-read",
      severity: "error",
      message: unwrittenRead(action, key, pathOf(path)),
      action,
      key,
      path,
    });
  }
  return problems;
}

function unwrittenConditions(graph: GraphData): Problem[] {
  const flow = flowOf(graph);
  const problems: Problem[] = [];
  for (const [key, arcs] of flow.conditionReaders) {
    if (graph.given.has(key)) continue;
    const writers = flow.writersOf(key);
    const sources = new Set(arcs.map(({ from }) => from).filter((from) => !writers.has(from)));
    const path = witness(graph, writers, sources);
    const arc = path && arcs.find(({ from }) => from === path.at(-1));
    if (!path || !arc) continue;
    problems.push({
      rule: "unwritten-condition",
      severity: "error",
      message: unwrittenCondition(arc.from, arc.to, key, pathOf(path)),
      action: arc.from,
      key,
      path,
    });
  }
  return problems;
}

function deadTransitions({ arcs }: GraphData): Problem[] {
  const open = new Map<string, Arc>();
  const problems: Problem[] = [];
  for (const { from, to, condition, position } of arcs) {
    const taken = open.get(from);
    if (taken && taken.position !== position) {
      const message = deadTransition(from, to, taken.to);
      problems.push({ rule: "dead-transition", severity: "error", message, action: from, key: null, path: [] });
    } else if (condition.always) {
      open.set(from, { from, to, condition, position });
    }
  }
  return problems;
}
