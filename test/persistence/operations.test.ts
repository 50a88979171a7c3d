import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { PersistenceError, replay, type StoredStep } from "typeburr";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { redo, storedOperations, storedValues, type Write } from "../../src/persistence/operations";
import { weightOf } from "../../src/persistence/replay";
import { Coded, encode, encodeCoded } from "../../src/persistence/serde";
import type { Schema, SchemaRecord } from "../../src/schema/record";
import { chainOf } from "../../src/state/delta";
import { StateRecord as State } from "../../src/state/state";
import { originOf } from "../state/hand-out";
import { holds } from "../support/property";
import { thrownBy } from "../support/refusal";
import { differenceBetween } from "./same";

const plain: Write = (_, value) => encode(value);

const odd = ["__proto__", "a\0b", "\ud800", "\\u0000", "constructor", "0", "$type"];
const lists = ["left", "right", ...odd.map((key) => `list ${key}`), "__proto__"];
const numbers = ["up", "down", ...odd.slice(1).map((key) => `number ${key}`)];
const things = ["any", "constructor", "$type", "a\0"];

/** Lists of dates and texts, numbers that may be odd ones, and anything. */
const keeping: SchemaRecord = fromKeys<Schema>([
  ...lists.map((key) => [key, v.array(v.unknown())] as const),
  ...numbers.map((key) => [key, v.union([v.number(), v.nan()])] as const),
  ...things.map((key) => [key, v.unknown()] as const),
]);

/** What is written is not what stands there afterwards. */
const changing: SchemaRecord = fromKeys<Schema>([
  ...lists.map(
    (key, index) => [key, index % 2 === 0 ? v.array(trimmed()) : v.pipe(v.array(v.unknown()), latest())] as const,
  ),
  ...numbers.map(
    (key) =>
      [
        key,
        v.pipe(
          v.unknown(),
          v.transform((value) => Math.min(Number(value), 5)),
        ),
      ] as const,
  ),
  ...things.map((key) => [key, v.optional(v.unknown(), "nothing")] as const),
]);

function trimmed() {
  return v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === "string" ? value.trim() : value)),
  );
}

function latest() {
  return v.transform((list: unknown[]) => list.slice(-2));
}

function fromKeys<TValue>(entries: readonly (readonly [string, TValue])[]): Record<string, TValue> {
  return Object.fromEntries(entries);
}

type Step = (state: State) => State;

const some = <TValue>(keys: readonly string[], value: fc.Arbitrary<TValue>) =>
  fc.array(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 3 }).map(fromKeys);
const item = fc.oneof(
  fc.string(),
  fc.constantFrom<unknown>(" x ", "\0", undefined, -0, { $type: 1 }),
  fc.date(),
  fc.bigInt(),
);
const items = fc.array(item, { maxLength: 3 });
const number = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom(-0, 0.1, Number.NaN, Number.POSITIVE_INFINITY),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(some(lists, items), some(numbers, number), some(things, item)).map(
    (parts): Step =>
      (state) =>
        parts.reduce<State>((now, values) => now.update(values), state),
  ),
  some(lists, item).map(
    (values): Step =>
      (state) =>
        state.append(values),
  ),
  some(lists, items).map(
    (values): Step =>
      (state) =>
        state.extend(values),
  ),
  some(numbers, number).map(
    (values): Step =>
      (state) =>
        state.increment(values),
  ),
  fc.subarray([...lists, ...numbers, ...things], { maxLength: 3 }).map(
    (keys): Step =>
      (state) =>
        state.wipe(...keys),
  ),
  fc.nat({ max: 2 }).map(
    (by): Step =>
      (state) =>
        state.merge(state.append({ left: by })),
  ),
);

/** What operations come to, once directly and once as a store has them. */
function bothWays(
  base: Record<string, unknown>,
  steps: readonly Step[],
  writes: SchemaRecord,
  write: Write,
  whole: string[],
) {
  const origin = originOf(base, writes);
  const state = steps.reduce((at, next) => next(at), State.handOut(base, origin));
  const deltas = chainOf(State.deltaSince(origin, state) ?? null);
  const text = JSON.stringify(storedOperations(deltas, write, (key) => whole.includes(key)));
  expect(text).not.toMatch(/[\0\p{Surrogate}]/u);
  const redone = stored(base, write);
  redo(redone, JSON.parse(text));
  return { direct: state.getAll(), redone };
}

function stored(base: Readonly<Record<string, unknown>>, write: Write): Record<string, unknown> {
  const redone: Record<string, unknown> = {};
  redo(redone, [{ set: JSON.parse(JSON.stringify(storedValues(Object.entries(base), write))) }]);
  return redone;
}

