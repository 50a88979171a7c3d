import { WriteError } from "../errors.js";
import type { GraphData } from "../graph/graph.js";
import type { Schema } from "../schema/record.js";
import { covers } from "../schema/same.js";
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
  const [first, ...others] = schemas.map((schema) => parse(schema, value));
  if (first === undefined) return value;
  const fitting = [first, ...others].find(({ ok }) => ok);
  if (fitting?.ok) return fitting.value;
  const issues = first.ok ? [] : first.issues;
  throw new WriteError(`updateState(): '${key}' does not fit its schema: ${describe(issues)}`, null, key, issues);
}

/** A schema that changes what it parses takes what is to be written, not what stands there: it cannot be asked. */
function schemasOf({ actions }: GraphData, key: string): readonly Schema[] {
  const all = [...actions.values()];
  const of = (list: "writes" | "reads"): Schema[] =>
    all.flatMap((action) => action[list].flatMap((entry) => (entry.key === key ? entry.schema : [])));
  const writing = of("writes").filter((schema) => covers(schema, schema));
  return writing.length > 0 ? writing : of("reads");
}

function knownKeys({ actions, arcs, given }: GraphData): ReadonlySet<string> {
  const keys = new Set(given);
  for (const { reads, writes } of actions.values()) for (const { key } of [...reads, ...writes]) keys.add(key);
  for (const { condition, raised } of arcs) {
    for (const key of condition.needs) keys.add(key);
    if (raised?.capture) keys.add(raised.capture);
  }
  return keys;
}
