import type { AnyAction } from "../action/action.js";
import type { Actions, Facts } from "../graph/facts.js";
import type { KnownState } from "../graph/flow/keys.js";
import type { Codec, Codecs } from "../persistence/options.js";
import type { Only } from "../types/only.js";
import type { Primitive } from "../types/toolbelt.js";
import type { Tagged } from "./halt.js";

/**
 * What the editor offers where a graph is used. An interface, whose members are read by index: what comes out has no
 * alias, so that messages print the names themselves.
 */
export interface Offers<TFacts extends Facts> {
  /** What a halt list may name. */
  readonly halts: (keyof TFacts["actions"] & string) | (keyof Tagged<TFacts> & string);

  /** The inputs that the actions declare. Which of them will run is not known, so each may be left out. */
  readonly inputs: Only<{
    readonly [I in keyof TakenBy<TFacts["actions"]>]?: InputOf<
      TFacts["actions"][TakenBy<TFacts["actions"]>[I] & string],
      I
    >;
  }>;

  /**
   * What a `when` may compare with: primitives. Before `withState` other keys are let through, since only the initial
   * state may have them; a key that nobody has is then refused by `build`.
   */
  readonly conditions: {
    readonly [K in keyof KnownState<TFacts["actions"]>]?: Extract<KnownState<TFacts["actions"]>[K], Primitive>;
  } & ({} extends TFacts["state"]
    ? { readonly [key: string]: Primitive }
    : { readonly [K in keyof TFacts["state"]]?: Primitive });

  /**
   * The graph's keys and values, for the initial state. Any other value is let through, because it may be overwritten
   * before it is read; what does not fit is refused by `build`.
   */
  readonly state:
    | { readonly [K in keyof KnownState<TFacts["actions"]>]?: KnownState<TFacts["actions"]>[K] | {} | null }
    | object;

  /** Codecs of the graph's keys, by what may stand there; and of others, which the initial state may have. */
  readonly codecs: {
    readonly [K in keyof KnownState<TFacts["actions"]>]?: Codec<KnownState<TFacts["actions"]>[K]>;
  } & Codecs;
}

// actions -> for each input, the actions that declare it
type TakenBy<TActions extends Actions> = { [N in keyof TActions as keyof TActions[N]["~inputs"]]: N };

type InputOf<TAction, TName> = TAction extends AnyAction
  ? TName extends keyof TAction["~inputs"]
    ? TAction["~inputs"][TName]
    : never
  : never;
