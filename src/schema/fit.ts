import type { Primitive } from "../types/toolbelt.js";
import {
  type Class,
  type Instance,
  isSameValue,
  isWithin,
  type List,
  type Member,
  type Members,
  type Property,
  type Shape,
  type Structure,
} from "./member.js";

/**
 * Whether a member fits what is accepted, as TypeScript compares types. Where code cannot see enough it fits: the compiler
 * decides, or the parse at run time.
 */
export function fits(member: Member, accepted: Members): boolean {
  if (accepted.some(({ kind }) => kind === "anything" || kind === "unknown")) return true;
  switch (member.kind) {
    case "unknown":
      return accepted.length > 0;
    case "anything":
      return false;
    case "unit":
      return accepted.some((one) => unitFits(member.value, one));
    case "wide":
      return accepted.some((one) => (one.kind === "wide" ? one.type === member.type : boxFits(member.type, one)));
    case "object": {
      const { structure } = member;
      const isIn = accepted.some((one) => one.kind === "object" && structureFits(structure, one.structure));
      return isIn || fitsPiecewise(member, accepted);
    }
  }
}

const fitsAll = (members: Members, accepted: Members): boolean => members.every((member) => fits(member, accepted));

function unitFits(value: Primitive, accepted: Member): boolean {
  if (accepted.kind === "unit") return isSameValue(value, accepted.value);
  if (accepted.kind === "wide") return isWithin(value, accepted.type);
  return boxFits(typeof value, accepted);
}

/** A string has the properties of a `String`: `{ length: number }` accepts it. */
function boxFits(type: string, accepted: Member): boolean {
  const box = boxes.get(type);
  if (!box || accepted.kind !== "object") return false;
  // An index signature is for objects only
  const isIndexed = accepted.structure.kind === "shape" && accepted.structure.rest !== null;
  return !isIndexed && structureFits(box, accepted.structure);
}

const boxes = new Map(
  [String, Number, BigInt, Symbol, Boolean].map((of): [string, Structure] => [
    of.name.toLowerCase(),
    { kind: "instance", class: of, holds: [] },
  ]),
);

const memo = new WeakMap<Structure, WeakMap<Structure, boolean>>();

/** Memoised per pair. A pair that is met again while it is compared is taken for right, so that recursion ends. */
function structureFits(structure: Structure, accepted: Structure): boolean {
  const known = memo.get(structure)?.get(accepted);
  if (known !== undefined) return known;
  const answers = memo.get(structure) ?? new WeakMap<Structure, boolean>();
  memo.set(structure, answers.set(accepted, true));
  const answer = compare(structure, accepted);
  answers.set(accepted, answer);
  return answer;
}

function compare(structure: Structure, accepted: Structure): boolean {
  switch (accepted.kind) {
    case "shape":
      return fitsShape(structure, accepted);
    case "list":
      return structure.kind === "list" ? fitsList(structure, accepted) : isOfClass(structure, Array);
    case "instance":
      return fitsInstance(structure, accepted);
  }
}

// Shapes

function fitsShape(structure: Structure, accepted: Shape): boolean {
  for (const [name, property] of accepted.properties) {
    const own = propertyOf(structure, name);
    if (own === undefined && !property.optional) return false;
    if (own === undefined || own === "unseen") continue;
    if (own.optional && !property.optional) return false;
    if (!fitsAll(own.members(), property.members())) return false;
  }
  return accepted.rest === null ? hasCommonGround(structure, accepted) : fitsRest(structure, accepted.rest());
}

function fitsRest(structure: Structure, rest: Members): boolean {
  // The compiler asks nothing of what goes into `any`
  if (rest.some(({ kind }) => kind === "unknown")) return true;
  if (structure.kind !== "shape") return false;
  const all = [...structure.properties.values()].map(({ members }) => members);
  return [...all, ...(structure.rest ? [structure.rest] : [])].every((members) => fitsAll(members(), rest));
}

/** Where everything is optional, the compiler still wants one property that both have. */
function hasCommonGround(structure: Structure, { properties }: Shape): boolean {
  const names = [...properties.keys()];
  const isWeak = names.length > 0 && [...properties.values()].every(({ optional }) => optional);
  if (!isWeak || (structure.kind === "shape" && structure.properties.size === 0)) return true;
  return names.some((name) => propertyOf(structure, name) !== undefined);
}