const sorted = (values: object): [string, unknown][] =>
  Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));

const base = fc
  .tuple(some(lists, items), some(numbers, number), some(things, item))
  .map((parts) => fromKeys(parts.flatMap((part) => Object.entries(part))));

describe("any operations come to the same when they come back from a store", () => {
  test.each([
    ["schemas that keep what is written", keeping],
    ["schemas that change it", changing],
  ])("%s", (_, writes) => {
    holds(
      fc.property(base, fc.array(step, { maxLength: 8 }), (values, steps) => {
        const { direct, redone } = bothWays(values, steps, writes, plain, []);
        expect(isDeepStrictEqual(sorted(redone), sorted(direct))).toBe(true);
      }),
      1_000,
    );
  });

  test("keys that have a codec", () => {
    const whole = ["left", "up", "any", "__proto__"];
    const write: Write = (key, value, isWhole) =>
      isWhole && whole.includes(key) ? encodeCoded([value]) : encode(value);
    holds(
      fc.property(base, fc.array(step, { maxLength: 8 }), (values, steps) => {
        const { direct, redone } = bothWays(values, steps, keeping, write, whole);
        const uncoded = sorted(redone).map(([key, value]) => {
          expect(value instanceof Coded).toBe(whole.includes(key));
          return [key, value instanceof Coded ? (value.value as unknown[])[0] : value];
        });
        expect(isDeepStrictEqual(uncoded, sorted(direct))).toBe(true);
      }),
      500,
    );
  });

  test("what is added is written, not what it is added to", () => {
    const origin = originOf({ left: Array.from({ length: 1_000 }, (_, index) => index) }, keeping);
    const state = State.handOut({}, origin).append({ left: "new" }).increment({ up: 2 });
    expect(storedOperations(chainOf(State.deltaSince(origin, state) ?? null), plain, () => false)).toEqual([
      { append: { left: ["new"] } },
      { increment: { up: 2 } },
    ]);
  });

  test("a list that stands within itself stays what it was where it does", () => {
    const list: unknown[] = [1];
    list.push(list);
    const { direct, redone } = bothWays(
      {},
      [(at) => at.update({ left: list }), (at) => at.append({ left: 2 })],
      keeping,
      plain,
      [],
    );
    expect(differenceBetween(redone, { ...direct })).toBeNull();
    expect((redone.left as unknown[][])[1]).toHaveLength(2);
  });
});

const at = (sequenceId: number, delta: unknown, snapshot: unknown = null): StoredStep => ({
  partitionKey: "p",
  appId: "chat",
  sequenceId,
  format: 1,
  version: null,
  previousId: sequenceId === 0 ? null : sequenceId - 1,
  action: "work",
  status: "completed",
  position: { last: "work", next: null, committedId: sequenceId, error: null, edges: [] },
  delta: JSON.stringify(delta),
  snapshot: snapshot === null ? null : JSON.stringify(snapshot),
  parent: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  writeId: `write ${sequenceId}`,
});

