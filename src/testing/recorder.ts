import type { LifecycleHooks } from "../lifecycle/hooks.js";
import { Recording } from "./recording.js";
import type {
  ActionsOf,
  ItemsOf,
  RecordedAttributes,
  RecordedCall,
  RecordedSpan,
  RecordedTransition,
  StepsOf,
  UnknownActions,
} from "./records.js";

/** Hooks that note what happens. Each list is a copy, in order, to which nothing is added any more. */
export interface Recorder<
  out TSteps extends { readonly action: string } = StepsOf<UnknownActions>,
  out TItems = ItemsOf<UnknownActions>,
> extends LifecycleHooks {
  /** The names of the actions whose steps were attempted, one a step. */
  readonly actions: readonly TSteps["action"][];
  /** Every attempted step, when it has ended. */
  readonly steps: readonly TSteps[];
  /** Which transitions were tried, and which one was taken. */
  readonly transitions: readonly RecordedTransition[];
  /** What streaming actions have yielded. */
  readonly items: readonly TItems[];
  readonly spans: readonly RecordedSpan[];
  readonly attributes: readonly RecordedAttributes[];
  /** The calls that moved applications on, when they have ended. */
  readonly calls: readonly RecordedCall[];
  /** Forgets what has been noted so far. */
  clear(): void;
}

/**
 * Hooks that note what applications do, for `withHooks`. What they note is copied: plain objects and arrays, as deep as they
 * go; instances of classes are noted as they are.
 *
 * TSource is the type of the builder or the application: with it, the compiler knows the steps by their action.
 *
 * @returns The recorder. It may look on at several applications; each record has its `appId`.
 * @example
 * ```ts
 * import { action, application } from "typeburr";
 * import { recorder } from "typeburr/testing";
 * import * as v from "valibot";
 *
 * const count = action({
 *   reads: { counter: v.number() },
 *   writes: { counter: v.number() },
 *   run: (state) => state.increment({ counter: 1 }),
 * });
 * const counting = application().withActions({ count }).withEntrypoint("count").withState({ counter: 0 });
 *
 * const log = recorder<typeof counting>();
 * await counting.withHooks(log).build().step();
 * log.actions; // ["count"]
 * log.steps[0]?.changes.counter; // { before: 0, after: 1 }
 * ```
 */
export function recorder<TSource = unknown>(): Recorder<StepsOf<ActionsOf<TSource>>, ItemsOf<ActionsOf<TSource>>>;
export function recorder(): unknown {
  return new Recording();
}
