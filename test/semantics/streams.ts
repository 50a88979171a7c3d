import type * as v from "valibot";
import { js, type Run, type UntypedAction, type UntypedApplication, type UntypedStream } from "../support/untyped.js";
import { app, type Parts } from "./apps.js";

/** A streaming action. */
export const streaming = (parts: Parts & { readonly item?: v.GenericSchema }, run: Run): UntypedAction =>
  js.streamingAction({ reads: {}, writes: {}, ...parts, run });

const told = [
  "preExecuteCall",
  "onTransition",
  "preRunStep",
  "preStartStream",
  "postStreamItem",
  "postEndStream",
  "postRunStep",
  "postExecuteCall",
] as const;

/** Hooks that note their names, and what each was told. */
export function recorder() {
  const names: string[] = [];
  const events: [name: string, event: Readonly<Record<string, unknown>>][] = [];
  const hooks = Object.fromEntries(
    told.map((name) => [
      name,
      (event: Readonly<Record<string, unknown>>) => {
        names.push(name);
        events.push([name, event]);
      },
    ]),
  );
  const of = (name: (typeof told)[number]) => events.filter(([one]) => one === name).map(([, event]) => event);
  return { hooks, names, of };
}

/** As `app`, with hooks. */
export const watchedApp = (
  hooks: readonly object[],
  actions: Readonly<Record<string, unknown>>,
  transitions: readonly unknown[] = [],
  state: object = {},
): UntypedApplication => app(actions, transitions, state, hooks);

/** The events of a stream in short, and how it ended. */
export async function taken(stream: UntypedStream) {
  const events: string[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done) return { events, stop: next.value };
    events.push(shortOf(next.value));
  }
}

export const shortOf = ({ type, action, item }: { type: string; action: string; item: unknown }): string =>
  type === "item" ? `${action}: ${String(item)}` : `${type} ${action}`;

/** Lets everything that is due be done. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
