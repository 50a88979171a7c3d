/**
 * A second opinion on the engine: what an application does, as a pure function over plain data. Shares no code with the
 * library.
 */

export type Effect =
  | { readonly op: "set"; readonly key: string; readonly value: number }
  | { readonly op: "add"; readonly key: string; readonly value: number }
  | { readonly op: "push"; readonly key: string; readonly value: number };

export type Fault = "none" | "throws" | "returns nothing" | "forgets a write" | "writes something else";

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
  readonly guard: null | {
    readonly kind: "equals" | "even" | "even, later";
    readonly key: string;
    readonly value: number;
  };
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
}

export interface Halts {
  readonly after: readonly string[];
  readonly before: readonly string[];
  readonly isAll: boolean;
}

type Ending =
  | { readonly how: "after" | "before" | "end"; readonly action: string; readonly result: unknown }
  | { readonly how: "error" }
  | { readonly how: "cut" };

export interface Outcome {
  readonly world: World;
  readonly trace: readonly string[];
  readonly ending: Ending;
}

export const born = ({ initial }: ModelGraph): World => ({ last: null, result: null, state: initial, attempts: 0 });

const holds = (arc: ModelArc, state: World["state"]): boolean => {
  if (arc.guard === null) return true;
  const value = state[arc.guard.key];
  return arc.guard.kind === "equals" ? value === arc.guard.value : ((value ?? 0) as number) % 2 === 0;
};

const nextOf = (graph: ModelGraph, world: World): string | null => {
  if (world.last === null) return graph.actions[0]?.name ?? null;
  const arcs = graph.arcs.filter((arc) => arc.from.includes(world.last ?? ""));
  return arcs.find((arc) => holds(arc, world.state))?.to ?? null;
};

/** One attempt at the action that is next: the world after it, and whether it succeeded. */
const attempted = (graph: ModelGraph, world: World, name: string): [World, boolean] => {
  const action = graph.actions.find((one) => one.name === name) as ModelAction;
  const failed: World = { ...world, attempts: world.attempts + 1 };
  const isHungry = action.reads.some((key) => !(key in world.state));
  const fault = action.faults[world.attempts] ?? "none";
  const isHarmless = fault === "none" || (fault === "forgets a write" && action.effects.length === 0);
  if (isHungry || !isHarmless) return [failed, false];
  const written: Record<string, unknown> = {};
  const state: Record<string, unknown> = { ...world.state };
  for (const { op, key, value } of action.effects) {
    if (op === "set") state[key] = value;
    if (op === "add") state[key] = ((state[key] ?? 0) as number) + value;
    if (op === "push") state[key] = [...((state[key] ?? []) as number[]), value];
    written[key] = state[key];
  }
  return [{ last: name, result: action.result ?? written, state, attempts: world.attempts + 1 }, true];
};

const namesOf = (graph: ModelGraph, halts: readonly string[]): string[] =>
  halts.flatMap((halt) =>
    halt.startsWith("@tag:")
      ? graph.actions.filter(({ tag }) => `@tag:${tag}` === halt).map(({ name }) => name)
      : [halt],
  );

export const stepped = (graph: ModelGraph, world: World): Outcome => {
  const next = nextOf(graph, world);
  if (next === null) return { world, trace: [], ending: { how: "cut" } };
  const [after, isDone] = attempted(graph, world, next);
  return { world: after, trace: isDone ? [next] : [], ending: { how: isDone ? "cut" : "error" } };
};

/** A run; `cut` after so many steps, as a consumer that breaks out of an iteration. */
export const run = (graph: ModelGraph, start: World, halts: Halts, most: number): Outcome => {
  const [after, before] = [namesOf(graph, halts.after), namesOf(graph, halts.before)];
  const trace: string[] = [];
  let world = start;
  while (true) {
    const next = nextOf(graph, world);
    const last = trace.at(-1);
    if (last !== undefined) {
      const isAllNow = after.every((name) => trace.includes(name)) && trace.indexOf(last) === trace.length - 1;
      const isAfter = after.includes(last) && (!halts.isAll || isAllNow);
      if (next !== null && before.includes(next)) return end({ how: "before", action: next, result: null });
      if (isAfter) return end({ how: "after", action: last, result: world.result });
    }
    if (next === null) return end({ how: "end", action: world.last ?? "", result: world.result });
    const [reached, isDone] = attempted(graph, world, next);
    world = reached;
    if (!isDone) return end({ how: "error" });
    trace.push(next);
    if (trace.length === most) return end({ how: "cut" });
  }

  function end(ending: Ending): Outcome {
    return { world, trace, ending };
  }
};
