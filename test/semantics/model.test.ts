import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { holdsAsync } from "../support/property.js";
import { type Context, js, type Run, type UntypedApplication, type UntypedState } from "../support/untyped.js";
import { act, app } from "./apps.js";
import {
  born,
  type Effect,
  type Fault,
  type Halts,
  type ModelAction,
  type ModelArc,
  type ModelEdge,
  type ModelGraph,
  type ModelGuard,
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
  fc.record({ op: fc.constant("wipe" as const), key: fc.constantFrom(...numbers, ...lists) }),
) as fc.Arbitrary<Effect>;
const fault = fc.constantFrom<Fault>("throws", "returns nothing", "forgets a write", "writes something else");
const faults = fc
  .array(fc.tuple(fc.nat(30), fault), { maxLength: 5 })
  .map((list): Readonly<Record<number, Fault>> => Object.fromEntries(list));

const graph: fc.Arbitrary<ModelGraph> = fc.integer({ min: 1, max: 5 }).chain((size) => {
  const names = Array.from({ length: size }, (_, index) => `a${index}`);
  const name = fc.constantFrom(...names);
  const guard = fc.record<ModelGuard>({
    kind: fc.constantFrom("equals", "even", "even, later"),
    key: fc.constantFrom(...numbers),
    value: small,
  });
  const edge = fc.record<ModelEdge>({
    kind: fc.constant("error"),
    catches: fc.constantFrom(null, null, "Mine", "Error", "OutcomeError", "WriteError", "ReadError", "TypeburrError"),
    max: fc.constantFrom(null, 1, 2, 3),
    capture: fc.constantFrom(null, "problem"),
  });
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
      fc.record<ModelArc>({
        from: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
        to: name,
        guard: fc.option(fc.oneof(guard, edge)),
      }),
      { minLength: 1, maxLength: 10 },
    ),
    initial: fc.record({ m: small, n: small }, { requiredKeys: [] }),
  });
});

type Command =
  | { readonly call: "step"; readonly isSync: boolean }
  | { readonly call: "run" | "iterate"; readonly isSync: boolean; readonly halts: Halts; readonly most: number };

const command = ({ actions }: ModelGraph): fc.Arbitrary<Command> => {
  const tags = actions.flatMap(({ tag }) => (tag === null ? [] : [`@tag:${tag}`]));
  const some = fc.array(fc.constantFrom(...actions.map(({ name }) => name), ...tags), { maxLength: 2 });
  const isSync = fc.boolean();
  return fc.oneof(
    fc.record({ call: fc.constant("step" as const), isSync }),
    fc.record({
      call: fc.constantFrom("run" as const, "iterate" as const),
      isSync,
      halts: fc.record<Halts>({ after: some, before: some, isAll: fc.boolean() }),
      most: fc.integer({ min: 1, max: 25 }),
    }),
  );
};

class Mine extends Error {
  override readonly name = "Mine";
}

const classes = { ...js, Error, Mine } as unknown as Record<string, unknown>;

/** The graph as a real application, which tells a log of its runs as the model does. */
function built({ actions, arcs, initial }: ModelGraph, log: string[]): UntypedApplication {
  const all = actions.map((one) => {
    const writes = [...new Set(one.effects.filter(({ op }) => op !== "wipe").map(({ key }) => key))];
    const deletes = [...new Set(one.effects.filter(({ op }) => op === "wipe").map(({ key }) => key))];
    const work = (state: UntypedState, { sequenceId, error }: Context): unknown => {
      log.push(`${one.name} ${sequenceId} ${(error as Error | undefined)?.name ?? "-"}`);
      const found = one.faults[sequenceId] ?? "none";
      if (found === "throws") throw new Mine("thrown");
      if (found === "returns nothing") return undefined;
      if (found === "writes something else") return state.update({ other: 1 });
      let next = state;
      for (const effect of one.effects) {
        const { op, key } = effect;
        if (op === "wipe") next = next.wipe(key);
        // Forgotten is the last key, and all that is written to it
        else if (found === "forgets a write" && key === writes.at(-1)) continue;
        else if (op === "set") next = next.update({ [key]: effect.value });
        else if (op === "add") next = next.increment({ [key]: effect.value });
        else next = next.append({ [key]: effect.value });
      }
      return one.result === null ? next : [one.result, next];
    };
    const schemaOf = (key: string) => [key, key === "l" ? v.array(v.number()) : v.number()] as const;
    const parts = {
      reads: Object.fromEntries(one.reads.map(schemaOf)),
      writes: Object.fromEntries(writes.map(schemaOf)),
      deletes,
      ...(one.tag === null ? {} : { tags: [one.tag] }),
    };
    const begin: Run = (state, _, context) =>
      one.isAsync ? Promise.resolve().then(() => work(state, context)) : work(state, context);
    return [one.name, act(parts, begin)] as const;
  });
  const transitions = arcs.map(({ from, to, guard }) => [from, to, ...(guard === null ? [] : [guardOf(guard)])]);
  return app(Object.fromEntries(all), transitions, initial);
}

