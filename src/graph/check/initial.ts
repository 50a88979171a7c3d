import type { Flow, KeyFlow } from "./flow.js";
import { narrowed, toValue } from "./values.js";

/**
 * The actions that an initial value can reach: until it is overwritten, by no arc that knows it to be another. An action
 * that fails does not overwrite it, and one that may delete it need not.
 */
export function reachedByInitial(flow: Flow, key: KeyFlow): ReadonlySet<string> {
  const { entrypoint, initial } = flow.graph;
  const value = toValue(initial[key.key]);
  const reached = new Set([entrypoint]);
  // A set that grows is walked to its end
  for (const name of reached) {
    for (const arc of flow.outOf(name)) {
      const { to, raised } = arc;
      if (raised ? raised.capture === key.key : key.writers.has(name)) continue;
      const known = [...flow.knownAt(arc, key.key), ...flow.knownBy(arc, key.key)];
      if (narrowed(value, known) !== null) reached.add(to);
    }
  }
  return reached;
}
