import { PlaceholderError } from "../errors.js";
import type { Given, SchemaRecord } from "../schema/record.js";
import type { State } from "../state/types.js";
import type { Action } from "./action.js";
import { declarationOf } from "./declaration.js";
import type { Declared, FacetsOf, InputsOf, RunArguments, StateKey, StateSchemas } from "./declared.js";
import { ActionDefinition, type Run } from "./definition.js";

/**
 * Declares an action that is still to be written: a graph with it is checked and drawn, and fails where it gets there.
 *
 * @param definition As of `action`, without `run`.
 * @returns The action, for `withActions`. A step of it throws {@link PlaceholderError}.
 * @throws {DefinitionError} For what the compiler was not asked: no schemas, a key that is a method of State.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { placeholder } from "typeburr";
 *
 * const translate = placeholder({ reads: { text: v.string() }, writes: { translation: v.string() } });
 * ```
 */
export function placeholder<
  TReads extends StateSchemas,
  TWrites extends StateSchemas,
  TInputs extends SchemaRecord = {},
  const TTag extends string = never,
  const TDeleted extends string = never,
>(definition: {
  readonly reads: TReads;
  readonly writes: TWrites;
  readonly inputs?: TInputs;
  readonly deletes?: readonly StateKey<TDeleted>[];
  readonly tags?: readonly TTag[];
}): Action<
  Declared<TReads, TWrites>["accepts"],
  Declared<TReads, TWrites>["leaves"],
  InputsOf<TInputs>,
  Declared<TReads, TWrites>["leaves"],
  FacetsOf<
    TReads,
    TWrites,
    TTag,
    TDeleted,
    {
      async: false;
      item: never;
      run: (
        state: State<
          { readonly [K in keyof TReads]: Given<TReads[K]> },
          Declared<TReads, TWrites>["takes"],
          never,
          TDeleted
        >,
        ...more: RunArguments<TInputs>
      ) => never;
    }
  >
>;

export function placeholder(definition: unknown): unknown {
  const { declaration } = declarationOf("placeholder()", definition, []);
  return new ActionDefinition({ ...declaration, isStreaming: false, item: null, run: refuse, execute: refuse });
}

const refuse: Run = (_state, _inputs, { action }) => {
  throw new PlaceholderError(action);
};
