import { isPromiseLike } from "../../types/promise.js";

/** Whether an object is data: `{ ... }`, also one that comes from another realm, and one without a prototype. */
export function isPlain(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf");
}

/** Why a plain object cannot be written as it is; null if it can. Keys: those that can be seen. */
export function flawOf(value: object, keys: readonly string[]): string | null {
  const all = Reflect.ownKeys(value);
  if (all.length === keys.length) return null;
  if (all.some((key) => typeof key === "symbol")) {
    return "an object that has a symbol as a key, which JSON cannot hold: use a string, or give the key a codec";
  }
  return "an object that has a hidden property, which would be lost: make it enumerable, or give the key a codec";
}

/** What cannot be written, and what would mend it. */
export function unwritable(value: unknown): string {
  if (typeof value === "function") return "a function, which JSON cannot hold: write what it is made of, as data";
  if (typeof value === "symbol") return "a symbol, which JSON cannot hold: write a string";
  if (isPromiseLike(value)) return "a promise, which JSON cannot hold: await it, and write what it gives";
  const name = classNameOf(value as object);
  if (boxes.has(name))
    return `a boxed ${name.toLowerCase()}, which JSON cannot hold: write the ${name.toLowerCase()} itself`;
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}, which JSON cannot hold: give the key a codec`;
}

const boxes: ReadonlySet<string> = new Set(["String", "Number", "Boolean", "BigInt", "Symbol"]);

function classNameOf(value: object): string {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "object of a class without a name";
}
