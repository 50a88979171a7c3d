import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConflictError, PersistenceError, type StatePersister, type StoredStep } from "typeburr";
import { filePersister, type TornLine } from "typeburr/persisters/file";
import { persisterContract } from "typeburr/testing";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { freshDirectory, hostileIds, keptDirectory, stepOf, upTo } from "./file/steps.js";

const directories = new WeakMap<StatePersister, string>();

function openIn(directory: string): StatePersister {
  const persister = filePersister({ directory });
  directories.set(persister, directory);
  return persister;
}

persisterContract("file", () => openIn(keptDirectory()), {
  reopen: (persister) => openIn(directories.get(persister) ?? ""),
});

interface Place {
  readonly directory: string;
  readonly torn: TornLine[];
  open(): StatePersister;
  /** Of the application `app`. */
  file(): string;
}

function place(): Place {
  const directory = path.join(freshDirectory(), "steps");
  const torn: TornLine[] = [];
  return {
    directory,
    torn,
    open: () => filePersister({ directory, onTorn: (line) => torn.push(line) }),
    file: () => path.join(directory, "no-partition", readdirSync(path.join(directory, "no-partition"))[0] ?? ""),
  };
}

async function saveUpTo(persister: StatePersister, count: number): Promise<void> {
  for (const id of upTo(count)) await persister.save(stepOf(id));
}

const saidBy = async (persister: StatePersister): Promise<unknown> =>
  (await persister.load({ appId: "app" }))?.state.said ?? null;

describe("a file", () => {
  test("has a line of JSON for each step, and is there in another persister with every field", async () => {
    const { open, file, directory } = place();
    const odd: Partial<StoredStep> = {
      version: "v\0\ud800\\1",
      action: "sa\\y'\"\n",
      status: "failed",
      parent: { partitionKey: "\0", appId: "\ud83d", sequenceId: 4 },
      snapshot: '{"said":["é😀"]}',
    };
    const step = stepOf(5, { ...odd, previousId: null });
    await open().save(step);
    await open().save(stepOf(6));

    const { snapshot: _, ...stored } = step;
    expect(await open().load({ appId: "app", sequenceId: 5 })).toEqual({
      ...stored,
      state: { said: ["é😀"] },
      weight: { snapshot: 16, deltas: 0 },
    });
    const lines = readFileSync(file(), "utf8").split("\n");
    expect(lines.map((line) => (line === "" ? null : JSON.parse(line).sequenceId))).toEqual([5, 6, null]);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject(step);
    expect(readdirSync(directory)).toEqual(["no-partition"]);
  });

  test("is read from the last snapshot before the step that is asked for", async () => {
    const persister = place().open();
    for (const id of upTo(9)) await persister.save(stepOf(id, id === 4 ? { snapshot: '{"said":[4]}' } : {}));

    expect(await saidBy(persister)).toEqual([4, 5, 6, 7, 8]);
    expect((await persister.load({ appId: "app", sequenceId: 4 }))?.state).toEqual({ said: [4] });
    expect((await persister.load({ appId: "app", sequenceId: 3 }))?.state).toEqual({ said: [0, 1, 2, 3] });
    expect(await persister.load({ appId: "app", sequenceId: 9 })).toBeNull();
  });

  test("of 20 MB is read in pieces", async () => {
    const { open, file } = place();
    const text = JSON.stringify([{ append: { said: ["x".repeat(1_000_000)] } }]);
    const persister = open();
    for (const id of upTo(20)) await persister.save(stepOf(id, { delta: text, snapshot: '{"said":[]}' }));
    await persister.save(stepOf(20));

    expect(statSync(file()).size).toBeGreaterThan(20_000_000);
    expect(await saidBy(open())).toEqual([20]);
    await open().save(stepOf(21));
  });

  test("is not left behind by a step that was refused", async () => {
    const { open, directory } = place();
    await expect(open().save(stepOf(1))).rejects.toThrow(ConflictError);
    expect(readdirSync(directory)).toEqual([]);
  });

  test("that was deleted, and begun anew by somebody else, is read from its beginning", async () => {
    const { open } = place();
    const [one, other] = [open(), open()];
    await saveUpTo(one, 3);
    await other.delete({ appId: "app" });
    await expect(one.save(stepOf(3))).rejects.toThrow(ConflictError);
    await saveUpTo(other, 4);

    await expect(one.save(stepOf(3))).rejects.toThrow(ConflictError);
    await one.save(stepOf(4));
    expect(await saidBy(other)).toEqual([0, 1, 2, 3, 4]);
    await one.delete({ appId: "app" });
    await one.delete({ appId: "app" });
    expect(await other.list()).toEqual([]);
    await one.save(stepOf(0));
  });
});

