import { type Fault, type ModelAction, writesOf } from "./graph.js";
import { errorOf, handsOver, tell } from "./telling.js";
import type { Progress, World } from "./world.js";

export interface Done {
  readonly state: Record<string, unknown>;
  readonly result: unknown;
}

/** What goes wrong at an attempt, and how many items are yielded before. */
type FaultAt = { readonly what: Fault; readonly at: number } | null;

export function faultOf(action: ModelAction, id: number): FaultAt {
  const fault = action.faults[id];
  return fault === undefined ? null : { what: fault.what, at: Math.min(fault.at, action.items) };
}

/** A function, or two: what is thrown. */
export function worked(progress: Progress, action: ModelAction, fault: FaultAt): string | null {
  runs(progress, action);
  return action.isAsync && progress.call.isSync ? "AsyncError" : struck(progress, fault);
}

/** A generator: what is thrown, or what has ended it. */
export function streamed(progress: Progress, action: ModelAction, fault: FaultAt): string | null {
  const step = `${progress.world.attempts - 1} ${action.name}`;
  const hookError = errorOf(tell(progress, "preStartStream", step));
  const { items, thrown } = hookError === null ? drained(progress, action, fault) : { items: 0, thrown: hookError };
  progress.failures.push(
    ...tell(progress, "postEndStream", `${step} ${thrown === null ? "completed" : "failed"} ${items} ${thrown}`),
  );
  return thrown;
}

function drained(progress: Progress, action: ModelAction, fault: FaultAt): { items: number; thrown: string | null } {
  const { world, call, late } = progress;
  runs(progress, action);
  const isUnready = action.isAsync && call.isSync;
  const end = isUnready ? { items: 0, thrown: "AsyncError" } : taken(progress, action, fault);
  (isUnready ? late : world.log).push(`closes ${action.name}`);
  return end;
}

function taken(progress: Progress, action: ModelAction, fault: FaultAt): { items: number; thrown: string | null } {
  const { name } = action;
  for (let items = 0; ; items++) {
    const thrown = fault?.at === items ? struck(progress, fault) : null;
    if (thrown !== null || items === action.items) return { items, thrown };
    if (progress.isAborted) return { items, thrown: "AbortError" };
    if (fault?.what === "yields what does not fit" && fault.at === items) return { items, thrown: "ItemError" };
    const step = `${progress.world.attempts - 1} ${name}`;
    progress.failures.push(...tell(progress, "postStreamItem", `${step} ${items * 10} ${items}`));
    if (!handsOver(progress, "item", `${name} ${items * 10}`)) return { items: items + 1, thrown: "ClosedError" };
  }
}

/** The body of an action begins. */
function runs({ world }: Progress, { name }: ModelAction): void {
  const key = `${world.committed} ${name}`;
  if (!world.keys.includes(key)) world.keys.push(key);
  world.log.push(`run ${name} ${world.attempts - 1} ${world.raised?.thrown ?? null} key ${world.keys.indexOf(key)}`);
}

/** What is thrown where a fault strikes. */
function struck(progress: Progress, fault: FaultAt): string | null {
  const what = fault?.what;
  if (what?.startsWith("aborts") && progress.call.signal !== "none") progress.isAborted = true;
  if (what === "throws" || what === "aborts and throws") return "Mine";
  return what === "writes something else" ? "WriteError" : null;
}

/** What an action has done; if it may not, what is thrown. */
export function outcomeOf({ state: before }: World, action: ModelAction, fault: Fault | null): string | Done {
  const writes = writesOf(action);
  if (fault === "returns nothing") return "OutcomeError";
  if (fault === "forgets a write" && writes.length > 0) return "WriteError";
  const state: Record<string, unknown> = { ...before };
  const written: Record<string, unknown> = {};
  for (const effect of action.effects) {
    const { op, key } = effect;
    if (op === "set") state[key] = effect.value;
    if (op === "add") state[key] = Number(state[key] ?? 0) + effect.value;
    if (op === "push") state[key] = [...((state[key] ?? []) as number[]), effect.value];
    if (op === "wipe") delete state[key];
    if (op === "wipe") delete written[key];
    else written[key] = state[key];
  }
  if (writes.some((key) => !(key in written))) return "WriteError";
  return { state, result: action.kind === "two" ? action.result : (action.result ?? written) };
}
