import { AsyncError } from "typeburr";
import * as v from "valibot";
import {
  type Context,
  js,
  type UntypedAction,
  type UntypedApplication,
  type UntypedBuilder,
  type UntypedState,
} from "../../support/untyped.js";
import { draft } from "../apps.js";
import {
  type Fault,
  isList,
  type ModelAction,
  type ModelEdge,
  type ModelGraph,
  type ModelGuard,
  wipesOf,
  writesOf,
} from "./graph.js";
import { hookOf, type Log, nameOf } from "./log.js";

class Mine extends Error {
  override readonly name = "Mine";
}

const classes = { ...js, Error, Mine } as unknown as Record<string, unknown>;
const schemaOf = (key: string) => [key, isList(key) ? v.array(v.number()) : v.number()] as const;

/** The model's graph as an application of the library, which keeps the log that the model foretells. */
export const built = (graph: ModelGraph, log: Log): UntypedApplication => drafted(graph, log).build();

/** The same before it is built. */
export function drafted({ actions, arcs, hooks, initial }: ModelGraph, log: Log): UntypedBuilder {
  const all = actions.map((one) => [one.name, actionOf(one, log)] as const);
  const transitions = arcs.map(({ from, to, guard }) => [from, to, ...(guard === null ? [] : [guardOf(guard)])]);
  return draft(
    Object.fromEntries(all),
    transitions,
    initial,
    hooks.map((hook) => hookOf(hook, log)),
  );
}

function actionOf(one: ModelAction, log: Log): UntypedAction {
  const parts = {
    reads: Object.fromEntries(one.reads.map(schemaOf)),
    writes: Object.fromEntries(writesOf(one).map(schemaOf)),
    deletes: wipesOf(one),
    ...(one.isAsking ? { inputs: { x: v.number() } } : {}),
    ...(one.tag === null ? {} : { tags: [one.tag] }),
  };
  const begin = (context: Context): Body => {
    const { sequenceId, error, idempotencyKey } = context;
    if (!log.keys.includes(idempotencyKey)) log.keys.push(idempotencyKey);
    // No timer ends a sync call that goes wrong and on for ever; no error edge catches this
    if (log.lines.length > 50_000) throw new AsyncError("it does not end", one.name, null);
    log.lines.push(`run ${one.name} ${sequenceId} ${nameOf(error)} key ${log.keys.indexOf(idempotencyKey)}`);
    const fault = one.faults[sequenceId];
    return { fault: fault?.what ?? null, at: Math.min(fault?.at ?? 0, one.items), abort: log.abort };
  };
  if (one.kind === "stream") return streaming(one, parts, begin, log);
  const inTime = (work: () => unknown): unknown => (one.isAsync ? Promise.resolve().then(work) : work());
  if (one.kind === "one") {
    const run = (state: UntypedState, _: unknown, context: Context): unknown => {
      const body = begin(context);
      return inTime(() => {
        strike(body, state);
        const next = written(one, state, body.fault);
        return one.result === null || next === undefined ? next : [one.result, next];
      });
    };
    return js.action({ ...parts, run });
  }
  // What strikes is handed on: `update` knows no context
  let last: Body | null = null;
  return js.twoStepAction({
    ...parts,
    run: (state: UntypedState, _: unknown, context: Context) => {
      const body = begin(context);
      last = body;
      return inTime(() => {
        if (body.fault !== "writes something else") strike(body, state);
        return one.result;
      });
    },
    update: (_: unknown, state: UntypedState) => {
      if (last?.fault === "writes something else") strike(last, state);
      return written(one, state, last?.fault ?? null);
    },
  });
}

/** One execution of an action: what goes wrong, before which item, and the means to abort the call. */
interface Body {
  readonly fault: Fault | null;
  readonly at: number;
  readonly abort: () => void;
}

function strike({ fault, abort }: Body, state: UntypedState): void {
  if (fault?.startsWith("aborts")) abort();
  if (fault === "throws" || fault === "aborts and throws") throw new Mine("thrown");
  if (fault === "writes something else") state.update({ other: 1 });
}

function written(one: ModelAction, state: UntypedState, fault: Fault | null): UntypedState | undefined {
  if (fault === "returns nothing") return undefined;
  // Forgotten is the last key, and all that is written to it
  const forgotten = fault === "forgets a write" ? writesOf(one).at(-1) : null;
  let next = state;
  for (const effect of one.effects) {
    const { op, key } = effect;
    if (op === "wipe") next = next.wipe(key);
    else if (key === forgotten) continue;
    else if (op === "set") next = next.update({ [key]: effect.value });
    else if (op === "add") next = next.increment({ [key]: effect.value });
    else next = next.append({ [key]: effect.value });
  }
  return next;
}

function streaming(one: ModelAction, parts: object, begin: (context: Context) => Body, log: Log): UntypedAction {
  const item = (body: Body, index: number): unknown =>
    body.fault === "yields what does not fit" && body.at === index ? "text" : index * 10;
  const end = (state: UntypedState, { fault }: Body): unknown => {
    const next = written(one, state, fault);
    return one.result === null || next === undefined ? next : [one.result, next];
  };
  function* inSync(state: UntypedState, _: unknown, context: Context): Generator<unknown, unknown, void> {
    const body = begin(context);
    try {
      for (let index = 0; ; index++) {
        if (body.at === index) strike(body, state);
        if (index === one.items) return end(state, body);
        yield item(body, index);
      }
    } finally {
      log.lines.push(`closes ${one.name}`);
    }
  }
  async function* inTime(state: UntypedState, _: unknown, context: Context): AsyncGenerator<unknown, unknown, void> {
    const body = begin(context);
    try {
      for (let index = 0; ; index++) {
        await Promise.resolve();
        if (body.at === index) strike(body, state);
        if (index === one.items) return end(state, body);
        yield item(body, index);
      }
    } finally {
      log.lines.push(`closes ${one.name}`);
    }
  }
  return js.streamingAction({ ...parts, item: v.number(), run: one.isAsync ? inTime : inSync });
}

function guardOf(guard: ModelGuard | ModelEdge): unknown {
  if (guard.kind === "error") {
    const { catches, max, capture } = guard;
    const options = { ...(max === null ? {} : { max }), ...(capture === null ? {} : { capture }) };
    return catches === null ? js.onError(options) : js.onError(classes[catches], options);
  }
  const { kind, key, value } = guard;
  if (kind === "equals") return { [key]: value };
  const isEven = (state: Record<string, number>) => (state[key] ?? 0) % 2 === 0;
  return js.condition({
    reads: { [key]: v.optional(v.number()) },
    test: kind === "even" ? isEven : async (state: Record<string, number>) => isEven(state),
  });
}
