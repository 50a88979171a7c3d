import { put } from "../state/put.js";

/**
 * A copy that nobody changes any more: plain objects and arrays, as deep as they go. What is frozen is shared, and so are
 * instances of classes.
 */
export function copyOf(value: unknown, copies: Map<object, object> = new Map()): unknown {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = Array.isArray(value) || prototype === Object.prototype || prototype === null;
  return isPlain ? (copies.get(value) ?? copyOfPlain(value, copies)) : value;
}

function copyOfPlain(value: object, copies: Map<object, object>): object {
  const copy: object = Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
  copies.set(value, copy);
  for (const [key, member] of Object.entries(value)) put(copy, key, copyOf(member, copies));
  return Object.freeze(copy);
}
