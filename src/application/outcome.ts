import { OutcomeError, WriteError } from "../errors.js";
import { missingWrite } from "../sentences.js";
import { type Delta, type Effect, effectOf } from "../state/delta.js";
import { type Origin, StateRecord } from "../state/state.js";
import { kindOf } from "../text/wording.js";
import { letGo } from "../types/promise.js";
import type { Node } from "./plan.js";

/** What an action has come to, before it is taken over. */
export interface Outcome {
  readonly delta: Delta | null;
  readonly effect: Effect;
  /** Where the action has none of its own, what it has written. */
  readonly result: unknown;
}

/**
 * What an action has come to: a state made from the one it was given, on which every declared write has happened.
 *
 * @param returned The state, or `[result, state]`.
 * @throws {OutcomeError} For anything else.
 * @throws {WriteError} For the first key that was not written.
 */
export function outcomeOf(node: Node, origin: Origin, returned: unknown): Outcome {
  const isPair = Array.isArray(returned) && returned.length === 2;
  const state: unknown = isPair ? returned[1] : returned;
  const delta = StateRecord.deltaSince(origin, state);
  if (delta === undefined) throw refusal(node, returned, state);
  const effect = effectOf(delta);
  const { written } = effect;
  for (const { key } of node.required) {
    if (!Object.hasOwn(written, key)) throw new WriteError(`${node.who}: ${missingWrite(key)}`, node.action, key, []);
  }
  return { delta, effect, result: isPair ? returned[0] : Object.freeze(written) };
}

function refusal({ definition, who, action }: Node, returned: unknown, state: unknown): OutcomeError {
  letGo(state);
  const { isStreaming } = definition;
  const mend = `${isStreaming ? "end it with return" : "return"} state.update({ ... }), or [result, state.update({ ... })]`;
  const what =
    state instanceof StateRecord
      ? "a state that was not made from the one it was given"
      : returned === undefined
        ? "nothing"
        : `${kindOf(returned)}, no state`;
  // Of a generator, what it yields is no outcome
  const whose = isStreaming ? `the generator of ${who}` : `run() of ${who}`;
  return new OutcomeError(`${whose} returned ${what}: ${mend}`, action);
}
