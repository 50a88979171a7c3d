import type { GraphError } from "../errors.js";
import type { Actions, Facts, Gathered, Transition } from "../graph/facts.js";
import type { LinksOf } from "../graph/flow/arcs.js";
import type { CheckedTransitions } from "../graph/flow/dead.js";
import type { Problems } from "../graph/flow/problems.js";
import type { StateAnywhere } from "../graph/flow/stops.js";
import type { LifecycleHooks } from "../lifecycle/hooks.js";
import type { duplicateAction, keyIsMethod } from "../sentences.js";
import type { StateMethod } from "../state/types.js";
import type { Flat } from "../types/flat.js";
import type { Concat } from "../types/toolbelt.js";
import type { Application } from "./application.js";
import { Draft } from "./draft.js";
import type { Offers } from "./offers.js";

// state -> the keys that are State's methods, each with the sentence that refuses it. Wrapped, because of a primitive and a
// literal the compiler makes `never`, and says only that
type Refused<TState> = { readonly [K in keyof TState & StateMethod]?: { readonly "~refused": keyIsMethod<K> } };

/** An application in the making. Immutable: every method returns a new builder. */
export interface Builder<TFacts extends Facts> {
  /**
   * All actions in one record, by name. Callable again to add more.
   *
   * @throws {DefinitionError} For what is no action, and for a name that is taken or cannot be one.
   */
  withActions<const TActions extends Actions>(
    actions: TActions & { readonly [K in keyof TActions & keyof TFacts["actions"] & string]: duplicateAction<K> },
  ): Builder<
    Gathered<
      [keyof TFacts["actions"]] extends [never] ? TActions : Flat<TFacts["actions"] & TActions>,
      TFacts["links"],
      TFacts["entrypoint"],
      TFacts["state"]
    >
  >;

  /**
   * `[from, to, condition?]`, in the order in which they are tried: the first that holds is taken. `from` may be a
   * list. Without a condition a transition is always open. Callable again to add more.
   *
   * @throws {DefinitionError} For what is no transition, and for a name that no action has.
   */
  withTransitions<
    const TTransitions extends readonly Transition<keyof TFacts["actions"] & string, Offers<TFacts>["conditions"]>[],
  >(
    ...transitions: CheckedTransitions<TFacts["links"], TTransitions, Offers<TFacts>["conditions"]>
  ): Builder<
    Gathered<
      TFacts["actions"],
      TFacts["links"] extends readonly [] ? LinksOf<TTransitions> : Concat<TFacts["links"], LinksOf<TTransitions>>,
      TFacts["entrypoint"],
      TFacts["state"]
    >
  >;

  /**
   * The action that runs first.
   *
   * @throws {DefinitionError} If there is no action of that name.
   */
  withEntrypoint<const TName extends keyof TFacts["actions"] & string>(
    action: TName,
  ): Builder<Gathered<TFacts["actions"], TFacts["links"], TName, TFacts["state"]>>;

  /**
   * The initial state, frozen in place as deep as it is plain. It may hold keys that only conditions read, and values that are
   * overwritten before they are read (`draft: null`).
   *
   * @throws {DefinitionError} If it is no record, or a key is a method of State.
   */
  withState<TState extends Offers<TFacts>["state"]>(
    state: TState & Refused<TState>,
  ): Builder<Gathered<TFacts["actions"], TFacts["links"], TFacts["entrypoint"], TState>>;

  /**
   * Names for the application, where it is stored and logged. Without an `appId` it gets a random one.
   *
   * @throws {DefinitionError} If one of them is no text, or there is another option.
   */
  withIdentifiers(identifiers: { readonly appId?: string; readonly partitionKey?: string | null }): Builder<TFacts>;

  /**
   * What looks on while the application runs, in this order. Callable again to add more.
   *
   * @throws {DefinitionError} For what is no record of hooks, or has a hook that there is not.
   */
  withHooks(...hooks: readonly LifecycleHooks[]): Builder<TFacts>;

  /**
   * The application. While the graph is wrong it cannot be called, and its type is the sentence that says why.
   *
   * @throws {GraphError} At run time, without actions or entrypoint. What else the compiler would refuse,
   *   `app.graph.check()` tells.
   * @throws {InitialStateError} If an initial value does not fit an action that it can reach.
   * @throws {HookError} If a `postApplicationCreate` hook throws.
   */
  readonly build: Problems<TFacts> extends infer Sentence extends string
    ? [Sentence] extends [never]
      ? () => Application<StateAnywhere<TFacts>, TFacts>
      : // One error with all sentences, not one for each: of a union of errors the compiler prints two at most
        // Written out, or it would print the name of the type that found them
        GraphError<{ [S in Sentence]: S }[Sentence]>
    : never;
}

/**
 * Begins an application: a graph of actions over an immutable, typed state.
 *
 * @returns An immutable builder. `withActions` comes first, the rest in any order.
 * @example
 * ```ts
 * import * as v from "valibot";
 * import { action, application } from "typeburr";
 *
 * const count = action({
 *   reads: { counter: v.number() },
 *   writes: { counter: v.number() },
 *   run: (state) => state.increment({ counter: 1 }),
 * });
 * const app = application().withActions({ count }).withEntrypoint("count").withState({ counter: 0 }).build();
 * ```
 */
export function application(): Builder<Gathered<{}, [], never, {}>>;
export function application(): unknown {
  return Draft.empty;
}
