const assert = require("node:assert/strict");
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const path = require("node:path");
const { ConflictError, PersistenceError } = require("typeburr");
const { sqlitePersister } = require("typeburr/persisters/sqlite");

const directory = mkdtempSync(path.join(tmpdir(), "typeburr-smoke-"));
const open = () => sqlitePersister({ path: path.join(directory, "app.db") });

const stepOf = (sequenceId) => ({
  format: 1,
  partitionKey: null,
  appId: "smoke",
  version: null,
  sequenceId,
  previousId: sequenceId === 0 ? null : sequenceId - 1,
  action: "count",
  status: "completed",
  position: { last: "count", next: null, committedId: sequenceId, error: null, edges: [] },
  delta: '[{"increment":{"count":1}}]',
  snapshot: sequenceId === 0 ? '{"count":1}' : null,
  parent: null,
  createdAt: new Date().toISOString(),
  writeId: `write-${sequenceId}`,
});

try {
  const persister = open();
  for (const sequenceId of [0, 1, 2]) persister.save(stepOf(sequenceId));
  assert.throws(() => persister.save(stepOf(2)), ConflictError);
  persister.close();
  assert.throws(() => persister.list(), PersistenceError);

  const reopened = open();
  assert.deepEqual(reopened.list(), ["smoke"]);
  assert.deepEqual(reopened.load({ appId: "smoke" }).state, { count: 3 });
  reopened.close();
} finally {
  rmSync(directory, { recursive: true });
}

console.log(`${process.getBuiltinModule?.("node:sqlite") ? "node:sqlite" : "libsql"} counted to 3`);
