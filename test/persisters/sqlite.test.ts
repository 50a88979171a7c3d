import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import fc from "fast-check";
import { ConflictError, PersistenceError, type StatePersister, type StoredStep } from "typeburr";
import { type SqliteDatabase, type SqlitePersister, sqlitePersister } from "typeburr/persisters/sqlite";
import { persisterContract } from "typeburr/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase as openDatabaseForSteps } from "../../src/persisters/sqlite/driver.js";
import { holds } from "../support/property.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { freshDirectory, hostileIds, keptDirectory, stepOf, upTo } from "./file/steps.js";

type Driver = new (path: string) => SqliteDatabase & { close(): void };

const libsql = createRequire(import.meta.url)("libsql") as Driver;

/**
 * What opens a file beside the persister: the same driver. Two copies of SQLite in one process do not see each other's locks, as
 * the operating system gives them to the process: one would write while the other has the lock.
 */
const { DatabaseSync: Database } = (process.getBuiltinModule?.("node:sqlite") ?? { DatabaseSync: libsql }) as {
  DatabaseSync: Driver;
};

function open(options: Parameters<typeof sqlitePersister>[0]): SqlitePersister {
  const persister = sqlitePersister(options);
  onTestFinished(() => persister.close());
  return persister;
}

function openDatabase(file: string): SqliteDatabase {
  const database = new Database(file);
  onTestFinished(() => database.close());
  return database;
}

const inMemory = (): SqlitePersister => open({ path: ":memory:" });

const files = new WeakMap<StatePersister, string>();

function openFile(path: string): StatePersister {
  const persister = sqlitePersister({ path });
  files.set(persister, path);
  return persister;
}

persisterContract("SQLite, a file", () => openFile(path.join(keptDirectory(), "app.db")), {
  reopen: (persister) => openFile(files.get(persister) ?? ""),
});
persisterContract("SQLite, in memory", () => sqlitePersister({ path: ":memory:" }));
persisterContract("SQLite, a database that is handed in", () => sqlitePersister({ database: new libsql(":memory:") }));

