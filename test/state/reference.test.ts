import fc from "fast-check";
import { expect, test } from "vitest";
import { effectOf } from "../../src/state/delta.js";
import { StateRecord as State } from "../../src/state/state.js";
import { holds } from "../support/property.js";
import { anything, originOf } from "./hand-out.js";
import { after, begin, merged, outcomeOf, type Reference, type Step, showing, valuesOf } from "./reference.js";

type Command = Step | { readonly do: "subset"; readonly keys: readonly string[] } | { readonly do: "merge" };

const some = <TValue>(keys: readonly string[], value: fc.Arbitrary<TValue>) =>
  fc.dictionary(fc.constantFrom(...keys), value, { noNullPrototype: true, maxKeys: keys.length });
const number = fc.integer({ min: -9, max: 9 });
const numbers = fc.array(number, { maxLength: 3 });
const plain = fc.jsonValue({ maxDepth: 2 });

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant("update" as const),
    values: fc
      .tuple(some(["left", "right"], numbers), some(["up", "down"], number), some(["any", "other"], plain))
      .map(([lists, counts, rest]) => ({ ...lists, ...counts, ...rest })),
  }),
  fc.record({ do: fc.constant("append" as const), values: some(["left", "right"], number) }),
  fc.record({ do: fc.constant("extend" as const), values: some(["left", "right"], numbers) }),
  fc.record({ do: fc.constant("increment" as const), values: some(["up", "down"], number) }),
  fc.record({ do: fc.constant("wipe" as const), keys: fc.subarray(Object.keys(anything), { maxLength: 2 }) }),
  fc.record({ do: fc.constant("subset" as const), keys: fc.subarray(Object.keys(anything)) }),
  fc.constant({ do: "merge" as const }),
);

const start = fc.record(
  { left: numbers, right: numbers, up: number, down: number, any: plain, other: plain },
  { requiredKeys: [] },
);

const apply = (state: State, step: Step): State => {
  if (step.do === "update") return state.update(step.values);
  if (step.do === "append") return state.append(step.values);
  if (step.do === "extend") return state.extend(step.values);
  if (step.do === "wipe") return state.wipe(...step.keys);
  return state.increment(step.values);
};

/** Each command is applied to one of the states that there are, so that they branch; a merge takes another one. */
const walk = fc.array(fc.tuple(command, fc.nat(), fc.nat()), { maxLength: 25 });

test("any sequence of operations, branching and merging, comes to what a plain record comes to", () => {
  holds(
    fc.property(start, walk, (base, commands) => {
      const origin = originOf(base, anything);
      const states: [State, Reference][] = [[State.handOut(base, origin), begin(base)]];
      for (const [what, one, two] of commands) {
        const [state, reference] = states[one % states.length] as [State, Reference];
        const [otherState, otherReference] = states[two % states.length] as [State, Reference];
        if (what.do === "merge") states.push([state.merge(otherState), merged(reference, otherReference)]);
        else if (what.do === "subset") states.push([state.subset(...what.keys), showing(reference, what.keys)]);
        else states.push([apply(state, what), after(reference, what)]);
      }
      // At the end, so that an operation that changed an earlier state is found out
      for (const [state, reference] of states) {
        const expected = valuesOf(reference);
        expect(state.getAll()).toEqual(expected);
        expect([...state.keys()].sort()).toEqual(Object.keys(expected).sort());
        const { written, deleted } = effectOf(State.deltaSince(origin, state) ?? null);
        expect({ written, deleted: [...deleted].sort() }).toEqual(outcomeOf(reference));
      }
    }),
    1_000,
  );
});
