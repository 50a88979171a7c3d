import { DefinitionError } from "../errors.js";
import { anything } from "../schema/anything.js";
import type { Given, SchemaRecord } from "../schema/record.js";
import type { keyIsMethod } from "../sentences.js";
import { put } from "../state/put.js";
import type { StateRecord } from "../state/state.js";
import type { State, StateMethod } from "../state/types.js";
import { kindOf } from "../text/wording.js";
import type { Action, Facets } from "./action.js";
import { checkKeys, entriesOf, stateSchemas } from "./declaration.js";
import type { Declared, FacetsOf } from "./declared.js";
import { ActionDefinition, type Entry, type Run } from "./definition.js";

/** Names of state keys, or one record of schemas. */
type Shown = readonly [string, ...string[]] | readonly [SchemaRecord];

// what is shown -> the same; in place of a key that is a method of State, the sentence that refuses it
type CheckedShown<TShown extends Shown> = {
  readonly [I in keyof TShown]: TShown[I] extends StateMethod
    ? keyIsMethod<TShown[I]>
    : TShown[I] extends SchemaRecord
      ? { readonly [K in keyof TShown[I]]: K extends StateMethod ? keyIsMethod<K> : TShown[I][K] }
      : TShown[I];
};

/** The facets of an action that shows keys as they are: it needs them, and says nothing of their values. */
export interface NamedFacets<TKey extends string> extends Facets {
  readonly needs: TKey;
  readonly leaves: {};
  readonly deletes: never;
  readonly tags: never;
  readonly async: false;
  readonly item: never;
  readonly shows: TKey;
  readonly sees: { readonly [K in TKey]: unknown };
  readonly run: ShowRun<{ readonly [K in TKey]: unknown }>["run"];
}

export interface ShowRun<TValues> {
  readonly async: false;
  readonly item: never;
  readonly run: (state: State<TValues>) => readonly [TValues, State<TValues>];
}

// what is shown -> the action. Named keys stand in no `~reads`: it accepts whatever stands there
type ShowAction<TShown extends Shown> = TShown extends readonly [infer Reads extends SchemaRecord]
  ? Action<
      Declared<Reads, {}>["accepts"],
      {},
      {},
      { readonly [K in keyof Reads]: Given<Reads[K]> },
      FacetsOf<Reads, {}, never, never, ShowRun<{ readonly [K in keyof Reads]: Given<Reads[K]> }>>
    >
  : Action<{}, {}, {}, { readonly [K in TShown[number] & string]: unknown }, NamedFacets<TShown[number] & string>>;

/**
 * Declares an action that returns keys of the state as the step's result, and writes nothing: a way to end a run with what
 * it was for.
 *
 * @param shown The names of the keys: their values are as they are where the step ends. Or a record of schemas: then the
 *   values are parsed by them.
 * @returns The action, for `withActions`.
 * @throws {DefinitionError} For what the compiler was not asked: no key, a key that is a method of State.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { action, application, result } from "typeburr";
 *
 * const count = action({ reads: {}, writes: { n: v.number() }, run: (state) => state.update({ n: 1 }) });
 * const app = application()
 *   .withActions({ count, end: result("n") })
 *   .withTransitions(["count", "end"])
 *   .withEntrypoint("count")
 *   .build();
 * const { n } = app.runSync({ haltAfter: ["end"] }).result;
 * ```
 */
export function result<const TShown extends Shown>(...shown: CheckedShown<TShown>): ShowAction<TShown>;

export function result(...shown: readonly unknown[]): unknown {
  const reads = readsOf(shown);
  if (reads.length === 0) throw new DefinitionError('result() has no key to show: name one, result("answer")');
  const run: Run = (state) => [pick(state, reads), state];
  return new ActionDefinition({
    reads,
    writes: [],
    inputs: [],
    writeSchemas: Object.freeze({}),
    deletes: [],
    tags: [],
    isStreaming: false,
    item: null,
    run,
    execute: run,
  });
}

function readsOf(shown: readonly unknown[]): readonly Entry[] {
  const [first] = shown;
  if (shown.length === 0 || typeof first === "string") {
    const keys = checkKeys("result()", '"answer", "history"', shown);
    return keys.map((key) => ({ key, schema: anything, optional: false }));
  }
  if (typeof first === "object" && shown.length === 1) return entriesOf(stateSchemas("what result() takes", first));
  const what = shown.length > 1 ? "several things" : kindOf(first);
  throw new DefinitionError(`result() takes names of state keys, or one record of valibot schemas, not ${what}`);
}

function pick(state: StateRecord, reads: readonly Entry[]): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const { key } of reads) if (Object.hasOwn(state, key)) put(values, key, state[key]);
  return Object.freeze(values);
}