describe("what is stored", () => {
  test("is there in another persister of the same file, with every field", () => {
    const file = path.join(freshDirectory(), "app.db");
    const odd: Partial<StoredStep> = {
      partitionKey: "Ünï",
      version: "v\0\ud800\\1",
      action: "sa\\y'\"",
      status: "failed",
      position: {
        last: "say",
        next: "listen",
        committedId: null,
        error: { name: "Error", message: "no\0 \ud800", code: null, action: "say" } as never,
        edges: [{ from: "say", to: "listen", edge: 1, times: 2 }],
      },
      parent: { partitionKey: "\0", appId: "\ud83d", sequenceId: 4 },
    };
    const first = open({ path: file });
    first.save(stepOf(5, { ...odd, previousId: null, snapshot: '{"said":["é😀"]}' }));
    first.close();

    const { snapshot: _, ...stored } = stepOf(5, { ...odd, previousId: null });

    expect(open({ path: file }).load({ partitionKey: "Ünï", appId: "app" })).toEqual({
      ...stored,
      writeId: expect.any(String),
      state: { said: ["é😀"] },
      weight: { snapshot: 16, deltas: 0 },
    });
  });

  test("is read from the last snapshot before the step that is asked for", () => {
    const persister = inMemory();
    for (const id of upTo(9)) persister.save(stepOf(id, id === 4 ? { snapshot: '{"said":[4]}' } : {}));

    expect(persister.load({ appId: "app" })?.state).toEqual({ said: [4, 5, 6, 7, 8] });
    expect(persister.load({ appId: "app", sequenceId: 4 })?.state).toEqual({ said: [4] });
    expect(persister.load({ appId: "app", sequenceId: 3 })?.state).toEqual({ said: [0, 1, 2, 3] });
    expect(persister.load({ appId: "app", sequenceId: 9 })).toBeNull();
    expect(persister.load({ appId: "other" })).toBeNull();
  });

  test("has numbers with gaps, and no step where there is one", () => {
    const persister = inMemory();
    persister.save(stepOf(3, { previousId: null, snapshot: "{}" }));
    persister.save(stepOf(7, { previousId: 3 }));

    expect(persister.load({ appId: "app", sequenceId: 5 })).toBeNull();
    expect(persister.load({ appId: "app" })?.sequenceId).toBe(7);
  });

  test("is refused where it does not follow the last step, and nothing has changed", () => {
    const persister = inMemory();
    const wrong: Partial<StoredStep>[] = [
      { sequenceId: 0, previousId: null },
      { sequenceId: 2, previousId: null },
      { sequenceId: 1, previousId: 0 },
      { sequenceId: 3, previousId: 2 },
    ];

    expect(() => persister.save(stepOf(1))).toThrow(ConflictError);
    for (const id of [0, 1]) persister.save(stepOf(id));
    for (const step of wrong) expect(() => persister.save(stepOf(9, step))).toThrow(ConflictError);

    expect(persister.load({ appId: "app" })?.state).toEqual({ said: [0, 1] });
    persister.save(stepOf(2));
  });

  test("can be queried: keys and JSON as they are, and nothing else in the database", () => {
    const file = path.join(freshDirectory(), "app.db");
    const persister = open({ path: file });
    persister.save(stepOf(0, { appId: "O'Brien \\ sons" }));
    persister.save(stepOf(0, { partitionKey: "é😀", delta: '[{"set":{"a":1}}]' }));
    const database = openDatabase(file);

    expect(database.prepare("select name from sqlite_schema where ? = ?").all(1, 1)).toEqual([
      { name: "typeburr_steps" },
    ]);
    expect(
      database
        .prepare("select partition_key as p, app_id as a, json_extract(delta, ?) as d from typeburr_steps where ? = ?")
        .all("$[0].set.a", 1, 1),
    ).toEqual([
      { p: "", a: "O'Brien \\ sons", d: null },
      { p: "é😀", a: "app", d: 1 },
    ]);
  });

  test("is not read where somebody else has changed it", () => {
    const file = path.join(freshDirectory(), "app.db");
    const persister = open({ path: file });
    for (const id of upTo(4)) persister.save(stepOf(id));
    const database = openDatabase(file);
    const load = () => persister.load({ appId: "app" });

    database.exec("delete from typeburr_steps where sequence_id = 2");
    expect(load).toThrow("steps are missing");
    database.exec("update typeburr_steps set position = 'no' where sequence_id = 3");
    expect(load).toThrow("step 3 of application 'app' cannot be read: somebody else has changed its row");
    database.exec("update typeburr_steps set snapshot = null, position = '{}'");
    expect(load).toThrow(PersistenceError);
    expect(load).toThrow("none of the stored steps has a snapshot");
  });
});

describe("ids", () => {
  test("of every kind are kept apart, and are listed in the order of their code points, in pages, too", () => {
    const persister = inMemory();
    for (const partitionKey of [null, "", ...hostileIds])
      for (const appId of hostileIds) persister.save(stepOf(0, { partitionKey, appId }));

    for (const partitionKey of [null, "", ...hostileIds]) {
      expect(persister.list({ partitionKey })).toEqual(hostileIds);
      for (const appId of hostileIds)
        expect(persister.load({ partitionKey, appId })).toMatchObject({ partitionKey, appId });
    }
    for (const [index, after] of hostileIds.entries())
      expect(persister.list({ after, limit: 2 })).toEqual(hostileIds.slice(index + 1, index + 3));
    expect(persister.list({ limit: 0 })).toEqual([]);
    expect(persister.list()).toEqual(hostileIds);
  });

  test("that are any texts are given back, and one is not taken for another", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."\0\x01\x02\\ueaA0\ud7ff\ud800\udc00d😀"),
      minLength: 1,
      maxLength: 6,
    });
    holds(
      fc.property(text, text, (one, other) => {
        const persister = sqlitePersister({ path: ":memory:" });
        persister.save(stepOf(0, { partitionKey: one, appId: other }));
        const isSame = one === other;
        expect(persister.load({ partitionKey: one, appId: other })).toMatchObject({ partitionKey: one, appId: other });
        expect(persister.load({ partitionKey: other, appId: one }) === null).toBe(!isSame);
        expect(persister.list({ partitionKey: other })).toEqual(isSame ? [other] : []);
        persister.close();
      }),
      100,
    );
  });

  test("are deleted one by one, there or not", () => {
    const persister = inMemory();
    for (const appId of ["a", "b"]) for (const id of upTo(3)) persister.save(stepOf(id, { appId }));

    persister.delete({ appId: "a" });
    persister.delete({ appId: "a" });
    persister.delete({ appId: "b", partitionKey: "" });

    expect(persister.list()).toEqual(["b"]);
    expect(persister.load({ appId: "a" })).toBeNull();
    persister.save(stepOf(0, { appId: "a" }));
  });
});

