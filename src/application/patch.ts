import { WriteError } from "../errors.js";
import type { GraphData } from "../graph/graph.js";
import type { Schema } from "../schema/record.js";
import { transforms } from "../schema/stable.js";
import { describe, parse } from "../schema/validate.js";
import { checkKey } from "../state/check-key.js";
import { put } from "../state/put.js";
import { cut, kindOf, suggestion } from "../text/wording.js";

type Values = Readonly<Record<string, unknown>>;

/**
 * Looks at what `updateState()` was given, all of it before anything changes. A value must fit the schema of one who writes
 * the key; where nobody does, of one who reads it.
 *
 * @returns The values, as the schemas give them back.
 * @throws {WriteError} For a key that the graph does not have, and for a value that fits nobody.
 */
export function checkPatch(graph: GraphData, patch: unknown): Values {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) {
    throw new WriteError(`updateState() takes a record, { key: value }, not ${kindOf(patch)}`, null, "patch", []);
  }
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) put(values, key, checked(graph, key, value));
  return values;
}

function checked(graph: GraphData, key: string, value: unknown): unknown {
  checkKey(key);
  const known = knownKeys(graph);
  if (!known.has(key)) {
    const message = `updateState(): the graph has no state key '${cut(key)}'.${suggestion(key, known)}`;
    throw new WriteError(message, null, key, []);
  }
  const schemas = schemasOf(graph, key);
  const parsed = schemas.map((schema) => parse(schema, value));
  const fitting = parsed.find(({ ok }) => ok);
  if (fitting?.ok) return fitting.value;
  const [issues] = parsed.flatMap((one) => (one.ok ? [] : [one.issues]));
  if (issues === undefined) return value;
  throw new WriteError(`updateState(): '${key}' does not fit its schema: ${describe(issues)}`, null, key, issues);
}

/**
 * Who can tell what may stand in a key: those who write it; where there are none, actions that read it, and at last
 * conditions. A schema that transforms takes something else than what stands there, and cannot tell.
 */
function schemasOf({ actions, arcs }: GraphData, key: string): readonly Schema[] {
  const of = (entries: readonly { readonly key: string; readonly schema: Schema }[]): Schema[] =>
    entries.flatMap((entry) => (entry.key === key && !transforms(entry.schema) ? entry.schema : []));
  const all = [...actions.values()];
  const ranks = [
    all.flatMap(({ writes }) => of(writes)),
    all.flatMap(({ reads }) => of(reads)),
    arcs.flatMap(({ condition }) => of(condition.reads)),
  ];
  return ranks.find((schemas) => schemas.length > 0) ?? [];
}

/** The state keys that a graph has to do with. */
export function knownKeys({ actions, arcs, given }: GraphData): ReadonlySet<string> {
  const keys = new Set(given);
  for (const { reads, writes } of actions.values()) for (const { key } of [...reads, ...writes]) keys.add(key);
  for (const { condition, raised } of arcs) {
    for (const key of condition.needs) keys.add(key);
    // What it may do without it does not need
    for (const { key } of condition.reads) keys.add(key);
    if (raised?.capture) keys.add(raised.capture);
  }
  return keys;
}
