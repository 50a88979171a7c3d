import type { Primitive } from "../types/toolbelt.js";
import type { Schema } from "./record.js";

/** One member of the union that a type is: `boolean` has two, `v.nullable(v.string())` has two. */
export type Member =
  /** a literal, an entry of a picklist or an enum, `true`, `false`, `null`, `undefined` */
  | { readonly kind: "unit"; readonly value: Primitive }
  | { readonly kind: "wide"; readonly type: "string" | "number" | "bigint" | "symbol" }
  /** whatever is structural; `schema` is the one that makes it, without what is wrapped around it */
  | { readonly kind: "object"; readonly schema: Schema; readonly structure: Structure }
  /** `v.unknown()`: takes everything, and fits only what takes everything */
  | { readonly kind: "anything" }
  /** what code cannot see: transforms, lazy, custom, any. Takes everything, and fits everywhere */
  | { readonly kind: "unknown" };

export type Members = readonly Member[];

export type Structure = Shape | List | Instance;

/** An object by its properties. What they are is looked up late: a schema may hold itself. */
export interface Shape {
  readonly kind: "shape";
  readonly properties: ReadonlyMap<string, Property>;
  /** What further properties are; null if there are none to be known. */
  readonly rest: Late | null;
}

/** An array or a tuple: first `items`, then any number of `rest`. */
export interface List {
  readonly kind: "list";
  readonly items: readonly Late[];
  readonly rest: Late | null;
  readonly readonly: boolean;
}

/** Something with a class: a date, a map, a function. */
export interface Instance {
  readonly kind: "instance";
  readonly class: Class;
  /** What a map or a set holds; empty for all others. */
  readonly holds: readonly Late[];
}

export interface Property {
  /** Whether the key may be left out; that it may be `undefined` is one of its members. */
  readonly optional: boolean;
  readonly members: Late;
}

export type Late = () => Members;
/** What `new` and `instanceof` take, and by its prototype `BigInt`, too. */
export type Class = Function;

/** Strict equality, as schemas know it: 0 is -0. NaN is NaN besides, or it could not be named. */
export function isSameValue(left: unknown, right: unknown): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}

const wideTypes = new Set(["string", "number", "bigint", "symbol"]);

export function isPrimitive(value: unknown): value is Primitive {
  return value === null || (typeof value !== "object" && typeof value !== "function");
}

/** The type of one value: NaN has no literal of its own. */
export function unitOf(value: Primitive): Member {
  return Number.isNaN(value) ? { kind: "wide", type: "number" } : { kind: "unit", value };
}

/** Whether a unit is one of the many that a wide type has. */
export function isWithin(value: Primitive, type: string): boolean {
  return typeof value === type && wideTypes.has(type);
}
