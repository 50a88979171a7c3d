import { DefinitionError } from "../errors.js";
import { isAsync, isSchema } from "../schema/inspect.js";
import type { Given, Schema, SchemaOf, SchemaRecord } from "../schema/record.js";
import type { noOutcome, unfitItem } from "../sentences.js";
import type { State } from "../state/types.js";
import { kindOf } from "../text/wording.js";
import type { Action } from "./action.js";
import type { ActionContext } from "./context.js";
import { checkFunction, declarationOf } from "./declaration.js";
import type {
  Declared,
  FacetsOf,
  InputsOf,
  Outcome,
  ResultOf,
  RunArguments,
  StateKey,
  StateSchemas,
} from "./declared.js";
import { ActionDefinition, type Run } from "./definition.js";

/**
 * A generator, sync or async. Not as a union of the two: of that the compiler does not tell a sync generator what its items
 * are, and makes a string of `yield "user"`. TAsync is never for a sync one: it is inferred from what only the other has.
 */
interface Items<out TYielded, out TReturned, out TAsync> {
  next(...sent: [] | [undefined]): IteratorResult<TYielded, TReturned> | Late<IteratorResult<TYielded, TReturned>>;
  readonly [Symbol.asyncIterator]?: TAsync | (() => object);
}
/** A promise. `done` is what it has not, and keeps it apart from a result. */
interface Late<out TResult> extends PromiseLike<TResult> {
  readonly done?: undefined;
}

// What is returned and yielded is checked beside the generator, not as its parts: there the compiler would tell what is wrong
// ten lines deep. The constraints below exclude nothing; they are there to keep pairs and literals, for the compiler does
// not ask a schema before it has inferred the type of the generator

// biome-ignore lint/suspicious/noConfusingVoidType: it is what a generator without a return statement returns
type Returnable = readonly [unknown, unknown] | {} | null | undefined | void;

type Yieldable<TLiteral> =
  | TLiteral
  | readonly Yieldable<TLiteral>[]
  | []
  | YieldableRecord<TLiteral>
  | {}
  | null
  | undefined;
interface YieldableRecord<TLiteral> {
  readonly [key: string]: Yieldable<TLiteral>;
}
type Literal = string | number | bigint | boolean;

// what is returned -> unknown if it is an outcome, else what is wrong with it
type CheckedReturn<TReturned> = [TReturned] extends [Outcome] ? unknown : MistakeIn<Exclude<TReturned, Outcome>>;
type MistakeIn<TReturned> = TReturned extends { readonly "~writes": infer Sentence }
  ? Sentence
  : TReturned extends readonly [unknown, { readonly "~writes": infer Sentence }]
    ? Sentence
    : noOutcome;

// what is yielded, what the schema of items takes -> unknown if it fits, else what is wrong with it
type CheckedItems<TYielded, TAccepted> = [TYielded] extends [TAccepted] ? unknown : unfitItem;

// what the schema of items gives, what is yielded -> what consumers get: where no schema is given, what is yielded
type ItemOf<TGiven, TYielded> = [TGiven] extends [never] ? TYielded : TGiven;

/**
 * Declares an action that yields items while it runs, such as the tokens of an answer: `app.stream` hands them on.
 *
 * @param definition As of `action`, but `run` is a generator function, sync or async. It yields items, and returns the new
 *   state, or `[result, state]`. `item` is the schema of an item: what is yielded is parsed by it.
 * @returns The action, for `withActions`.
 * @throws {DefinitionError} For what the compiler was not asked: no schemas, a key that is a method of State.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { streamingAction } from "typeburr";
 *
 * const answer = streamingAction({
 *   reads: { prompt: v.string() },
 *   writes: { response: v.string() },
 *   item: v.string(),
 *   async *run(state) {
 *     let response = "";
 *     for (const word of ["You", " said: ", state.prompt]) {
 *       response += word;
 *       yield word;
 *     }
 *     return state.update({ response });
 *   },
 * });
 * ```
 */
export function streamingAction<
  TReads extends StateSchemas,
  TWrites extends StateSchemas,
  TInputs extends SchemaRecord = {},
  const TTag extends string = never,
  const TDeleted extends string = never,
  TAccepted = unknown,
  TGiven = never,
  TLiteral extends Literal = never,
  TYielded extends Yieldable<TLiteral> = any,
  TPlain = any,
  TReturned extends Returnable = any,
  TAsync = never,
>(
  definition: {
    readonly reads: TReads;
    readonly writes: TWrites;
    readonly inputs?: TInputs;
    readonly deletes?: readonly StateKey<TDeleted>[];
    readonly tags?: readonly TTag[];
  } & (
    | {
        readonly item?: undefined;
        readonly run: (
          state: State<
            { readonly [K in keyof TReads]: Given<TReads[K]> },
            Declared<TReads, TWrites>["takes"],
            never,
            TDeleted
          >,
          inputs: { readonly [K in keyof TInputs]: Given<TInputs[K]> },
          context: ActionContext,
        ) => Items<TPlain, TReturned, TAsync>;
      }
    | {
        readonly item: SchemaOf<TAccepted, TGiven>;
        readonly run: (
          state: State<
            { readonly [K in keyof TReads]: Given<TReads[K]> },
            Declared<TReads, TWrites>["takes"],
            never,
            TDeleted
          >,
          inputs: { readonly [K in keyof TInputs]: Given<TInputs[K]> },
          context: ActionContext,
        ) => Items<TYielded, TReturned, TAsync>;
      }
  ) & { readonly run: CheckedReturn<TReturned> & CheckedItems<TYielded, TAccepted> },
): Action<
  Declared<TReads, TWrites>["accepts"],
  Declared<TReads, TWrites>["leaves"],
  InputsOf<TInputs>,
  ResultOf<TReturned, Declared<TReads, TWrites>["leaves"]>,
  FacetsOf<
    TReads,
    TWrites,
    TTag,
    TDeleted,
    {
      async: [TAsync] extends [never] ? false : true;
      item: ItemOf<TGiven, TPlain>;
      run: (
        state: State<
          { readonly [K in keyof TReads]: Given<TReads[K]> },
          Declared<TReads, TWrites>["takes"],
          never,
          TDeleted
        >,
        ...more: RunArguments<TInputs>
      ) => [TAsync] extends [never]
        ? Generator<[TGiven] extends [never] ? TPlain : TYielded, TReturned, undefined>
        : AsyncGenerator<[TGiven] extends [never] ? TPlain : TYielded, TReturned, undefined>;
    }
  >
>;

export function streamingAction(definition: unknown): unknown {
  const { declaration, rest } = declarationOf("streamingAction()", definition, ["item", "run"]);
  const run = checkFunction<Run>("run of streamingAction()", rest.run);
  return new ActionDefinition({ ...declaration, isStreaming: true, item: itemSchema(rest.item), run, execute: run });
}

function itemSchema(item: unknown): Schema | null {
  if (item === undefined) return null;
  if (!isSchema(item)) throw new DefinitionError(`item of streamingAction() is no valibot schema, but ${kindOf(item)}`);
  if (!isAsync(item)) return item;
  throw new DefinitionError("item of streamingAction() is an async schema: check what takes time in run");
}
