import fc from "fast-check";
import * as v from "valibot";
import { js, type UntypedApplication, type UntypedBuilder, type UntypedState } from "../../../support/untyped.js";

export const letters = ["a", "b", "c"] as const;
type Letter = (typeof letters)[number];

/** By key, some of the letters: those that are taken, or left there. */
type Letters = Readonly<Record<string, readonly Letter[]>>;

interface RandomAction {
  readonly reads: Letters;
  readonly maybeReads: Letters;
  readonly writes: Letters;
  readonly maybeWrites: Letters;
  readonly deletes: readonly string[];
}

/** What decides a transition; `fails` makes it an error edge. */
type RandomGuard =
  | { readonly kind: "none" }
  | { readonly kind: "when" | "not"; readonly key: string; readonly letter: Letter }
  | { readonly kind: "ask"; readonly key: string; readonly letters: readonly Letter[] }
  | { readonly kind: "fails"; readonly capture: string | null };

export interface RandomTransition {
  readonly from: string;
  readonly to: string;
  readonly guard: RandomGuard;
}

export interface RandomGraph {
  readonly actions: Readonly<Record<string, RandomAction>>;
  readonly transitions: readonly RandomTransition[];
  readonly entrypoint: string;
  readonly given: Readonly<Record<string, Letter>>;
}

export const keys = ["k1", "k2", "k3", "k4"];

const key = fc.constantFrom(...keys);
const letter = fc.constantFrom(...letters);
const some = fc.subarray([...letters], { minLength: 1 });
const most = fc.oneof({ weight: 3, arbitrary: fc.constant<Letter[]>([...letters]) }, { weight: 2, arbitrary: some });
const record = (values: fc.Arbitrary<Letter[]>, maxKeys: number): fc.Arbitrary<Letters> =>
  fc.dictionary(key, values, { maxKeys, noNullPrototype: true });

const guard: fc.Arbitrary<RandomGuard> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<RandomGuard>({ kind: "none" }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("when", "not"), key, letter }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("ask"), key, letters: most }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("fails"), capture: fc.option(fc.constantFrom("k4", "k5")) }) },
);

const action: fc.Arbitrary<RandomAction> = fc
  .record({
    reads: record(most, 1),
    maybeReads: record(most, 1),
    writes: record(some, 3),
    maybeWrites: record(some, 1),
    deletes: fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.subarray(keys, { maxLength: 1 }) },
    ),
  })
  .map(({ reads, maybeReads, writes, maybeWrites, deletes }) => ({
    reads,
    maybeReads: without(maybeReads, reads),
    writes,
    maybeWrites: without(maybeWrites, writes),
    deletes: deletes.filter((one) => !(one in writes)),
  }));

const without = (letters: Letters, others: Letters): Letters =>
  Object.fromEntries(Object.entries(letters).filter(([one]) => !(one in others)));

export const randomGraph: fc.Arbitrary<RandomGraph> = fc.integer({ min: 1, max: 5 }).chain((size) => {
  const names = Array.from({ length: size }, (_, index) => `a${index}`);
  const name = fc.constantFrom(...names);
  return fc.record({
    actions: fc
      .array(action, { minLength: size, maxLength: size })
      .map((list) => Object.fromEntries(list.map((one, index) => [`a${index}`, one]))),
    transitions: fc.array(fc.record({ from: name, to: name, guard }), { minLength: size - 1, maxLength: 2 * size + 1 }),
    entrypoint: name,
    given: fc.dictionary(key, letter, { maxKeys: 4, noNullPrototype: true }),
  });
});

/** Answers, one for each question that is asked while an application runs. */
export type Choose = (answers: number) => number;

/** The graph as an application; what actions and conditions do is chosen while it runs. */
export const applicationOf = (graph: RandomGraph, choose: Choose, ...hooks: readonly unknown[]): UntypedApplication =>
  builderOf(graph, choose)
    .withHooks(...hooks)
    .build();

export function builderOf(graph: RandomGraph, choose: Choose): UntypedBuilder {
  const actions = Object.entries(graph.actions).map(([name, one]) => [name, actionOf(one, choose)]);
  return js
    .application()
    .withActions(Object.fromEntries(actions))
    .withTransitions(...graph.transitions.map(({ from, to, guard }) => [from, to, ...guardOf(guard, choose)]))
    .withEntrypoint(graph.entrypoint)
    .withState({ ...graph.given });
}

function actionOf({ reads, maybeReads, writes, maybeWrites, deletes }: RandomAction, choose: Choose): unknown {
  return js.action({
    reads: { ...mapped(reads, v.picklist), ...mapped(maybeReads, (all) => v.optional(v.picklist(all))) },
    writes: { ...mapped(writes, v.picklist), ...mapped(maybeWrites, (all) => v.optional(v.picklist(all))) },
    deletes,
    run: (state: UntypedState) => {
      if (choose(4) === 0) throw new Error("failed as chosen");
      const wiped = deletes.filter(() => choose(2) === 0);
      const begun = wiped.length === 0 ? state : state.wipe(...wiped);
      const optional = Object.fromEntries(
        Object.entries(maybeWrites).filter(([one]) => choose(2) === 0 && !wiped.includes(one)),
      );
      return begun.update(mapped({ ...writes, ...optional }, (all) => all[choose(all.length)]));
    },
  });
}

function guardOf(guard: RandomGuard, choose: Choose): unknown[] {
  if (guard.kind === "none") return [];
  if (guard.kind === "fails") return [js.onError({ max: 3, ...(guard.capture ? { capture: guard.capture } : {}) })];
  if (guard.kind === "ask") {
    return [js.condition({ reads: { [guard.key]: v.picklist(guard.letters) }, test: () => choose(2) === 0 })];
  }
  const when = js.when({ [guard.key]: guard.letter });
  return [guard.kind === "when" ? when : js.not(when)];
}

const mapped = <TValue>(letters: Letters, change: (all: readonly Letter[]) => TValue): Record<string, TValue> =>
  Object.fromEntries(Object.entries(letters).map(([one, all]) => [one, change(all)]));
