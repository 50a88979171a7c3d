/**
 * A second opinion on the engine: what an application does, as a pure function over plain data. Shares no code with the
 * library.
 */

export type Effect =
  | { readonly op: "set"; readonly key: string; readonly value: number }
  | { readonly op: "add"; readonly key: string; readonly value: number }
  | { readonly op: "push"; readonly key: string; readonly value: number }
  | { readonly op: "wipe"; readonly key: string };

export type Fault = "none" | "throws" | "returns nothing" | "forgets a write" | "writes something else";
type Thrown = "Mine" | "OutcomeError" | "WriteError" | "ReadError";

export interface ModelAction {
  readonly name: string;
  readonly tag: string | null;
  /** Keys that must be there. */
  readonly reads: readonly string[];
  readonly effects: readonly Effect[];
  readonly isAsync: boolean;
  /** Its own result instead of the record of writes. */
  readonly result: number | null;
  /** What goes wrong at which attempts of the application, counted from 0. */
  readonly faults: Readonly<Record<number, Fault>>;
}

export interface ModelArc {
  readonly from: readonly string[];
  readonly to: string;
  /** Holds always, when the key equals the value, or when half of the numbers there are. */
  readonly guard: null | ModelGuard | ModelEdge;
}

export interface ModelGuard {
  readonly kind: "equals" | "even" | "even, later";
  readonly key: string;
  readonly value: number;
}

export interface ModelEdge {
  readonly kind: "error";
  /** The name of a class; null for none. */
  readonly catches: Thrown | "Error" | "TypeburrError" | null;
  readonly max: number | null;
  readonly capture: string | null;
}

export interface ModelGraph {
  readonly actions: readonly ModelAction[];
  readonly arcs: readonly ModelArc[];
  readonly initial: Readonly<Record<string, number>>;
}

export interface World {
  readonly last: string | null;
  readonly result: unknown;
  readonly state: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  /** Where an error edge has led, and what was thrown. */
  readonly raised: { readonly to: string; readonly thrown: Thrown } | null;
  /** Of each action, which of the arcs was taken last because it failed, and how often in a row. */
  readonly streaks: Readonly<Record<string, { readonly arc: number; readonly times: number }>>;
  /** Each run of an action: its name, its number, what it sees as the error. */
  readonly log: readonly string[];
}

export interface Halts {
  readonly after: readonly string[];
  readonly before: readonly string[];
  readonly isAll: boolean;
}

type Ending =
  | { readonly how: "after" | "before" | "end"; readonly action: string; readonly result: unknown }
  | { readonly how: "error" }
  | { readonly how: "async" }
  | { readonly how: "cut" }
  /** It goes on without completing a step. */
  | { readonly how: "stuck" };

export interface Outcome {
  readonly world: World;
  readonly trace: readonly string[];
  readonly ending: Ending;
}

export const born = ({ initial }: ModelGraph): World => ({
  last: null,
  result: null,
  state: initial,
  attempts: 0,
  raised: null,
  streaks: {},
  log: [],
});

/** What is not known without waiting. */
const later = Symbol("later");

const holds = (guard: ModelArc["guard"], state: World["state"]): boolean => {
  if (guard === null) return true;
  if (guard.kind === "error") return false;
  const value = state[guard.key];
  return guard.kind === "equals" ? value === guard.value : ((value ?? 0) as number) % 2 === 0;
};

const nextOf = (graph: ModelGraph, world: World, isSync: boolean): string | null | typeof later => {
  if (world.raised !== null) return world.raised.to;
  if (world.last === null) return graph.actions[0]?.name ?? null;
  for (const { from, to, guard } of graph.arcs) {
    if (!from.includes(world.last)) continue;
    if (isSync && guard?.kind === "even, later") return later;
    if (holds(guard, world.state)) return to;
  }
  return null;
};

/** What an attempt throws; null if it succeeds. */
const thrownBy = (action: ModelAction, world: World): Thrown | null => {
  if (action.reads.some((key) => !(key in world.state))) return "ReadError";
  const fault = action.faults[world.attempts] ?? "none";
  if (fault === "throws") return "Mine";
  if (fault === "returns nothing") return "OutcomeError";
  const writes = action.effects.filter(({ op }) => op !== "wipe").map(({ key }) => key);
  if (fault === "writes something else" || (fault === "forgets a write" && writes.length > 0)) return "WriteError";
  const isLost = writes.some((key) => action.effects.filter((one) => one.key === key).at(-1)?.op === "wipe");
  return isLost ? "WriteError" : null;
};

const catches = (edge: ModelEdge, thrown: Thrown): boolean => {
  if (edge.catches === thrown) return true;
  return thrown === "Mine" ? edge.catches === null || edge.catches === "Error" : edge.catches === "TypeburrError";
};

type Attempt = readonly [world: World, became: "done" | "raised" | "threw" | "async"];

