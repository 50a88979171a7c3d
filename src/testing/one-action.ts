import type { ActionDefinition } from "../action/definition.js";
import { planOf } from "../application/plan.js";
import { RunningApplication } from "../application/running.js";
import { Standing } from "../application/standing.js";
import type { LifecycleHooks } from "../lifecycle/hooks.js";
import { Lifecycle } from "../lifecycle/lifecycle.js";

type Values = Readonly<Record<string, unknown>>;

/** What an action is told of where it runs. */
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
  values: Values,
  { appId, partitionKey, action, failure }: Setting,
  hooks: LifecycleHooks,
): RunningApplication {
  const actions = new Map([[action, definition]]);
  const data = { actions, arcs: [], entrypoint: action, given: new Set(Object.keys(values)), initial: values };
  const plan = planOf(data);
  const standing = new Standing();
  if (failure) {
    // As if an error edge had led to it, out of step 0
    standing.raised = { to: plan.entrypoint, error: failure.error };
    standing.sequenceId = 0;
  }
  return new RunningApplication({
    data,
    plan,
    values,
    standing,
    identity: { appId, partitionKey },
    lifecycle: Lifecycle.of([hooks]),
    ledger: null,
    journal: null,
  });
}
