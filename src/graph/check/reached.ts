import type { Arc } from "../graph.js";
import type { Flow, KeyFlow } from "./flow.js";
import { narrowed, toValue } from "./values.js";

/** Where a value stands: before an action that is next, or behind one that has completed. */
export interface Place {
  readonly side: "before" | "behind";
  readonly action: string;
}

/** Whom a value meets. */
export interface Reached {
  readonly actions: ReadonlySet<string>;
  /** The arcs whose conditions are asked while it stands there. */
  readonly arcs: ReadonlySet<Arc>;
}

/**
 * Whom a value that stands somewhere can meet: until it is overwritten, by no arc that knows it to be another. An action that
 * fails does not overwrite it, and one that may delete it need not.
 */
export function reachedFrom(flow: Flow, key: KeyFlow, { side, action }: Place, value: unknown): Reached {
  const standing = toValue(value);
  const actions = new Set<string>();
  const arcs = new Set<Arc>();
  const pass = (arc: Arc): void => {
    const known = flow.knownAt(arc, key.key);
    if (narrowed(standing, known) === null) return;
    if (arc.raised === null) arcs.add(arc);
    if (narrowed(standing, [...known, ...flow.knownBy(arc, key.key)]) !== null) actions.add(arc.to);
  };
  if (side === "before") actions.add(action);
  // What has completed has not failed
  else for (const arc of flow.outOf(action)) if (arc.raised === null) pass(arc);
  // A set that grows is walked to its end
  for (const name of actions) {
    for (const arc of flow.outOf(name)) {
      const isOverwritten = arc.raised ? arc.raised.capture === key.key : key.writers.has(name);
      if (!isOverwritten) pass(arc);
    }
  }
  return { actions, arcs };
}
