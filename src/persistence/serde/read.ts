import { put } from "../../state/put.js";
import { cut, textOf } from "../../text/wording.js";
import { unportable } from "../portable.js";
import { type Form, formNamed } from "./forms.js";
import { idKey, isList, isTagged, type Json, type JsonContainer, type JsonObject, tagKey } from "./json.js";
import { Unreadable } from "./refusals.js";
import { Survey } from "./survey.js";
import { Trail } from "./trail.js";

/**
 * Reads what was written. What has no tags is not copied.
 *
 * @throws {Unreadable} If it was not written by `write`.
 */
export function read(json: Json): unknown {
  if (typeof json !== "object" || json === null) return json;
  const trail = new Trail();
  try {
    const survey = new Survey(trail);
    survey.visit(json, 0);
    return survey.hasTags ? new Reader(survey.shared, trail).read(json, 0) : json;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    // An address that is none, an expression that does not parse
    throw trail.refusal(textOf(error), error);
  }
}

const oddNumbers: ReadonlyMap<Json, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["-0", -0],
]);

/** JSON that was looked through: no tag is unknown, none has members that it should not have. */
class Reader {
  readonly #shared: ReadonlyMap<Json, JsonContainer>;
  readonly #trail: Trail;
  /** What stands in more than one place, by number; null while it is being made. */
  readonly #made = new Map<Json, object | null>();

  constructor(shared: ReadonlyMap<Json, JsonContainer>, trail: Trail) {
    this.#shared = shared;
    this.#trail = trail;
  }

  read(json: Json, depth: number): unknown {
    if (typeof json !== "object" || json === null) return json;
    this.#trail.depth = depth;
    if (isList(json)) return this.#list(json, depth);
    if (!isTagged(json)) return this.#record(json, depth);
    const { [tagKey]: tag, value = null } = json;
    if (tag === "undefined" && value === null) return undefined;
    if (tag === "number" && oddNumbers.has(value)) return oddNumbers.get(value);
    if (tag === "string" && typeof value === "string") return unportable(value);
    if (tag === "bigint" && typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
    if (tag === "reference") return this.#sharedBy(value);
    const inner = tag === "shared" ? (value as JsonContainer) : json;
    const made = tag === "shared" ? this.#sharedBy(json[idKey] ?? null) : this.#begun(inner, depth);
    this.#fill(made, inner, depth);
    return made;
  }

  /** Copied where something in it changes. */
  #list(json: readonly Json[], depth: number): unknown {
    let copy: unknown[] | null = null;
    for (let index = 0; index < json.length; index++) {
      this.#trail.parts[depth] = index;
      const item = json[index] as Json;
      const value = this.read(item, depth + 1);
      if (value !== item) copy ??= json.slice(0, index);
      copy?.push(value);
    }
    return copy ?? json;
  }

  /** Copied where something in it changes. */
  #record(json: JsonObject, depth: number): unknown {
    let copy: object | null = null;
    for (const [key, member] of Object.entries(json)) {
      this.#trail.parts[depth] = key;
      const value = this.read(member, depth + 1);
      if (value === member) continue;
      copy ??= copyOf(json);
      put(copy, key, value);
    }
    return copy ?? json;
  }

  /** What a number stands for. Where it is met before its place, it is begun, and filled in its place. */
  #sharedBy(id: Json): object {
    const made = this.#made.get(id);
    if (made) return made;
    const json = this.#shared.get(id);
    if (json === undefined || made === null) throw this.#trail.refusal(`a reference to nothing that is there`);
    this.#made.set(id, null);
    const begun = this.#begun(json, this.#trail.depth);
    this.#made.set(id, begun);
    return begun;
  }

  #begun(json: JsonContainer, depth: number): object {
    if (isList(json)) return [];
    if (!isTagged(json) || json[tagKey] === "object") return {};
    if (json[tagKey] === "null-prototype") return Object.create(null);
    const form = this.#formOf(json);
    if ("empty" in form) return form.empty();
    const made = form.make(this.read(json.value ?? null, depth));
    if (made === null) throw this.#malformed(json);
    return made;
  }

  #fill(made: object, json: JsonContainer, depth: number): void {
    if (isList(json)) {
      for (let index = 0; index < json.length; index++) {
        this.#trail.parts[depth] = index;
        (made as unknown[]).push(this.read(json[index] as Json, depth + 1));
      }
    } else if (!isTagged(json)) this.#put(made, json, depth, (key) => key);
    else if (json[tagKey] === "object" || json[tagKey] === "null-prototype")
      this.#put(made, json.value as JsonObject, depth, unportable);
    else {
      const form = this.#formOf(json);
      if (!("empty" in form)) return;
      const parts = this.read(json.value ?? null, depth);
      this.#trail.depth = depth;
      if (!form.fill(made as never, parts)) throw this.#malformed(json);
    }
  }

  #put(made: object, json: JsonObject, depth: number, keyOf: (key: string) => string): void {
    for (const [key, member] of Object.entries(json)) {
      this.#trail.parts[depth] = key;
      put(made, keyOf(key), this.read(member, depth + 1));
    }
  }

  #formOf(json: JsonObject): Form {
    const form = formNamed(String(json[tagKey]));
    if (form === undefined) throw this.#malformed(json);
    return form;
  }

  #malformed(json: JsonObject): Unreadable {
    return this.#trail.refusal(`a value with the tag '${cut(String(json[tagKey]))}' that is not as typeburr writes it`);
  }
}

function copyOf(json: JsonObject): object {
  const copy = {};
  for (const [key, member] of Object.entries(json)) put(copy, key, member);
  return copy;
}
