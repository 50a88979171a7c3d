import type { LifecycleHooks } from "typeburr";
import { js, type UntypedApplication } from "../support/untyped.js";

type HookName = keyof LifecycleHooks;
type Told = Readonly<Record<string, unknown>>;

const names: Readonly<Record<HookName, true>> = {
  postApplicationCreate: true,
  preExecuteCall: true,
  postExecuteCall: true,
  onTransition: true,
  preRunStep: true,
  postRunStep: true,
  preStartStream: true,
  postStreamItem: true,
  postEndStream: true,
  preStartSpan: true,
  postEndSpan: true,
  logAttributes: true,
};
export const hookNames = Object.keys(names) as readonly HookName[];

/** Hooks of every name, each of which does the same. */
export const everyHook = (look: (name: HookName, event: Told) => unknown): Readonly<Record<HookName, unknown>> =>
  Object.fromEntries(hookNames.map((name) => [name, (event: Told) => look(name, event)])) as Record<HookName, unknown>;

/** What hooks of every name are told, in order. */
export class Recorder {
  readonly told: { readonly name: HookName; readonly event: Told }[] = [];
  readonly hooks = everyHook((name, event) => {
    this.told.push({ name, event });
  });

  /** The names alone: `preRunStep a`. */
  get names(): string[] {
    return this.told.map(({ name, event }) => (event.action === undefined ? name : `${name} ${event.action}`));
  }

  /** What the hooks of one name were told. */
  of(name: HookName): Told[] {
    return this.told.filter((one) => one.name === name).map(({ event }) => event);
  }
}

/** An application that begins with the first of its actions, with hooks. */
export const lookedOn = (
  hooks: readonly unknown[],
  actions: Readonly<Record<string, unknown>>,
  transitions: readonly unknown[] = [],
  state: object = {},
): UntypedApplication =>
  js
    .application()
    .withActions(actions)
    .withTransitions(...transitions)
    .withEntrypoint(Object.keys(actions)[0])
    .withState(state)
    .withIdentifiers({ appId: "test", partitionKey: "me" })
    .withHooks(...hooks)
    .build();

/** A hook that throws. */
export const throwing = (error: unknown) => (): never => {
  throw error;
};
