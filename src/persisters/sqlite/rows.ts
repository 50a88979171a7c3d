import type { Position, StepPointer, StoredStep } from "../../index.js";
import { fromSortable, sortable } from "../shared/sortable.js";

/** In the order in which `valuesOf` has them. */
export const columns = [
  "partition_key text not null",
  "app_id text not null",
  "sequence_id integer not null",
  "previous_id integer",
  "format integer not null",
  "version text",
  "action text not null",
  "status text not null",
  "position text not null",
  "delta text not null",
  "snapshot text",
  "parent text",
  "created_at text not null",
  "write_id text not null",
];

/**
 * A partition key as it is stored. A column of a primary key is never null, so that null is the empty text, which users can
 * read; and the empty text is one that no other key makes.
 */
export function partitionOf(key: string | null | undefined): string {
  if (key === null || key === undefined) return "";
  return key === "" ? "\x01" : sortable(key);
}

const partitionFrom = (text: string): string | null => (text === "" ? null : text === "\x01" ? "" : fromSortable(text));

/** A step as a row. Names may have characters that SQLite would not keep; JSON has none. */
export function valuesOf(step: StoredStep): (string | number | null)[] {
  return [
    partitionOf(step.partitionKey),
    sortable(step.appId),
    step.sequenceId,
    step.previousId,
    step.format,
    step.version === null ? null : sortable(step.version),
    sortable(step.action),
    step.status,
    JSON.stringify(step.position),
    step.delta,
    step.snapshot,
    step.parent === null ? null : JSON.stringify(step.parent),
    step.createdAt,
    step.writeId,
  ];
}

interface Row {
  readonly partition_key: string;
  readonly app_id: string;
  /** Numbers are bigints, where a database that was handed in reads them so. */
  readonly sequence_id: number | bigint;
  readonly previous_id: number | bigint | null;
  readonly format: number | bigint;
  readonly version: string | null;
  readonly action: string;
  readonly status: StoredStep["status"];
  readonly position: string;
  readonly delta: string;
  readonly snapshot: string | null;
  readonly parent: string | null;
  readonly created_at: string;
  readonly write_id: string;
}

/** @throws {SyntaxError} If somebody else has written what is no JSON. */
export function stepFrom(found: unknown): StoredStep {
  const row = found as Row;
  return {
    format: Number(row.format),
    partitionKey: partitionFrom(row.partition_key),
    appId: fromSortable(row.app_id),
    sequenceId: Number(row.sequence_id),
    previousId: row.previous_id === null ? null : Number(row.previous_id),
    version: row.version === null ? null : fromSortable(row.version),
    action: fromSortable(row.action),
    status: row.status,
    position: JSON.parse(row.position) as Position,
    delta: row.delta,
    snapshot: row.snapshot,
    parent: row.parent === null ? null : (JSON.parse(row.parent) as StepPointer),
    createdAt: row.created_at,
    writeId: row.write_id,
  };
}
