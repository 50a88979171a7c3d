import type {
  noActions,
  noEntrypoint,
  noNullChecks,
  unwrittenCondition,
  unwrittenRead,
  unwrittenSomewhere,
} from "../../sentences.js";
import type { Earliest } from "../../types/numeral.js";
import type { Facts } from "../facts.js";
import type { Analysis, AnyAnalysis } from "./analysis.js";
import type { UnwrittenConditions, UnwrittenReads } from "./unwritten.js";
import type { Path, Witness } from "./witness.js";

/** Every sentence that keeps the graph from being built; never if it is right. */
export type Problems<TFacts extends Facts> = undefined extends string
  ? noNullChecks
  : 0 extends 1 & TFacts
    ? never
    : [keyof TFacts["actions"]] extends [never]
      ? noActions
      : [TFacts["entrypoint"]] extends [never]
        ? noEntrypoint
        : IsKnown<TFacts> extends true
          ? UnwrittenSentences<Analysis<TFacts>>
          : never;

/** Whether the compiler can see the graph: one put together by a program is left to `graph.check()`. */
export type IsKnown<TFacts extends Facts> = number extends TFacts["links"]["length"]
  ? false
  : string extends keyof TFacts["actions"]
    ? false
    : true;

type UnwrittenSentences<TGraph extends AnyAnalysis> =
  | ReadSentence<TGraph, UnwrittenReads<TGraph>>
  | ConditionSentence<TGraph, UnwrittenConditions<TGraph>>;

// Whatever the walk finds must come out as a sentence: if no path can be told, then without one.
type ReadSentence<TGraph extends AnyAnalysis, TKey> = TKey extends string
  ? Witness<TGraph, TGraph["writers"][TKey], TGraph["readers"][TKey]> extends infer Actions
    ? [Actions] extends [never]
      ? unwrittenSomewhere<TKey>
      : Actions extends [...string[], infer Reader extends string]
        ? unwrittenRead<Reader, TKey, Path<Actions>>
        : unwrittenSomewhere<TKey>
    : never
  : never;

type ConditionSentence<TGraph extends AnyAnalysis, TKey> = TKey extends string
  ? Witness<
      TGraph,
      TGraph["writers"][TKey],
      Exclude<TGraph["sources"][TGraph["conditionReaders"][TKey]], TGraph["writers"][TKey]>
    > extends infer Actions
    ? [Actions] extends [never]
      ? unwrittenSomewhere<TKey>
      : Actions extends [...string[], infer From extends string]
        ? Earliest<Extract<TGraph["conditionReaders"][TKey], TGraph["leaving"][From]>> extends infer First extends
            string
          ? unwrittenCondition<From, TGraph["targets"][First], TKey, Path<Actions>>
          : unwrittenSomewhere<TKey>
        : unwrittenSomewhere<TKey>
    : never
  : never;
