import { type Flow, isWrittenOn, type KeyFlow } from "./flow.js";

/**
 * Definite assignment, one key at a time, as liveness: the key is wanted at the entry of some actions; walk back, past no
 * action that writes it. If the walk meets the entrypoint, and the initial state does not give the key, some path leaves it
 * unwritten; so it does if the walk meets an action that may delete it. The twin of `flow/unwritten.ts`: readers stand close
 * to writers, so most walks end after a step or two.
 */
export function isOpenTo(flow: Flow, key: KeyFlow, actions: Iterable<string>): boolean {
  const { graph, reachable } = flow;
  if (key.isGiven && key.deleters.size === 0) return false;
  const wanted = new Set([...actions].filter((name) => reachable.has(name)));
  // A set that grows is walked to its end
  for (const name of wanted) {
    if (name === graph.entrypoint && !key.isGiven) return true;
    for (const arc of flow.into(name)) {
      const { from, raised } = arc;
      if (!reachable.has(from) || isWrittenOn(key, arc)) continue;
      if (!raised && key.deleters.has(from)) return true;
      wanted.add(from);
    }
  }
  return false;
}

/** As `isOpenTo`, when the actions have run. */
export function isOpenAfter(flow: Flow, key: KeyFlow, actions: readonly string[]): boolean {
  if (actions.some((name) => key.deleters.has(name) && flow.reachable.has(name))) return true;
  return isOpenTo(
    flow,
    key,
    actions.filter((name) => !key.writers.has(name)),
  );
}
