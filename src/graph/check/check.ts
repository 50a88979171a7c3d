import type { GraphData } from "../graph.js";
import { deadTransitions } from "./dead.js";
import { wrongExpressions } from "./expressions.js";
import { flowOf } from "./flow.js";
import { missing } from "./missing.js";
import type { Problem } from "./problem.js";
import { unfit } from "./unfit.js";
import { warnings } from "./warnings.js";

export type { Problem } from "./problem.js";

/**
 * All that is wrong with a graph: a problem for every action and key, every transition and key, every dead transition,
 * every mistake in an expression. Errors come first, by the number of their rule and then as they are declared. Of 2,000
 * actions it takes 0.2 s; 1.3 s if each of them reads something wrong.
 */
export function check(graph: GraphData): Problem[] {
  const flow = flowOf(graph);
  const errors = [...missing(flow), ...unfit(flow), ...deadTransitions(graph), ...wrongExpressions(flow)];
  return [...rules.flatMap((rule) => errors.filter((problem) => problem.rule === rule)), ...warnings(flow)];
}

const rules: readonly Problem["rule"][] = [
  "unwritten-read",
  "unfit-read",
  "unwritten-condition",
  "unfit-condition",
  "dead-transition",
  "expression",
  "deleted-read",
  "deleted-condition",
];
