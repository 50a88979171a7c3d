import { OutcomeError } from "../errors.js";
import type { Given, SchemaRecord } from "../schema/record.js";
import { StateRecord } from "../state/state.js";
import type { Completed, State } from "../state/types.js";
import { kindOf } from "../text/wording.js";
import type { Only } from "../types/only.js";
import { isPromiseLike, letGo } from "../types/promise.js";
import type { Facets } from "./action.js";
import type { ActionContext } from "./context.js";
import { checkFunction, declarationOf } from "./declaration.js";
import type { Declared, FacetsOf, InputsOf, RunArguments, StateKey, StateSchemas } from "./declared.js";
import { ActionDefinition, type Run, type Update } from "./definition.js";

interface TwoStepFacets extends Facets {
  readonly update: unknown;
}

/**
 * An action that first finds a result and then folds it into the state. All that an `Action` is, written out: the compiler
 * does not take `bind` for the same method, were it inherited and narrowed.
 */
export interface TwoStepAction<out TReads, out TWrites, out TInputs, out TResult, out TFacets extends TwoStepFacets> {
  readonly "~reads": TReads;
  readonly "~writes": TWrites;
  readonly "~inputs": TInputs;
  readonly "~result": TResult;
  readonly "~facets": TFacets;
  /** The functions as they were given, for tests. */
  readonly run: TFacets["run"];
  readonly update: TFacets["update"];
  /**
   * Fixes some of the inputs.
   *
   * @returns A new action without those inputs.
   * @throws {DefinitionError} If an input is unknown or does not fit its schema.
   */
  bind<K extends keyof TInputs>(
    values: Pick<TInputs, K> & Only<Partial<TInputs>>,
  ): TwoStepAction<
    TReads,
    TWrites,
    { readonly [P in keyof TInputs as P extends K ? never : P]: TInputs[P] },
    TResult,
    TFacets
  >;
}

/** The facets of a two-step action: TOwn is what its schemas do not tell. */
export interface TwoStepFacetsOf<
  TReads extends SchemaRecord,
  TWrites extends SchemaRecord,
  TTag extends string,
  TDeleted extends string,
  TOwn extends { readonly async: boolean; readonly item: unknown; readonly run: unknown; readonly update: unknown },
> extends FacetsOf<TReads, TWrites, TTag, TDeleted, TOwn> {
  readonly update: TOwn["update"];
}

/**
 * Declares an action in two steps: `run` finds a result and only reads, `update` folds it into the state. So what is slow
 * or may fail is apart from what is written, and each can be tested alone.
 *
 * @param definition As of `action`. `run(state, inputs, context)` returns the step's result, or a promise of it;
 *   `update(result, state)` returns the new state, and is not async. Write `run` before `update`: that is where the
 *   compiler learns what `result` is.
 * @returns The action, for `withActions`.
 * @throws {DefinitionError} For what the compiler was not asked: no schemas, a key that is a method of State.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { twoStepAction } from "typeburr";
 *
 * const answer = twoStepAction({
 *   reads: { prompt: v.string() },
 *   writes: { response: v.string() },
 *   run: async (state) => ({ text: `You said: ${state.prompt}`, tokens: 7 }),
 *   update: (result, state) => state.update({ response: result.text }),
 * });
 * ```
 */
export function twoStepAction<
  TReads extends StateSchemas,
  TWrites extends StateSchemas,
  TInputs extends SchemaRecord = {},
  const TTag extends string = never,
  const TDeleted extends string = never,
  TReturned = unknown,
  TNext extends Completed = Completed,
>(definition: {
  readonly reads: TReads;
  readonly writes: TWrites;
  readonly inputs?: TInputs;
  readonly deletes?: readonly StateKey<TDeleted>[];
  readonly tags?: readonly TTag[];
  readonly run: (
    state: State<{ readonly [K in keyof TReads]: Given<TReads[K]> }>,
    inputs: { readonly [K in keyof TInputs]: Given<TInputs[K]> },
    context: ActionContext,
  ) => TReturned;
  readonly update: (
    result: Awaited<TReturned>,
    state: State<
      { readonly [K in keyof TReads]: Given<TReads[K]> },
      Declared<TReads, TWrites>["takes"],
      never,
      TDeleted
    >,
  ) => TNext;
}): TwoStepAction<
  Declared<TReads, TWrites>["accepts"],
  Declared<TReads, TWrites>["leaves"],
  InputsOf<TInputs>,
  Awaited<TReturned>,
  TwoStepFacetsOf<
    TReads,
    TWrites,
    TTag,
    TDeleted,
    {
      async: [Extract<TReturned, PromiseLike<unknown>>] extends [never] ? false : true;
      item: never;
      run: (
        state: State<{ readonly [K in keyof TReads]: Given<TReads[K]> }>,
        ...more: RunArguments<TInputs>
      ) => TReturned;
      update: (
        result: Awaited<TReturned>,
        state: State<
          { readonly [K in keyof TReads]: Given<TReads[K]> },
          Declared<TReads, TWrites>["takes"],
          never,
          TDeleted
        >,
      ) => TNext;
    }
  >
>;

export function twoStepAction(definition: unknown): unknown {
  const { declaration, rest } = declarationOf("twoStepAction()", definition, ["run", "update"]);
  const run = checkFunction<Run>("run of twoStepAction()", rest.run);
  const update = checkFunction<Update>("update of twoStepAction()", rest.update);
  return new ActionDefinition({
    ...declaration,
    isStreaming: false,
    item: null,
    run,
    update,
    execute: inTwoSteps(run, update),
  });
}

/** What a step calls: the one function, and then the other. */
export function inTwoSteps(run: Run, update: Update): Run {
  return (state, inputs, context) => {
    const fold = (result: unknown): unknown => [result, updated(update, result, state, context)];
    const returned = run(
      StateRecord.readOnly(state, "run() of a two-step action only reads: write it in update(result, state)"),
      inputs,
      context,
    );
    return isPromiseLike(returned) ? Promise.resolve(returned).then(fold) : fold(returned);
  };
}

function updated(update: Update, result: unknown, state: StateRecord, { action }: ActionContext): unknown {
  const next = update(result, state);
  if (StateRecord.isMadeFrom(state, next)) return next;
  letGo(next);
  const [what, mend] = isPromiseLike(next)
    ? ["a promise", "do in run() what takes time"]
    : [foreign(next), "return state.update({ ... })"];
  throw new OutcomeError(`update() of action '${action}' returned ${what}: ${mend}`, action);
}

function foreign(value: unknown): string {
  if (value === undefined) return "nothing";
  return value instanceof StateRecord
    ? "a state that was not made from the one it was given"
    : `${kindOf(value)}, no state`;
}
