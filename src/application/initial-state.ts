import { InitialStateError } from "../errors.js";
import { flowOf } from "../graph/check/flow.js";
import { witness } from "../graph/check/witness.js";
import type { GraphData } from "../graph/graph.js";
import { describe, parse } from "../schema/validate.js";

/**
 * Every initial value fits the actions that it can reach. A value that is overwritten on all paths to a reader
 * (`draft: null`) is not held against it.
 *
 * @throws {InitialStateError} Naming the first reader that would refuse the value.
 */
export function checkInitialState(graph: GraphData, state: Readonly<Record<string, unknown>>): void {
  const flow = flowOf(graph);
  for (const [name, { reads }] of graph.actions) {
    for (const { key, schema } of reads) {
      if (!Object.hasOwn(state, key)) continue;
      const parsed = parse(schema, state[key]);
      if (parsed.ok || !witness(graph, flow.writersOf(key), new Set([name]))) continue;
      const message = `withState(): '${key}' does not fit what action '${name}' reads: ${describe(parsed.issues)}`;
      throw new InitialStateError(message, name, key, parsed.issues);
    }
  }
}
