import fc from "fast-check";

/** Any text at all: halves of pairs, NUL, backslashes, keys that are ways in elsewhere. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((codes) => String.fromCharCode(...codes)),
  fc
    .array(fc.constantFrom("\0", "\\", "u", "\\u0000", "\ud800", "\udc00", "😀", "a", "$type", "0"), { maxLength: 6 })
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "$type",
    "value",
    "id",
    "length",
    "then",
    "toJSON",
  ),
);

const primitive: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.bigInt(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

const bytes = fc.uint8Array({ maxLength: 16 });

/** Objects that nothing else can stand in. Made anew for each place. */
const leaf: fc.Arbitrary<() => object> = fc.oneof(
  fc.date({ noInvalidDate: false }).map((date) => () => new Date(date)),
  fc.webUrl({ withFragments: true, withQueryParameters: true }).map((url) => () => new URL(url)),
  fc
    .record({ at: fc.nat(), source: fc.constantFrom("a+", "(?:)", "/", "\\n", "[\ud800\0]") })
    .map(({ at, source }) => () => {
      const expression = new RegExp(source, "gm");
      expression.lastIndex = at;
      return expression;
    }),
  fc.tuple(bytes, fc.constantFrom(Uint8Array, Int8Array, Uint8ClampedArray)).map(
    ([all, View]) =>
      () =>
        new View(all),
  ),
  fc.float64Array({ maxLength: 4 }).map((numbers) => () => numbers.slice()),
  fc.bigInt64Array({ maxLength: 4 }).map((numbers) => () => numbers.slice()),
  bytes.map((all) => () => Buffer.from(all)),
  bytes.map((all) => () => all.slice().buffer),
  bytes.map((all) => () => new DataView(all.slice().buffer, all.length >> 1)),
);

const kinds = ["list", "record", "bare", "map", "set", "error", "aggregate"] as const;

/** A member: a value, or the number of a node. */
type Member = { readonly value: unknown } | { readonly node: number };

interface Node {
  readonly kind: (typeof kinds)[number];
  readonly members: readonly (readonly [key: string, member: Member])[];
}

const member: fc.Arbitrary<Member> = fc.oneof(
  primitive.map((value) => ({ value })),
  leaf.map((make) => ({ value: make() })),
  fc.nat({ max: 11 }).map((node) => ({ node })),
);
const nodeOf = (some: readonly Node["kind"][]): fc.Arbitrary<Node> =>
  fc.record({
    kind: fc.constantFrom(...some),
    members: fc.array(fc.tuple(text, member), { maxLength: 4 }),
  });

const empty = {
  list: () => [],
  record: () => ({}),
  bare: () => Object.create(null),
  map: () => new Map(),
  set: () => new Set(),
  error: () => new RangeError("far"),
  aggregate: () => new AggregateError([], "many"),
} satisfies Record<Node["kind"], () => object>;

const own = (target: object, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
};

function fill(target: object, members: readonly (readonly [string, unknown])[]): void {
  for (const [index, [key, value]] of members.entries()) {
    if (Array.isArray(target)) target.push(value);
    else if (target instanceof Map) target.set(index % 2 === 0 ? value : key, value);
    else if (target instanceof Set) target.add(value);
    else if (target instanceof AggregateError) target.errors.push(value);
    else if (!(target instanceof Error)) own(target, key, value);
    else if (index === 0) Object.defineProperty(target, "cause", { value, configurable: true, writable: true });
    else own(target, `property ${key}`, value);
  }
}

function linked(nodes: readonly Node[]): unknown {
  const made: object[] = nodes.map(({ kind }) => empty[kind]());
  for (const [index, { members }] of nodes.entries()) {
    const values = members.map(
      ([key, one]) => [key, "node" in one ? made[one.node % made.length] : one.value] as const,
    );
    fill(made[index] as object, values);
  }
  return made[0];
}

/** Values that stand in one another in any way, themselves too. */
export const graph: fc.Arbitrary<unknown> = fc.array(nodeOf(kinds), { minLength: 1, maxLength: 12 }).map(linked);

/** Those without errors: Node's own comparison does not end on an error that is its own cause. */
export const comparable: fc.Arbitrary<unknown> = fc
  .array(nodeOf(["list", "record", "bare", "map", "set"]), { minLength: 1, maxLength: 6 })
  .map(linked);

/** Values without a way back, as deep as they go. */
export const tree: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    primitive,
    leaf.map((make) => make()),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie("value")), { maxLength: 4 }).map((members) => {
      const record = {};
      fill(record, members);
      return record;
    }),
    fc.array(fc.tuple(tie("value"), tie("value")), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
})).value;
