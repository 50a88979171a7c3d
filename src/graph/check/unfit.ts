import type { Schema } from "../../schema/record.js";
import { onThePath, unfitCondition, unfitRead } from "../../sentences.js";
import { type Flow, grouped, type KeyFlow } from "./flow.js";
import { actionsOn, pathOf } from "./path.js";
import type { Problem } from "./problem.js";
import { type Reached, type Reader, reaching, reachingArc } from "./reaching.js";
import { type ValuesAt, valuesAt } from "./values.js";

/** T2 and T5: every action and every condition that something reaches that does not fit. */
export function unfit(flow: Flow): Problem[] {
  const known = new Map<string, ValuesAt>();
  const readerOf: ReaderOf = (name, schemas) => {
    const key = flow.of(name);
    const values = known.get(name) ?? valuesAt(flow, key);
    known.set(name, values);
    return { key, values, refused: values.refusedBy(schemas) };
  };
  return [...unfitReads(flow, readerOf), ...unfitConditions(flow, readerOf)];
}

type ReaderOf = (key: string, schemas: readonly Schema[]) => Reader;

/** Actions that refuse the same are asked at once: in a right graph one walk does for all of them. */
function unfitReads(flow: Flow, readerOf: ReaderOf): Problem[] {
  const reads = [...flow.graph.actions].flatMap(([action, definition]) =>
    definition.reads.map(({ key, schema }) => ({ action, reader: readerOf(key, [schema]) })),
  );
  const wrong = new Set<string>();
  for (const [mark, [first, ...more]] of grouped(reads, ({ reader }) => markOf(reader))) {
    const actions = [first, ...more].flatMap((read) => read?.action ?? []);
    if (first && reaching(flow, first.reader, actions)) wrong.add(mark);
  }
  return reads.flatMap(({ action, reader }) => {
    const reached = wrong.has(markOf(reader)) ? reaching(flow, reader, [action]) : null;
    return reached ? ofRead(action, reader.key, reached) : [];
  });
}

const markOf = ({ key, refused }: Reader): string => `${refused} ${key.key}`;

function unfitConditions(flow: Flow, readerOf: ReaderOf): Problem[] {
  return flow.arcs.flatMap((arc) =>
    // A condition that is put together of several may read a key more than once
    [...grouped(arc.condition.reads, ({ key }) => key)].flatMap(([key, reads]) => {
      const schemas = reads.map(({ schema }) => schema);
      const reader = readerOf(key, schemas);
      const reached = reachingArc(flow, reader, arc);
      return reached ? ofCondition(arc.from, arc.to, reader.key, reached) : [];
    }),
  );
}

function ofRead(action: string, { key, isNarrowed }: KeyFlow, reached: Reached): Problem {
  const message = unfitRead(action, key, reached.source, shownPath(isNarrowed, reached));
  return { rule: "unfit-read", severity: "error", message, action, key, path: actionsOn(reached) };
}

function ofCondition(action: string, to: string, { key, isNarrowed }: KeyFlow, reached: Reached): Problem {
  const message = unfitCondition(action, to, key, reached.source, shownPath(isNarrowed, reached));
  return { rule: "unfit-condition", severity: "error", message, action, key, path: actionsOn(reached) };
}

/** The path is told where it matters which one it is, and is more than two names. */
function shownPath(isNarrowed: boolean, reached: Reached): string {
  return isNarrowed && reached.arcs.length > 1 ? onThePath(pathOf(reached)) : "";
}
