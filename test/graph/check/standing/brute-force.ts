import type { RandomGraph, RandomTransition } from "./random-graph.js";

export interface Where {
  readonly last: string | null;
  readonly next: string | null;
  readonly failed: string | null;
}

export interface Visited {
  readonly where: Where;
  /** The keys that were there each time. */
  readonly certain: ReadonlySet<string>;
}

/**
 * Every place where an application may stand, and what is there in any case: by running every action on every set of keys that
 * may be there when it begins, in each way in which it may end. It shares no code with the analysis.
 */
export function everyPlace({ actions, transitions, entrypoint, given }: RandomGraph): readonly Visited[] {
  const places = new Map<string, { where: Where; certain: ReadonlySet<string> }>();
  const stand = (where: Where, present: ReadonlySet<string>): void => {
    const name = JSON.stringify(where);
    const before = places.get(name)?.certain ?? present;
    places.set(name, { where, certain: new Set([...before].filter((key) => present.has(key))) });
  };
  const begun = new Set<string>();
  const enter = (name: string, present: ReadonlySet<string>): void => {
    stand({ last: null, next: name, failed: null }, present);
    const mark = `${name} ${[...present].sort()}`;
    const action = actions[name];
    if (!action || begun.has(mark)) return;
    begun.add(mark);
    const out = transitions.filter(({ from }) => from === name);
    for (const kept of subsets(action.deletes.filter((key) => present.has(key)))) {
      for (const extra of subsets(Object.keys(action.maybeWrites))) {
        const left = [...present].filter((key) => !action.deletes.includes(key) || kept.includes(key));
        const after = new Set([...left, ...extra, ...Object.keys(action.writes)]);
        stand({ last: name, next: null, failed: null }, after);
        for (const { to, guard } of out) if (guard.kind !== "fails") enter(to, after);
      }
    }
    for (const { to, guard } of out) {
      if (guard.kind !== "fails") continue;
      const after = new Set([...present, ...(guard.capture ? [guard.capture] : [])]);
      stand({ last: null, next: to, failed: name }, after);
      enter(to, after);
    }
  };
  enter(entrypoint, new Set(Object.keys(given)));
  return [...places.values()];
}

function subsets([key, ...others]: readonly string[]): readonly (readonly string[])[] {
  if (key === undefined) return [[]];
  return subsets(others).flatMap((some) => [some, [key, ...some]]);
}

/** Those who read a value that stands under a key in some place, and do not take it; as messages call them. */
export function refusing(graph: RandomGraph, { last, next }: Where, key: string, value: unknown): string[] {
  const { actions, transitions } = graph;
  const met = new Set<string>();
  const entered = new Set<string>();
  const leave = (name: string, failed: boolean): void => {
    for (const transition of transitions.filter(({ from }) => from === name)) {
      const { to, guard } = transition;
      if ((guard.kind === "fails") !== failed) continue;
      if (guard.kind === "fails") {
        if (guard.capture !== key) enter(to);
        continue;
      }
      if (guard.kind === "ask" && guard.key === key) {
        if (!includes(guard.letters, value)) met.add(`the condition of ${name} → ${to}`);
      }
      const answer = answerOf(transition, key, value);
      if (answer !== false) enter(to);
      if (answer === true) return;
    }
  };
  const enter = (name: string): void => {
    const action = actions[name];
    if (!action || entered.has(name)) return;
    entered.add(name);
    const taken = action.reads[key] ?? action.maybeReads[key];
    if (taken && !includes(taken, value)) met.add(`action '${name}'`);
    leave(name, true);
    if (!(key in action.writes)) leave(name, false);
  };
  if (next !== null) enter(next);
  else leave(last ?? "", false);
  return [...met].sort();
}

/** What a condition answers; null if that is not for the value to say. */
function answerOf({ guard }: RandomTransition, key: string, value: unknown): boolean | null {
  if ((guard.kind !== "when" && guard.kind !== "not") || guard.key !== key) return null;
  return (value === guard.letter) === (guard.kind === "when");
}

const includes = (letters: readonly unknown[], value: unknown): boolean => letters.includes(value);