function guardOf(guard: ModelGuard | ModelEdge): unknown {
  if (guard.kind === "error") {
    const { catches, max, capture } = guard;
    const options = { ...(max === null ? {} : { max }), ...(capture === null ? {} : { capture }) };
    return catches === null ? js.onError(options) : js.onError(classes[catches], options);
  }
  const { kind, key, value } = guard;
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

/** What the model foretells of a command. */
function foretold(model: ModelGraph, world: Outcome["world"], asked: Command): Outcome {
  const { isSync } = asked;
  return asked.call === "step" ? stepped(model, world, isSync) : run(model, world, asked.halts, asked.most, isSync);
}

/** A state as the model tells it: of an error its name. */
const toldOf = (state: UntypedState): Record<string, unknown> => {
  const { problem, ...rest } = state.getAll();
  return problem === undefined ? rest : { ...rest, problem: (problem as Error).name };
};

/** An action that a sync call has begun, and left, goes on by itself. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("the engine takes the same steps as a plain model, comes to the same states, and stops at the same places", async () => {
  const endings = new Map<string, number>();
  await holdsAsync(
    fc.asyncProperty(
      graph.chain((one) => fc.tuple(fc.constant(one), fc.array(command(one), { maxLength: 8 }))),
      async ([model, commands]) => {
        const log: string[] = [];
        const application = built(model, log);
        let world = born(model);
        for (const asked of commands) {
          const expected = foretold(model, world, asked);
          endings.set(expected.ending.how, (endings.get(expected.ending.how) ?? 0) + 1);
          // What has no end cannot be asked for
          if (expected.ending.how === "stuck") return;
          const { trace, ending } = await performed(application, asked, expected);
          expect(trace).toEqual(expected.trace);
          expect(ending).toEqual(expected.ending);
          world = expected.world;
          if (asked.isSync) await settled();
          expect(log).toEqual(world.log);
          expect(toldOf(application.state)).toEqual(world.state);
          expect(application.sequenceId).toBe(world.attempts === 0 ? null : world.attempts - 1);
        }
      },
    ),
    1_500,
  );
  for (const how of ["after", "before", "end", "error", "async", "cut"]) {
    expect([how, endings.get(how) ?? 0]).toSatisfy(isOften);
  }
});

const isOften = ([, times]: readonly [string, number]): boolean => times > 100;

/** Performs a command, and tells it as the model does. */
async function performed(
  application: UntypedApplication,
  asked: Command,
  expected: Outcome,
): Promise<{ trace: readonly string[]; ending: Outcome["ending"] }> {
  const trace: string[] = [];
  const { isSync } = asked;
  try {
    if (asked.call === "step") {
      const step = isSync ? application.stepSync() : await application.step();
      return { trace: step === null ? [] : [step.action], ending: { how: "cut" } };
    }
    const options = optionsOf(asked.halts);
    // A run tells no steps; one that has no end is iterated, and cut
    if (asked.call === "run" && expected.ending.how !== "cut") {
      trace.push(...expected.trace);
      const { halted, action, result } = isSync ? application.runSync(options) : await application.run(options);
      return { trace, ending: { how: halted, action, result } };
    }
    const steps = isSync ? application.iterateSync(options) : application.iterate(options);
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
  } catch (error) {
    return { trace, ending: { how: (error as Error).name === "AsyncError" ? "async" : "error" } };
  }
}
