import { columns } from "./rows.js";
import { guarded } from "./text.js";

/** What a persister does with its table. Every value is text, and every column of a result. */
export interface Statements {
  /** The columns of a step. It is stored if one row is inserted. */
  readonly save: string;
  /** The application, and the greatest number. */
  readonly load: string;
  /** The partition, the first id, and the limit. */
  readonly list: string;
  /** The application. */
  readonly delete: string;
}

/** @param table With its schema, quoted. */
export function statementsOf(table: string): Statements {
  const ofOne = "partition_key = $1::text and app_id = $2::text";
  const values = columns.map(({ type }, index) => `$${index + 1}::${type}`);
  return {
    // Of two that write at once, neither sees the other's row: both may find the same last step. Then the unique keys let one in,
    // and the other fails. Neither `on conflict do nothing` nor `returning`: each takes a twentieth of the time of the insert.
    save:
      `insert into ${table} (${columns.map(({ name }) => name).join(", ")}) select * from (values (${values.join(", ")})) as step ` +
      `where coalesce((select max(sequence_id) from ${table} where ${ofOne}), -1) = $4::bigint`,
    load:
      `select ${columns.map(asText).join(", ")} from ${table} as steps where ${ofOne} and sequence_id <= $3::bigint ` +
      `and sequence_id >= coalesce((select max(sequence_id) from ${table} where ${ofOne} ` +
      "and sequence_id <= $3::bigint and snapshot is not null), 0) order by steps.sequence_id",
    // From one id to the next, by the primary key: `select distinct` would read every step of every application.
    list:
      `with recursive ids (id) as ((select min(app_id) from ${table} where partition_key = $1::text and app_id >= $2::text) ` +
      `union all select (select min(app_id) from ${table} where partition_key = $1::text and app_id > id) from ids ` +
      `where id is not null) select ${guarded("id")} as id from ids where id is not null limit $3::bigint`,
    delete: `delete from ${table} where ${ofOne}`,
  };
}

function asText({ name, type }: (typeof columns)[number]): string {
  if (type === "text") return `${guarded(name)} as ${name}`;
  if (type !== "timestamptz") return `${name}::text as ${name}`;
  return `round(extract(epoch from ${name}) * 1000)::bigint::text as ${name}`;
}
