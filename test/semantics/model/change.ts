import { isList, type ModelGraph, writesOf } from "./graph.js";
import type { World } from "./world.js";

/** Back to where everything starts; the state stays, and what was deleted of the initial one comes back. */
export const reset = ({ initial }: ModelGraph, world: World): World => ({
  ...world,
  log: [],
  state: { ...initial, ...world.state },
  last: null,
  result: null,
  raised: null,
  streaks: {},
});

/** The world with a patch; null if it is refused. */
export function patched(graph: ModelGraph, world: World, patch: Readonly<Record<string, unknown>>): World | null {
  const { actions, arcs, initial } = graph;
  const guards = arcs.flatMap(({ guard }) => (guard === null ? [] : [guard]));
  const schemas = new Set([
    ...actions.flatMap((action) => [...action.reads, ...writesOf(action)]),
    ...guards.flatMap((guard) => (guard.kind.startsWith("even") && "key" in guard ? [guard.key] : [])),
  ]);
  const known = new Set([
    ...schemas,
    ...Object.keys(initial),
    ...guards.flatMap((guard) => ("key" in guard ? [guard.key] : guard.capture === null ? [] : [guard.capture])),
  ]);
  for (const [key, value] of Object.entries(patch)) {
    const isFit = isList(key) ? Array.isArray(value) : typeof value === "number";
    if (!known.has(key) || (schemas.has(key) && !isFit)) return null;
  }
  return { ...world, log: [], state: { ...world.state, ...patch } };
}
