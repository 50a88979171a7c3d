import { InputError } from "../errors.js";
import { describe, parse } from "../schema/validate.js";
import { deepFreeze } from "../state/freeze.js";
import { put } from "../state/put.js";
import { cut, kindOf, quoted, suggestion } from "../text/wording.js";
import type { Node, Plan } from "./plan.js";

export type Inputs = Readonly<Record<string, unknown>>;

export const noInputs: Inputs = Object.freeze({});

/**
 * Looks at what the caller gives, before anything runs.
 *
 * @throws {InputError} If it is no record, or names an input that no action of the graph declares.
 */
export function checkInputs(plan: Plan, inputs: unknown): Inputs {
  if (inputs === undefined) return noInputs;
  if (typeof inputs !== "object" || inputs === null || Array.isArray(inputs)) {
    throw new InputError(`inputs must be a record, { name: value }, not ${kindOf(inputs)}`, null, "inputs", []);
  }
  for (const name of Object.keys(inputs)) {
    if (plan.inputs.has(name)) continue;
    const known = plan.inputs.size === 0 ? "none does" : `they declare ${quoted(plan.inputs)}`;
    const message = `no action declares an input '${cut(name)}'; ${known}.${suggestion(name, plan.inputs)}`;
    throw new InputError(message, null, name, []);
  }
  // A copy: what becomes of the caller's record is not what was looked at
  return Object.freeze({ ...inputs });
}

/**
 * The inputs that an action declares, parsed.
 *
 * @throws {InputError} If one is missing or does not fit. The action has not run.
 */
export function inputsFor(node: Node, inputs: Inputs): Inputs {
  const { inputs: entries } = node.definition;
  if (entries.length === 0) return noInputs;
  const given: Record<string, unknown> = {};
  for (const { key, schema, optional } of entries) {
    const isGiven = Object.hasOwn(inputs, key);
    if (!isGiven && !optional) {
      const message = `action '${node.action}' needs the input '${key}': give it as inputs: { ${key}: ... }, or bind() it`;
      throw new InputError(message, node.action, key, []);
    }
    const parsed = parse(schema, isGiven ? inputs[key] : undefined);
    if (!parsed.ok) {
      const message = `the input '${key}' of action '${node.action}' does not fit its schema: ${describe(parsed.issues)}`;
      throw new InputError(message, node.action, key, parsed.issues);
    }
    put(given, key, deepFreeze(parsed.value));
  }
  return Object.freeze(given);
}
