import type { ApplicationQuery, Position, StepPointer, StoredStep } from "../../index.js";
import { keyOf } from "../shared/columns.js";
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

/** A step as a row. Names may have characters that SQLite would not keep; JSON has none. */
export function valuesOf(step: StoredStep): (string | number | null)[] {
  return [
    ...keyOf(step),
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

/** A step as it is loaded. Numbers are bigints, where a database that was handed in reads them so. */
export interface Row {
  readonly sequence_id: number | bigint;
  readonly previous_id: number | bigint | null;
  readonly format: number | bigint;
  readonly delta: string;
  readonly snapshot: string | null;
  /** The other columns, as a list in JSON. Null but in the last row. */
  readonly last: string | null;
}

type Last = [
  version: string | null,
  action: string,
  status: StoredStep["status"],
  position: string,
  parent: string | null,
  createdAt: string,
  writeId: string,
];

/**
 * Steps as they are replayed: what only the last one of them is asked for, the others have from it.
 *
 * @throws {SyntaxError} If somebody else has written what is no JSON.
 */
export function stepsFrom({ partitionKey = null, appId }: ApplicationQuery, rows: readonly Row[]): StoredStep[] {
  const [version, action, status, position, parent, createdAt, writeId] = JSON.parse(rows.at(-1)?.last ?? "[]") as Last;
  const ofLast = {
    version: version === null ? null : fromSortable(version),
    action: fromSortable(action),
    position: JSON.parse(position) as Position,
    parent: parent === null ? null : (JSON.parse(parent) as StepPointer),
  };
  return rows.map((row) => ({
    format: Number(row.format),
    partitionKey,
    appId,
    sequenceId: Number(row.sequence_id),
    previousId: row.previous_id === null ? null : Number(row.previous_id),
    ...ofLast,
    status,
    delta: row.delta,
    snapshot: row.snapshot,
    createdAt,
    writeId,
  }));
}
