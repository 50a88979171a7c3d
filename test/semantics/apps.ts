import * as v from "valibot";
import { js, type Run, type UntypedAction, type UntypedApplication, type UntypedBuilder } from "../support/untyped.js";

export interface Parts {
  readonly reads?: Readonly<Record<string, v.GenericSchema>>;
  readonly writes?: Readonly<Record<string, v.GenericSchema>>;
  readonly inputs?: Readonly<Record<string, v.GenericSchema>>;
  readonly deletes?: readonly string[];
  readonly tags?: readonly string[];
}

/** An action; without a `run` of its own it returns the state as it got it. */
export const act = (parts: Parts, run: Run = (state) => state): UntypedAction =>
  js.action({ reads: {}, writes: {}, ...parts, run });

export const idle: UntypedAction = act({});

/** Adds one to `n` each time. */
export const count: UntypedAction = act({ reads: { n: v.number() }, writes: { n: v.number() } }, (state) =>
  state.increment({ n: 1 }),
);

/** The builder of an application that begins with the first of its actions. */
export const draft = (
  actions: Readonly<Record<string, unknown>>,
  transitions: readonly unknown[] = [],
  state: object = {},
  hooks: readonly object[] = [],
): UntypedBuilder =>
  js
    .application()
    .withActions(actions)
    .withTransitions(...transitions)
    .withEntrypoint(Object.keys(actions)[0])
    .withState(state)
    .withHooks(...hooks)
    .withIdentifiers({ appId: "test" });

/** The application itself. */
export const app = (...parts: Parameters<typeof draft>): UntypedApplication => draft(...parts).build();

/** Names of actions in the order in which they ran, until the application comes to its end or to so many steps. */
export async function ran(application: UntypedApplication, most = 20): Promise<string[]> {
  const names: string[] = [];
  for (let step = await application.step(); step; step = await application.step()) {
    names.push(step.action);
    if (names.length === most) break;
  }
  return names;
}

/** Everything that a failed call must leave as it was. */
export const standOf = (application: UntypedApplication) => ({
  state: application.state.getAll(),
  sequenceId: application.sequenceId,
});

/** A promise and the means to keep it. */
export function deferred<T = void>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (e: unknown) => void;
} {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((keep, drop) => {
    resolve = keep;
    reject = drop;
  });
  return { promise, resolve, reject };
}
