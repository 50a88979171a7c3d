import type { ApplicationQuery } from "../../index.js";
import { sortable } from "../shared/sortable.js";

/** Of one application, in the order in which the scripts take them. */
export interface Keys {
  readonly steps: string;
  readonly order: string;
  readonly snapshots: string;
}

/** A cluster has all keys in one place that have the same text between braces: those of one application. */
export function keysOf(prefix: string, { partitionKey, appId }: ApplicationQuery): Keys {
  const tag = `${prefix}:{${partitionOf(partitionKey)}/${written(appId)}}`;
  return { steps: `${tag}:steps`, order: `${tag}:order`, snapshots: `${tag}:snapshots` };
}

/** The ids of a partition. */
export const appsOf = (prefix: string, partitionKey: string | null | undefined): string =>
  partitionKey === null || partitionKey === undefined ? `${prefix}:apps` : `${prefix}:apps:${sortable(partitionKey)}`;

/** None is the empty text, and the empty text one that `written` never makes. */
function partitionOf(partitionKey: string | null | undefined): string {
  if (partitionKey === null || partitionKey === undefined) return "";
  return partitionKey === "" ? "%" : written(partitionKey);
}

/** A text without the two characters that end a part of the tag. */
const written = (text: string): string =>
  sortable(text).replace(/[%/}]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
