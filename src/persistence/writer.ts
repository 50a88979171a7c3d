import { SerializationError } from "../errors.js";
import { cut, textOf } from "../text/wording.js";
import type { Write } from "./operations.js";
import { encode, encodeCoded, Unwritable } from "./serde.js";

/** How an application writes the values of a key that JSON cannot hold, and reads them. */
interface AnyCodec {
  encode(value: unknown): unknown;
  decode(stored: unknown): unknown;
}

export type AnyCodecs = Readonly<Record<string, AnyCodec>>;

/** Writes values as JSON, those of some keys by the codecs of the application. */
export class Writer {
  readonly #codecs: AnyCodecs;

  constructor(codecs: AnyCodecs) {
    this.#codecs = codecs;
  }

  /** Whether a key has a codec: that writes whole values, never what was added to one. */
  readonly isWhole = (key: string): boolean => Object.hasOwn(this.#codecs, key);

  /** @throws {SerializationError} For what cannot be written, with the key and the place. */
  readonly write: Write = (key, value, isWhole) => {
    const codec = isWhole && this.isWhole(key) ? this.#codecs[key] : undefined;
    try {
      return codec ? encodeCoded(codec.encode(value)) : encode(value);
    } catch (error) {
      if (error instanceof Unwritable) {
        const { path, reason } = error;
        throw new SerializationError(`'${cut(key)}' cannot be saved: ${placed(path)}${reason}`, key, path);
      }
      const message = `'${cut(key)}' cannot be saved: its codec threw: ${textOf(error)}`;
      throw new SerializationError(message, key, null, { cause: error });
    }
  };
}

const placed = (path: string | null): string => (path === null ? "it is " : `at '${cut(path)}' is `);
