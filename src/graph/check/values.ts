import type { Narrowing } from "../../condition/condition.js";
import { capturedError } from "../../schema/captured-error.js";
import { fits } from "../../schema/fit.js";
import { createMarker } from "../../schema/mark.js";
import { isPrimitive, type Member, type Members, unitOf } from "../../schema/member.js";
import { acceptedBy, membersOf } from "../../schema/members.js";
import { narrow } from "../../schema/narrow.js";
import type { Schema } from "../../schema/record.js";
import { parse } from "../../schema/validate.js";
import type { Arc } from "../graph.js";
import type { Flow, KeyFlow } from "./flow.js";

/**
 * Some of the values that may stand under a key, by the members of their types: a bit for each. With maps of members a
 * value that reaches 2,000 actions was followed three times as long.
 */
export type Values = bigint;

/** What may stand under one key, and who leaves it there. */
export interface ValuesAt {
  /** What anybody may leave. */
  readonly all: Values;
  leftBy(action: string): Values;
  readonly leftByFailure: Values;
  readonly leftInitially: Values;
  /** What one of the schemas does not accept. */
  refusedBy(schemas: readonly Schema[]): Values;
  /** What of some values there can be where an arc is tried, and where it is taken. */
  triedOn(arc: Arc, values: Values): Values;
  takenOn(arc: Arc, values: Values): Values;
  /** Those of others, behind an arc, of which `takenOn` makes one of some values before it. */
  carriedOn(arc: Arc, values: Values, others: Values): Values;
}

/** A member of a type. An initial value that is no primitive is known by itself. */
type Value = Member | { readonly kind: "initial"; readonly value: unknown };

export function valuesAt(flow: Flow, key: KeyFlow): ValuesAt {
  const mark = createMarker();
  const values: Value[] = [];
  const bits = new Map<string, Values>();
  const bitOf = (value: Value): Values => {
    const name = value.kind === "initial" ? value.kind : mark(value);
    const bit = bits.get(name) ?? 1n << BigInt(values.push(value) - 1);
    bits.set(name, bit);
    return bit;
  };
  const where = (isOne: (value: Value) => boolean): Values =>
    union(values.map((value, index) => (isOne(value) ? 1n << BigInt(index) : 0n)));

  const written = new Map([...key.mayWrite].map(([action, { schema }]) => [action, membersOf(schema)]));
  const captured = key.captures.length > 0 ? membersOf(capturedError) : [];
  const given = key.isGiven ? [toValue(flow.graph.initial[key.key])] : [];
  const all = union([...[...written.values()].flat(), ...captured, ...given].map(bitOf));
  // Arcs may know of values that nobody leaves by name
  for (const value of key.named) bitOf(unitOf(value));

  // Types that are the same are compared once: 2,000 writers and 2,000 readers may each bring a schema of their own
  const fitting = memoised(
    (members: Members) => [...new Set(members.map(mark))].sort().join("|"),
    (members) => where((value) => value.kind !== "initial" && fits(value, members)),
  );
  const accepted = memoised(
    (schema: Schema) => schema,
    (schema) => fitting(acceptedBy(schema)) | where((value) => value.kind === "initial" && parses(schema, value.value)),
  );
  /** What becomes of each value under what is known; null if nothing is known. */
  const effectOf = (known: readonly Narrowing[]): readonly Values[] | null => {
    if (known.length === 0) return null;
    return values.map((value) => {
      const left = narrowed(value, known);
      return left ? bitOf(left) : 0n;
    });
  };
  const tried = memoised(
    (arc: Arc) => arc,
    (arc) => effectOf(flow.knownAt(arc, key.key)),
  );
  const taken = memoised(
    (arc: Arc) => arc,
    (arc) => effectOf([...flow.knownAt(arc, key.key), ...flow.knownBy(arc, key.key)]),
  );
  const after = (effect: readonly Values[] | null, some: Values): Values =>
    effect ? union(effect.filter((_, index) => has(some, index))) : some;

  return {
    all,
    // What code cannot see is held against nobody
    leftBy: (action) => fitting((written.get(action) ?? []).filter(({ kind }) => kind !== "unknown")),
    leftByFailure: fitting(captured),
    leftInitially: union(given.map((value) => (value.kind === "initial" ? bitOf(value) : fitting([value])))),
    refusedBy: (schemas) => union(schemas.map((schema) => ~accepted(schema) & where(() => true))),
    triedOn: (arc, some) => (key.isNarrowed ? after(tried(arc), some) : some),
    takenOn: (arc, some) => (key.isNarrowed ? after(taken(arc), some) : some),
    carriedOn(arc, some, others) {
      const effect = key.isNarrowed ? taken(arc) : null;
      if (!effect) return some & others;
      return others & union(effect.map((left, index) => ((left & some) === 0n ? 0n : 1n << BigInt(index))));
    },
  };
}

export const toValue = (value: unknown): Value => (isPrimitive(value) ? unitOf(value) : { kind: "initial", value });

/**
 * What is left of a value under what is known of it; null if nothing is. What it equals comes first: a string that is "a",
 * and is not "a", is nothing.
 */
export function narrowed(value: Value, known: readonly Narrowing[]): Value | null {
  let left: Value | null = value;
  for (const one of [...known.filter((one) => "is" in one), ...known.filter((one) => "isnt" in one)]) {
    // An object never equals a primitive
    if (left?.kind === "initial") left = "is" in one ? null : left;
    else if (left) left = narrow(left, one);
  }
  return left;
}

/** A check of the user's that throws at a value does not take it. */
function parses(schema: Schema, value: unknown): boolean {
  try {
    return parse(schema, value).ok;
  } catch {
    return false;
  }
}

const union = (sets: readonly Values[]): Values => sets.reduce((left, right) => left | right, 0n);
const has = (values: Values, index: number): boolean => ((values >> BigInt(index)) & 1n) === 1n;

function memoised<TQuestion, TAnswer>(
  markOf: (question: TQuestion) => unknown,
  answer: (question: TQuestion) => TAnswer,
): (question: TQuestion) => TAnswer {
  const known = new Map<unknown, TAnswer>();
  return (question) => {
    const mark = markOf(question);
    const found = known.get(mark);
    if (found !== undefined) return found;
    const fresh = answer(question);
    known.set(mark, fresh);
    return fresh;
  };
}
