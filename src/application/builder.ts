import type { GraphError } from "../errors.js";
import type { Actions, Facts, Gathered, Transition } from "../graph/facts.js";
import type { LinksOf } from "../graph/flow/arcs.js";
import type { CheckedTransitions } from "../graph/flow/dead.js";
import type { Problems } from "../graph/flow/problems.js";
import type { StateAnywhere } from "../graph/flow/stops.js";
import type { LifecycleHooks } from "../lifecycle/hooks.js";
import type { InitializeOptions, PersisterOptions } from "../persistence/options.js";
import type { StatePersister } from "../persistence/persister.js";
import type { duplicateAction, keyIsMethod } from "../sentences.js";
import type { StateMethod } from "../state/types.js";
import type { Flat } from "../types/flat.js";
import type { Concat } from "../types/toolbelt.js";
import type { Application } from "./application.js";
import { Draft } from "./draft.js";
import type { HistoryOptions } from "./history.js";
import type { Offers } from "./offers.js";

// state -> the keys that are State's methods, each with the sentence that refuses it. Wrapped, because of a primitive and a
// literal the compiler makes `never`, and says only that
type Refused<TState> = { readonly [K in keyof TState & StateMethod]?: { readonly "~refused": keyIsMethod<K> } };

// How `build` gives the application -> the builder that does so. An interface, read by index: a second parameter of `Builder`
// would stand in every hover
interface BuilderOf<TFacts extends Facts> {
  readonly atOnce: Builder<TFacts>;
  readonly later: LoadingBuilder<TFacts>;
}

/** What all builders can be told. */
interface Building<TFacts extends Facts, TBuilds extends keyof BuilderOf<Facts>> {
  /**
   * All actions in one record, by name. Callable again to add more.
   *
   * @throws {DefinitionError} For what is no action, and for a name that is taken or cannot be one.
   */
  withActions<const TActions extends Actions>(
    actions: TActions & { readonly [K in keyof TActions & keyof TFacts["actions"] & string]: duplicateAction<K> },
  ): BuilderOf<
    Gathered<
      [keyof TFacts["actions"]] extends [never] ? TActions : Flat<TFacts["actions"] & TActions>,
      TFacts["links"],
      TFacts["entrypoint"],
      TFacts["state"]
    >
  >[TBuilds];

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
  ): BuilderOf<
    Gathered<
      TFacts["actions"],
      TFacts["links"] extends readonly [] ? LinksOf<TTransitions> : Concat<TFacts["links"], LinksOf<TTransitions>>,
      TFacts["entrypoint"],
      TFacts["state"]
    >
  >[TBuilds];

  /**
   * The action that runs first.
   *
   * @throws {DefinitionError} If there is no action of that name.
   */
  withEntrypoint<const TName extends keyof TFacts["actions"] & string>(
    action: TName,
  ): BuilderOf<Gathered<TFacts["actions"], TFacts["links"], TName, TFacts["state"]>>[TBuilds];

  /**
   * The initial state, frozen in place as deep as it is plain. It may hold keys that only conditions read, and values that are
   * overwritten before they are read (`draft: null`).
   *
   * @throws {DefinitionError} If it is no record, or a key is a method of State.
   */
  withState<TState extends Offers<TFacts>["state"]>(
    state: TState & Refused<TState>,
  ): BuilderOf<Gathered<TFacts["actions"], TFacts["links"], TFacts["entrypoint"], TState>>[TBuilds];

  /**
   * Names for the application, where it is stored and logged. Without an `appId` it gets a random one.
   *
   * @throws {DefinitionError} If one of them is no text, or there is another option.
   */
  withIdentifiers(identifiers: {
    readonly appId?: string;
    readonly partitionKey?: string | null;
  }): BuilderOf<TFacts>[TBuilds];

  /**
   * What looks on while the application runs, in this order. Callable again to add more.
   *
   * @throws {DefinitionError} For what is no record of hooks, or has a hook that there is not.
   */
  withHooks(...hooks: readonly LifecycleHooks[]): BuilderOf<TFacts>[TBuilds];

  /**
   * Saves every attempted step, before it is committed: what is in memory is stored. Where the application was loaded from may be
   * another store.
   *
   * @param persister Where: a store of the library, or one of your own.
   * @param options `version`: the version of your application, which every record keeps for `migrate`. `codecs`: by state
   *   key, how values are written that serialization does not know.
   * @throws {DefinitionError} If it is no persister, or an option does not exist or cannot be.
   * @example
   * ```ts
   * import * as v from "valibot";
   * import { action, application } from "typeburr";
   * import { memoryPersister } from "typeburr/persisters/memory";
   *
   * const count = action({
   *   reads: { counter: v.number() },
   *   writes: { counter: v.number() },
   *   run: (state) => state.increment({ counter: 1 }),
   * });
   * const app = application()
   *   .withActions({ count })
   *   .withTransitions(["count", "count"])
   *   .withEntrypoint("count")
   *   .withState({ counter: 0 })
   *   .withIdentifiers({ appId: "my-counter" })
   *   .withPersister(memoryPersister(), { version: "1" })
   *   .build();
   * await app.step();
   * ```
   */
  withPersister(
    persister: StatePersister,
    options?: PersisterOptions<Offers<TFacts>["codecs"]>,
  ): BuilderOf<TFacts>[TBuilds];

  /**
   * Goes on from what is stored of the application, and from a default where nothing is: `build` returns a promise then. What
   * is loaded is checked: what is certain where it was stored is there, and what is there fits all who may read it from there on. It
   * has the type that any state of the graph has; a value that nobody reads any more is taken as it is.
   *
   * @param loader Where it is loaded from, by the ids of `withIdentifiers`. That alone saves nothing: `withPersister` does.
   * @param options `default`: the state and the entrypoint of an application that is not stored; they replace `withState` and
   *   `withEntrypoint`. `resume`: `"next"` goes on behind the last step, `"entrypoint"` keeps the state and starts over. `fork`:
   *   goes on from a step of another application. `migrate`: changes what an older version has stored. `codecs`: those it was
   *   saved with.
   * @throws {DefinitionError} If it is no loader, or an option is missing, does not exist, or cannot be.
   * @example
   * ```ts
   * import * as v from "valibot";
   * import { action, application } from "typeburr";
   * import { memoryPersister } from "typeburr/persisters/memory";
   *
   * const count = action({
   *   reads: { counter: v.number() },
   *   writes: { counter: v.number() },
   *   run: (state) => state.increment({ counter: 1 }),
   * });
   * const store = memoryPersister();
   * const app = await application()
   *   .withActions({ count })
   *   .withTransitions(["count", "count"])
   *   .withIdentifiers({ appId: "my-counter" })
   *   .withPersister(store)
   *   .initializeFrom(store, { default: { state: { counter: 0 }, entrypoint: "count" } })
   *   .build();
   * await app.step();
   * ```
   */
  initializeFrom<const TName extends keyof TFacts["actions"] & string, TState extends Offers<TFacts>["state"]>(
    loader: Pick<StatePersister, "load">,
    options: InitializeOptions<TState & Refused<TState>, TName, Offers<TFacts>["codecs"]>,
  ): LoadingBuilder<Gathered<TFacts["actions"], TFacts["links"], TName, TState>>;

  /**
   * Remembers the states behind the last completed steps, as `app.history`. They share what they have in common.
   *
   * @param options `limit`: how many; 100, if it is left out.
   * @throws {DefinitionError} If the limit is no whole number from 1, or there is another option.
   * @example
   * ```ts
   * import { action, application } from "typeburr";
   *
   * const think = action({ reads: {}, writes: {}, run: (state) => state });
   * const app = application().withActions({ think }).withEntrypoint("think").withHistory({ limit: 10 }).build();
   * await app.step();
   * console.log(app.history[0]?.action);
   * ```
   */
  withHistory(options?: HistoryOptions): BuilderOf<TFacts>[TBuilds];
}

