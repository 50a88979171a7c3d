/**
 * Freezes a value in place: plain objects and arrays, as deep as they go. What is frozen already is taken to be so all
 * the way down, so that a step pays for what is new in it; class instances are left alone.
 */
export function deepFreeze<TValue>(value: TValue): TValue {
  if (!isFreezable(value)) return value;
  const pending: object[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    Object.freeze(next);
    for (const member of Object.values(next)) if (isFreezable(member)) pending.push(member);
  }
  return value;
}

function isFreezable(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return false;
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
