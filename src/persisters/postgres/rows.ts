import type { Position, StepPointer, StoredStep } from "../../index.js";
import { keyOf, partitionFrom } from "../shared/columns.js";
import { fromSortable, sortable } from "../shared/sortable.js";
import { unguarded } from "./text.js";

/** In the order in which `valuesOf` has them, with the types that texts are cast to. */
export const columns = [
  { name: "partition_key", type: "text", rule: 'collate "C" not null' },
  { name: "app_id", type: "text", rule: 'collate "C" not null' },
  { name: "sequence_id", type: "bigint", rule: "not null" },
  { name: "previous_id", type: "bigint", rule: "not null" },
  { name: "format", type: "integer", rule: "not null" },
  { name: "version", type: "text", rule: "" },
  { name: "action", type: "text", rule: "not null" },
  { name: "status", type: "text", rule: "not null" },
  { name: "position", type: "jsonb", rule: "not null" },
  { name: "delta", type: "jsonb", rule: "not null" },
  { name: "snapshot", type: "jsonb", rule: "" },
  { name: "parent", type: "jsonb", rule: "" },
  { name: "created_at", type: "timestamptz", rule: "not null" },
  { name: "write_id", type: "text", rule: "not null" },
] as const;

/** In the place of the step before the first one: of unique keys, PostgreSQL takes any number that are null. */
const none = "-1";

const previousOf = (id: number | null): string => (id === null ? none : String(id));

/** A step as a row, in texts: clients would write other values each in its own way. */
export function valuesOf(step: StoredStep): (string | null)[] {
  return [
    ...keyOf(step),
    String(step.sequenceId),
    previousOf(step.previousId),
    String(step.format),
    step.version === null ? null : sortable(step.version),
    sortable(step.action),
    step.status,
    written(step.position),
    step.delta,
    step.snapshot,
    step.parent === null ? null : written(step.parent),
    // Of years of more than four digits, ISO 8601 asks for a sign, which PostgreSQL takes for that of a time zone.
    step.createdAt.replace(/^\+0*/, ""),
    sortable(step.writeId),
  ];
}

/** JSON without what `jsonb` does not take: what was thrown may have any characters in its message. */
const written = (value: Position | StepPointer): string =>
  JSON.stringify(value, (_, part) => (typeof part === "string" ? sortable(part) : part));

const read = (json: string): unknown =>
  JSON.parse(json, (_, part) => (typeof part === "string" ? fromSortable(part) : part));

/** All of it as text: clients can be told to read other types in any way. */
interface Row
  extends Readonly<Record<Exclude<(typeof columns)[number]["name"], "version" | "snapshot" | "parent">, string>> {
  readonly version: string | null;
  readonly snapshot: string | null;
  readonly parent: string | null;
}

export function stepFrom(found: unknown): StoredStep {
  const row = found as Row;
  return {
    format: Number(row.format),
    partitionKey: partitionFrom(unguarded(row.partition_key)),
    appId: idFrom(row.app_id),
    sequenceId: Number(row.sequence_id),
    previousId: row.previous_id === none ? null : Number(row.previous_id),
    version: row.version === null ? null : idFrom(row.version),
    action: idFrom(row.action),
    status: unguarded(row.status) as StoredStep["status"],
    position: read(row.position) as Position,
    delta: row.delta,
    snapshot: row.snapshot,
    parent: row.parent === null ? null : (read(row.parent) as StepPointer),
    createdAt: new Date(Number(row.created_at)).toISOString(),
    writeId: idFrom(row.write_id),
  };
}

/** A text that `asText` has read and `sortable` has written. */
export const idFrom = (text: string): string => fromSortable(unguarded(text));
