import type { HookName } from "./graph.js";
import type { Failure, Progress } from "./world.js";

/** Tells each hook in turn. What they throw is gathered, and keeps none of the others from being told. */
export function tell({ graph, world, call }: Progress, name: HookName, facts: string): Failure[] {
  const failures: Failure[] = [];
  for (const hook of graph.hooks) {
    if (!hook.hears.includes(name)) continue;
    const count = `${hook.name} ${name}`;
    const nth = world.called[count] ?? 0;
    world.called[count] = nth + 1;
    world.log.push(`${hook.name} ${name} ${facts}`);
    const isSlow = hook.slow.includes(name) && call.isSync;
    if (isSlow || hook.throws[name] === nth) failures.push({ hook: name, isSlow });
  }
  return failures;
}

/** What a caller is told of hooks that threw; null if none did. */
export function errorOf(failures: readonly Failure[]): string | null {
  const [first] = failures;
  if (first === undefined) return null;
  if (failures.every(({ isSlow }) => isSlow)) return "AsyncError";
  return `HookError ${first.hook} ${failures.length}`;
}

/** As `errorOf`, of all that has been gathered in a step. */
export function takeError(progress: Progress): string | null {
  const error = errorOf(progress.failures);
  progress.failures = [];
  return error;
}

/** Hands an event to a consumer, if he wants to see it. Whether he goes on. */
export function handsOver(progress: Progress, type: "start" | "item" | "step", facts: string): boolean {
  const { method, isQuiet, most } = progress.call;
  if (isQuiet || !(method === "stream" || (method === "iterate" && type === "step"))) return true;
  progress.world.log.push(`event ${type} ${facts}`);
  progress.events += 1;
  return progress.events < most;
}
