import type { Flow, KeyFlow } from "./flow.js";
import { reachedFrom } from "./reached.js";

/** The actions that an initial value can reach. */
export function reachedByInitial(flow: Flow, key: KeyFlow): ReadonlySet<string> {
  const { entrypoint, initial } = flow.graph;
  return reachedFrom(flow, key, { side: "before", action: entrypoint }, initial[key.key]).actions;
}
