import type { HydrationProblem } from "../../errors.js";
import { cut, quoted, suggestion } from "../../text/wording.js";
import type { GraphData } from "../graph.js";
import { edgesBetween, type Ground, isCertain } from "./certain.js";
import { type Flow, flowOf } from "./flow.js";
import { misfits, type Values } from "./misfits.js";

/** Where an application stands, as it was stored. */
export interface Where {
  /** The last action that has completed: transitions out of it decide, if none is next in any case. */
  readonly last: string | null;
  /** The action that is next in any case. */
  readonly next: string | null;
  /** The action that has failed, if an error edge has led from it to the next one. */
  readonly failed: string | null;
}

/**
 * Whether an application can stand there with such a state, and go on: the actions exist; what is certain there is there; what is
 * there fits all who may read it before it is overwritten. Of an application that has run through this graph there is no
 * problem, unless it was set back to the entrypoint after a key of the initial state was deleted.
 *
 * @returns All problems. Where the position itself is wrong, only that.
 */
export function checkStanding(graph: GraphData, where: Where, values: Values): HydrationProblem[] {
  const flow = flowOf(graph);
  const ground = groundOf(graph, where);
  const lost = lostGround(flow, ground);
  if (lost.length > 0) return lost.map((message) => ({ key: null, message, issues: [] }));
  return [...missing(flow, ground, values), ...misfits(flow, ground, values)];
}

function groundOf({ entrypoint }: GraphData, { last, next, failed }: Where): Ground {
  if (next !== null) return { side: "before", action: next, isBeginning: false, failed };
  if (last !== null) return { side: "behind", action: last, isBeginning: false, failed: null };
  return { side: "before", action: entrypoint, isBeginning: true, failed: null };
}

/** Sentences about what is not in the graph any more. */
function lostGround(flow: Flow, { side, action, failed }: Ground): string[] {
  const { actions } = flow.graph;
  const lost: string[] = [];
  const miss = (name: string, what: string): void => {
    if (!actions.has(name))
      lost.push(`the graph has no action '${cut(name)}', ${what}: ${others([...actions.keys()], name)}`);
  };
  if (failed !== null) miss(failed, "which has failed");
  miss(action, side === "behind" ? "which has completed last" : "which is next");
  if (lost.length === 0 && failed !== null && edgesBetween(flow, failed, action).length === 0) {
    lost.push(`the graph has no error edge from '${failed}', which has failed, to '${action}', which is next`);
  }
  return lost;
}

/** How many names a message tells. */
const told = 10;

function others(names: readonly string[], wrong: string): string {
  const more = names.length > told ? `, and ${names.length - told} more` : "";
  return `it has ${quoted(names.slice(0, told))}${more}.${suggestion(wrong, names)}`;
}

function missing(flow: Flow, ground: Ground, values: Values): HydrationProblem[] {
  return flow.keys
    .filter((key) => !Object.hasOwn(values, key.key) && isCertain(flow, key, ground))
    .map(({ key }) => ({ key, message: `key '${key}', which is certain ${placed(ground)}, is missing`, issues: [] }));
}

function placed({ side, action, isBeginning, failed }: Ground): string {
  if (isBeginning) return `at the entrypoint, action '${action}'`;
  if (side === "behind") return `behind action '${action}'`;
  return failed === null ? `before action '${action}'` : `before action '${action}', behind the failure of '${failed}'`;
}
