import { textOf } from "../../text/wording.js";
import { isKeepable } from "../portable.js";
import { flawOf, isPlain, unwritable } from "./classify.js";
import { type Form, formOf } from "./forms.js";
import { mostLevels, tagKey } from "./json.js";
import { Unwritable, unreadable } from "./refusals.js";

/** What has to be known of a value before it is written. */
export interface Findings {
  /** Whether JSON can say all of it as it is. */
  readonly isPure: boolean;
  /** What stands in more than one place. */
  readonly shared: ReadonlySet<object>;
  /** What the values of built-in classes are made of. */
  readonly parts: ReadonlyMap<object, unknown>;
}

/**
 * Looks through a value. Each object is looked into once, however often it is met.
 *
 * @throws {Unwritable} If it cannot be written.
 */
export function scan(value: unknown): Findings {
  const walk = new Scan();
  try {
    walk.visit(value, 0);
  } catch (error) {
    throw error instanceof Unwritable ? error : unreadable(error, walk.path);
  }
  return walk;
}

class Scan implements Findings {
  isPure = true;
  readonly shared = new Set<object>();
  readonly parts = new Map<object, unknown>();
  readonly #seen = new Set<object>();
  readonly #path: (string | number)[] = [];
  #depth = 0;
  /** Levels that are no part of the path. */
  #extra = 0;

  /** The place that is being looked at. */
  get path(): (string | number)[] {
    return this.#path.slice(0, this.#depth);
  }

  visit(value: unknown, depth: number): void {
    this.#depth = depth;
    if (typeof value === "string") this.isPure &&= isKeepable(value);
    else if (typeof value === "number") this.isPure &&= Number.isFinite(value) && !Object.is(value, -0);
    else if (value === undefined || typeof value === "bigint") this.isPure = false;
    else if (typeof value === "object" && value !== null) this.#object(value, depth);
    else if (value !== null && typeof value !== "boolean") throw this.#refusal(unwritable(value));
  }

  #object(value: object, depth: number): void {
    if (this.#seen.has(value)) {
      this.shared.add(value);
      this.isPure = false;
      return;
    }
    this.#seen.add(value);
    if (depth + this.#extra >= mostLevels) {
      throw this.#refusal(`nested deeper than ${mostLevels} levels: make it flat, or give the key a codec`);
    }
    if (Array.isArray(value)) this.#list(value, depth);
    else if (isPlain(value)) this.#record(value, depth);
    else this.#form(value, depth);
  }

  #list(list: readonly unknown[], depth: number): void {
    if (Object.getPrototypeOf(list) !== Array.prototype) throw this.#refusal(unwritable(list));
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      this.#path[depth] = index;
      if (item === undefined && !Object.hasOwn(list, index)) {
        this.#depth = depth + 1;
        throw this.#refusal("a hole in a list, which JSON cannot hold: fill it, with undefined if need be");
      }
      this.visit(item, depth + 1);
    }
    this.#depth = depth;
    if (Object.keys(list).length !== list.length || Object.getOwnPropertySymbols(list).length > 0) {
      throw this.#refusal("a list that has properties beside its items, which would be lost: write an object");
    }
  }

  #record(record: object, depth: number): void {
    const keys = Object.keys(record);
    const flaw = flawOf(record, keys);
    if (flaw !== null) throw this.#refusal(flaw);
    if (Object.getPrototypeOf(record) === null) this.isPure = false;
    for (const key of keys) {
      this.#path[depth] = key;
      if (key === tagKey || !isKeepable(key)) this.isPure = false;
      const property = Object.getOwnPropertyDescriptor(record, key);
      if (property?.get !== undefined || property?.set !== undefined) {
        this.#depth = depth + 1;
        throw this.#refusal("a property with a getter or setter, which JSON cannot hold: write its value");
      }
      this.visit((record as Readonly<Record<string, unknown>>)[key], depth + 1);
    }
  }

  #form(value: object, depth: number): void {
    const form = formOf(value);
    if (form === undefined) throw this.#refusal(unwritable(value));
    this.isPure = false;
    const parts = this.#partsOf(form, value);
    this.parts.set(value, parts);
    // What it is made of is written as a level of its own
    this.#extra += 1;
    this.visit(parts, depth);
    this.#extra -= 1;
  }

  #partsOf(form: Form, value: object): unknown {
    try {
      if (form.hasProperties !== true && !ArrayBuffer.isView(value) && Object.keys(value).length > 0)
        throw new TypeError("it has properties of its own, which would be lost");
      return form.take(value as never);
    } catch (error) {
      throw this.#refusal(`no ${form.tag} that can be written (${textOf(error)}): give the key a codec`, error);
    }
  }

  #refusal(reason: string, cause?: unknown): Unwritable {
    return new Unwritable(this.path, reason, cause === undefined ? {} : { cause });
  }
}