describe("ids", () => {
  test("of every kind have files of their own, within the directory, and are listed in order, in pages, too", async () => {
    const { open, directory } = place();
    const persister = open();
    for (const partitionKey of [null, "", "..", "\ud800"])
      for (const appId of hostileIds) await persister.save(stepOf(0, { partitionKey, appId }));

    expect(await persister.list()).toEqual(hostileIds);
    expect(await persister.list({ partitionKey: "\ud800" })).toEqual(hostileIds);
    expect(await persister.list({ partitionKey: "\ud801" })).toEqual([]);
    for (const [index, after] of hostileIds.entries())
      expect(await persister.list({ after, limit: 2 })).toEqual(hostileIds.slice(index + 1, index + 3));
    for (const appId of hostileIds)
      expect(await persister.load({ partitionKey: "..", appId })).toMatchObject({ partitionKey: "..", appId });
    const names = readdirSync(directory, { recursive: true, encoding: "utf8" });
    expect(names).toHaveLength(4 * (hostileIds.length + 1));
    expect(names.filter((name) => !/^[a-z0-9-]+([/\\][a-z0-9-]+\.jsonl)?$/.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test("have readable names", async () => {
    const { open, directory } = place();
    await open().save(stepOf(0, { partitionKey: "Customer 7", appId: "Über/chat_1" }));

    const [folder, file] = readdirSync(directory, { recursive: true, encoding: "utf8" });
    expect(folder).toMatch(/^customer-7-[0-9a-f]{32}$/);
    expect(file).toMatch(/[/\\]ber-chat-1-[0-9a-f]{32}\.jsonl$/);
  });

  test("of files that somebody has copied or put there are not listed twice", async () => {
    const { open, file } = place();
    const persister = open();
    await saveUpTo(persister, 1);
    writeFileSync(path.join(path.dirname(file()), "copy.jsonl"), readFileSync(file()));
    writeFileSync(path.join(path.dirname(file()), "notes.txt"), "notes");

    expect(await persister.list()).toEqual(["app"]);
  });
});

describe("handles", () => {
  test("that race: one wins every step, the others are told, and nothing is lost", async () => {
    const { open, torn } = place();
    const persisters = [open(), open(), open()];
    for (const id of upTo(30)) {
      const results = await Promise.allSettled(
        persisters.map((persister, index) => persister.save(stepOf(id, { writeId: `${id}-${index}` }))),
      );
      const winners = results.flatMap(({ status }, index) => (status === "fulfilled" ? [`${id}-${index}`] : []));
      expect(winners).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason).toBeInstanceOf(ConflictError);
      expect((await open().load({ appId: "app" }))?.writeId).toBe(winners[0]);
    }
    expect(await saidBy(open())).toEqual(upTo(30));
    expect(torn).toEqual([]);
  });

  test("of one persister that save at once wait for each other", async () => {
    const persister = place().open();
    const results = await Promise.allSettled([0, 1, 2, 2, 3].map((id) => persister.save(stepOf(id))));

    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(await saidBy(persister)).toEqual([0, 1, 2, 3]);
  });

  test("that are closed say so, when what was begun has ended", async () => {
    const { open } = place();
    const persister = open();
    await persister.initialize();
    const begun = persister.save(stepOf(0));
    await persister.close();
    await persister.close();
    await begun;

    const calls = [
      () => persister.initialize(),
      () => persister.save(stepOf(1)),
      () => persister.load({ appId: "app" }),
      () => persister.list(),
      () => persister.delete({ appId: "app" }),
    ];
    for (const call of calls) {
      await expect(call).rejects.toThrow(PersistenceError);
      await expect(call).rejects.toThrow("this file persister is closed");
    }
    expect(await saidBy(open())).toEqual([0]);
  });
});

describe("options", () => {
  const wrong: [options: unknown, ...says: string[]][] = [
    [undefined, 'filePersister() takes a record of options, { directory: "steps" }, not undefined'],
    [{}, 'filePersister() needs a directory: filePersister({ directory: "steps" })'],
    [{ dir: "steps" }, "filePersister() has no option 'dir'"],
    [{ Directory: "steps" }, "has no option 'Directory'. It takes directory, onTorn."],
    [{ directory: "" }, 'directory of filePersister() must be a string that is not empty, not ""'],
    [{ directory: "a", onTorn: "warn" }, 'onTorn of filePersister() must be a function, not "warn"'],
  ];

  test.each(wrong)("%j are refused", async (options, ...says) => {
    await expectRefusal(() => filePersister(options as never), refusal("DefinitionError", ...says));
  });

  test("make nothing by themselves", () => {
    const { open, directory } = place();
    open();
    expect(existsSync(directory)).toBe(false);
  });
});

describe("a directory", () => {
  test("that is a file, or below one, is told, and tried again", async () => {
    const folder = freshDirectory();
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    for (const directory of [file, path.join(file, "below")]) {
      const persister = filePersister({ directory });
      for (const call of [() => persister.initialize(), () => persister.list(), () => persister.save(stepOf(0))]) {
        await expect(call).rejects.toThrow(PersistenceError);
        await expect(call).rejects.toThrow(`cannot make the directory '${directory}': it is a file, or is below one`);
      }
    }
    const mended = path.join(folder, "mended");
    writeFileSync(mended, "");
    const persister = filePersister({ directory: mended });
    await expect(persister.list()).rejects.toThrow(PersistenceError);
    rmSync(mended);
    await persister.save(stepOf(0));
    expect(await persister.list()).toEqual(["app"]);
  });

  test("that is gone is made again", async () => {
    const { open, directory } = place();
    const persister = open();
    await persister.initialize();
    expect(readdirSync(directory)).toEqual([]);
    rmSync(directory, { recursive: true });

    expect(await persister.list()).toEqual([]);
    await persister.save(stepOf(0));
    expect(await persister.list()).toEqual(["app"]);
  });
});

describe("without onTorn", () => {
  test("a line that cannot be read is told on the console, once", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    onTestFinished(() => warn.mockRestore());
    const { open, file, directory } = place();
    await saveUpTo(open(), 2);
    const { size } = statSync(file());
    appendFileSync(file(), '{"form');
    const persister = filePersister({ directory });

    expect(await saidBy(persister)).toEqual([0, 1]);
    expect(await saidBy(persister)).toEqual([0, 1]);
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining(`line 3 of ${file()} is no step (6 bytes from byte ${size})`)],
    ]);
  });
});
