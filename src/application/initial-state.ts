import { InitialStateError } from "../errors.js";
import { flowOf } from "../graph/check/flow.js";
import { reachedByInitial } from "../graph/check/initial.js";
import type { GraphData } from "../graph/graph.js";
import { describe, parse } from "../schema/validate.js";

/**
 * Every initial value fits the actions that it can reach. A value that is overwritten on all paths to a reader
 * (`draft: null`), or that a condition on each of them excludes, is not held against it.
 *
 * @throws {InitialStateError} Naming the first reader that would refuse the value.
 */
export function checkInitialState(graph: GraphData): void {
  const flow = flowOf(graph);
  const reached = new Map<string, ReadonlySet<string>>();
  for (const [name, { reads }] of graph.actions) {
    for (const { key, schema } of reads) {
      if (!Object.hasOwn(graph.initial, key)) continue;
      const parsed = parse(schema, graph.initial[key]);
      if (parsed.ok) continue;
      const actions = reached.get(key) ?? reachedByInitial(flow, flow.of(key));
      reached.set(key, actions);
      if (!actions.has(name)) continue;
      const message = `initial state: '${key}' does not fit what action '${name}' reads: ${describe(parsed.issues)}`;
      throw new InitialStateError(message, name, key, parsed.issues);
    }
  }
}