/** One attempt at the action that is next: the world after it. */
const attempted = (graph: ModelGraph, before: World, name: string, isSync: boolean): Attempt => {
  const action = graph.actions.find((one) => one.name === name) as ModelAction;
  const thrown = thrownBy(action, before);
  const line = `${name} ${before.attempts} ${before.raised?.thrown ?? "-"}`;
  const log = thrown === "ReadError" ? before.log : [...before.log, line];
  const world: World = { ...before, attempts: before.attempts + 1, log };
  if (isSync && action.isAsync && thrown !== "ReadError") return [world, "async"];
  if (thrown !== null) return failed(graph, world, name, thrown);
  const written: Record<string, unknown> = {};
  const state: Record<string, unknown> = { ...world.state };
  for (const effect of action.effects) {
    const { op, key } = effect;
    if (op === "wipe") {
      delete state[key];
      delete written[key];
      continue;
    }
    const { value } = effect;
    if (op === "set") state[key] = value;
    if (op === "add") state[key] = ((state[key] ?? 0) as number) + value;
    if (op === "push") state[key] = [...((state[key] ?? []) as number[]), value];
    written[key] = state[key];
  }
  const { [name]: _, ...streaks } = world.streaks;
  return [{ ...world, last: name, result: action.result ?? written, state, raised: null, streaks }, "done"];
};

const failed = (graph: ModelGraph, world: World, name: string, thrown: Thrown): Attempt => {
  const streak = world.streaks[name];
  for (const [arc, { from, to, guard }] of graph.arcs.entries()) {
    if (guard?.kind !== "error" || !from.includes(name) || !catches(guard, thrown)) continue;
    const times = streak?.arc === arc ? streak.times : 0;
    if (guard.max !== null && times >= guard.max) continue;
    const state = guard.capture === null ? world.state : { ...world.state, [guard.capture]: thrown };
    const streaks = { ...world.streaks, [name]: { arc, times: times + 1 } };
    return [{ ...world, state, streaks, raised: { to, thrown } }, "raised"];
  }
  return [world, "threw"];
};

const namesOf = (graph: ModelGraph, halts: readonly string[]): string[] =>
  halts.flatMap((halt) =>
    halt.startsWith("@tag:")
      ? graph.actions.filter(({ tag }) => `@tag:${tag}` === halt).map(({ name }) => name)
      : [halt],
  );

/** How many attempts in a row may fail before nothing more is expected of a call. */
const patience = 60;

export const stepped = (graph: ModelGraph, start: World, isSync: boolean): Outcome => {
  let world = start;
  for (let attempt = 0; attempt < patience; attempt++) {
    const next = nextOf(graph, world, isSync);
    if (next === later) return { world, trace: [], ending: { how: "async" } };
    if (next === null) return { world, trace: [], ending: { how: "cut" } };
    const [after, became] = attempted(graph, world, next, isSync);
    world = after;
    if (became === "done") return { world, trace: [next], ending: { how: "cut" } };
    if (became !== "raised") return { world, trace: [], ending: { how: became === "async" ? "async" : "error" } };
  }
  return { world, trace: [], ending: { how: "stuck" } };
};

/** A run; `cut` after so many steps, as a consumer that breaks out of an iteration. */
export const run = (graph: ModelGraph, start: World, halts: Halts, most: number, isSync: boolean): Outcome => {
  const [after, before] = [namesOf(graph, halts.after), namesOf(graph, halts.before)];
  const trace: string[] = [];
  let world = start;
  let last: string | null = null;
  let failures = 0;
  for (let isFirst = true; ; isFirst = false) {
    const isAllNow = after.every((name) => trace.includes(name)) && trace.indexOf(last ?? "") === trace.length - 1;
    const isAfter = last !== null && after.includes(last) && (!halts.isAll || isAllNow);
    // Not asked for what is next where it does not matter
    if (isAfter && before.length === 0) return end({ how: "after", action: last ?? "", result: world.result });
    const next = nextOf(graph, world, isSync);
    if (next === later) return end({ how: "async" });
    if (!isFirst && next !== null && before.includes(next)) return end({ how: "before", action: next, result: null });
    if (isAfter) return end({ how: "after", action: last ?? "", result: world.result });
    if (next === null) return end({ how: "end", action: world.last ?? "", result: world.result });
    const [reached, became] = attempted(graph, world, next, isSync);
    world = reached;
    if (became === "threw" || became === "async") return end({ how: became === "threw" ? "error" : "async" });
    last = became === "done" ? next : null;
    failures = became === "done" ? 0 : failures + 1;
    if (failures === patience) return end({ how: "stuck" });
    if (became === "done") trace.push(next);
    if (became === "done" && trace.length === most) return end({ how: "cut" });
  }

  function end(ending: Ending): Outcome {
    return { world, trace, ending };
  }
};
