import type { Problem } from "typeburr";
import * as v from "valibot";
import { js, type UntypedAction, type UntypedState } from "../../support/untyped.js";

type Schemas = Readonly<Record<string, v.GenericSchema>>;

/** An action by the schemas of what it reads and writes, and the keys it deletes. It never runs. */
export const typed = (reads: Schemas, writes: Schemas, deletes: readonly string[] = []): UntypedAction =>
  js.action({ reads, writes, deletes, run: (state: UntypedState) => state });

/** An action by keys, all strings; a `?` makes one optional, a `-` deletes it: `touches("x y? -> z -x")`. */
export function touches(signature: string): UntypedAction {
  const [reads = [], writes = []] = signature.split("->").map((keys) => keys.split(" ").filter(Boolean));
  const deletes = writes.filter((key) => key.startsWith("-")).map((key) => key.slice(1));
  return typed(schemas(reads), schemas(writes.filter((key) => !key.startsWith("-"))), deletes);
}

const schemas = (keys: readonly string[]): Schemas =>
  Object.fromEntries(
    keys.map((key) => (key.endsWith("?") ? [key.slice(0, -1), v.optional(v.string())] : [key, v.string()])),
  );

/** What `graph.check()` says of a graph; it begins with the action that is named first. */
export const check = (actions: Record<string, unknown>, transitions: unknown[], state: object = {}) =>
  js
    .application()
    .withActions(actions)
    .withTransitions(...transitions)
    .withEntrypoint(Object.keys(actions)[0])
    .withState(state)
    .build()
    .graph.check();

/** The errors only. */
export const errors = (...graph: Parameters<typeof check>): readonly Problem[] =>
  check(...graph).filter(({ severity }) => severity === "error");

/** What the errors say. */
export const sentences = (...graph: Parameters<typeof check>): string[] =>
  errors(...graph).map(({ message }) => message);

/** What the warnings say. */
export const warnings = (...graph: Parameters<typeof check>): string[] =>
  check(...graph)
    .filter(({ severity }) => severity === "warning")
    .map(({ message }) => message);
