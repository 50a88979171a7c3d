import type { ApplicationEvent, LifecycleHooks } from "./hooks.js";
import { checkOptions } from "./log/check-options.js";
import { duration } from "./log/duration.js";
import { callLine, Names, stepLine, wayOf } from "./log/lines.js";
import { colored, isTerminal, type Paint, plain } from "./log/paint.js";
import { StepLog } from "./log/step-log.js";
import { line, toldError } from "./log/told.js";

/** What `consoleLogger` tells, and where. */
export interface ConsoleLoggerOptions {
  /** Where the lines go; `console.log`, if it is not given. */
  readonly write?: (line: string) => void;
  /**
   * - `"steps"`: a line a step, and its failures.
   * - `"changes"`, if it is not given: also what the step has changed, its spans and attributes.
   * - `"everything"`: also its inputs, the items of a stream, and why a transition was taken.
   */
  readonly detail?: "steps" | "changes" | "everything";
  /** Whether lines have colors. If it is not given, they have where the console is a terminal. */
  readonly colors?: boolean;
  /** The time, in milliseconds; for tests. */
  readonly now?: () => number;
}

/** What is known of a call while it lasts. */
interface CallLog {
  readonly begun: number;
  steps: number;
  step: StepLog | null;
  /** What has been told already. */
  error: { readonly thrown: unknown } | null;
}

/**
 * Hooks that tell on the console what an application does: a line for each step, with its number, its action, the time it took and what it has
 * changed; failures, and where they lead; spans; the end of each call. Values are cut, so that a line can be read.
 *
 * @returns Hooks for `withHooks`. Of several applications each line names its own.
 * @throws {DefinitionError} If the options are wrong.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { action, application, consoleLogger } from "typeburr";
 *
 * const count = action({
 *   reads: { counter: v.number() },
 *   writes: { counter: v.number() },
 *   run: (state) => state.increment({ counter: 1 }),
 * });
 * const app = application()
 *   .withActions({ count })
 *   .withEntrypoint("count")
 *   .withState({ counter: 0 })
 *   .withHooks(consoleLogger())
 *   .build();
 * app.runSync(); // 0 count 0.1 ms: counter 0 → 1
 * ```
 */
export function consoleLogger(options: ConsoleLoggerOptions = {}): LifecycleHooks {
  checkOptions(options);
  const { write, detail = "changes", now = () => performance.now() } = options;
  const paint: Paint = (options.colors ?? (write === undefined && isTerminal())) ? colored : plain;
  const calls = new Map<string, CallLog>();
  const names = new Names();
  const say = (event: ApplicationEvent, text: string): void => {
    const prefix = names.prefix(event);
    const all = prefix === "" ? text : `${paint.faint(prefix)} ${text}`;
    if (write) write(all);
    else console.log(all);
  };
  const sinceOf = (begun: number | undefined): string => (begun === undefined ? "" : duration(now() - begun));
  const isFull = detail === "everything";

  return {
    postApplicationCreate(event) {
      say(event, paint.faint(`${line(event.appId)} created, begins with ${line(event.entrypoint)}`));
    },
    preExecuteCall(event) {
      calls.set(keyOf(event), { begun: now(), steps: 0, step: null, error: null });
    },
    postExecuteCall(event) {
      const call = calls.get(keyOf(event));
      calls.delete(keyOf(event));
      const isNews = !(call?.error && Object.is(call.error.thrown, event.error));
      say(event, callLine(event, call?.steps ?? 0, sinceOf(call?.begun), isNews, paint));
      for (const one of event.hookErrors) say(event, paint.bad(`  ${toldError(one)}`));
    },
    onTransition(event) {
      if (isFull || event.error !== undefined) say(event, paint.faint(`  → ${wayOf(event)}`));
    },
    preRunStep(event) {
      const call = calls.get(keyOf(event));
      if (!call) return;
      call.step = new StepLog(now(), event.state);
      if (isFull) call.step.inputsGiven(event.inputs);
    },
    postRunStep(event) {
      const call = calls.get(keyOf(event));
      const step = call?.step ?? null;
      if (call) {
        call.steps += 1;
        call.step = null;
        if (event.status === "failed") call.error = { thrown: event.error };
      }
      say(event, stepLine(event, step, sinceOf(step?.begun), detail !== "steps", paint));
      for (const below of step?.lines ?? []) say(event, paint.faint(below));
    },
    ...(detail === "steps" ? {} : below(calls, now, isFull)),
    postEndStream(event) {
      const step = calls.get(keyOf(event))?.step;
      if (step) step.items = event.items;
    },
  };
}

/** Two applications may have one `appId`, in different partitions. */
const keyOf = ({ partitionKey, appId }: ApplicationEvent): string => JSON.stringify([partitionKey, appId]);

/** The hooks for what stands below the line of a step. */
function below(calls: ReadonlyMap<string, CallLog>, now: () => number, isFull: boolean): LifecycleHooks {
  return {
    preStartSpan: (event) => calls.get(keyOf(event))?.step?.spanStarted(event, now()),
    postEndSpan: (event) => calls.get(keyOf(event))?.step?.spanEnded(event, now()),
    logAttributes: (event) => calls.get(keyOf(event))?.step?.attributesLogged(event),
    ...(isFull ? { postStreamItem: (event) => calls.get(keyOf(event))?.step?.itemStreamed(event) } : {}),
  };
}
