import fc from "fast-check";
import * as v from "valibot";

type Schema = v.GenericSchema;

const key = fc.constantFrom("a", "b", "message", "type", "__proto__");
const literal = fc.constantFrom<string | number>("x", "y", 0, 1);

const entries = (schema: fc.Arbitrary<Schema>): fc.Arbitrary<Record<string, Schema>> =>
  fc.array(fc.tuple(key, schema), { maxLength: 3 }).map((list) => Object.fromEntries(list));

/** Schemas of all kinds that the comparison knows, and some that it does not, small enough that two are often alike. */
export const schema: fc.Arbitrary<Schema> = fc.letrec<{ schema: Schema; leaf: Schema }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom<Schema[]>(
      v.string(),
      v.number(),
      v.boolean(),
      v.null(),
      v.any(),
      v.unknown(),
      v.undefined(),
      v.instance(Date),
      v.date(),
    ),
    literal.map((value) => v.literal(value)),
    fc.uniqueArray(literal, { minLength: 1, maxLength: 2 }).map((values) => v.picklist(values as ["x"])),
    fc.integer({ min: 0, max: 2 }).map((length) => v.pipe(v.string(), v.maxLength(length))),
    fc.constantFrom<Schema[]>(
      v.pipe(v.string(), v.trim()),
      v.pipe(
        v.string(),
        v.transform((text) => `${text}!`),
      ),
      v.pipe(v.number(), v.integer(), v.brand("Whole")),
      v.fallback(v.string(), "x"),
      v.lazy(() => v.string()),
      v.custom<unknown>((value) => value !== null),
    ),
  ),
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie("leaf"),
    tie("schema").map((item) => v.array(item)),
    tie("schema").map((item) => v.pipe(v.array(item), v.maxLength(2))),
    tie("schema").map((item) => v.optional(item)),
    tie("schema").map((item) => v.optional(item, "x" as never)),
    tie("schema").map((item) => v.nullable(item)),
    tie("schema").map((item) => v.nonOptional(item)),
    entries(tie("schema")).map((record) => v.object(record)),
    entries(tie("schema")).map((record) => v.looseObject(record)),
    entries(tie("schema")).map((record) => v.strictObject(record)),
    fc.tuple(entries(tie("schema")), tie("schema")).map(([record, rest]) => v.objectWithRest(record, rest)),
    tie("schema").map((item) => v.record(v.string(), item)),
    fc.array(tie("schema"), { maxLength: 2 }).map((items) => v.tuple(items)),
    fc.array(tie("schema"), { maxLength: 2 }).map((items) => v.looseTuple(items)),
    fc.array(tie("schema"), { maxLength: 2 }).map((items) => v.strictTuple(items)),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((options) => v.union(options)),
    fc.tuple(tie("schema"), tie("schema")).map((options) => v.intersect(options)),
    fc.tuple(tie("schema"), tie("schema")).map(([first, second]) => v.pipe(first, second as never) as Schema),
    fc
      .array(entries(tie("schema")), { minLength: 1, maxLength: 3 })
      .chain((records) =>
        fc
          .array(literal, { minLength: records.length, maxLength: records.length })
          .map((types) =>
            v.variant(
              "type",
              records.map((record, index) => v.object({ ...record, type: v.literal(types[index] ?? "x") })) as never,
            ),
          ),
      ),
  ),
})).schema;

/** Values of the kinds that those schemas accept, and others. */
export const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    literal,
    fc.constantFrom<unknown[]>(null, undefined, true, " a ", 7, 1.5, new Date(0), Number.NaN),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((list) => Object.fromEntries(list)),
  ),
})).value;

/** A schema as short as it can be told, for counterexamples. */
function told(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(told);
  if (typeof part !== "object" || part === null || part instanceof RegExp) return String(part);
  const members = Object.entries(part).filter(([name]) => !/^(~|kind$|reference|async|expects)/.test(name));
  return Object.fromEntries(members.flatMap(([name, member]) => (member === undefined ? [] : [[name, told(member)]])));
}

/** A schema in a counterexample: without the source text of valibot. */
export const legible = <TSchema extends Schema>(one: TSchema): { readonly schema: TSchema } => {
  const legibly = { schema: one };
  Object.defineProperty(legibly, fc.toStringMethod, { value: () => JSON.stringify(told(one)) });
  return legibly;
};

/** The same schema made anew, part by part, by valibot's own means: nothing is shared with the first. */
export function madeAnew(original: unknown): unknown {
  if (Array.isArray(original)) return original.map(madeAnew);
  if (typeof original !== "object" || original === null) return original;
  if (Object.getPrototypeOf(original) !== Object.prototype) return original;
  const { fallback, "~run": run, ...rest } = original as Record<string, unknown>;
  // What is closed over is not to be seen from outside: such schemas stay as they are
  if (fallback !== undefined || run === undefined || rest.kind !== "schema") return original;
  const parts = Object.fromEntries(
    Object.entries(rest).map(([name, part]) => [
      name,
      name === "entries"
        ? Object.fromEntries(Object.entries(part as object).map(([entry, inner]) => [entry, madeAnew(inner)]))
        : madeAnew(part),
    ]),
  );
  if (Array.isArray(parts.pipe)) return v.pipe(...(parts.pipe as [Schema]));
  return { ...parts, "~run": run };
}
