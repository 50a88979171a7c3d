import type * as typeburr from "typeburr";
import { HookError } from "typeburr";
import type { UntypedState } from "../../support/untyped.js";
import { type HookName, line, type ModelHook } from "./graph.js";

/** What an application of the library did, in the words of the model. */
export interface Log {
  readonly lines: string[];
  /** The idempotency keys that actions have seen, in the order of their first sight. */
  readonly keys: string[];
  /** Aborts the call that is running, if it was given a signal. */
  abort: () => void;
}

/** What was thrown, by name; of hooks, the first that threw, and how many did. */
export function nameOf(error: unknown): string | null {
  if (error === undefined) return null;
  if (!(error instanceof HookError)) return (error as Error).name;
  const { hook, cause } = error;
  return `HookError ${hook} ${cause instanceof AggregateError ? cause.errors.length : 1}`;
}

/** A state as the model tells it: of an error its name. */
export function plain(state: object): Record<string, unknown> {
  const { problem, ...rest } = (state as UntypedState).getAll();
  if (problem === undefined) return rest;
  return { ...rest, problem: (problem as { name?: unknown }).name ?? problem };
}

type Facts = {
  readonly [N in HookName]: (event: Parameters<Required<typeburr.LifecycleHooks>[N]>[0]) => readonly unknown[];
};

const facts: Facts = {
  preExecuteCall: ({ method }) => [method],
  postExecuteCall: ({ method, status, error, hookErrors }) => [method, status, nameOf(error), hookErrors.length],
  onTransition: ({ sequenceId, from, to, tried, error }) => [
    sequenceId,
    from,
    to,
    tried.map((one) => `${one.to}=${one.held}`),
    nameOf(error),
  ],
  preRunStep: ({ sequenceId, action, state }) => [sequenceId, action, line(plain(state))],
  postRunStep: ({ sequenceId, action, status, state, result, error }) => [
    sequenceId,
    action,
    status,
    line(plain(state)),
    JSON.stringify(result),
    nameOf(error),
  ],
  preStartStream: ({ sequenceId, action }) => [sequenceId, action],
  postStreamItem: ({ sequenceId, action, item, index }) => [sequenceId, action, item, index],
  postEndStream: ({ sequenceId, action, status, items, error }) => [sequenceId, action, status, items, nameOf(error)],
};

/** A hook that logs what it is told, and throws where the model says so. */
export function hookOf({ name, hears, slow, throws }: ModelHook, log: Log): object {
  const methodOf = <N extends HookName>(heard: N) => {
    let calls = 0;
    return (event: Parameters<Facts[N]>[0]): void | Promise<void> => {
      log.lines.push(`${name} ${heard} ${facts[heard](event).map(String).join(" ")}`);
      const fails = throws[heard] === calls;
      calls += 1;
      if (slow.includes(heard)) return Promise.resolve().then(() => fail(fails));
      fail(fails);
    };
  };
  return Object.fromEntries(hears.map((heard) => [heard, methodOf(heard)]));
}

function fail(fails: boolean): void {
  if (fails) throw new Error("hook");
}
