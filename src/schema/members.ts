import { date } from "valibot";
import type { Primitive } from "../types/toolbelt.js";
import { fits } from "./fit.js";
import { isSchema } from "./inspect.js";
import { intersection } from "./intersection.js";
import {
  type Class,
  isPrimitive,
  type Late,
  type Member,
  type Members,
  type Property,
  type Structure,
  unitOf,
} from "./member.js";
import type { Schema } from "./record.js";

/**
 * What a schema gives back, as the compiler sees its type: after defaults, so that an optional schema with a default gives
 * no `undefined`.
 */
export function membersOf(schema: Schema): Members {
  return membersAt("given", schema);
}

/** What a schema accepts, as the compiler sees its type: `v.pipe(v.string(), v.email())` accepts a string. */
export function acceptedBy(schema: Schema): Members {
  return membersAt("accepted", schema);
}

/** Whether what a schema accepts has a member, by type. What code cannot see is taken for right. */
export function accepts(schema: Schema, member: Member): boolean {
  return fits(member, acceptedBy(schema));
}

/** A schema has two types: of what it accepts, and of what it gives back. */
type Side = "accepted" | "given";

const memo = { accepted: new WeakMap<object, Members>(), given: new WeakMap<object, Members>() };

/** Memoised, so that a schema's members are the same objects at every question. */
function membersAt(side: Side, schema: unknown): Members {
  if (!isSchema(schema)) return unseen;
  const known = memo[side].get(schema);
  if (known) return known;
  const anatomy: Anatomy = schema;
  const members = anatomy.pipe ? ofPipe(side, anatomy.pipe) : ofSchema(side, schema);
  memo[side].set(schema, members);
  return members;
}

/** The members of valibot's schemas and pipe actions that are looked at here; each kind has some of them. */
interface Anatomy {
  readonly kind?: unknown;
  readonly type?: unknown;
  readonly pipe?: readonly Anatomy[];
  readonly options?: readonly unknown[];
  readonly literal?: Primitive;
  readonly wrapped?: unknown;
  readonly default?: unknown;
  readonly entries?: Readonly<Record<string, Anatomy>>;
  readonly items?: readonly unknown[];
  readonly item?: unknown;
  readonly key?: unknown;
  readonly value?: unknown;
  readonly rest?: unknown;
  readonly class?: Class;
}

const unseen: Members = [{ kind: "unknown" }];
const anything: Members = [{ kind: "anything" }];
const absent: Member = { kind: "unit", value: undefined };
const nothing: Member = { kind: "unit", value: null };
const wide = (type: "string" | "number" | "bigint" | "symbol"): Members => [{ kind: "wide", type }];
const units = (values: readonly unknown[] = []): Members => values.filter(isPrimitive).map(unitOf);
const without = (members: Members, ...values: readonly unknown[]): Members =>
  members.filter((member) => member.kind !== "unit" || !values.includes(member.value));

function ofSchema(side: Side, schema: Schema & Anatomy): Members {
  const late = (part: unknown): Late => memoised(() => membersAt(side, part));
  const object = (structure: Structure): Members => [{ kind: "object", schema, structure }];
  const shape = (rest: Late | null): Members =>
    object({ kind: "shape", properties: propertiesOf(side, schema.entries), rest });
  const list = (items: readonly unknown[], rest: Late | null): Members =>
    object({ kind: "list", items: items.map(late), rest, readonly: false });
  const instance = (of: Class | undefined, holds: readonly Late[] = []): Members =>
    of ? object({ kind: "instance", class: of, holds }) : unseen;
  const inner = (): Members => membersAt(side, schema.wrapped);
  switch (schema.type) {
    case "string":
    case "bigint":
    case "symbol":
      return wide(schema.type);
    case "number":
    case "nan":
      return wide("number");
    case "boolean":
      return units([true, false]);
    case "null":
      return [nothing];
    case "undefined":
    case "void":
      return [absent];
    case "unknown":
      return anything;
    case "never":
      return [];
    case "literal":
      return units([schema.literal]);
    case "picklist":
    case "enum":
      return units(schema.options);
    case "optional":
    case "undefinedable":
      return [...inner(), ...filledUp(side, schema, [absent])];
    case "nullable":
      return [...inner(), ...filledUp(side, schema, [nothing])];
    case "nullish":
      return [...inner(), ...filledUp(side, schema, [absent, nothing])];
    case "exact_optional":
      return inner();
    case "non_optional":
      return without(inner(), undefined);
    case "non_nullable":
      return without(inner(), null);
    case "non_nullish":
      return without(inner(), undefined, null);
    case "union":
    case "variant":
      return (schema.options ?? []).flatMap((option) => membersAt(side, option));
    case "intersect":
      return intersection(
        (schema.options ?? []).map((option) => membersAt(side, option)),
        schema,
      );
    case "object":
    case "strict_object":
      return shape(null);
    case "loose_object":
      return shape(() => anything);
    case "object_with_rest":
      return shape(late(schema.rest));
    case "record":
      return object(recordOf(membersAt(side, schema.key), late(schema.value)));
    case "array":
      return list([], late(schema.item));
    case "tuple":
    case "strict_tuple":
      return list(schema.items ?? [], null);
    case "loose_tuple":
      return list(schema.items ?? [], () => anything);
    case "tuple_with_rest":
      return list(schema.items ?? [], late(schema.rest));
    case "map":
      return instance(Map, [late(schema.key), late(schema.value)]);
    case "set":
      return instance(Set, [late(schema.value)]);
    case "date":
      return instance(Date);
    case "function":
      return instance(Function);
    case "promise":
      return instance(Promise);
    case "blob":
      return instance(globalThis.Blob);
    case "file":
      return instance(globalThis.File);
    case "instance":
      return schema.class === Array ? list([], () => anything) : instance(schema.class, unheld.get(schema.class));
    default:
      return unseen;
  }
}

