import { cut } from "../../text/wording.js";
import { formNamed } from "./forms.js";
import {
  idKey,
  isObject,
  isTagged,
  type Json,
  type JsonContainer,
  type JsonObject,
  mostLevels,
  tagKey,
} from "./json.js";
import type { Trail } from "./trail.js";

/** Tags that no form has: of what is no object, and of objects that JSON has a word for. */
const plainTags: ReadonlySet<Json | undefined> = new Set(["object", "null-prototype"]);
const primitiveTags: ReadonlySet<Json | undefined> = new Set(["undefined", "number", "string", "bigint"]);

/**
 * Looks through JSON before it is read: finds what stands in more than one place, wherever a store has put it (`jsonb` keeps
 * no order of keys), and refuses tags that are not known.
 */
export class Survey {
  /** Whether there is any tag. */
  hasTags = false;
  readonly shared = new Map<number, JsonContainer>();
  readonly #trail: Trail;
  /** Levels that are no part of the path. */
  #extra = 0;

  constructor(trail: Trail) {
    this.#trail = trail;
  }

  visit(json: Json, depth: number): void {
    if (typeof json !== "object" || json === null) return;
    this.#trail.depth = depth;
    if (isTagged(json)) this.#tag(json, depth);
    else this.#members(json, depth);
  }

  #members(json: JsonContainer, depth: number): void {
    this.#checkLevel(depth);
    if (Array.isArray(json)) {
      for (let index = 0; index < json.length; index++) {
        this.#trail.parts[depth] = index;
        this.visit(json[index] as Json, depth + 1);
      }
      return;
    }
    for (const [key, member] of Object.entries(json)) {
      this.#trail.parts[depth] = key;
      this.visit(member, depth + 1);
    }
  }

  #tag(json: JsonObject, depth: number): void {
    this.#checkLevel(depth);
    this.hasTags = true;
    const { [tagKey]: tag, value, [idKey]: id } = json;
    if (value === undefined || Object.keys(json).length !== (tag === "shared" ? 3 : 2)) throw this.#malformed(tag);
    if (tag === "shared") this.#shared(value, id, depth);
    else if (plainTags.has(tag)) {
      if (!isObject(value)) throw this.#malformed(tag);
      this.#members(value, depth);
    } else if (isForm(tag)) {
      this.#extra += 1;
      this.visit(value, depth);
      this.#extra -= 1;
    } else if (tag !== "reference" && !primitiveTags.has(tag)) {
      const name = typeof tag === "string" ? `'${cut(tag)}'` : JSON.stringify(tag).slice(0, 100);
      throw this.#trail.refusal(
        `the tag ${name} is not known: read it with the version of typeburr that has written it`,
      );
    }
  }

  #shared(value: Json, id: Json | undefined, depth: number): void {
    const canBeShared =
      isContainer(value) && (!isTagged(value) || plainTags.has(value[tagKey]) || isForm(value[tagKey]));
    if (!canBeShared || typeof id !== "number" || this.shared.has(id)) throw this.#malformed("shared");
    this.shared.set(id, value);
    this.visit(value, depth);
  }

  #checkLevel(depth: number): void {
    if (depth + this.#extra > mostLevels) throw this.#trail.refusal(`nested deeper than ${mostLevels} levels`);
  }

  #malformed(tag: Json | undefined): Error {
    return this.#trail.refusal(`a value with the tag '${cut(String(tag))}' that is not as typeburr writes it`);
  }
}

const isContainer = (json: Json): json is JsonContainer => typeof json === "object" && json !== null;
const isForm = (tag: Json | undefined): boolean => typeof tag === "string" && formNamed(tag) !== undefined;
