/**
 * A second opinion on what it means that a value has come back: the same classes, the same members in the same order, and
 * what stood in several places stands in the same places. Shares no code with the library.
 *
 * @returns The first place that differs; null if there is none.
 */
export function differenceBetween(one: unknown, other: unknown): string | null {
  const there = new Map<unknown, unknown>();
  const back = new Map<unknown, unknown>();
  const pending: [place: string, one: unknown, other: unknown][] = [["value", one, other]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [place, a, b] = next;
    if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) {
      if (!Object.is(a, b)) return place;
      continue;
    }
    if (there.has(a) || back.has(b)) {
      if (there.get(a) !== b || back.get(b) !== a) return `${place}: stands elsewhere`;
      continue;
    }
    there.set(a, b);
    back.set(b, a);
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return `${place}: class`;
    const [left, right] = [membersOf(a), membersOf(b)];
    if (left.length !== right.length) return `${place}: how many members`;
    for (const [index, [key, value]] of left.entries()) {
      const [otherKey, otherValue] = right[index] as [unknown, unknown];
      if (key !== otherKey) return `${place}: key ${String(key)}`;
      pending.push([`${place}.${String(key)}`, value, otherValue]);
    }
  }
  return null;
}

function membersOf(value: object): [unknown, unknown][] {
  if (value instanceof Date) return [["time", value.getTime()]];
  if (value instanceof URL) return [["href", value.href]];
  if (value instanceof Map)
    return [...value].flatMap(([key, member], index) => [
      [`${index} key`, key],
      [index, member],
    ]);
  if (value instanceof Set) return [...value].map((member, index) => [index, member]);
  if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value), (byte, index) => [index, byte]);
  if (value instanceof DataView) {
    return Array.from({ length: value.byteLength }, (_, index) => [index, value.getUint8(index)]);
  }
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array, (number, index) => [index, number]);
  const seen =
    value instanceof RegExp
      ? [
          ["source", value.source],
          ["flags", value.flags],
        ]
      : [];
  const keys = Object.getOwnPropertyNames(value);
  const isOrdered = !(value instanceof Error);
  const members = (isOrdered ? keys : keys.sort()).map((key) => [key, Reflect.get(value, key)]);
  return [...seen, ...members] as [unknown, unknown][];
}