/** What classes hold of which only the class is known. */
const unheld = new Map<unknown, readonly Late[]>([
  [Map, [() => anything, () => anything]],
  [Set, [() => anything]],
]);

/** What a wrapper adds to the schema that it wraps. With a default it gives back none of it, but that default. */
function filledUp(side: Side, schema: Anatomy, added: Members): Members {
  if (side === "accepted" || schema.default === undefined) return added;
  return added.filter((member) => member.kind === "unit" && member.value === schema.default);
}

function propertiesOf(side: Side, entries: Readonly<Record<string, Anatomy>> = {}): Map<string, Property> {
  return new Map(
    Object.entries(entries).map(([key, entry]) => {
      const optional = leavesOut.has(entry.type) && (side === "accepted" || entry.default === undefined);
      return [key, { optional, members: memoised(() => membersAt(side, entry)) }];
    }),
  );
}

/** Schemas that make an entry of an object optional, not only what stands there. */
const leavesOut = new Set<unknown>(["exact_optional", "nullish", "optional"]);

/** Keys that are known one by one are optional; else anything may stand there. */
function recordOf(keys: Members, members: Late): Structure {
  const names = keys.flatMap((key) => (key.kind === "unit" ? [String(key.value)] : []));
  const properties = new Map(names.map((name): [string, Property] => [name, { optional: true, members }]));
  return { kind: "shape", properties, rest: names.length < keys.length ? members : null };
}

function ofPipe(side: Side, [first, ...steps]: readonly Anatomy[]): Members {
  const members = membersAt(side, first);
  return side === "accepted" ? members : steps.reduce(ofStep, members);
}

function ofStep(before: Members, step: Anatomy): Members {
  if (step.kind === "schema") return membersAt("given", step);
  if (step.kind !== "transformation" || keepsItsType.has(step.type)) return before;
  if (step.type === "readonly") return before.map(asReadonly);
  return (typeof step.type === "string" && makesAnother.get(step.type)?.()) || unseen;
}

/** Transformations of which the type says nothing. (A brand is no wider than what is branded.) */
const keepsItsType = new Set<unknown>([
  "brand",
  "flavor",
  "normalize",
  "sort_items",
  "to_camel_case",
  "to_kebab_case",
  "to_lower_case",
  "to_max_value",
  "to_min_value",
  "to_pascal_case",
  "to_snake_case",
  "to_upper_case",
  "trim",
  "trim_end",
  "trim_start",
]);

/** Transformations to a type that their name says. */
const makesAnother = new Map<string, () => Members>([
  ["parse_boolean", () => units([true, false])],
  ["parse_json", () => anything],
  ["stringify_json", () => wide("string")],
  ["to_bigint", () => wide("bigint")],
  ["to_boolean", () => units([true, false])],
  ["to_date", () => membersAt("given", date())],
  ["to_number", () => wide("number")],
  ["to_string", () => wide("string")],
]);

function asReadonly(member: Member): Member {
  if (member.kind !== "object" || member.structure.kind !== "list") return member;
  return { ...member, structure: { ...member.structure, readonly: true } };
}

function memoised(compute: Late): Late {
  let members: Members | undefined;
  return () => {
    members ??= compute();
    return members;
  };
}
