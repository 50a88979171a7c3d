import { any, array, type GenericPipeAction, pipe } from "valibot";
import type { Schema } from "./record.js";

/** A list schema, taken apart: what parses one item, and what is to be asked of the whole list besides, if anything. */
export interface ListParts {
  readonly item: Schema;
  /** `item` for all of a list: for items that no schema has seen. */
  readonly items: Schema;
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

const wrappers = new Set([
  "exact_optional",
  "non_nullable",
  "non_nullish",
  "non_optional",
  "nullable",
  "nullish",
  "optional",
  "undefinedable",
]);

function takeApart({ type, item, wrapped, pipe: steps }: Anatomy): ListParts | null {
  if (steps) {
    // A pipe may begin with a pipe, whose steps stand there only
    const [first, ...rest] = steps as [Schema, ...GenericPipeAction<any, any>[]];
    const parts = listParts(first);
    return (
      parts && { ...parts, whole: rest.reduce<Schema>((whole, step) => pipe(whole, step), parts.whole ?? anyList) }
    );
  }
  if (wrappers.has(type) && wrapped) return listParts(wrapped);
  return type === "array" && item ? { item, items: array(item), whole: null } : null;
}

/** Any list, appended to item by item. */
export const anyList: Schema = array(any());
