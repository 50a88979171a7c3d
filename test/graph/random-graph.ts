import fc from "fast-check";
import * as v from "valibot";
import { js, type UntypedApplication, type UntypedState } from "../support/untyped.js";

interface RandomAction {
  readonly reads: readonly string[];
  readonly maybeReads: readonly string[];
  readonly writes: readonly string[];
  readonly maybeWrites: readonly string[];
}

/** What decides a transition: nothing, keys it looks at (by `when`, by `condition`, combined), or always, spelled out. */
interface RandomGuard {
  readonly kind: "none" | "otherwise" | "when" | "condition" | "optional" | "both" | "not";
  readonly keys: readonly string[];
}

export interface RandomTransition {
  readonly from: readonly string[];
  readonly to: string;
  readonly guard: RandomGuard;
}

export interface RandomGraph {
  readonly actions: Readonly<Record<string, RandomAction>>;
  readonly transitions: readonly RandomTransition[];
  readonly entrypoint: string;
  readonly given: readonly string[];
}

const keys = ["k1", "k2", "k3", "k4", "k5"];

export const randomGraph: fc.Arbitrary<RandomGraph> = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 5 }))
  .chain(([size, width]) => {
    const names = Array.from({ length: size }, (_, index) => `a${index}`);
    const known = keys.slice(0, width);
    const some = fc.subarray(known);
    const few = fc.subarray(known, { maxLength: Math.min(2, width) });
    const one = fc.subarray(known, { minLength: 1, maxLength: 1 });
    const name = fc.constantFrom(...names);
    const guard = fc.oneof(
      { weight: 3, arbitrary: fc.constant<RandomGuard>({ kind: "none", keys: [] }) },
      { weight: 1, arbitrary: fc.constant<RandomGuard>({ kind: "otherwise", keys: [] }) },
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constantFrom("when", "condition", "both", "not", "optional"), keys: one }),
      },
      { weight: 1, arbitrary: fc.constant<RandomGuard>({ kind: "condition", keys: [] }) },
    ) as fc.Arbitrary<RandomGuard>;
    const action = fc.record({ reads: few, maybeReads: few, writes: some, maybeWrites: few });
    return fc.record({
      actions: fc
        .array(action, { minLength: size, maxLength: size })
        .map((list) => Object.fromEntries(list.map((one, index) => [`a${index}`, disjoint(one)]))),
      transitions: fc.array(
        fc.record({
          from: fc.oneof(
            { weight: 4, arbitrary: name.map((one) => [one]) },
            { weight: 1, arbitrary: fc.array(name, { minLength: 1, maxLength: 3 }) },
          ),
          to: name,
          guard,
        }),
        { maxLength: size + 5 },
      ),
      entrypoint: name,
      given: fc.oneof(fc.constant([]), some),
    });
  });

/** A key is read in one way and written in one way. */
function disjoint({ reads, maybeReads, writes, maybeWrites }: RandomAction): RandomAction {
  return {
    reads,
    maybeReads: maybeReads.filter((key) => !reads.includes(key)),
    writes,
    maybeWrites: maybeWrites.filter((key) => !writes.includes(key)),
  };
}

export interface Steering {
  /** Whether a condition of the transition holds; `when`s are made of conditions then. */
  readonly holds: (transition: RandomTransition) => boolean;
  readonly ran: (action: string) => void;
}

/** The graph as an application. With a steering, its conditions hold as that says, and its optional writes are left out. */
export function applicationOf(graph: RandomGraph, steering?: Steering): UntypedApplication {
  const actions = Object.entries(graph.actions).map(([name, one]) => [
    name,
    js.action({
      reads: { ...record(one.reads, v.number()), ...record(one.maybeReads, v.optional(v.number())) },
      writes: { ...record(one.writes, v.number()), ...record(one.maybeWrites, v.optional(v.number())) },
      run: (state: UntypedState) => {
        steering?.ran(name);
        return state.update(record(one.writes, 1));
      },
    }),
  ]);
  const transitions = graph.transitions.map((transition) => [
    transition.from.length === 1 ? transition.from[0] : transition.from,
    transition.to,
    ...guardOf(transition, steering),
  ]);
  return js
    .application()
    .withActions(Object.fromEntries(actions))
    .withTransitions(...transitions)
    .withEntrypoint(graph.entrypoint)
    .withState(record(graph.given, 0))
    .build();
}

function guardOf(transition: RandomTransition, steering: Steering | undefined): unknown[] {
  const { kind, keys: needed } = transition.guard;
  const asking = (schema: v.GenericSchema) =>
    js.condition({ reads: record(needed, schema), test: () => steering?.holds(transition) ?? true });
  if (kind === "none") return [];
  if (kind === "otherwise") return [js.otherwise];
  if (kind === "optional") return [asking(v.optional(v.number()))];
  if (kind === "condition" || steering) return [asking(v.number())];
  if (kind === "when") return [record(needed, 1)];
  if (kind === "not") return [js.not(js.when(record(needed, 1)))];
  return [js.and(js.otherwise, js.or(asking(v.number()), js.when(record(needed, 2))))];
}

const record = <TValue>(names: readonly string[], value: TValue): Record<string, TValue> =>
  Object.fromEntries(names.map((name) => [name, value]));
