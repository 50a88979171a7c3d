import { attempt, type Became, tellMove } from "./attempt.js";
import { line, type ModelGraph } from "./graph.js";
import { later, nextOf } from "./next.js";
import { errorOf, handsOver, takeError, tell } from "./telling.js";
import type { Ending, Halts, ModelCall, Outcome, Progress, World } from "./world.js";

/** How many attempts in a row may fail before nothing more is expected of a call. */
const patience = 60;

export function called(graph: ModelGraph, before: World, call: ModelCall): Outcome {
  const world = structuredClone<World>({ ...before, log: [] });
  if (call.isGiving && !graph.actions.some(({ isAsking }) => isAsking)) {
    return { world, ending: { how: "throws", thrown: "InputError" } };
  }
  const progress: Progress = {
    graph,
    call,
    world,
    done: [],
    events: 0,
    isAborted: call.signal === "aborted",
    failures: [],
    hookErrors: 0,
    cause: null,
    late: [],
  };
  const ending = watched(progress);
  world.log.push(...progress.late);
  return { world, ending };
}

/** The call, and hooks around it. */
function watched(progress: Progress): Ending {
  const { method, isSync } = progress.call;
  const name = isSync ? `${method}Sync` : method;
  const refusal = errorOf(tell(progress, "preExecuteCall", name));
  const ending = refusal !== null ? thrown(refusal) : method === "step" ? stepped(progress) : ran(progress);
  // Nobody will wait for what comes then
  if (ending.how === "stuck" || ending.how === "endless") return ending;
  const error = ending.how === "throws" ? ending.thrown : null;
  const status = ending.how === "left" ? "left" : error === null ? "completed" : "failed";
  const facts = `${name} ${status} ${error} ${progress.hookErrors}`;
  const hookError = errorOf(tell(progress, "postExecuteCall", facts));
  if (ending.how === "left") return { how: "left", thrown: progress.cause ?? hookError };
  return hookError === null || error !== null ? ending : { how: "throws", thrown: hookError };
}

type Moved = Became | "nothing" | "before";

/** Finds out what is next, and attempts it; nothing, if a run is to stop before it. */
function moved(progress: Progress, isStop: (next: string) => boolean): { next: string; became: Moved } {
  const { world, graph, call } = progress;
  const { action: next, moved } = nextOf(graph, world, call.isSync);
  if (world.raised === null) world.moved = moved;
  if (next === later) return { next: "", became: { thrown: "AsyncError" } };
  if (next === null) return { next: "", became: "nothing" };
  return { next, became: isStop(next) ? "before" : attempt(progress, next) };
}

function stepped(progress: Progress): Ending {
  for (let attempts = 0; attempts < patience; attempts++) {
    const { next, became } = moved(progress, () => false);
    if (became === "nothing") return ended(progress, { how: "nothing" });
    if (became === "done") return { how: "step", action: next, result: progress.world.result };
    if (typeof became === "object") return thrown(became.thrown);
  }
  return { how: "stuck" };
}

function ran(progress: Progress): Ending {
  const { call, world, done } = progress;
  const [after, before] = [namesOf(progress, call.halts.after), namesOf(progress, call.halts.before)];
  const stop = (how: "after" | "end"): Ending => ({ how, action: world.last ?? "", result: world.result });
  let isFirst = true;
  for (let failures = 0; failures < patience; isFirst = false) {
    const isAfter = failures === 0 && isOver(done, after, call.halts);
    // Not asked for what is next where it does not matter
    if (isAfter && before.length === 0) return stop("after");
    const { next, became } = moved(progress, (name) => isAfter || (!isFirst && before.includes(name)));
    if (became === "before" && before.includes(next)) return { how: "before", action: next, result: null };
    if (isAfter && typeof became !== "object") return stop("after");
    if (became === "nothing") return ended(progress, stop("end"));
    if (typeof became === "object") return thrown(became.thrown);
    failures = became === "done" ? 0 : failures + 1;
    if (became !== "done") continue;
    done.push(next);
    if (!handsOver(progress, "step", `${next} ${JSON.stringify(world.result)} ${line(world.state)}`)) return left;
    if (done.length === call.most) return { how: "endless" };
  }
  return { how: "stuck" };
}

const left: Ending = { how: "left", thrown: null };
const thrown = (name: string): Ending => (name === "ClosedError" ? left : { how: "throws", thrown: name });

/** Whether the step that has just completed is one to halt after. */
function isOver(done: readonly string[], after: readonly string[], { isAll }: Halts): boolean {
  const last = done.at(-1);
  if (last === undefined || !after.includes(last)) return false;
  return !isAll || (after.every((name) => done.includes(name)) && done.indexOf(last) === done.length - 1);
}

/** Nothing is next: hooks are told. */
function ended(progress: Progress, ending: Ending): Ending {
  tellMove(progress, Math.max(progress.world.attempts - 1, 0));
  const hookError = takeError(progress);
  return hookError === null ? ending : { how: "throws", thrown: hookError };
}

const namesOf = ({ graph }: Progress, halts: readonly string[]): string[] =>
  halts.flatMap((halt) =>
    halt.startsWith("@tag:")
      ? graph.actions.filter(({ tag }) => `@tag:${tag}` === halt).map(({ name }) => name)
      : [halt],
  );
