import type { Arc } from "../graph.js";
import type { Flow, KeyFlow } from "./flow.js";
import type { Place } from "./reached.js";
import { isOpenAfter, isOpenTo } from "./unwritten.js";

/** Where an application stands between two steps. */
export interface Ground extends Place {
  /** Whether nothing has run yet. */
  readonly isBeginning: boolean;
  /** The action that has failed, where an error edge has led on from it; null if none has. */
  readonly failed: string | null;
}

/**
 * Whether a key is there, however the application has come to where it stands. What cannot be reached from the entrypoint
 * has behind it what nothing takes away.
 */
export function isCertain(flow: Flow, key: KeyFlow, { side, action, isBeginning, failed }: Ground): boolean {
  if (isBeginning) return key.isGiven;
  if (!flow.reachable.has(failed ?? action)) return key.isGiven && key.deleters.size === 0;
  if (side === "behind") return !isOpenAfter(flow, key, [action]);
  if (failed === null) return !isOpenTo(flow, key, [action]);
  const edges = edgesBetween(flow, failed, action);
  return edges.every(({ raised }) => raised?.capture === key.key) || !isOpenTo(flow, key, [failed]);
}

/** The error edges from one action to another. */
export const edgesBetween = (flow: Flow, from: string, to: string): readonly Arc[] =>
  flow.outOf(from).filter((arc) => arc.raised !== null && arc.to === to);