describe("replay", () => {
  test("from any snapshots comes to the same, and to what the steps came to", () => {
    holds(
      fc.property(base, fc.array(fc.tuple(step, fc.boolean()), { minLength: 1, maxLength: 12 }), (values, steps) => {
        let state: Record<string, unknown> = values;
        const all: StoredStep[] = [at(0, [], storedValues(Object.entries(values), plain))];
        for (const [index, [next, isSnapshot]] of steps.entries()) {
          const origin = originOf(state, changing);
          const handed = next(State.handOut(state, origin));
          const deltas = chainOf(State.deltaSince(origin, handed) ?? null);
          state = handed.getAll();
          const snapshot = isSnapshot ? storedValues(Object.entries(state), plain) : null;
          all.push(
            at(
              index + 1,
              storedOperations(deltas, plain, () => false),
              snapshot,
            ),
          );
        }
        const loaded = replay(all);
        const slow = replay(all.map((one, index) => (index === 0 ? one : { ...one, snapshot: null })));
        expect(isDeepStrictEqual(sorted(loaded.state), sorted(state))).toBe(true);
        expect(isDeepStrictEqual(sorted(slow.state), sorted(state))).toBe(true);
        const begin = all.map(({ snapshot }) => snapshot !== null).lastIndexOf(true);
        expect(replay(all.slice(begin))).toEqual(loaded);
        expect(loaded.weight).toEqual({
          snapshot: all[begin]?.snapshot?.length,
          deltas: all.slice(begin + 1).reduce((sum, one) => sum + weightOf(one), 0),
        });
        expect(loaded).not.toHaveProperty("snapshot");
      }),
    );
  });

  const first = at(0, [], { list: [1], number: 1, text: "a" });
  const wrong: [string, StoredStep[], number | null, string][] = [
    ["nothing", [], null, "nothing to replay"],
    ["no snapshot", [at(1, [])], 1, "nothing to replay"],
    [
      "a step that is missing",
      [first, at(2, [])],
      2,
      "follows step 1, but the store has step 0 before it: steps are missing",
    ],
    ["a step that is there twice", [first, at(1, []), at(1, [])], 1, "steps are missing, or not in their order"],
    ["a step that follows nothing", [first, { ...at(1, []), previousId: null }], 1, "follows no other, but"],
    ["a step of another application", [first, { ...at(1, []), appId: "other" }], 1, "of another application, 'chat'"],
    ["a step of another partition", [first, { ...at(1, []), partitionKey: null }], 1, "of another application"],
    [
      "a later format",
      [{ ...first, format: 2 }],
      0,
      "is stored in format 2, and this version of typeburr reads format 1",
    ],
    ["a later format of a delta", [first, { ...at(1, []), format: 2 }], 1, "is stored in format 2"],
    ["a number that is text", [{ ...first, sequenceId: "0" as never }], "0" as never, "its number is a string"],
    ["a snapshot that is no JSON", [{ ...first, snapshot: '{"a":' }], 0, "cannot be read: "],
    ["a snapshot that is a list", [at(0, [], [])], 0, "is no record, but an array"],
    ["a snapshot that is not text", [{ ...first, snapshot: {} as never }], 0, "is no text, but an object"],
    [
      "a snapshot with a tag that is not known",
      [at(0, [], { a: { b: { $type: "X", value: 1 } } })],
      0,
      "'a': b: the tag 'X'",
    ],
    ["a delta that is no JSON", [first, { ...at(1, []), delta: "" }], 1, "cannot be read: "],
    ["a delta that is not text", [first, { ...at(1, []), delta: undefined as never }], 1, "is no text, but undefined"],
    ["a delta that is no list", [first, at(1, {})], 1, "a list of operations is no list, but an object"],
    ["an operation that is null", [first, at(1, [null])], 1, "an operation is no record, but null"],
    ["an operation of no name", [first, at(1, [{}])], 1, "there is no operation ''"],
    [
      "an operation of two names",
      [first, at(1, [{ set: {}, delete: [] }])],
      1,
      "there is no operation 'set', 'delete'",
    ],
    ["an operation that is not known", [first, at(1, [{ constructor: {} }])], 1, "there is no operation 'constructor'"],
    ["values that are no record", [first, at(1, [{ set: [] }])], 1, "what is stored by key is no record, but an array"],
    [
      "items that are no list",
      [first, at(1, [{ append: { list: "ab" } }])],
      1,
      "what is added to the list 'list' is no list",
    ],
    [
      "items for a text",
      [first, at(1, [{ extend: { text: ["b"] } }])],
      1,
      "'text' is to be added to, and holds a string",
    ],
    [
      "an increment by a text",
      [first, at(1, [{ increment: { number: "1" } }])],
      1,
      "what is added to 'number' is no number",
    ],
    [
      "an increment of a text",
      [first, at(1, [{ increment: { text: 1 } }])],
      1,
      "'text' is to be added to, and holds a string",
    ],
    ["a deletion of no list", [first, at(1, [{ delete: "list" }])], 1, "a list of keys is no list, but a string"],
    ["a deletion of no key", [first, at(1, [{ delete: [1] }])], 1, "a key is no string, but a number"],
  ];

  test.each(wrong)("refuses %s", async (_, steps, sequenceId, says) => {
    const error = await thrownBy(() => replay(steps));
    expect(error).toBeInstanceOf(PersistenceError);
    const isNamed = steps.length > 0;
    expect(error).toMatchObject({
      code: "TYPEBURR_PERSISTENCE",
      sequenceId,
      partitionKey: steps.at(-1)?.partitionKey ?? null,
    });
    expect((error as Error).message).toContain(says);
    if (isNamed && !says.startsWith("nothing")) {
      expect((error as Error).message).toContain(`step ${sequenceId} of application '${steps.at(-1)?.appId}'`);
    }
  });

  test("refuses any garbage as what it is, and pollutes nothing", () => {
    holds(
      fc.property(fc.json(), fc.json(), (snapshot, delta) => {
        try {
          replay([
            { ...first, snapshot },
            { ...at(1, []), delta },
          ]);
        } catch (error) {
          expect(error).toBeInstanceOf(PersistenceError);
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      1_000,
    );
  });
});
