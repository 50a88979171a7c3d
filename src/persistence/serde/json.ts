/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An object of JSON. */
export type JsonObject = { readonly [key: string]: Json };

/** What other JSON stands in. */
export type JsonContainer = JsonObject | readonly Json[];

export const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

export const isObject = (json: Json): json is JsonObject => typeof json === "object" && json !== null && !isList(json);

/** How deep values may nest. `JSON.stringify` and the parsers of stores give up at some thousands, by the stack they have. */
export const mostLevels = 1_000;

/**
 * What JSON has no word for is written as an object with this key: `{ "$type": "Date", "value": "2026-01-01T00:00:00.000Z" }`.
 * An object of the application that has the key by itself is written as `{ "$type": "object", "value": { ... } }`.
 */
export const tagKey = "$type";

/** A tagged value. */
export const tagged = (tag: string, value: Json): JsonObject => ({ [tagKey]: tag, value });

/** The number of a value that stands in more than one place: `{ "$type": "shared", "value": [...], "id": 0 }`. */
export const idKey = "id";

/** Whether it stands for something that is no object of JSON. */
export const isTagged = (json: Json): json is JsonObject => isObject(json) && Object.hasOwn(json, tagKey);
