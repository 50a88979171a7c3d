import type { Given } from "../schema/record.js";
import { parse } from "../schema/validate.js";
import { put } from "../state/put.js";
import { StateRecord } from "../state/state.js";
import type { RequiredIn, State } from "../state/types.js";
import type { Action } from "./action.js";
import { entriesOf, stateSchemas } from "./declaration.js";
import type { Declared, FacetsOf, InputsOf, StateSchemas } from "./declared.js";
import { ActionDefinition, type Entry, type Run } from "./definition.js";

/** The facets of an action that writes its inputs: what has a default is written in any case. */
export interface InputFacets<TInputs extends StateSchemas, TRun>
  extends FacetsOf<{}, TInputs, never, never, InputRun<TRun>> {
  readonly leaves: {
    readonly [K in RequiredIn<Declared<{}, TInputs>["takes"]> | RequiredIn<Declared<{}, TInputs>["leaves"]>]: true;
  };
}

interface InputRun<TRun> {
  readonly async: false;
  readonly item: never;
  readonly run: TRun;
}

/**
 * Declares an action that takes inputs and writes them to the state, each to the key of its name. What is left out and has
 * no default leaves its key alone.
 *
 * @param inputs The inputs, with the schema of each. A value is parsed once.
 * @returns The action, for `withActions`.
 * @throws {DefinitionError} For what the compiler was not asked: no schemas, a key that is a method of State.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { input } from "typeburr";
 *
 * const ask = input({ prompt: v.pipe(v.string(), v.trim(), v.nonEmpty()), size: v.optional(v.number(), 512) });
 * ```
 */
export function input<TInputs extends StateSchemas>(
  inputs: TInputs,
): Action<
  {},
  Declared<{}, TInputs>["leaves"],
  InputsOf<TInputs>,
  Declared<{}, TInputs>["leaves"],
  InputFacets<
    TInputs,
    (
      state: State<{}, Declared<{}, TInputs>["takes"]>,
      inputs: { readonly [K in keyof TInputs]: Given<TInputs[K]> },
    ) => State<{}, Declared<{}, TInputs>["takes"], keyof TInputs>
  >
>;

export function input(inputs: unknown): unknown {
  const writeSchemas = stateSchemas("what input() takes", inputs);
  const entries = entriesOf(writeSchemas);
  const writes = entries.map((entry) => ({ ...entry, optional: entry.optional && !hasDefault(entry) }));
  const run: Run = (state, given) => StateRecord.withParsed(state, writtenOf(writes, given));
  return new ActionDefinition({
    reads: [],
    writes,
    inputs: entries,
    writeSchemas,
    deletes: [],
    tags: [],
    isStreaming: false,
    item: null,
    run,
    execute: run,
  });
}

/** Whether something comes of nothing: by a default, or a transform. */
function hasDefault({ schema }: Entry): boolean {
  try {
    const parsed = parse(schema, undefined);
    return parsed.ok && parsed.value !== undefined;
  } catch {
    return false;
  }
}

function writtenOf(writes: readonly Entry[], given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { key, optional } of writes) {
    if (!optional || given[key] !== undefined) put(values, key, given[key]);
  }
  return values;
}