describe("the table", () => {
  const names = [
    '"; drop table steps; --',
    "a b",
    "select",
    "😀",
    "'",
    "`[]",
    "\0",
    "x\0y",
    "\ud800",
    "a".repeat(1_000),
  ];

  test.each(names.map((table) => [table.slice(0, 20), table]))("may be named %j", (_, table) => {
    const file = path.join(freshDirectory(), "app.db");
    const persister = open({ path: file, table });
    const other = open({ path: file, table: "typeburr_steps" });
    persister.save(stepOf(0));

    expect(persister.list()).toEqual(["app"]);
    expect(other.list()).toEqual([]);
    expect(open({ path: file, table }).load({ appId: "app" })?.state).toEqual({ said: [0] });
  });

  test("of somebody else is not used", () => {
    const file = path.join(freshDirectory(), "app.db");
    openDatabase(file).exec("create table mine (a text)");

    expect(() => open({ path: file, table: "mine" }).initialize()).toThrow(PersistenceError);
    expect(() => open({ path: file, table: "mine" }).list()).toThrow("cannot use table 'mine' of the database '");
    expect(() => open({ path: file, table: "sqlite_steps" }).list()).toThrow("reserved");
  });
});

describe("a database", () => {
  test("of its own is in WAL mode, waits, and commits to the disk", () => {
    const database = openDatabaseForSteps(path.join(freshDirectory(), "app.db"), 1_234);
    onTestFinished(() => database.close());
    const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).all()[0] as object)[0];

    expect([pragma("journal_mode"), pragma("synchronous"), pragma("busy_timeout")]).toEqual(["wal", 2, 1_234]);
  });

  test("is that of Node, where Node has one, and else that of libsql", () => {
    const database = openDatabaseForSteps(":memory:", 0);
    onTestFinished(() => database.close());
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    // Who runs this for the sake of Node's own has to get that, and no other.
    const isBuiltIn = process.env.TYPEBURR_NODE_SQLITE === "1" || major > 22 || (major === 22 && minor >= 13);
    const builtIn = () => process.getBuiltinModule("node:sqlite") as { DatabaseSync: Driver };
    const expected = isBuiltIn ? builtIn().DatabaseSync : libsql;

    expect(database).toBeInstanceOf(expected);
  });

  test("that is opened by path is durable, and lets others write", () => {
    const file = path.join(freshDirectory(), "app.db");
    const persister = open({ path: file, busyTimeout: 0 });
    persister.save(stepOf(0));
    const other = openDatabase(file);

    expect(other.prepare("select * from pragma_journal_mode where ? = ?").all(1, 1)).toEqual([{ journal_mode: "wal" }]);
    expect(existsSync(`${file}-wal`)).toBe(true);
    other.exec("begin immediate");
    expect(() => persister.save(stepOf(1))).toThrow(/lock|busy/);
    expect(persister.load({ appId: "app" })?.sequenceId).toBe(0);
    other.exec("commit");
    persister.save(stepOf(1));
    other.exec("begin immediate");
    expect(persister.load({ appId: "app" })?.sequenceId).toBe(1);
  });

  test("that is handed in may be of a driver with other calls", () => {
    const database = new libsql(":memory:");
    const persister = open({ database });
    for (const id of upTo(3)) persister.save(stepOf(id));

    expect(persister.load({ appId: "app" })?.state).toEqual({ said: [0, 1, 2] });
    expect(persister.list()).toEqual(["app"]);
    persister.delete({ appId: "app" });
    expect(database.prepare("select * from typeburr_steps where ? = ?").all(1, 1)).toEqual([]);
    database.close();
  });

  test("that is handed in keeps its settings, its transactions, and stays open", () => {
    const file = path.join(freshDirectory(), "app.db");
    const database = openDatabase(file);
    const persister = open({ database, table: "steps" });
    persister.save(stepOf(0));
    database.exec("begin");
    persister.save(stepOf(1));
    database.exec("rollback");

    expect(persister.load({ appId: "app" })?.sequenceId).toBe(0);
    expect(existsSync(`${file}-wal`)).toBe(false);
    persister.close();
    expect(database.prepare("select count(*) as count from steps where ? = ?").all(1, 1)).toEqual([{ count: 1 }]);
    expect(() => persister.list()).toThrow("closed");
  });

  test("that cannot be opened says which", async () => {
    const directory = freshDirectory();
    mkdirSync(path.join(directory, "folder"));
    for (const wrong of ["missing/app.db", "folder"]) {
      const persister = open({ path: path.join(directory, wrong) });
      const error = await thrownBy(() => persister.initialize());
      expect(error).toBeInstanceOf(PersistenceError);
      expect((error as Error).message).toContain(`the database '${path.join(directory, wrong)}': `);
      expect((error as Error).cause).toBeInstanceOf(Error);
    }
    const persister = open({ path: path.join(directory, "missing", "app.db") });
    expect(() => persister.list()).toThrow(PersistenceError);
    mkdirSync(path.join(directory, "missing"));
    expect(persister.list()).toEqual([]);
  });

  test("that is closed says so; closing it again is fine", () => {
    const persister = inMemory();
    persister.save(stepOf(0));
    persister.close();
    persister.close();

    const calls = [
      () => persister.initialize(),
      () => persister.save(stepOf(1)),
      () => persister.load({ appId: "app" }),
      () => persister.list(),
      () => persister.delete({ appId: "app" }),
    ];
    for (const call of calls) {
      expect(call).toThrow(PersistenceError);
      expect(call).toThrow("this SQLite persister is closed");
    }
    const unopened = open({ path: path.join(freshDirectory(), "app.db") });
    unopened.close();
    expect(() => unopened.list()).toThrow("closed");
  });
});

