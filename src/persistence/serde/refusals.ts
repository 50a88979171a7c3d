import { cut, textOf } from "../../text/wording.js";

/** The way to a place within a value: keys of objects, numbers of items. */
export type Path = readonly (string | number)[];

/** `items.0.price`; null for the value itself. */
function placeOf(path: Path): string | null {
  return path.length === 0 ? null : path.map((part) => cut(String(part))).join(".");
}

/** A value that JSON cannot hold, not even with tags. Who knows the key makes a `SerializationError` of it. */
export class Unwritable extends Error {
  /** The place within the value, `items.0.price`; null for the value itself. */
  readonly path: string | null;
  /** What stands there, and what would mend it: `a Temperature, which JSON cannot hold: give the key a codec`. */
  readonly reason: string;

  constructor(path: Path, reason: string, options?: ErrorOptions) {
    const place = placeOf(path);
    super(place === null ? reason : `${cut(place)}: ${reason}`, options);
    this.path = place;
    this.reason = reason;
  }
}

/** A proxy that does not let itself be read, or a stack that has no room left for a thousand levels. */
export function unreadable(error: unknown, path: Path): Unwritable {
  const reason = `a value that cannot be read (${textOf(error)}): write plain data`;
  return new Unwritable(path, reason, { cause: error });
}

/** JSON that `encode` has not written, or a later version has. Who knows the step makes a `PersistenceError` of it. */
export class Unreadable extends Error {
  constructor(path: Path, reason: string, options?: ErrorOptions) {
    const place = placeOf(path);
    super(place === null ? reason : `${cut(place)}: ${reason}`, options);
  }
}
