import { ActionDefinition, type Run } from "../action/definition.js";
import { isPromiseLike } from "../types/promise.js";

type Note = (result: unknown) => void;

/**
 * The action without a result of its own: then its step results in the record of what it wrote, which nobody else tells.
 *
 * @param note Is told the result that is left out, if there is one.
 */
export function withoutOwnResult(definition: ActionDefinition, note: Note): ActionDefinition {
  const stateOnly = (outcome: unknown): unknown => {
    if (!Array.isArray(outcome) || outcome.length !== 2) return outcome;
    note(outcome[0]);
    return outcome[1];
  };
  const execute: Run = (state, inputs, context) => {
    const returned = definition.execute(state, inputs, context);
    if (definition.isStreaming) return isGenerator(returned) ? ending(returned, stateOnly) : returned;
    return isPromiseLike(returned) ? Promise.resolve(returned).then(stateOnly) : stateOnly(returned);
  };
  return new ActionDefinition({ ...definition, execute });
}

interface Items {
  next(): unknown;
  return?(): unknown;
}

function isGenerator(value: unknown): value is Items {
  return typeof value === "object" && value !== null && "next" in value && typeof value.next === "function";
}

/** The same items; what comes at the end goes through a function. */
function ending(items: Items, change: (outcome: unknown) => unknown): Items {
  const changed = (taken: unknown): unknown =>
    typeof taken === "object" && taken !== null && "done" in taken && "value" in taken && taken.done
      ? { done: true, value: change(taken.value) }
      : taken;
  return {
    next() {
      const taken = items.next();
      return isPromiseLike(taken) ? Promise.resolve(taken).then(changed) : changed(taken);
    },
    return: () => items.return?.(),
  };
}