/** An application in the making. Immutable: every method returns a new builder. */
export interface Builder<TFacts extends Facts> extends Building<TFacts, "atOnce"> {
  /**
   * The application. While the graph is wrong it cannot be called, and its type is the sentence that says why.
   *
   * @throws {GraphError} At run time, without actions or entrypoint. What else the compiler would refuse,
   *   `app.graph.check()` tells.
   * @throws {InitialStateError} If an initial value does not fit an action that it can reach.
   * @throws {HookError} If a `postApplicationCreate` hook throws.
   */
  readonly build: Unless<Problems<TFacts>, () => Application<StateAnywhere<TFacts>, TFacts>>;
}

/** The same, behind `initializeFrom`: what is stored takes time to load. */
export interface LoadingBuilder<TFacts extends Facts> extends Building<TFacts, "later"> {
  /**
   * The application, loaded. While the graph is wrong it cannot be called, and its type is the sentence that says why.
   *
   * @throws As the one that loads nothing, from the promise. Besides, {@link HydrationError} if what is stored does not fit the
   *   graph, with every problem, or there is nothing to fork; {@link PersistenceError} if it cannot be read; {@link ConflictError}
   *   if the store that saves has other steps of the application; {@link DefinitionError} if it would fork itself.
   */
  readonly build: Unless<Problems<TFacts>, () => Promise<Application<StateAnywhere<TFacts>, TFacts>>>;
}

// sentences, what `build` is -> that, or an error that has them all, not one for each: of a union of errors the compiler
// prints two at most
type Unless<TSentence, TBuild> = [TSentence] extends [never]
  ? TBuild
  : // Written out, or it would print the name of the type that found them
    GraphError<{ [S in TSentence & string]: S }[TSentence & string]>;

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
