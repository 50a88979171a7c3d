import { type Member, type Members, unitOf } from "../../schema/member.js";
import { unknownKey, unknownProperty } from "../../sentences.js";
import { type Missing, type PropertyOf, propertyOf, unseenIn } from "./property.js";
import { isQuoted, type Quoted, type Unquoted, unquoted } from "./quotation.js";
import { type Suggestion, suggestionOf } from "./spelling.js";
import { type Constants, constants } from "./symbols.js";
import { isSignedNumber } from "./word.js";

/** The state keys that there are, each with what may stand there: a `Map`, or what answers like one. */
export type Known = Pick<ReadonlyMap<string, Members>, "get" | "keys">;

/** What may stand somewhere. */
export class Found<out TType> {
  readonly type: TType;

  constructor(type: TType) {
    this.type = type;
  }
}

// item of a program that is no operator -> what may stand there, or the sentence that says what is wrong with it
export type OperandOf<TItem extends string, TKnown, TText extends string> = TItem extends keyof Constants
  ? Found<Constants[TItem]>
  : TItem extends Quoted
    ? Found<Unquoted<TItem>>
    : TItem extends `${infer Value extends number}`
      ? Found<Value>
      : TItem extends `${infer Key}.${infer Path}`
        ? Key extends keyof TKnown
          ? AtPath<TKnown[Key], Path, Key, TText>
          : UnknownKey<Key, TKnown, TText>
        : TItem extends keyof TKnown
          ? Found<TKnown[TItem]>
          : UnknownKey<TItem, TKnown, TText>;
export function operandOf(item: string, known: Known, text: string): Found<Members> | string {
  if (Object.hasOwn(constants, item)) return new Found([unitOf(constants[item as keyof Constants])]);
  if (isQuoted(item)) return new Found([unitOf(unquoted(item))]);
  if (isSignedNumber(item)) return new Found([numberOf(item)]);
  const [key = item, ...path] = item.split(".");
  const value = known.get(key);
  return value ? atPath(value, path, key, text) : unknownKey(key, text, suggestionOf(key, known.keys()));
}

type UnknownKey<TKey extends string, TKnown, TText extends string> = unknownKey<
  TKey,
  TText,
  Suggestion<TKey, keyof TKnown & string>
>;

/** The compiler knows a number from its text if it is written as JavaScript prints it: `1.5`, not `1.50`. */
const numberOf = (item: string): Member =>
  String(Number(item)) === item ? unitOf(Number(item)) : { kind: "wide", type: "number" };

type AtPath<
  TValue,
  TPath extends string,
  TOwner extends string,
  TText extends string,
> = TPath extends `${infer Name}.${infer Path}`
  ? Read<TValue, Name> extends Found<infer Value>
    ? AtPath<Value, Path, `${TOwner}.${Name}`, TText>
    : unknownProperty<Name, TText, TOwner>
  : Read<TValue, TPath> extends Found<infer Value>
    ? Found<Value>
    : unknownProperty<TPath, TText, TOwner>;
function atPath(
  value: Members,
  [name, ...path]: readonly string[],
  owner: string,
  text: string,
): Found<Members> | string {
  if (name === undefined) return new Found(value);
  const property = read(value, name);
  return property ? atPath(property, path, `${owner}.${name}`, text) : unknownProperty(name, text, owner);
}

// value and the name of a property -> what may be there, undefined included where it may be missing; null if it never is
type Read<TValue, TName extends string> =
  PropertyOf<TValue, TName> extends infer Property
    ? unknown extends Property
      ? Found<Property>
      : [Extract<Property, Missing>] extends [never]
        ? Found<Property>
        : [Exclude<Property, Missing | undefined>] extends [never]
          ? null
          : Found<Exclude<Property, Missing> | undefined>
    : never;
function read(value: Members, name: string): Members | null {
  const found = propertyOf(value, name);
  const members = found.filter((member) => member !== undefined);
  if (unseenIn(members) || members.length === found.length) return members;
  const isAny = members.some((member) => member.kind !== "unit" || member.value !== undefined);
  return isAny ? [...members, unitOf(undefined)] : null;
}
