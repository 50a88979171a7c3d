import { put } from "../../state/put.js";
import { isKeepable, portable } from "../portable.js";
import { formOf } from "./forms.js";
import { idKey, type Json, tagged, tagKey } from "./json.js";
import { Unwritable, unreadable } from "./refusals.js";
import type { Findings } from "./scan.js";

/**
 * Writes a value that has been looked through. What JSON can say as it is, is not copied.
 *
 * @throws {Unwritable} If it has changed since: a proxy can do that. Or if the stack has too little room left.
 */
export function write(value: unknown, findings: Findings): Json {
  try {
    return new Writer(findings).write(value);
  } catch (error) {
    throw error instanceof Unwritable ? error : unreadable(error, []);
  }
}

class Writer {
  readonly #findings: Findings;
  /** What stands in more than one place, each with its number, in the order in which they are met. */
  readonly #numbers = new Map<object, number>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  write(value: unknown): Json {
    if (typeof value === "string") return isKeepable(value) ? value : tagged("string", portable(value));
    if (typeof value === "number") {
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      return tagged("number", Object.is(value, -0) ? "-0" : String(value));
    }
    if (value === undefined) return tagged("undefined", null);
    if (typeof value === "bigint") return tagged("bigint", String(value));
    if (typeof value === "boolean" || value === null) return value;
    if (typeof value === "object") return this.#object(value);
    throw new Unwritable([], "a value that changes while it is read: write plain data");
  }

  #object(value: object): Json {
    if (!this.#findings.shared.has(value)) return this.#whole(value);
    const number = this.#numbers.get(value);
    if (number !== undefined) return tagged("reference", number);
    const id = this.#numbers.size;
    this.#numbers.set(value, id);
    return { ...tagged("shared", this.#whole(value)), [idKey]: id };
  }

  #whole(value: object): Json {
    if (Array.isArray(value)) return this.#list(value);
    const form = this.#findings.parts.has(value) ? formOf(value) : undefined;
    if (form !== undefined) return tagged(form.tag, this.write(this.#findings.parts.get(value)));
    return this.#record(value);
  }

  #list(list: readonly unknown[]): Json {
    let copy: Json[] | null = null;
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      const written = this.write(item);
      if (written !== item) copy ??= list.slice(0, index) as Json[];
      copy?.push(written);
    }
    return copy ?? (list as readonly Json[]);
  }

  #record(record: object): Json {
    const keys = Object.keys(record);
    const isBare = Object.getPrototypeOf(record) === null;
    const isEscaped = isBare || keys.some((key) => key === tagKey || !isKeepable(key));
    const copy: Record<string, Json> = {};
    let isCopy = isEscaped;
    for (const key of keys) {
      const member: unknown = Reflect.get(record, key);
      const written = this.write(member);
      isCopy ||= written !== member;
      put(copy, isEscaped ? portable(key) : key, written);
    }
    if (!isCopy) return record as Json;
    return isEscaped ? tagged(isBare ? "null-prototype" : "object", copy) : copy;
  }
}
