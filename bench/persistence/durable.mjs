import { createRequire } from "node:module";
import { postgresPersister } from "typeburr/persisters/postgres";
import { redisPersister } from "typeburr/persisters/redis";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import { inFolder, median, table, thousands, timed } from "./measure.mjs";

const require = createRequire(import.meta.url);
const commits = 2_000;
const rounds = 5;

const delta = JSON.stringify([{ append: { history: [{ role: "user", content: "x".repeat(400) }] } }]);
const stepOf = (appId, sequenceId) => ({
  format: 1,
  version: null,
  partitionKey: null,
  appId,
  sequenceId,
  previousId: sequenceId === 0 ? null : sequenceId - 1,
  action: "say",
  status: "completed",
  position: { last: "say", next: null, committedId: sequenceId, error: null, edges: [] },
  delta,
  snapshot: sequenceId === 0 ? "{}" : null,
  parent: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  writeId: `bench-${sequenceId}`,
});

// what every store keeps of a step, by the driver alone: the same columns with the same keys, and nothing is compared
const valuesOf = (step) => [
  "",
  step.appId,
  step.sequenceId,
  step.previousId ?? -1,
  step.format,
  step.version,
  step.action,
  step.status,
  JSON.stringify(step.position),
  step.delta,
  step.snapshot,
  null,
  step.createdAt,
  step.writeId,
];
const columns = (text, number, json) =>
  `partition_key ${text} not null, app_id ${text} not null, sequence_id ${number} not null, previous_id ${number} not null, ` +
  `format ${number}, version ${text}, action ${text}, status ${text}, position ${json}, delta ${json}, snapshot ${json}, ` +
  `parent ${json}, created_at ${text}, write_id ${text}, primary key (partition_key, app_id, sequence_id)`;

async function sqlite() {
  return inFolder(async (folder) => {
    const Database = require("libsql");
    const database = new Database(`${folder}/bare.db`);
    database.exec("pragma journal_mode = WAL; pragma synchronous = FULL");
    database.exec(`create table steps (${columns("text", "integer", "text")}) without rowid`);
    const insert = database.prepare(`insert into steps values (${Array(14).fill("?").join(", ")})`);
    const persister = sqlitePersister({ path: `${folder}/ours.db` });
    const found = await sideBySide({
      bare: (step) => insert.run(...valuesOf(step)),
      ours: (step) => persister.save(step),
    });
    persister.close();
    database.close();
    return ["SQLite, WAL, synchronous=FULL", found];
  });
}

async function postgres() {
  const { Pool } = require("pg");
  const connectionString = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test";
  const pool = new Pool({ connectionString, max: 1 });
  await pool.query("drop schema if exists typeburr_bench cascade; create schema typeburr_bench");
  await pool.query(
    `create table typeburr_bench.bare (${columns("text", "bigint", "jsonb")}, unique (partition_key, app_id, previous_id))`,
  );
  const places = Array.from({ length: 14 }, (_, index) => `$${index + 1}`).join(", ");
  const insert = { name: "bare", text: `insert into typeburr_bench.bare values (${places})` };
  const persister = postgresPersister({ client: pool, schema: "typeburr_bench" });
  const found = await sideBySide({
    bare: (step) => pool.query({ ...insert, values: valuesOf(step) }),
    ours: (step) => persister.save(step),
  });
  await pool.query("drop schema typeburr_bench cascade");
  await pool.end();
  return ["PostgreSQL, its settings", found];
}

async function redis() {
  const { Redis } = require("ioredis");
  const client = new Redis(process.env.REDIS_URL ?? "redis://127.0.0.1:6379");
  const prefix = "typeburr-bench";
  const persister = redisPersister({ client, prefix });
  const found = await sideBySide({
    bare: (step) => client.hset(`${prefix}-bare:${step.appId}`, step.sequenceId, JSON.stringify(step)),
    ours: (step) => persister.save(step),
  });
  const keys = await client.keys(`${prefix}*`);
  if (keys.length > 0) await client.del(...keys);
  await client.quit();
  return ["Redis, its settings", found];
}

/** Both in turn, round by round, so that what the machine does besides strikes both. */
async function sideBySide({ bare, ours }) {
  const rates = { bare: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, save] of [
      ["bare", bare],
      ["ours", ours],
    ]) {
      const steps = Array.from({ length: commits }, (_, sequenceId) => stepOf(`${name}-${round}`, sequenceId));
      const { milliseconds } = await timed(async () => {
        for (const step of steps) await save(step);
      });
      rates[name].push(commits / (milliseconds / 1_000));
    }
  }
  return { bare: median(rates.bare), ours: median(rates.ours) };
}

/** Durable commits a second: ours, and the driver alone with the same insert. */
export async function durable() {
  const spread = ({ middle, least, most }) => `${thousands(middle)} (${thousands(least)} to ${thousands(most)})`;
  const found = [await sqlite(), await postgres(), await redis()];
  const rows = found.map(([name, { bare, ours }]) => [
    name,
    spread(bare),
    spread(ours),
    `${Math.round((ours.middle / bare.middle) * 100)} %`,
  ]);
  return table(["", "driver alone", "typeburr", "of it"], rows);
}
