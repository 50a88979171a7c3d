import { action as declareAction } from "../action/action.js";
import { type ActionDefinition, actionDefinitionOf } from "../action/definition.js";
import { RunningApplication } from "../application/running.js";
import { otherwise } from "../condition/combinators.js";
import { requireDefinition } from "../condition/condition.js";
import { TypeburrError } from "../errors.js";
import type { Arc, GraphData } from "../graph/graph.js";
import type { LifecycleHooks } from "../lifecycle/hooks.js";
import { Lifecycle } from "../lifecycle/lifecycle.js";

type Values = Readonly<Record<string, unknown>>;

/** Who the application is, and what the action before has thrown, if one has. */
export interface Setting {
  readonly appId: string;
  readonly partitionKey: string | null;
  readonly action: string;
  readonly failure: { readonly error: unknown } | null;
}

/**
 * An application of one action. It does not come from the builder, which would look at the initial state: here the action's
 * own step does.
 */
export function oneAction(
  definition: ActionDefinition,
  initial: Values,
  { appId, partitionKey, action, failure }: Setting,
  hooks: LifecycleHooks,
): RunningApplication {
  const actions = new Map([[action, definition]]);
  const shape = failure ? behind(failure.error, action, actions) : { actions, arcs: [], entrypoint: action };
  const data = { ...shape, given: new Set(Object.keys(initial)), initial };
  return new RunningApplication(data, initial, { appId, partitionKey }, Lifecycle.of([hooks]));
}

// actions, what was thrown before one of them -> the same behind an action that throws it, and an error edge
function behind(
  error: unknown,
  to: string,
  actions: ReadonlyMap<string, ActionDefinition>,
): Pick<GraphData, "actions" | "arcs" | "entrypoint"> {
  const from = `before ${to}`;
  const run = (): never => {
    throw error;
  };
  const failing = actionDefinitionOf(declareAction({ reads: {}, writes: {}, run })) as ActionDefinition;
  // The library's own errors are caught by who names their class
  const errorClass = error instanceof TypeburrError ? TypeburrError : null;
  const raised = { name: "on error", errorClass, max: null, delay: null, capture: null };
  const arc: Arc = { from, to, position: 0, condition: requireDefinition("runAction()", otherwise), raised };
  return { actions: new Map([[from, failing], ...actions]), arcs: [arc], entrypoint: from };
}
