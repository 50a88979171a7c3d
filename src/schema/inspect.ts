import { safeParse } from "valibot";
import type { Schema, SchemaRecord } from "./record.js";

/** The members of valibot's schemas that are looked at here; each kind has some of them. */
interface Anatomy {
  readonly kind?: unknown;
  readonly type?: unknown;
  readonly async?: unknown;
  readonly options?: readonly unknown[];
  readonly wrapped?: unknown;
  readonly literal?: unknown;
}

const acceptsByType = new Set(["optional", "nullish", "undefinedable", "undefined", "void", "unknown"]);

/**
 * Whether a schema accepts `undefined`, seen from its make, as the compiler sees it from its type. `any` does not count as
 * accepting it: a check must not be switched off by it.
 */
export function acceptsUndefined(schema: Schema): boolean {
  const { type, options, wrapped, literal } = schema as Anatomy;
  if (typeof type !== "string") return false;
  if (acceptsByType.has(type)) return true;
  if (type === "nullable" || type === "non_nullable") return acceptsUndefined(wrapped as Schema);
  if (type === "literal") return literal === undefined;
  if (type === "union" && options) return options.some((option) => acceptsUndefined(option as Schema));
  if (type === "intersect" && options) return options.every((option) => acceptsUndefined(option as Schema));
  return (type === "custom" || type === "lazy") && isAccepted(schema, undefined);
}

/** Where code decides, it is asked. A check that throws at what it has not expected does not accept it. */
function isAccepted(schema: Schema, value: unknown): boolean {
  try {
    return safeParse(schema, value).success;
  } catch {
    return false;
  }
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && (value as Anatomy).kind === "schema";
}

export function isAsync(schema: Schema): boolean {
  return (schema as Anatomy).async === true;
}

/** The keys of a record whose schema accepts no `undefined`. */
export function requiredKeys(record: SchemaRecord): string[] {
  return Object.keys(record).filter((key) => !acceptsUndefined(record[key] as Schema));
}