describe("two handles", () => {
  test("that race: one wins every step, the other one is told, and nothing is lost", () => {
    const file = path.join(freshDirectory(), "app.db");
    const one = open({ path: file });
    const other = open({ path: file });
    for (const id of upTo(20)) {
      const [first, second] = id % 3 === 0 ? [one, other] : [other, one];
      first.save(stepOf(id, { writeId: `first-${id}` }));
      expect(() => second.save(stepOf(id))).toThrow(ConflictError);
      expect(second.load({ appId: "app" })?.writeId).toBe(`first-${id}`);
    }
    expect(one.load({ appId: "app" })?.state).toEqual({ said: upTo(20) });
  });
});

describe("options", () => {
  const database: SqliteDatabase = {
    exec: () => undefined,
    prepare: () => ({ run: () => ({ changes: 0 }), all: () => [] }),
  };
  const wrong: [options: unknown, ...says: string[]][] = [
    [undefined, 'sqlitePersister() takes a record of options, { path: "app.db" }, not undefined'],
    ["app.db", 'not "app.db"'],
    [[], "not an array"],
    [{}, "sqlitePersister() takes a path or a database, and has neither"],
    [{ path: "a", database }, "and has both"],
    [{ pth: "a" }, "sqlitePersister() has no option 'pth'. It takes path, database, table, busyTimeout."],
    [{ path: "a", tabel: "t" }, "has no option 'tabel'"],
    [{ path: "" }, 'path of sqlitePersister() must be a string that is not empty, not ""'],
    [{ path: 1 }, "not 1"],
    [{ path: "a", table: "" }, "table of sqlitePersister() must be"],
    [{ path: "a", busyTimeout: -1 }, "busyTimeout of sqlitePersister() must be whole milliseconds", "not -1"],
    [{ path: "a", busyTimeout: 2 ** 31 }, "from 0 to 2147483647"],
    [{ path: "a", busyTimeout: "5" }, 'not "5"'],
    [{ database, busyTimeout: 5 }, 'set "pragma busy_timeout" on yours'],
    [
      { database: {} },
      "database of sqlitePersister() must be an open database with exec() and prepare(), not an object",
    ],
    [{ database: { exec() {} } }, "exec() and prepare()"],
  ];

  test.each(wrong)("%j are refused", async (options, ...says) => {
    await expectRefusal(() => sqlitePersister(options as never), refusal("DefinitionError", ...says));
  });

  test("open nothing by themselves", () => {
    const file = path.join(freshDirectory(), "app.db");
    open({ path: file });
    expect(existsSync(file)).toBe(false);
  });
});
