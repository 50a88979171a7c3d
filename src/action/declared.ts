import type { Accepted, Given, OptionalKeysOf, RequiredKeysOf, SchemaRecord } from "../schema/record.js";
import type { keyIsMethod } from "../sentences.js";
import type { Completed, RequiredIn, StateMethod } from "../state/types.js";
import type { Flat } from "../types/flat.js";
import type { ActionContext } from "./context.js";

// What the factories of actions have in common. The type of the state that `run` gets is written out in each of them: an
// alias would stand in its hover.

/** What `run` may return. */
export type Outcome = Completed | readonly [result: unknown, state: Completed];

/**
 * what `run` returned -> whether that takes time. Where it is none of what `run` may return, the compiler goes on with all
 * that it may: then there is an error already, and no need of a second one that calls the action async
 */
export type IsAsync<TReturned> = [Extract<TReturned, PromiseLike<unknown>>] extends [never]
  ? false
  : [PromiseLike<Outcome>] extends [TReturned]
    ? 0 extends 1 & TReturned
      ? true
      : false
    : true;

/** Schemas by state key. A key that is one of State's methods gets the sentence that refuses it for a type. */
export type StateSchemas = SchemaRecord & { readonly [K in StateMethod]?: keyIsMethod<K> };

/** a state key -> itself; in place of one that is a method of State, the sentence that refuses it */
export type StateKey<TKey extends string> = TKey extends StateMethod ? keyIsMethod<TKey> : TKey;

/** what `run` returned -> the step's result: its own, or the record of what it wrote */
export type ResultOf<TSettled, TWrites> = TSettled extends readonly [infer Result, unknown] ? Result : TWrites;

/**
 * The value types of what an action declares, inferred once: an interface's members are computed when they are first asked
 * for. Type parameters would do as well, but that `withActions` would infer `any` for them.
 */
export interface Declared<TReads extends SchemaRecord, TWrites extends SchemaRecord> {
  /** what it accepts, per key that it reads */
  readonly accepts: { readonly [K in keyof TReads]: Accepted<TReads[K]> };
  /** what its operations take, per key that it writes, and what it leaves there */
  readonly takes: { readonly [K in keyof TWrites]: Accepted<TWrites[K]> };
  readonly leaves: { readonly [K in keyof TWrites]: Given<TWrites[K]> };
}

/**
 * schemas of inputs -> what `run` gets behind the state where a test calls it: the inputs, if there are any, and a context,
 * for those who want one of their own
 */
export type RunArguments<TInputs extends SchemaRecord> = [keyof TInputs] extends [never]
  ? [inputs?: {}, context?: ActionContext]
  : [inputs: { readonly [K in keyof TInputs]: Given<TInputs[K]> }, context?: ActionContext];

/** schemas -> what the caller gives; what accepts `undefined` may be left out */
export type InputsOf<TInputs extends SchemaRecord> = [keyof TInputs] extends [never]
  ? {}
  : Flat<
      { readonly [K in RequiredKeysOf<TInputs>]: Accepted<TInputs[K]> } & {
        readonly [K in OptionalKeysOf<TInputs>]?: Accepted<TInputs[K]>;
      }
    >;

/** The facets of an action: what its schemas tell, and TOwn, what they do not. */
export interface FacetsOf<
  TReads extends SchemaRecord,
  TWrites extends SchemaRecord,
  TTag extends string,
  TDeleted extends string,
  TOwn extends { readonly async: boolean; readonly item: unknown; readonly run: unknown },
> {
  readonly needs: RequiredIn<Declared<TReads, TWrites>["accepts"]>;
  readonly leaves: { readonly [K in RequiredIn<Declared<TReads, TWrites>["takes"]>]: true };
  readonly deletes: TDeleted;
  readonly tags: TTag;
  readonly async: TOwn["async"];
  readonly item: TOwn["item"];
  readonly shows: never;
  readonly sees: { readonly [K in keyof TReads]: Given<TReads[K]> };
  readonly run: TOwn["run"];
}
