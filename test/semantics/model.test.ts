import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { holdsAsync } from "../support/property.js";
import { js, type UntypedApplication, type UntypedState } from "../support/untyped.js";
import { act, app } from "./apps.js";
import {
  born,
  type Effect,
  type Fault,
  type Halts,
  type ModelAction,
  type ModelArc,
  type ModelGraph,
  type Outcome,
  run,
  stepped,
} from "./model.js";

const numbers = ["m", "n"];
const lists = ["l"];

const small = fc.integer({ min: -1, max: 3 });
const effect = fc.oneof(
  fc.record({ op: fc.constantFrom("set" as const, "add" as const), key: fc.constantFrom(...numbers), value: small }),
  fc.record({ op: fc.constant("push" as const), key: fc.constantFrom(...lists), value: small }),
) as fc.Arbitrary<Effect>;
const fault = fc.constantFrom<Fault>("throws", "returns nothing", "forgets a write", "writes something else");
const faults = fc
  .array(fc.tuple(fc.nat(30), fault), { maxLength: 5 })
  .map((list): Readonly<Record<number, Fault>> => Object.fromEntries(list));

const graph: fc.Arbitrary<ModelGraph> = fc.integer({ min: 1, max: 5 }).chain((size) => {
  const names = Array.from({ length: size }, (_, index) => `a${index}`);
  const name = fc.constantFrom(...names);
  const guard = fc.option(
    fc.record({
      kind: fc.constantFrom("equals" as const, "even" as const, "even, later" as const),
      key: fc.constantFrom(...numbers),
      value: small,
    }),
    { freq: 3 },
  );
  return fc.record({
    actions: fc.tuple(
      ...names.map((one) =>
        fc.record<ModelAction>({
          name: fc.constant(one),
          tag: fc.constantFrom(null, "x", "y"),
          reads: fc.subarray(numbers, { maxLength: 1 }),
          effects: fc.array(effect, { maxLength: 3 }),
          isAsync: fc.boolean(),
          result: fc.option(fc.integer(), { freq: 4 }),
          faults,
        }),
      ),
    ),
    arcs: fc.array(
      fc.record<ModelArc>({ from: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }), to: name, guard }),
      { minLength: 1, maxLength: 8 },
    ),
    initial: fc.record({ m: small, n: small }, { requiredKeys: [] }),
  });
});

type Command =
  | { readonly call: "step" }
  | { readonly call: "run" | "iterate"; readonly halts: Halts; readonly most: number };

const command = ({ actions }: ModelGraph): fc.Arbitrary<Command> => {
  const tags = actions.flatMap(({ tag }) => (tag === null ? [] : [`@tag:${tag}`]));
  const some = fc.array(fc.constantFrom(...actions.map(({ name }) => name), ...tags), { maxLength: 2 });
  return fc.oneof(
    fc.record({ call: fc.constant("step" as const) }),
    fc.record({
      call: fc.constantFrom("run" as const, "iterate" as const),
      halts: fc.record<Halts>({ after: some, before: some, isAll: fc.boolean() }),
      most: fc.integer({ min: 1, max: 25 }),
    }),
  );
};

