/** The first place in a value that could still be changed: plain objects and arrays, as deep as they go. */
export function thawedIn(value: unknown, path = "value"): string | null {
  if (typeof value !== "object" || value === null) return null;
  const prototype = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return null;
  if (!Object.isFrozen(value)) return path;
  for (const [key, member] of Object.entries(value)) {
    const found = thawedIn(member, `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
