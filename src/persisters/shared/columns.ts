import type { ApplicationQuery } from "../../index.js";
import { fromSortable, sortable } from "./sortable.js";

/**
 * A partition key as a table has it. A column of a primary key is never null, so that null is the empty text, which users can
 * read; and the empty text is one that no other key makes.
 */
export function partitionOf(key: string | null | undefined): string {
  if (key === null || key === undefined) return "";
  return key === "" ? emptyKey : sortable(key);
}

/** The partition key that `partitionOf` has made this of. */
export function partitionFrom(text: string): string | null {
  if (text === "") return null;
  return text === emptyKey ? "" : fromSortable(text);
}

const emptyKey = "\x01";

/** The two columns that an application is found by. */
export const keyOf = ({ partitionKey, appId }: ApplicationQuery): [partition: string, appId: string] => [
  partitionOf(partitionKey),
  sortable(appId),
];
