import type { ModelArc, ModelEdge, ModelGraph } from "./graph.js";
import type { Moved, World } from "./world.js";

/** What is not known without waiting. */
export const later = Symbol("later");

interface Next {
  /** Null if nothing is next. */
  readonly action: string | null | typeof later;
  /** Null where nothing was asked. */
  readonly moved: Moved | null;
  /** Whether it took a promise to know. */
  readonly isLate: boolean;
}

/** What is next: where an error edge has led; else the first way whose guard holds; the first action of all. */
export function nextOf({ arcs, actions }: ModelGraph, { raised, last, state }: World, isSync: boolean): Next {
  if (raised !== null) return { action: raised.to, moved: null, isLate: false };
  if (last === null) return { action: actions[0]?.name ?? null, moved: null, isLate: false };
  const tried: string[] = [];
  let isLate = false;
  for (const { from, to, guard } of arcs) {
    if (!from.includes(last) || guard?.kind === "error") continue;
    if (guard?.kind === "even, later") isLate = true;
    if (isLate && isSync) return { action: later, moved: null, isLate };
    const isHolding = holds(guard, state);
    tried.push(`${to}=${isHolding}`);
    if (isHolding) return { action: to, moved: { from: last, to, tried, thrown: null }, isLate };
  }
  return { action: null, moved: { from: last, to: null, tried, thrown: null }, isLate };
}

const holds = (guard: ModelArc["guard"], state: World["state"]): boolean => {
  if (guard === null) return true;
  if (guard.kind === "error") return false;
  const value = state[guard.key];
  return guard.kind === "equals" ? value === guard.value : Number(value ?? 0) % 2 === 0;
};

interface Way {
  readonly arc: number;
  readonly to: string;
  readonly capture: string | null;
  /** How often in a row it has been taken, with this time. */
  readonly times: number;
  readonly tried: readonly string[];
}

/** The first error edge that catches, and how those before it answered; null if none does. */
export function wayOut({ arcs }: ModelGraph, { streaks }: World, name: string, thrown: string): Way | null {
  const tried: string[] = [];
  for (const [arc, { from, to, guard }] of arcs.entries()) {
    if (guard?.kind !== "error" || !from.includes(name)) continue;
    const streak = streaks[name];
    const times = streak?.arc === arc ? streak.times : 0;
    const isTaken = catches(guard, thrown) && (guard.max === null || times < guard.max);
    tried.push(`${to}=${isTaken}`);
    if (isTaken) return { arc, to, capture: guard.capture, times: times + 1, tried };
  }
  return null;
}

/** `HookError preRunStep 2` is of the class `HookError`. */
export const classOf = (thrown: string): string => thrown.split(" ")[0] ?? "";

const catches = (edge: ModelEdge, thrown: string): boolean => {
  if (edge.catches === classOf(thrown)) return true;
  return thrown === "Mine" ? edge.catches === null || edge.catches === "Error" : edge.catches === "TypeburrError";
};
