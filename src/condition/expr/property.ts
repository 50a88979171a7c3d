import type { Class, Member, Members, Structure } from "../../schema/member.js";
import type { Primitive } from "../../types/toolbelt.js";

/** Stands for a property that there is not. */
export interface Missing {
  readonly "~missing": true;
}

/**
 * A value, and the name of a property -> what may be there, as the run time looks it up: the `length` of strings and lists,
 * and what objects themselves have. Of null and undefined it is undefined, as by `?.`. `Missing` is a part of it where a
 * member of the value has no such property.
 */
export type PropertyOf<TValue, TName extends string> = unknown extends TValue ? TValue : PropertyOfEach<TValue, TName>;

type PropertyOfEach<TValue, TName extends string> = TValue extends null | undefined
  ? undefined
  : TValue extends string | readonly unknown[]
    ? TName extends "length"
      ? number
      : Missing
    : TValue extends Primitive | Function | ReadonlyMap<any, any> | ReadonlySet<any>
      ? Missing
      : TName extends keyof TValue
        ? string extends keyof TValue
          ? OfRecord<TValue, TName>
          : WithoutMethods<TValue[TName]>
        : Missing;

// What a record has at any key may be missing at this one
type OfRecord<TValue, TName extends keyof TValue> = TName extends keyof {
  [K in keyof TValue as string extends K ? never : number extends K ? never : K]: 0;
}
  ? WithoutMethods<TValue[TName]>
  : TValue[string & keyof TValue] | undefined;

// Methods belong to the class, not to the object
type WithoutMethods<TValue> = TValue extends Function ? Missing : TValue;

/** As the type of the same name; undefined stands for `Missing`. */
export function propertyOf(value: Members, name: string): readonly (Member | undefined)[] {
  return unseenIn(value) ?? value.flatMap((member) => propertyOfEach(member, name));
}

function propertyOfEach(member: Member, name: string): readonly (Member | undefined)[] {
  if (member.kind === "object") return propertyOfObject(member.structure, name);
  if (member.kind === "unit" && (member.value === null || member.value === undefined)) return absent;
  return isString(member) ? lengthOnly(name) : missing;
}

function propertyOfObject(structure: Structure, name: string): readonly (Member | undefined)[] {
  switch (structure.kind) {
    case "shape": {
      const property = structure.properties.get(name);
      if (property) return [...property.members(), ...(property.optional ? absent : [])];
      return structure.rest ? [...structure.rest(), ...absent] : missing;
    }
    case "list":
      return lengthOnly(name);
    case "instance":
      return withoutFields.has(structure.class) ? missing : unseen;
  }
}

const absent: Members = [{ kind: "unit", value: undefined }];
const unseen: Members = [{ kind: "unknown" }];
const missing = [undefined] as const;
const withoutFields: ReadonlySet<Class> = new Set<Class>([Date, Function as unknown as Class, Map, Promise, Set]);
const lengthOnly = (name: string): readonly (Member | undefined)[] =>
  name === "length" ? [{ kind: "wide", type: "number" }] : missing;
const isString = (member: Member): boolean =>
  member.kind === "wide" ? member.type === "string" : member.kind === "unit" && typeof member.value === "string";

/** What swallows all other members, as `any` and `unknown` do. */
export function unseenIn(members: Members): Members | undefined {
  const swallowing = members.find(({ kind }) => kind === "unknown") ?? members.find(({ kind }) => kind === "anything");
  return swallowing && [swallowing];
}
