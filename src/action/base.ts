import { DefinitionError } from "../errors.js";
import type { Given, SchemaRecord } from "../schema/record.js";
import type { Completed, State } from "../state/types.js";
import type { Only } from "../types/only.js";
import type { Action } from "./action.js";
import type { ActionContext } from "./context.js";
import { declarationOf } from "./declaration.js";
import type { Declared, FacetsOf, InputsOf, IsAsync, Outcome, ResultOf, StateKey, StateSchemas } from "./declared.js";
import { ActionDefinition, type Declaration, type Run, type Update } from "./definition.js";
import { inTwoSteps, type TwoStepAction, type TwoStepFacetsOf } from "./two-step.js";

// The compiler gives no types to the parameters of a method that a class inherits: they have to be written. So that they
// need not be written out, a base has members that are there for their types only, `run(state: this["State"])`. What the
// analysis asks of an instance depends on its own `run`, and so on `this`

type ReturnOf<TMethod> = TMethod extends (...given: never) => infer Returned ? Returned : never;

interface OneStep<TRun> {
  readonly async: IsAsync<ReturnOf<TRun>>;
  readonly item: never;
  readonly run: TRun;
}
interface TwoSteps<TRun, TUpdate> extends OneStep<TRun> {
  readonly update: TUpdate;
}

// inputs, those that are fixed -> the others
type Unbound<TInputs, TKeys> = { readonly [P in keyof TInputs as P extends TKeys ? never : P]: TInputs[P] };

/** What a class of actions extends: made by `actionBase`. */
export declare abstract class ActionBase<
  TReads extends SchemaRecord,
  TWrites extends SchemaRecord,
  TInputs extends SchemaRecord,
  TTag extends string,
  TDeleted extends string,
> {
  /** What `run` gets. For its annotation, `run(state: this["State"])`: there is no such value. */
  readonly State: State<
    { readonly [K in keyof TReads]: Given<TReads[K]> },
    Declared<TReads, TWrites>["takes"],
    never,
    TDeleted
  >;
  /** What `run` gets besides. For its annotation: there is no such value. */
  readonly Inputs: { readonly [K in keyof TInputs]: Given<TInputs[K]> };
  readonly "~reads": Declared<TReads, TWrites>["accepts"];
  readonly "~writes": Declared<TReads, TWrites>["leaves"];
  readonly "~inputs": InputsOf<TInputs>;
  readonly "~result": ResultOf<Awaited<ReturnOf<this["run"]>>, Declared<TReads, TWrites>["leaves"]>;
  readonly "~facets": FacetsOf<TReads, TWrites, TTag, TDeleted, OneStep<this["run"]>>;
  /** Returns the new state, or `[result, state] as const`, or a promise of either. */
  abstract run(state: this["State"], inputs: this["Inputs"], context: ActionContext): Outcome | PromiseLike<Outcome>;
  /**
   * Fixes some of the inputs.
   *
   * @returns A new action without those inputs.
   * @throws {DefinitionError} If an input is unknown or does not fit its schema.
   */
  bind<K extends keyof InputsOf<TInputs>>(
    values: Pick<InputsOf<TInputs>, K> & Only<Partial<InputsOf<TInputs>>>,
  ): Action<
    Declared<TReads, TWrites>["accepts"],
    Declared<TReads, TWrites>["leaves"],
    Unbound<InputsOf<TInputs>, K>,
    this["~result"],
    this["~facets"]
  >;
}

/** What a class of two-step actions extends: made by `twoStepActionBase`. */
export declare abstract class TwoStepActionBase<
  TReads extends SchemaRecord,
  TWrites extends SchemaRecord,
  TInputs extends SchemaRecord,
  TTag extends string,
  TDeleted extends string,
> {
  /** What `run` gets. For its annotation, `run(state: this["State"])`: there is no such value. */
  readonly State: State<{ readonly [K in keyof TReads]: Given<TReads[K]> }>;
  /** What `run` gets besides. For its annotation: there is no such value. */
  readonly Inputs: { readonly [K in keyof TInputs]: Given<TInputs[K]> };
  /** What `run` returns, awaited. For the annotation of `update`: there is no such value. */
  readonly Result: Awaited<ReturnOf<this["run"]>>;
  /** What `update` gets besides. For its annotation: there is no such value. */
  readonly UpdateState: State<
    { readonly [K in keyof TReads]: Given<TReads[K]> },
    Declared<TReads, TWrites>["takes"],
    never,
    TDeleted
  >;
  readonly "~reads": Declared<TReads, TWrites>["accepts"];
  readonly "~writes": Declared<TReads, TWrites>["leaves"];
  readonly "~inputs": InputsOf<TInputs>;
  readonly "~result": Awaited<ReturnOf<this["run"]>>;
  readonly "~facets": TwoStepFacetsOf<TReads, TWrites, TTag, TDeleted, TwoSteps<this["run"], this["update"]>>;
  /** Returns the step's result, or a promise of it. */
  abstract run(state: this["State"], inputs: this["Inputs"], context: ActionContext): unknown;
  /** Folds the result into the state. */
  abstract update(result: Awaited<ReturnOf<this["run"]>>, state: this["UpdateState"]): Completed;
  /**
   * Fixes some of the inputs.
   *
   * @returns A new action without those inputs.
   * @throws {DefinitionError} If an input is unknown or does not fit its schema.
   */
  bind<K extends keyof InputsOf<TInputs>>(
    values: Pick<InputsOf<TInputs>, K> & Only<Partial<InputsOf<TInputs>>>,
  ): TwoStepAction<
    Declared<TReads, TWrites>["accepts"],
    Declared<TReads, TWrites>["leaves"],
    Unbound<InputsOf<TInputs>, K>,
    this["~result"],
    this["~facets"]
  >;
}

