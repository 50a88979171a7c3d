import { line, type ModelAction } from "./graph.js";
import { classOf, wayOut } from "./next.js";
import { type Done, faultOf, outcomeOf, streamed, worked } from "./outcome.js";
import { errorOf, handsOver, takeError, tell } from "./telling.js";
import type { Progress } from "./world.js";

/** What became of an attempt: it has completed, an error edge was taken, or the call ends with what is thrown. */
export type Became = "done" | "raised" | { readonly thrown: string };

/** One attempt at an action. */
export function attempt(progress: Progress, name: string): Became {
  const { world, call, graph } = progress;
  const action = graph.actions.find((one) => one.name === name) as ModelAction;
  if (progress.isAborted) return { thrown: "AbortError" };
  const refusal = action.isAsking && !call.isGiving ? "InputError" : null;
  // Inputs whose refusal nobody catches are refused before there is an attempt
  if (refusal !== null && wayOut(graph, world, name, refusal) === null) return { thrown: refusal };
  const id = world.attempts;
  world.attempts += 1;
  const before = line(world.state);
  const outcome = begun(progress, action, refusal);
  if (typeof outcome === "string") return failed(progress, action, id, before, outcome);
  Object.assign(world, { ...outcome, last: name, raised: null, committed: id });
  delete world.streaks[name];
  const facts = `${id} ${name} completed ${line(world.state)} ${JSON.stringify(world.result)} null`;
  progress.failures.push(...tell(progress, "postRunStep", facts));
  const hookError = takeError(progress);
  return hookError === null ? "done" : { thrown: hookError };
}

/** The attempt up to its outcome: what is thrown, or what is to be committed. */
function begun(progress: Progress, action: ModelAction, refusal: string | null): string | Done {
  const { world } = progress;
  const id = world.attempts - 1;
  const fault = faultOf(action, id);
  tellMove(progress, id);
  const failures = tell(progress, "preRunStep", `${id} ${action.name} ${line(world.state)}`);
  if (refusal !== null) {
    progress.failures.push(...failures);
    return refusal;
  }
  if (failures.length > 0) return errorOf(failures) ?? "";
  if (!handsOver(progress, "start", action.name)) return "ClosedError";
  if (action.reads.some((key) => !(key in world.state))) return "ReadError";
  const thrown = action.kind === "stream" ? streamed(progress, action, fault) : worked(progress, action, fault);
  if (thrown !== null) return thrown;
  return progress.isAborted ? "AbortError" : outcomeOf(world, action, fault?.what ?? null);
}

/** Tells of the transition that has led here. */
export function tellMove(progress: Progress, id: number): void {
  const { moved } = progress.world;
  if (moved === null) return;
  progress.world.moved = null;
  const { from, to, tried, thrown } = moved;
  progress.failures.push(...tell(progress, "onTransition", `${id} ${from} ${to} ${tried} ${thrown}`));
}

function failed(progress: Progress, { name }: ModelAction, id: number, before: string, thrown: string): Became {
  const { world, call, graph } = progress;
  progress.failures.push(...tell(progress, "postRunStep", `${id} ${name} failed ${before} null ${thrown}`));
  const hookError = takeError(progress);
  const isLeft = thrown === "ClosedError";
  const isOfCall = isLeft || progress.isAborted || (call.isSync && thrown === "AsyncError");
  const way = isOfCall ? null : wayOut(graph, world, name, thrown);
  if (way === null) {
    if (hookError !== null) progress.hookErrors += 1;
    if (isLeft) progress.cause ??= hookError;
    world.raised = { to: name, thrown: world.raised?.thrown ?? null };
    return { thrown };
  }
  const { arc, to, capture, times, tried } = way;
  if (capture !== null) world.state = { ...world.state, [capture]: classOf(thrown) };
  world.streaks[name] = { arc, times };
  world.raised = { to, thrown };
  world.moved = { from: name, to, tried, thrown };
  return hookError === null ? "raised" : { thrown: hookError };
}
