/**
 * Sets an own property, whatever its name. `__proto__` is data here, not a way in: assigned, it would set the prototype.
 */
export function put(target: object, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    (target as Record<string, unknown>)[key] = value;
  }
}

/** Copies all own properties. A plain loop: for small records it is faster than `Object.assign`. */
export function define(target: object, values: Readonly<Record<string, unknown>>): void {
  for (const key in values) if (Object.hasOwn(values, key)) put(target, key, values[key]);
}
