import fc from "fast-check";
import {
  type Effect,
  type Fault,
  hookNames,
  type ModelAction,
  type ModelArc,
  type ModelEdge,
  type ModelGraph,
  type ModelGuard,
  type ModelHook,
} from "./graph.js";
import type { Halts, ModelCall } from "./world.js";

/** What is done with an application from outside. */
export type Command =
  | { readonly does: "call"; readonly call: ModelCall }
  | { readonly does: "ask" }
  | { readonly does: "reset" }
  | { readonly does: "patch"; readonly patch: Readonly<Record<string, unknown>> };

const numbers = ["m", "n"];
const lists = ["l"];
const small = fc.integer({ min: -1, max: 3 });

const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ op: fc.constantFrom("set" as const, "add" as const), key: fc.constantFrom(...numbers), value: small }),
  fc.record({ op: fc.constant("push" as const), key: fc.constantFrom(...lists), value: small }),
  fc.record({ op: fc.constant("wipe" as const), key: fc.constantFrom(...numbers, ...lists) }),
);

const fault = fc.constantFrom<Fault>(
  ...Array<Fault>(6).fill("throws"),
  "returns nothing",
  "forgets a write",
  "writes something else",
  "yields what does not fit",
  "aborts",
  "aborts and throws",
);
const faults = fc.dictionary(fc.nat(14).map(String), fc.record({ what: fault, at: fc.nat(3) }), { maxKeys: 7 });

const action = (name: string): fc.Arbitrary<ModelAction> =>
  fc.record({
    name: fc.constant(name),
    kind: fc.constantFrom("one", "two", "stream", "stream"),
    tag: fc.constantFrom(null, "x", "y"),
    reads: fc.subarray(numbers, { maxLength: 1 }),
    isAsking: fc.integer({ max: 7, min: 0 }).map((one) => one === 0),
    effects: fc.array(effect, { maxLength: 3 }),
    isAsync: fc.boolean(),
    result: fc.option(small, { freq: 4 }),
    items: fc.nat(3),
    faults,
  });

const guard = fc.record<ModelGuard>({
  kind: fc.constantFrom("equals", "even", "even, later"),
  key: fc.constantFrom(...numbers),
  value: small,
});

const caught = [
  null,
  null,
  null,
  null,
  "Mine",
  "Error",
  "OutcomeError",
  "WriteError",
  "ReadError",
  "InputError",
  "HookError",
];
const edge = fc.record<ModelEdge>({
  kind: fc.constant("error"),
  catches: fc.constantFrom(...caught, "ItemError", "TypeburrError"),
  max: fc.constantFrom(null, 1, 1, 2),
  capture: fc.constantFrom(null, "problem"),
});

const hook = (name: string): fc.Arbitrary<ModelHook> =>
  fc.record({
    name: fc.constant(name),
    hears: fc.subarray([...hookNames], { minLength: 3 }),
    slow: fc.subarray([...hookNames]),
    throws: fc
      .array(fc.tuple(fc.constantFrom(...hookNames), fc.nat(6)), { maxLength: 3 })
      .map((list): ModelHook["throws"] => Object.fromEntries(list)),
  });

/** The same graph, with nothing in it that takes time. */
const inSync = (graph: ModelGraph): ModelGraph => ({
  ...graph,
  actions: graph.actions.map((one) => ({ ...one, isAsync: false })),
  arcs: graph.arcs.map((one) => (one.guard?.kind === "even, later" ? { ...one, guard: null } : one)),
  hooks: graph.hooks.map((one) => ({ ...one, slow: [] })),
});

const graph: fc.Arbitrary<ModelGraph> = fc.integer({ min: 1, max: 5 }).chain((size) => {
  const names = Array.from({ length: size }, (_, index) => `a${index}`);
  const name = fc.constantFrom(...names);
  const arc = fc.record<ModelArc>({
    from: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
    to: name,
    guard: fc.oneof(fc.constant(null), guard, edge, edge),
  });
  return fc.record({
    actions: fc.tuple(...names.map(action)),
    arcs: fc.array(arc, { minLength: 1, maxLength: 10 }),
    hooks: fc.oneof(fc.constant([]), fc.tuple(hook("A"), hook("B"))),
    initial: fc.record({ m: small, n: small }, { requiredKeys: ["m"] }),
  });
});

const call = ({ actions }: ModelGraph): fc.Arbitrary<ModelCall> => {
  const tags = actions.flatMap(({ tag }) => (tag === null ? [] : [`@tag:${tag}`]));
  const some = fc.array(fc.constantFrom(...actions.map(({ name }) => name), ...tags), { maxLength: 2 });
  const isAsking = actions.some((one) => one.isAsking);
  return fc
    .record<ModelCall>({
      method: fc.constantFrom("step", "run", "iterate", "stream", "stream"),
      isSync: fc.boolean(),
      isQuiet: fc.boolean(),
      halts: fc.record<Halts>({ after: some, before: some, isAll: fc.boolean() }),
      isGiving: fc.integer({ min: 0, max: 19 }).map((one) => (one === 0) !== isAsking),
      signal: fc.constantFrom("none", "none", "none", "given", "given", "given", "given", "aborted"),
      most: fc.integer({ min: 1, max: 25 }),
    })
    .map((one) => {
      const isStream = one.method === "stream";
      return { ...one, isSync: one.isSync && !isStream, isQuiet: one.isQuiet && isStream };
    });
};

const value = fc.oneof({ weight: 4, arbitrary: small }, fc.constant("text"), fc.constant([1]));
const patch = fc.dictionary(fc.constantFrom(...numbers, ...numbers, ...lists, "problem", "other"), value, {
  maxKeys: 2,
});

const command = (one: ModelGraph): fc.Arbitrary<Command> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ does: fc.constant("call" as const), call: call(one) }) },
    fc.record({ does: fc.constant("ask" as const) }),
    fc.record({ does: fc.constant("reset" as const) }),
    fc.record({ does: fc.constant("patch" as const), patch }),
  );

/** A graph, and what is done with it. */
export const story: fc.Arbitrary<[ModelGraph, Command[]]> = fc
  .tuple(graph, fc.boolean())
  .map(([one, isSync]) => (isSync ? inSync(one) : one))
  .chain((one) => fc.tuple(fc.constant(one), fc.array(command(one), { minLength: 1, maxLength: 7 })));
