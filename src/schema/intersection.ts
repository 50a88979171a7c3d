import { fits } from "./fit.js";
import type { Late, Member, Members, Property, Shape } from "./member.js";
import type { Schema } from "./record.js";

/** What is in all of the types, of which `schema` is made. */
export function intersection(types: readonly Members[], schema: Schema): Members {
  const [first = [], ...others] = types;
  return others.reduce<Members>((left, right) => overlap(left, right, schema), first);
}

function overlap(lefts: Members, rights: Members, schema: Schema): Members {
  return lefts.flatMap((left) => rights.flatMap((right) => both(left, right, schema) ?? []));
}

function both(left: Member, right: Member, schema: Schema): Member | null {
  if (left.kind === "anything" || right.kind === "unknown") return right;
  if (right.kind === "anything" || left.kind === "unknown") return left;
  if (left.kind === "object" && right.kind === "object") return bothObjects(left, right, schema);
  if (fits(left, [right])) return left;
  if (fits(right, [left])) return right;
  const [primitive, other] = left.kind === "object" ? [right, left] : [left, right];
  const isEmpty = primitive.kind === "unit" && (primitive.value === undefined || primitive.value === null);
  // A string that is an object besides is how types are branded: nothing can be said of it
  return other.kind === "object" && !isEmpty ? { kind: "unknown" } : null;
}

type ObjectMember = Member & { readonly kind: "object" };

function bothObjects(left: ObjectMember, right: ObjectMember, schema: Schema): Member | null {
  if (left.structure.kind !== "shape" || right.structure.kind !== "shape") return { kind: "unknown" };
  const properties = new Map(left.structure.properties);
  for (const [name, property] of right.structure.properties) {
    const own = properties.get(name);
    if (own && isContradiction(own, property)) return null;
    properties.set(name, own ? bothProperties(own, property, schema) : property);
  }
  const rest = bothRests(left.structure, right.structure, schema);
  return { kind: "object", schema, structure: { kind: "shape", properties, rest } };
}

function bothProperties(left: Property, right: Property, schema: Schema): Property {
  const members = (): Members => overlap(left.members(), right.members(), schema);
  return { optional: left.optional && right.optional, members };
}

/** `{ kind: "a" } & { kind: "b" }` is nothing at all. */
function isContradiction(left: Property, right: Property): boolean {
  if (left.optional && right.optional) return false;
  const [lefts, rights] = [left.members(), right.members()];
  const areUnits = [...lefts, ...rights].every(({ kind }) => kind === "unit");
  return areUnits && !lefts.some((member) => fits(member, rights));
}

function bothRests(left: Shape, right: Shape, schema: Schema): Late | null {
  const [rest, other] = [left.rest, right.rest];
  return rest && other ? () => overlap(rest(), other(), schema) : (rest ?? other);
}
