import type { HydrationProblem, Issue } from "../../errors.js";
import type { Schema } from "../../schema/record.js";
import { covers } from "../../schema/same.js";
import { transforms } from "../../schema/stable.js";
import { describe, type Parsed, parse } from "../../schema/validate.js";
import { isAlike } from "../../state/alike.js";
import { textOf } from "../../text/wording.js";
import type { Flow } from "./flow.js";
import { type Place, type Reached, reachedFrom } from "./reached.js";

/** A state by key. */
export type Values = Readonly<Record<string, unknown>>;

/** Somebody who reads a key. */
interface KeyReader {
  readonly who: string;
  readonly schema: Schema;
  readonly isMet: (reached: Reached) => boolean;
}

/**
 * The values that do not fit those who can read them from there: a problem for each key, and each way in which it does not.
 *
 * What this graph may have left itself is none: schemas ask for more than types do (`v.minValue(1)`), and a condition, or an
 * error edge, may keep such a value from who would refuse it. So has the compiler accepted it, and so it runs.
 */
export function misfits(flow: Flow, place: Place, values: Values): HydrationProblem[] {
  return [...readersOf(flow)].flatMap(([key, readers]) => {
    if (!Object.hasOwn(values, key)) return [];
    const value = values[key];
    const parseBy = parser(value);
    const refusals = readers.flatMap((reader) => {
      const parsed = parseBy(reader.schema);
      return parsed.ok ? [] : [{ reader, issues: parsed.issues }];
    });
    if (refusals.length === 0 || isLeftHere(flow, key, value, parseBy)) return [];
    // Searched for only where there is something to tell
    const reached = reachedFrom(flow, flow.of(key), place, value);
    return byIssues(refusals.filter(({ reader }) => reader.isMet(reached))).map(({ who, more, issues }) => ({
      key,
      message: `key '${key}' does not fit what ${who} ${more === 0 ? "reads" : `and ${more} more read`}: ${describe(issues)}`,
      issues,
    }));
  });
}

/** Whether the initial state, an action or an error edge of the graph may have left the value. One that transforms cannot tell. */
function isLeftHere({ graph, of }: Flow, key: string, value: unknown, parseBy: (schema: Schema) => Parsed): boolean {
  const { mayWrite, captures } = of(key);
  if (graph.given.has(key) && isAlike(graph.initial[key], value)) return true;
  if (captures.length > 0 && isCaptured(value)) return true;
  return [...mayWrite.values()].some(({ schema }) => !transforms(schema) && parseBy(schema).ok);
}

function isCaptured(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, message } = value as Values;
  return typeof name === "string" && typeof message === "string";
}

function readersOf({ graph, arcs }: Flow): ReadonlyMap<string, readonly KeyReader[]> {
  const readers = new Map<string, KeyReader[]>();
  const note = (key: string, reader: KeyReader): void => {
    const ofKey = readers.get(key);
    if (ofKey) ofKey.push(reader);
    else readers.set(key, [reader]);
  };
  for (const [name, { reads }] of graph.actions) {
    const isMet = ({ actions }: Reached): boolean => actions.has(name);
    for (const { key, schema } of reads) note(key, { who: `action '${name}'`, schema, isMet });
  }
  for (const arc of arcs) {
    const isMet = (reached: Reached): boolean => reached.arcs.has(arc);
    const who = `the condition of ${arc.from} → ${arc.to}`;
    for (const { key, schema } of arc.condition.reads) note(key, { who, schema, isMet });
  }
  return readers;
}

/** Parses a value, by schemas that ask for the same only once: it may be a list of 10,000 messages. */
function parser(value: unknown): (schema: Schema) => Parsed {
  const known = new Map<Schema, Parsed>();
  const fitting: Schema[] = [];
  const fits: Parsed = { ok: true, value };
  return (schema) => {
    const found = known.get(schema) ?? (fitting.some((one) => covers(one, schema)) ? fits : null);
    if (found) return found;
    const parsed = attempt(schema, value);
    known.set(schema, parsed);
    if (parsed.ok) fitting.push(schema);
    return parsed;
  };
}

/** A check of the user's that throws at a value does not take it. */
function attempt(schema: Schema, value: unknown): Parsed {
  try {
    return parse(schema, value);
  } catch (error) {
    return { ok: false, issues: [{ message: textOf(error), path: null }] };
  }
}

interface Refusal {
  readonly reader: KeyReader;
  readonly issues: readonly Issue[];
}

/** Those who say the same, as one: the first of them, and how many more there are. */
function byIssues(refusals: readonly Refusal[]): readonly { who: string; more: number; issues: readonly Issue[] }[] {
  const told = new Map<string, { who: string; more: number; issues: readonly Issue[] }>();
  for (const { reader, issues } of refusals) {
    const text = JSON.stringify(issues);
    const same = told.get(text);
    if (same) same.more += 1;
    else told.set(text, { who: reader.who, more: 0, issues });
  }
  return [...told.values()];
}
