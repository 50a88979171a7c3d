import { decode, encode, type Json } from "../../src/persistence/serde";

/** As a store keeps it: text that was JSON. */
export const textOf = (value: unknown): string => JSON.stringify(encode(value));

/** A value that was stored, and loaded. */
export const again = (value: unknown): unknown => decode(JSON.parse(textOf(value)) as Json);
