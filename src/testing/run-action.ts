import type { AnyAction } from "../action/action.js";
import { actionDefinitionOf } from "../action/definition.js";
import { DefinitionError } from "../errors.js";
import { checkNames } from "../options.js";
import { checkKey } from "../state/check-key.js";
import { kindOf } from "../text/wording.js";
import { copyOf } from "./copy.js";
import { oneAction, type Setting } from "./one-action.js";
import { withoutOwnResult } from "./own-result.js";
import type { ActionRun, RunActionOptions } from "./run-types.js";

const known = ["state", "inputs", "context"];
const knownOfContext = ["appId", "partitionKey", "action", "signal", "error"];

/**
 * Runs one action alone, as a step of an application does: reads, inputs, items and writes are parsed by their schemas, and
 * what is not declared is refused.
 *
 * @param action The action, of any kind.
 * @param options `state` has what the action reads, and, if it matters, what stood before in the keys that it writes; `inputs`
 *   is what the caller gives; `context` is what `context` tells the action, and may be left out.
 * @returns The step's result, the state behind it, what was written, and what a streaming action has yielded.
 * @throws What the action throws, unchanged; {@link InputError}, {@link ReadError}, {@link WriteError},
 *   {@link OutcomeError}, {@link ItemError}, as a step does; {@link DefinitionError} if an option cannot be.
 * @example
 * ```ts
 * import { action } from "typeburr";
 * import { runAction } from "typeburr/testing";
 * import * as v from "valibot";
 *
 * const answer = action({
 *   reads: { question: v.string() },
 *   writes: { answer: v.pipe(v.string(), v.trim()) },
 *   run: async (state) => state.update({ answer: ` ${state.question} Indeed. ` }),
 * });
 * const { written } = await runAction(answer, { state: { question: "Why?" } });
 * written.answer; // "Why? Indeed."
 * ```
 */
export function runAction<TAction extends AnyAction>(
  action: TAction,
  ...options: {} extends RunActionOptions<TAction>
    ? [options?: RunActionOptions<TAction>]
    : [options: RunActionOptions<TAction>]
): Promise<ActionRun<TAction>>;
export async function runAction(action: unknown, options: unknown = {}): Promise<unknown> {
  const definition = actionDefinitionOf(action);
  if (!definition) throw new DefinitionError(`runAction() takes an action first, not ${kindOf(action)}`);
  const { state = {}, inputs, context = {} } = checkRecord("runAction()", options, known);
  const { signal, ...situation } = checkRecord("context of runAction()", context, knownOfContext);
  const own: unknown[] = [];
  const items: unknown[] = [];
  const initial = { ...checkRecord("state of runAction()", state) };
  for (const key of Object.keys(initial)) checkKey(key);
  const app = oneAction(
    withoutOwnResult(definition, (result) => own.push(result)),
    initial,
    settingOf(situation),
    { postStreamItem: ({ item }) => void items.push(copyOf(item)) },
  );
  const step = await app.step({ inputs, signal });
  const [result] = own.length > 0 ? own : [step?.result];
  return { result, state: step?.state, written: step?.result, items };
}

function settingOf(context: Readonly<Record<string, unknown>>): Setting {
  const { appId = "test", partitionKey = null, action = "test", error } = context;
  const failure = error === undefined ? null : { error };
  if (
    typeof appId === "string" &&
    typeof action === "string" &&
    (partitionKey === null || typeof partitionKey === "string")
  ) {
    return { appId, partitionKey, action, failure };
  }
  throw new DefinitionError("appId, action and partitionKey in the context of runAction() must be strings");
}

function checkRecord(where: string, value: unknown, known?: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DefinitionError(`${where} must be a record, not ${kindOf(value)}`);
  }
  if (known) checkNames(where, Object.keys(value), known);
  return value as Readonly<Record<string, unknown>>;
}