/** The graph as a real application. */
function built({ actions, arcs, initial }: ModelGraph): UntypedApplication {
  let attempts = 0;
  const all = actions.map((one) => {
    const keys = [...new Set(one.effects.map(({ key }) => key))];
    const work = (state: UntypedState): unknown => {
      const found = one.faults[attempts++] ?? "none";
      if (found === "throws") throw new Error("thrown");
      if (found === "returns nothing") return undefined;
      if (found === "writes something else") return state.update({ other: 1 });
      let next = state;
      for (const { op, key, value } of one.effects) {
        // Forgotten is the last key, and all that is done to it
        if (found === "forgets a write" && key === keys.at(-1)) continue;
        if (op === "set") next = next.update({ [key]: value });
        if (op === "add") next = next.increment({ [key]: value });
        if (op === "push") next = next.append({ [key]: value });
      }
      return one.result === null ? next : [one.result, next];
    };
    const reads = Object.fromEntries(one.reads.map((key) => [key, v.number()]));
    const writes = Object.fromEntries(keys.map((key) => [key, key === "l" ? v.array(v.number()) : v.number()]));
    const parts = { reads, writes, ...(one.tag === null ? {} : { tags: [one.tag] }) };
    const count = (state: UntypedState) => (one.isAsync ? Promise.resolve().then(() => work(state)) : work(state));
    return [one.name, act(parts, count)] as const;
  });
  const transitions = arcs.map(({ from, to, guard }) => [from, to, ...(guard === null ? [] : [guardOf(guard)])]);
  const application = app(Object.fromEntries(all), transitions, initial);
  // An attempt that its reads have failed never gets to `run`: the count of the application decides
  return new Proxy(application, {
    get: (target, name) => {
      attempts = target.sequenceId === null ? 0 : target.sequenceId + 1;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

function guardOf({ kind, key, value }: NonNullable<ModelArc["guard"]>): unknown {
  if (kind === "equals") return { [key]: value };
  const isEven = (state: Record<string, number>) => (state[key] ?? 0) % 2 === 0;
  return js.condition({
    reads: { [key]: v.optional(v.number()) },
    test: kind === "even" ? isEven : async (state: Record<string, number>) => isEven(state),
  });
}

const optionsOf = ({ after, before, isAll }: Halts): object => ({
  ...(after.length === 0 ? {} : { haltAfter: isAll ? js.all(...after) : after }),
  ...(before.length === 0 ? {} : { haltBefore: before }),
});

/** What the model foretells of a command, and whether the real application may be asked to `run` without an end. */
function foretold(model: ModelGraph, world: Outcome["world"], asked: Command): Outcome {
  return asked.call === "step" ? stepped(model, world) : run(model, world, asked.halts, asked.most);
}

test("the engine takes the same steps as a plain model, comes to the same states, and stops at the same places", async () => {
  const endings = new Map<string, number>();
  await holdsAsync(
    fc.asyncProperty(
      graph.chain((one) => fc.tuple(fc.constant(one), fc.array(command(one), { maxLength: 8 }))),
      async ([model, commands]) => {
        const application = built(model);
        let world = born(model);
        for (const asked of commands) {
          const expected = foretold(model, world, asked);
          const { trace, ending } = await performed(application, asked, expected);
          expect(trace).toEqual(expected.trace);
          expect(ending).toEqual(expected.ending);
          world = expected.world;
          expect(application.state.getAll()).toEqual(world.state);
          expect(application.sequenceId).toBe(world.attempts === 0 ? null : world.attempts - 1);
          endings.set(expected.ending.how, (endings.get(expected.ending.how) ?? 0) + 1);
        }
      },
    ),
    1_500,
  );
  for (const how of ["after", "before", "end", "error", "cut"]) expect([how, endings.get(how) ?? 0]).toSatisfy(isOften);
});

const isOften = ([, times]: readonly [string, number]): boolean => times > 100;

/** Performs a command, and tells it as the model does. */
async function performed(
  application: UntypedApplication,
  asked: Command,
  expected: Outcome,
): Promise<{ trace: readonly string[]; ending: Outcome["ending"] }> {
  const trace: string[] = [];
  try {
    if (asked.call === "step") {
      const step = await application.step();
      return { trace: step === null ? [] : [step.action], ending: { how: "cut" } };
    }
    // A run tells no steps; one that has no end is iterated, and cut
    if (asked.call === "run" && expected.ending.how !== "cut") {
      trace.push(...expected.trace);
      const { halted, action, result } = await application.run(optionsOf(asked.halts));
      return { trace, ending: { how: halted, action, result } };
    }
    const steps = application.iterate(optionsOf(asked.halts));
    for (;;) {
      const taken = await steps.next();
      if (taken.done) {
        const { halted, action, result } = taken.value;
        return { trace, ending: { how: halted, action, result } };
      }
      trace.push(taken.value.action);
      if (trace.length === asked.most) {
        await steps.return(undefined as never);
        return { trace, ending: { how: "cut" } };
      }
    }
  } catch {
    return { trace, ending: { how: "error" } };
  }
}
