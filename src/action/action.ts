import type { Given, SchemaRecord } from "../schema/record.js";
import type { RequiredIn, State } from "../state/types.js";
import type { Only } from "../types/only.js";
import type { ActionContext } from "./context.js";
import { checkFunction, declarationOf } from "./declaration.js";
import type {
  Declared,
  InputsOf,
  IsAsync,
  Outcome,
  ResultOf,
  RunArguments,
  StateKey,
  StateSchemas,
} from "./declared.js";
import { ActionDefinition, type Run } from "./definition.js";

/** What the analysis and the tests of an action need to know beside its value types. */
export interface Facets {
  /** the keys that have to be written before the action runs */
  readonly needs: PropertyKey;
  /** has the keys that are written when it has run: of a union of actions, those that all of them write */
  readonly leaves: object;
  /** the keys that may be gone when it has run */
  readonly deletes: string;
  readonly tags: string;
  /** whether `run` returns a promise, or an async generator */
  readonly async: boolean;
  /** what it yields while it runs; never if nothing */
  readonly item: unknown;
  /** the keys whose values, as they are where the step ends, are its result; never if it has one of its own */
  readonly shows: string;
  /** what `run` sees, and itself */
  readonly sees: object;
  readonly run: unknown;
}

/**
 * One action: TReads is what it accepts per key, TWrites what it leaves, TInputs what it is given by the caller. Value
 * types, not schemas, so that they are inferred once, in the factory.
 */
export interface Action<out TReads, out TWrites, out TInputs, out TResult, out TFacets extends Facets> {
  readonly "~reads": TReads;
  readonly "~writes": TWrites;
  readonly "~inputs": TInputs;
  readonly "~result": TResult;
  readonly "~facets": TFacets;
  /** The function as it was given, for tests. */
  readonly run: TFacets["run"];
  /**
   * Fixes some of the inputs.
   *
   * @returns A new action without those inputs.
   * @throws {DefinitionError} If an input is unknown or does not fit its schema.
   */
  bind<K extends keyof TInputs>(
    values: Pick<TInputs, K> & Only<Partial<TInputs>>,
  ): Action<
    TReads,
    TWrites,
    { readonly [P in keyof TInputs as P extends K ? never : P]: TInputs[P] },
    TResult,
    TFacets
  >;
}

/**
 * Any kind of action. Not `Action<any, ...>`: the compiler does not take the `bind` of another kind for that of an `Action`.
 */
export interface AnyAction {
  readonly "~reads": any;
  readonly "~writes": any;
  readonly "~inputs": any;
  readonly "~result": any;
  readonly "~facets": any;
  readonly run: any;
  readonly bind: any;
}

/**
 * Declares an action: what it reads and writes, and how.
 *
 * @param definition `reads`, `writes` and `inputs` are records of valibot schemas, `deletes` names keys that `run` may wipe.
 *   `run(state, inputs, context)` returns
 *   the new state, or `[result, state]`; it may be async. Without a result of its own, the step's result is the record of
 *   what it wrote.
 * @returns The action, for `withActions`.
 * @throws {DefinitionError} For what the compiler was not asked: no schemas, a key that is a method of State.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { action } from "typeburr";
 *
 * const count = action({
 *   reads: { counter: v.number() },
 *   writes: { counter: v.number() },
 *   run: (state) => state.increment({ counter: 1 }),
 * });
 * ```
 */
export function action<
  TReads extends StateSchemas,
  TWrites extends StateSchemas,
  TInputs extends SchemaRecord = {},
  const TTag extends string = never,
  const TDeleted extends string = never,
  TOutcome extends Outcome | PromiseLike<Outcome> = Outcome | PromiseLike<Outcome>,
>(definition: {
  readonly reads: TReads;
  readonly writes: TWrites;
  readonly inputs?: TInputs;
  readonly deletes?: readonly StateKey<TDeleted>[];
  readonly tags?: readonly TTag[];
  readonly run: (
    state: State<
      { readonly [K in keyof TReads]: Given<TReads[K]> },
      Declared<TReads, TWrites>["takes"],
      never,
      TDeleted
    >,
    inputs: { readonly [K in keyof TInputs]: Given<TInputs[K]> },
    context: ActionContext,
  ) => TOutcome;
}): Action<
  Declared<TReads, TWrites>["accepts"],
  Declared<TReads, TWrites>["leaves"],
  InputsOf<TInputs>,
  ResultOf<Awaited<TOutcome>, Declared<TReads, TWrites>["leaves"]>,
  {
    needs: RequiredIn<Declared<TReads, TWrites>["accepts"]>;
    leaves: {
      readonly [K in RequiredIn<Declared<TReads, TWrites>["takes"]>]: true;
    };
    deletes: TDeleted;
    tags: TTag;
    async: IsAsync<TOutcome>;
    item: never;
    shows: never;
    sees: { readonly [K in keyof TReads]: Given<TReads[K]> };
    run: (
      state: State<
        { readonly [K in keyof TReads]: Given<TReads[K]> },
        Declared<TReads, TWrites>["takes"],
        never,
        TDeleted
      >,
      ...more: RunArguments<TInputs>
    ) => TOutcome;
  }
>;

export function action(definition: unknown): unknown {
  const { declaration, rest } = declarationOf("action()", definition, ["run"]);
  const run = checkFunction<Run>("run of action()", rest.run);
  return new ActionDefinition({ ...declaration, isStreaming: false, item: null, run, execute: run });
}

/** What the action's `run` sees. */
export type InferReads<TAction extends AnyAction> = TAction["~facets"]["sees"];
/** What the action leaves in the state. */
export type InferWrites<TAction extends AnyAction> = TAction["~writes"];
/** What the action takes from the caller. */
export type InferInputs<TAction extends AnyAction> = TAction["~inputs"];
/** What a step of the action results in. */
export type InferResult<TAction extends AnyAction> = TAction["~result"];
