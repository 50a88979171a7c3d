import type { Arc } from "../graph.js";
import { type Flow, isWrittenOn, type KeyFlow } from "./flow.js";
import type { Path } from "./path.js";

/** A shortest path on which a key is missing at the end. */
export interface Witness extends Path {
  /** The last action on the path that may delete the key; null if there is none. */
  readonly deleter: string | null;
}

/** Where a key is missing, and on which path. */
export interface Witnesses {
  /** A path to the entry of an action without the key, or null. */
  to(action: string): Witness | null;
  /** A path to the action after which the key is missing, or null. */
  past(action: string): Witness | null;
}

/** Whether a key is there when an action begins. */
type Presence = "absent" | "present";

interface Entered {
  readonly action: string;
  readonly presence: Presence;
}

interface Step {
  readonly arc: Arc;
  readonly from: Entered;
}

/**
 * Enters every action without the key and with it, by whole levels from the entrypoint, as far as that is possible. The
 * twin of `flow/witness.ts`: among equals the transition declared first decides, then its list of sources, then that the
 * key is missing. What is entered on one level comes from the level before.
 */
export function witnesses(flow: Flow, key: KeyFlow): Witnesses {
  const levels = { absent: new Map<string, number>(), present: new Map<string, number>() };
  let frontier: readonly Entered[] = [{ action: flow.graph.entrypoint, presence: key.isGiven ? "present" : "absent" }];
  for (let level = 0; frontier.length > 0; level++) {
    frontier = frontier.filter(({ action, presence }) => {
      if (levels[presence].has(action)) return false;
      levels[presence].set(action, level);
      return true;
    });
    frontier = frontier.flatMap(({ action, presence }) =>
      flow.outOf(action).map((arc) => ({ action: arc.to, presence: presenceAfter(key, arc, presence) })),
    );
    // Only where it may be deleted does it matter that it was there
    if (key.deleters.size === 0) frontier = frontier.filter(({ presence }) => presence === "absent");
  }

  const steps = { absent: new Map<string, Step | null>(), present: new Map<string, Step | null>() };
  const stepInto = ({ action, presence }: Entered): Step | null => {
    const known = steps[presence].get(action);
    if (known !== undefined) return known;
    const step = findStepInto(action, presence);
    steps[presence].set(action, step);
    return step;
  };
  const findStepInto = (action: string, presence: Presence): Step | null => {
    const before = (levels[presence].get(action) ?? 0) - 1;
    for (const arc of flow.into(action)) {
      for (const left of ["absent", "present"] as const) {
        const isOn = levels[left].get(arc.from) === before && presenceAfter(key, arc, left) === presence;
        if (isOn) return { arc, from: { action: arc.from, presence: left } };
      }
    }
    return null;
  };
  const pathTo = (end: Entered): Path => {
    const arcs: Arc[] = [];
    for (let step = stepInto(end); step; step = stepInto(step.from)) arcs.push(step.arc);
    return { arcs: arcs.reverse(), end: end.action };
  };
  const deleterOn = ({ arcs }: Path): string | null => {
    if (key.deleters.size === 0) return null;
    return arcs.filter(({ from, raised }) => !raised && key.deleters.has(from)).at(-1)?.from ?? null;
  };

  return {
    to(action) {
      if (!levels.absent.has(action)) return null;
      const path = pathTo({ action, presence: "absent" });
      return { ...path, deleter: deleterOn(path) };
    },
    past(action) {
      const [absent, present] = [levels.absent.get(action), levels.present.get(action)];
      const isDeleter = key.deleters.has(action);
      if (key.writers.has(action)) return null;
      if (isDeleter && present !== undefined && (absent === undefined || present < absent)) {
        return { ...pathTo({ action, presence: "present" }), deleter: action };
      }
      if (absent === undefined) return null;
      const path = pathTo({ action, presence: "absent" });
      return { ...path, deleter: isDeleter ? action : deleterOn(path) };
    },
  };
}

/** Whether a key is there on an arc out of an action: what an action that failed would have done, it has not. */
function presenceAfter(key: KeyFlow, arc: Arc, before: Presence): Presence {
  if (isWrittenOn(key, arc)) return "present";
  return !arc.raised && key.deleters.has(arc.from) ? "absent" : before;
}