/** What a base is made from. */
interface BaseDefinition<
  TReads extends StateSchemas,
  TWrites extends StateSchemas,
  TInputs extends SchemaRecord,
  TTag extends string,
  TDeleted extends string,
> {
  readonly reads: TReads;
  readonly writes: TWrites;
  readonly inputs?: TInputs;
  readonly deletes?: readonly StateKey<TDeleted>[];
  readonly tags?: readonly TTag[];
}

/**
 * Makes the base of a class of actions, for actions that hold something: a client, a model, a setting. An instance goes
 * into `withActions`.
 *
 * @param definition As of `action`, without `run`: that is the method that the class has to have.
 * @returns A class to extend.
 * @throws {DefinitionError} For what the compiler was not asked: no schemas, a key that is a method of State.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { actionBase } from "typeburr";
 *
 * class Answer extends actionBase({ reads: { prompt: v.string() }, writes: { response: v.string() } }) {
 *   readonly #ask: (prompt: string) => Promise<string>;
 *
 *   constructor(ask: (prompt: string) => Promise<string>) {
 *     super();
 *     this.#ask = ask;
 *   }
 *
 *   async run(state: this["State"]) {
 *     return state.update({ response: await this.#ask(state.prompt) });
 *   }
 * }
 * const answer = new Answer(async (prompt) => `You said: ${prompt}`);
 * ```
 */
export function actionBase<
  TReads extends StateSchemas,
  TWrites extends StateSchemas,
  TInputs extends SchemaRecord = {},
  const TTag extends string = never,
  const TDeleted extends string = never,
>(
  definition: BaseDefinition<TReads, TWrites, TInputs, TTag, TDeleted>,
): abstract new () => ActionBase<TReads, TWrites, TInputs, TTag, TDeleted>;

export function actionBase(definition: unknown): unknown {
  return baseOf("actionBase()", declarationOf("actionBase()", definition, []).declaration, ["run"]);
}

/**
 * Makes the base of a class of two-step actions: `run` finds a result and only reads, `update` folds it into the state.
 *
 * @param definition As of `action`, without `run`: `run` and `update` are the methods that the class has to have.
 * @returns A class to extend.
 * @throws {DefinitionError} For what the compiler was not asked: no schemas, a key that is a method of State.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { twoStepActionBase } from "typeburr";
 *
 * class Measure extends twoStepActionBase({ reads: { text: v.string() }, writes: { length: v.number() } }) {
 *   run(state: this["State"]) {
 *     return { length: state.text.length };
 *   }
 *
 *   update(result: this["Result"], state: this["UpdateState"]) {
 *     return state.update(result);
 *   }
 * }
 * ```
 */
export function twoStepActionBase<
  TReads extends StateSchemas,
  TWrites extends StateSchemas,
  TInputs extends SchemaRecord = {},
  const TTag extends string = never,
  const TDeleted extends string = never,
>(
  definition: BaseDefinition<TReads, TWrites, TInputs, TTag, TDeleted>,
): abstract new () => TwoStepActionBase<TReads, TWrites, TInputs, TTag, TDeleted>;

export function twoStepActionBase(definition: unknown): unknown {
  const { declaration } = declarationOf("twoStepActionBase()", definition, []);
  return baseOf("twoStepActionBase()", declaration, ["run", "update"]);
}

interface Methods {
  readonly run: Run;
  readonly update: Update;
}

const signatures = { run: "run(state, inputs, context)", update: "update(result, state)" } as const;

function baseOf(factory: string, declaration: Declaration, needed: readonly (keyof Methods)[]): unknown {
  return class {
    #definition: ActionDefinition | null = null;

    /** What the instance is made of, found out when it is first asked for: its methods may be fields. */
    get "~definition"(): ActionDefinition {
      this.#definition ??= definitionOf(factory, declaration, needed, this);
      return this.#definition;
    }

    bind(values: unknown): ActionDefinition {
      return this["~definition"].bind(values);
    }
  };
}

function definitionOf(
  factory: string,
  declaration: Declaration,
  needed: readonly (keyof Methods)[],
  instance: object & Partial<Methods>,
): ActionDefinition {
  for (const name of needed) {
    if (typeof instance[name] === "function") continue;
    const who = instance.constructor.name || "a class";
    throw new DefinitionError(`${who} extends ${factory}, but has no ${name}(): write ${signatures[name]}`);
  }
  // Asked for when they are called, as methods are
  const methods = instance as Methods;
  const run: Run = (state, inputs, context) => methods.run(state, inputs, context);
  const shared = { ...declaration, isStreaming: false, item: null, run };
  if (!needed.includes("update")) return new ActionDefinition({ ...shared, execute: run });
  const update: Update = (result, state) => methods.update(result, state);
  return new ActionDefinition({ ...shared, update, execute: inTwoSteps(run, update) });
}
