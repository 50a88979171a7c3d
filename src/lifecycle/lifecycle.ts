import { AsyncError, DefinitionError } from "../errors.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import { isPromiseLike } from "../types/promise.js";
import type { LifecycleHooks } from "./hooks.js";

export type HookName = keyof LifecycleHooks;

/** What a hook of that name is told. */
export type EventOf<TName extends HookName> = Parameters<Required<LifecycleHooks>[TName]>[0];

/** One hook that threw. */
export interface HookFailure {
  readonly hook: HookName;
  readonly error: unknown;
  /** Whether it has thrown nothing, but takes time where nobody can wait. */
  readonly isAsync: boolean;
}

/** Makes of a hook's promise what the driver can await; an error where nobody can. */
export type Waited = (promise: PromiseLike<unknown>, hook: HookName) => PromiseLike<unknown> | AsyncError;

type Listener = (event: object) => unknown;

const names: Readonly<Record<HookName, true>> = {
  postApplicationCreate: true,
  preRunStep: true,
  postRunStep: true,
  preExecuteCall: true,
  postExecuteCall: true,
  preStartStream: true,
  postStreamItem: true,
  postEndStream: true,
  preStartSpan: true,
  postEndSpan: true,
  logAttributes: true,
  onTransition: true,
};
const hookNames = Object.keys(names) as readonly HookName[];
/** What is told of an application and its calls; all others are told of steps. */
const aroundSteps: readonly HookName[] = ["postApplicationCreate", "preExecuteCall", "postExecuteCall"];

/** The hooks of an application, by name, in the order in which they were registered. */
export class Lifecycle {
  readonly #listeners: ReadonlyMap<HookName, readonly Listener[]>;
  /** Whether any is told of steps: if not, they are taken as if nobody looked on. */
  readonly tellsOfSteps: boolean;

  private constructor(listeners: ReadonlyMap<HookName, readonly Listener[]>) {
    this.#listeners = listeners;
    this.tellsOfSteps = [...listeners.keys()].some((name) => !aroundSteps.includes(name));
  }

  /** Null without any, so that a step asks once. */
  static of(hooks: readonly LifecycleHooks[]): Lifecycle | null {
    const listeners = new Map(
      hookNames.flatMap((name): [HookName, Listener[]][] => {
        const those = hooks.flatMap((one) => (one[name] ? [one[name].bind(one) as Listener] : []));
        return those.length > 0 ? [[name, those]] : [];
      }),
    );
    return listeners.size > 0 ? new Lifecycle(listeners) : null;
  }

  has(name: HookName): boolean {
    return this.#listeners.has(name);
  }

  /**
   * Calls the hooks of one name in turn, and yields what has to be awaited. Each runs; what they throw is gathered.
   *
   * @param event Frozen here: what one hook does to it, the next would see.
   */
  *tell<TName extends HookName>(
    name: TName,
    event: EventOf<TName>,
    waited: Waited,
    failures: HookFailure[],
  ): Generator<PromiseLike<unknown>, void, unknown> {
    Object.freeze(event);
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        const returned = listener(event);
        if (!isPromiseLike(returned)) continue;
        const pending = waited(returned, name);
        if (pending instanceof AsyncError) failures.push({ hook: name, error: pending, isAsync: true });
        else yield pending;
      } catch (error) {
        failures.push({ hook: name, error, isAsync: false });
      }
    }
  }
}

/**
 * Checks what `withHooks()` was given.
 *
 * @throws {DefinitionError} For what is no record of functions, and for names that no hook has.
 */
export function checkHooks(hooks: readonly unknown[]): readonly LifecycleHooks[] {
  return hooks.map((hook, index) => checkHook(`hook ${index + 1} of withHooks()`, hook));
}

function checkHook(where: string, hook: unknown): LifecycleHooks {
  if (typeof hook !== "object" || hook === null || Array.isArray(hook)) {
    throw new DefinitionError(`${where} must be a record of functions, { postRunStep }, not ${kindOf(hook)}`);
  }
  // An instance of a class may have more than hooks
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(hook) as object | null);
  for (const name of isPlain ? Object.keys(hook) : []) {
    if (!Object.hasOwn(names, name)) {
      throw new DefinitionError(`${where}: there is no hook '${cut(name)}'.${suggestion(name, hookNames)}`);
    }
  }
  const given = hook as Readonly<Record<string, unknown>>;
  for (const name of hookNames) {
    if (given[name] !== undefined && typeof given[name] !== "function") {
      throw new DefinitionError(`${where}: '${name}' must be a function, not ${kindOf(given[name])}`);
    }
  }
  if (!isPlain && hookNames.every((name) => given[name] === undefined)) {
    throw new DefinitionError(`${where} has none of the hooks: ${hookNames.join(", ")}`);
  }
  return hook as LifecycleHooks;
}
