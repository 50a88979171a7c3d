import { visible } from "../../text/visible.js";

/** How far down a value is told. */
const deepest = 3;
/** How long a text may become where nothing else is asked. */
const usual = 60;
/** What a member of something long may take, be there room or not. */
const least = 8;

/**
 * A value of any kind as a text on one line, of about as many characters as there is room for: however long, deep or circular it is, and
 * whatever its getters throw.
 */
export function told(value: unknown, room: number = usual): string {
  return tell(value, Math.max(room, least), []);
}

/** A text that comes from outside, on one line. */
export function line(text: string, room: number = usual): string {
  if (text.length <= room) return visible(text);
  // Not half of a character
  const start = text.slice(0, room).replace(/[\ud800-\udbff]$/, "");
  return `${visible(start)}…`;
}

/** What was thrown: `TypeError: fetch failed`. */
export function toldError(error: unknown, room: number = 200): string {
  try {
    if (!(error instanceof Error)) return told(error, room);
    // A message of several lines reads well as one
    const message = String(error.message)
      .slice(0, room + 1)
      .replace(/\s*\n\s*/g, " ");
    return line(message === "" ? String(error.name) : `${error.name}: ${message}`, room);
  } catch {
    return unreadable;
  }
}

const unreadable = "(unreadable)";

function tell(value: unknown, room: number, above: readonly object[]): string {
  try {
    if (typeof value === "string") return toldText(value, room);
    if (typeof value === "bigint") return line(`${value}n`, room);
    if (typeof value === "function") return line(value.name === "" ? "a function" : `function ${value.name}`, room);
    if (typeof value !== "object" || value === null) return line(String(value), room);
    if (above.includes(value)) return "(circular)";
    return toldObject(value, room, above);
  } catch {
    return unreadable;
  }
}

function toldText(text: string, room: number): string {
  return text.length <= room ? `"${line(text)}"` : `"${line(text, room)}" (${text.length} characters)`;
}

function toldObject(value: object, room: number, above: readonly object[]): string {
  if (value instanceof Error) return toldError(value, room);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  const name = nameOf(value);
  if (value instanceof Map || value instanceof Set) return `${name}(${value.size})`;
  if (ArrayBuffer.isView(value) && "length" in value) return `${name}(${value.length})`;
  const member = (key: string | number, left: number): string =>
    tell(Reflect.get(value, key), Math.max(left, least), [...above, value]);
  if (Array.isArray(value)) {
    if (above.length >= deepest) return `[${value.length} items]`;
    return `[${joined(value.length, room, (at, left) => readable(() => member(at, left)))}]`;
  }
  const keys = Object.keys(value);
  const prefix = name === "Object" ? "" : `${name} `;
  if (keys.length === 0) return `${prefix}{}`;
  if (above.length >= deepest) return `${prefix}{…}`;
  const entry = (at: number, left: number): string => {
    const key = keys[at] ?? "";
    return `${line(key, left)}: ${readable(() => member(key, left - key.length))}`;
  };
  return `${prefix}{ ${joined(keys.length, room, entry)} }`;
}

/** As many of the members as there is room for. */
function joined(count: number, room: number, member: (at: number, left: number) => string): string {
  const parts: string[] = [];
  let left = room;
  for (let at = 0; at < count; at++) {
    if (left <= 0) {
      parts.push(`… ${count - at} more`);
      break;
    }
    const part = member(at, left);
    parts.push(part);
    left -= part.length + 2;
  }
  return parts.join(", ");
}

/** One getter that throws does not hide its neighbours. */
function readable(read: () => string): string {
  try {
    return read();
  } catch {
    return unreadable;
  }
}

function nameOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return "Object";
  const name = (prototype as { readonly constructor?: { readonly name?: unknown } }).constructor?.name;
  return typeof name === "string" && name !== "" ? line(name, 40) : "Object";
}
