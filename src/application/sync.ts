import type { AsyncError } from "../errors.js";
import type { Facts } from "../graph/facts.js";
import type { Names } from "../graph/flow/arcs.js";
import type { asyncAction, asyncCondition } from "../sentences.js";
import type { RunOptions, StepOptions } from "./application.js";
import type { Halts } from "./halt.js";
import type { Offers } from "./offers.js";
import type { Steps, Stops } from "./stop.js";

/** The ways to move on without promises. */
export interface SyncTwins<TFacts extends Facts> {
  stepSync(options?: StepOptions<Offers<TFacts>["inputs"]>): Steps<TFacts>["each"] | null;

  runSync<
    const TAfter extends Halts<Offers<TFacts>["halts"]> = never,
    const TBefore extends Halts<Offers<TFacts>["halts"]> = never,
  >(options?: RunOptions<Offers<TFacts>["inputs"], TAfter, TBefore>): Stops<TFacts, TAfter, TBefore>["each"];

  iterateSync<
    const TAfter extends Halts<Offers<TFacts>["halts"]> = never,
    const TBefore extends Halts<Offers<TFacts>["halts"]> = never,
  >(
    options?: RunOptions<Offers<TFacts>["inputs"], TAfter, TBefore>,
  ): Generator<Steps<TFacts>["each"], Stops<TFacts, TAfter, TBefore>["each"], void>;
}

/** A sync method; in its place, while the application has something async, the error that says so. */
export type Sync<TFacts extends Facts, TTwin extends string, TMethod> = 0 extends 1 & TFacts
  ? TMethod
  : [AsyncSentences<TFacts, TTwin>] extends [never]
    ? TMethod
    : // Written out, or it would print the name of the type that found them
      AsyncError<{ [S in AsyncSentences<TFacts, TTwin>]: S }[AsyncSentences<TFacts, TTwin>]>;

/** The name of the action that is next, or null; where an async condition leads out of some action, perhaps a promise. */
export type NextAction<TFacts extends Facts> = [AsyncSources<TFacts["links"][number]>] extends [never]
  ? (keyof TFacts["actions"] & string) | null
  : (keyof TFacts["actions"] & string) | null | Promise<(keyof TFacts["actions"] & string) | null>;

// facts -> a sentence about each action that is async, and about each action out of which an async condition leads
type AsyncSentences<TFacts extends Facts, TTwin extends string> =
  | asyncAction<AsyncActions<TFacts["actions"]>, TTwin>
  | asyncCondition<AsyncSources<TFacts["links"][number]>, TTwin>;

type AsyncActions<TActions extends Facts["actions"]> = {
  [N in keyof TActions & string]: true extends TActions[N]["~facets"]["async"] ? N : never;
}[keyof TActions & string];

type AsyncSources<TLink> = TLink extends {
  readonly from: infer From;
  readonly guard: { readonly waits: infer Waits };
}
  ? [Waits] extends [never]
    ? never
    : Names<From> & string
  : never;
