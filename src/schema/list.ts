import { any, array, type GenericPipeAction, pipe } from "valibot";
import type { Schema } from "./record.js";

/** A list schema, taken apart: what parses one item, and what is to be asked of the whole list besides, if anything. */
export interface ListParts {
  readonly item: Schema;
  readonly whole: Schema | null;
}

/**
 * Takes a list schema apart, so that appending parses the new items only: those that are there have been parsed, and a
 * transform must not meet its own output.
 *
 * @returns The parts, or null if the schema is no (optional) `array`, with or without a pipe.
 */
export function listParts(schema: Schema): ListParts | null {
  const known = memo.get(schema);
  if (known !== undefined) return known;
  const parts = takeApart(schema as Anatomy);
  memo.set(schema, parts);
  return parts;
}

const memo = new WeakMap<Schema, ListParts | null>();

interface Anatomy {
  readonly type: string;
  readonly item?: Schema;
  readonly wrapped?: Schema;
  readonly pipe?: readonly unknown[];
}

const wrappers = new Set(["optional", "nullable", "nullish", "undefinedable", "exact_optional"]);

function takeApart({ type, item, wrapped, pipe: steps }: Anatomy): ListParts | null {
  if (wrappers.has(type) && wrapped && !steps) return listParts(wrapped);
  if (type !== "array" || !item) return null;
  if (!steps) return { item, whole: null };
  const [, ...rest] = steps as [unknown, ...GenericPipeAction<any, any>[]];
  return { item, whole: rest.reduce<Schema>((whole, step) => pipe(whole, step), array(any())) };
}
