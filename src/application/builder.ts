import type { GraphError } from "../errors.js";
import type { Actions, Facts, Transition } from "../graph/facts.js";
import type { CheckedTransitions } from "../graph/flow/dead.js";
import type { KnownState } from "../graph/flow/keys.js";
import type { Problems } from "../graph/flow/problems.js";
import type { StateAnywhere } from "../graph/flow/stops.js";
import type { duplicateAction, keyIsMethod } from "../sentences.js";
import type { StateMethod } from "../state/types.js";
import type { Flat } from "../types/flat.js";
import type { Concat, Primitive } from "../types/toolbelt.js";
import type { Application } from "./application.js";

// facts -> what a condition may compare with. Before `withState` other keys are let through, since only the initial
// state may have them; a key that nobody has is then refused by `build`
type Comparable<TFacts extends Facts> = {
  readonly [K in keyof KnownState<TFacts["actions"]>]: KnownState<TFacts["actions"]>[K];
} & ({} extends TFacts["state"]
  ? { readonly [key: string]: Primitive | readonly unknown[] | object }
  : { readonly [K in keyof TFacts["state"]]?: unknown });

// facts -> what `withState` offers: the graph's keys and values. Any other value is let through, because it may be
// overwritten before it is read; what does not fit is refused by `build`
type Offered<TFacts extends Facts> = {
  readonly [K in keyof KnownState<TFacts["actions"]>]?: KnownState<TFacts["actions"]>[K] | {} | null | undefined;
};

interface GraphPart {
  readonly "~graph": true;
}

/** An application in the making. Immutable: every method returns a new builder. */
export interface Builder<TFacts extends Facts> {
  /** All actions in one record, by name. Callable again to add more. */
  withActions<const TActions extends Actions>(
    actions: TActions & { readonly [K in keyof TActions & keyof TFacts["actions"] & string]: duplicateAction<K> },
  ): Builder<{
    actions: [keyof TFacts["actions"]] extends [never] ? TActions : Flat<TFacts["actions"] & TActions>;
    transitions: TFacts["transitions"];
    entrypoint: TFacts["entrypoint"];
    state: TFacts["state"];
  }>;

  /**
   * `[from, to, condition?]`, in the order in which they are tried: the first that holds is taken. `from` may be a
   * list. Without a condition a transition is always open. Callable again to add more.
   */
  withTransitions<
    const TTransitions extends readonly Transition<keyof TFacts["actions"] & string, Comparable<TFacts>>[],
  >(
    ...transitions: CheckedTransitions<TFacts["transitions"], TTransitions, keyof TFacts["actions"] & string>
  ): Builder<{
    actions: TFacts["actions"];
    transitions: Concat<TFacts["transitions"], TTransitions>;
    entrypoint: TFacts["entrypoint"];
    state: TFacts["state"];
  }>;

  /** The action that runs first. */
  withEntrypoint<const TName extends keyof TFacts["actions"] & string>(
    action: TName,
  ): Builder<{
    actions: TFacts["actions"];
    transitions: TFacts["transitions"];
    entrypoint: TName;
    state: TFacts["state"];
  }>;

  /**
   * The initial state. It may hold keys that only conditions read, and values that are overwritten before they are
   * read (`draft: null`).
   */
  withState<TState extends Offered<TFacts>>(
    state: TState & { readonly [K in keyof TState & StateMethod]: keyIsMethod<K> },
  ): Builder<{
    actions: TFacts["actions"];
    transitions: TFacts["transitions"];
    entrypoint: TFacts["entrypoint"];
    state: TState;
  }>;

  /** Names for the application, where it is stored and logged. Without an `appId` it gets a random one. */
  withIdentifiers(identifiers: { readonly appId?: string; readonly partitionKey?: string | null }): Builder<TFacts>;

  /**
   * The application. While the graph is wrong it cannot be called, and its type is the sentence that says why.
   *
   * @throws {GraphError} At run time, for what the compiler was not asked.
   */
  readonly build: Problems<TFacts> extends infer Sentence
    ? [Sentence] extends [never]
      ? () => Application<StateAnywhere<TFacts>, TFacts>
      : Sentence extends string
        ? GraphError<Sentence>
        : never
    : never;
}

export declare function application(): Builder<{ actions: {}; transitions: []; entrypoint: never; state: {} }>;