/** A property by name; `unseen` if it is there, or may be, and code cannot see its type. */
function propertyOf(structure: Structure, name: string): Property | "unseen" | undefined {
  switch (structure.kind) {
    case "shape":
      return structure.properties.get(name) ?? (name in Object.prototype ? "unseen" : undefined);
    case "list": {
      const members = structure.items[Number(name)] ?? structure.rest;
      if (/^\d+$/.test(name) && members) return { optional: false, members };
      return name in Array.prototype ? "unseen" : undefined;
    }
    case "instance":
      // Fields of a class of the user's are seen when one is made, not before
      return name in prototypeOf(structure.class) || !isBuiltIn(structure.class) ? "unseen" : undefined;
  }
}

const isBuiltIn = (of: Class): boolean => Function.prototype.toString.call(of).includes("[native code]");

/**
 * `{ kind: "a" | "b" }` fits `{ kind: "a" } | { kind: "b" }`, although it fits neither: one property is taken apart, and
 * the compiler, too, gives up at more than 25 pieces.
 */
function fitsPiecewise(member: Member & { kind: "object" }, accepted: Members): boolean {
  const { structure } = member;
  if (structure.kind !== "shape") return false;
  const shapes = accepted.flatMap((one) =>
    one.kind === "object" && one.structure.kind === "shape" ? one.structure : [],
  );
  if (shapes.length < 2) return false;
  for (const [name, { optional, members }] of structure.properties) {
    const pieces = members();
    const areUnits = pieces.length > 1 && pieces.length <= 25 && pieces.every(({ kind }) => kind === "unit");
    const tellsApart = shapes.some(({ properties }) =>
      properties
        .get(name)
        ?.members()
        .some(({ kind }) => kind === "unit"),
    );
    if (optional || !areUnits || !tellsApart) continue;
    return pieces.every((piece) => {
      const properties = new Map(structure.properties).set(name, { optional, members: () => [piece] });
      return fits({ ...member, structure: { ...structure, properties } }, accepted);
    });
  }
  return false;
}

// Lists

function fitsList(list: List, accepted: List): boolean {
  if (list.readonly && !accepted.readonly) return false;
  if (list.items.length < accepted.items.length) return false;
  if (accepted.rest === null && (list.rest !== null || list.items.length > accepted.items.length)) return false;
  const places = [...list.items.entries()].map(([index, members]) => [members, accepted.items[index] ?? accepted.rest]);
  return [...places, [list.rest, accepted.rest]].every(
    ([members, into]) => !members || !into || fitsAll(members(), into()),
  );
}

// Classes

const classOf = (structure: Structure): Class =>
  structure.kind === "list" ? Array : structure.kind === "instance" ? structure.class : Object;

function isOfClass(structure: Structure, of: Class): boolean {
  const own = classOf(structure);
  return own === of || Object.prototype.isPrototypeOf.call(prototypeOf(of), prototypeOf(own));
}

/** An instance of the class or of one that extends it; or of one that has, by name, all that the class has. */
function fitsInstance(structure: Structure, accepted: Instance): boolean {
  if (structure.kind !== "instance") {
    return namesOf(accepted.class).every((name) => propertyOf(structure, name) !== undefined);
  }
  const { class: own, holds } = structure;
  if (!isOfClass(structure, accepted.class)) return namesOf(accepted.class).every((name) => name in prototypeOf(own));
  return holds.every((members, index) => fitsAll(members(), accepted.holds[index]?.() ?? unseen));
}

const unseen: Members = [{ kind: "unknown" }];
// A function that is bound has none
const prototypeOf = (of: Class): object => (of.prototype as object | undefined) ?? Object.prototype;

/** What the prototypes of a class hold, up to that of Object. */
function namesOf(of: Class): string[] {
  const names: string[] = [];
  let level: object | null = prototypeOf(of);
  while (level !== null && level !== Object.prototype) {
    names.push(...Object.getOwnPropertyNames(level));
    level = Reflect.getPrototypeOf(level);
  }
  return names;
}
