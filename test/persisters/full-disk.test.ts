import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { action, application, PersistenceError, type StatePersister } from "typeburr";
import { filePersister } from "typeburr/persisters/file";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import * as v from "valibot";
import { describe, expect, onTestFinished, test } from "vitest";
import { thrownBy } from "../support/refusal.js";

/** A disk of a megabyte; null, said aloud, where this process may mount none. */
function smallDisk(): string | null {
  const directory = mkdtempSync(path.join(tmpdir(), "typeburr-disk-"));
  const unmount = () => spawnSync("umount", ["--lazy", directory]);
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const { status, error, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "typeburr", directory]);
  if (status === 0) {
    // Also where a run is given up before the test has ended.
    process.once("exit", unmount);
    onTestFinished(() => {
      process.off("exit", unmount);
      expect(String(unmount().stderr)).toBe("");
      expect(readdirSync(directory)).toEqual([]);
    });
    return directory;
  }
  console.warn(`\n*** LEFT OUT: a disk that is full: mount is not permitted here (${error ?? stderr})\n`);
  return null;
}

/** Takes the room of a disk, apart from so many bytes. Gives it back when it is called. */
function fill(disk: string, left: number): () => void {
  const file = path.join(disk, "filler");
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(file, Buffer.alloc(bavail * bsize - left));
  return () => rmSync(file);
}

/** It appends the number of each step, with more than a block of the disk. */
function application5kB(persister: StatePersister) {
  const add = action({
    reads: {},
    writes: { list: v.array(v.string()) },
    run: (state, _, { sequenceId }) => state.append({ list: `${sequenceId}`.padEnd(5_000) }),
  });
  return application()
    .withActions({ add })
    .withTransitions(["add", "add"])
    .withIdentifiers({ appId: "app" })
    .withPersister(persister)
    .initializeFrom(persister, { default: { state: { list: [] }, entrypoint: "add" } })
    .build();
}

const numbersIn = (list: unknown): number[] => (list as readonly string[]).map(Number);

const stores: [name: string, open: (disk: string) => StatePersister, full: RegExp][] = [
  ["file", (disk) => filePersister({ directory: path.join(disk, "steps"), onTorn: () => {} }), /ENOSPC/],
  ["SQLite", (disk) => sqlitePersister({ path: path.join(disk, "app.db") }), /disk is full/],
];

describe("a disk that is full", () => {
  test.for(stores)(
    "%s: steps fail, nothing is lost or doubled, and it goes on when there is room",
    async (given, { skip }) => {
      const [, open, full] = given;
      const disk = smallDisk();
      if (disk === null) return skip();
      const opened: StatePersister[] = [];
      const look = (): StatePersister => {
        opened.push(open(disk));
        return opened.at(-1) as StatePersister;
      };
      onTestFinished(async () => void (await Promise.all(opened.map((persister) => persister.close()))));
      const app = await application5kB(look());
      const completed: number[] = [];
      const step = async (): Promise<void> => {
        await app.step();
        completed.push(app.sequenceId ?? -1);
      };
      const expectAgreement = async (): Promise<void> => {
        expect(numbersIn(app.state.list)).toEqual(completed);
        expect(numbersIn((await look().load({ appId: "app" }))?.state.list)).toEqual(completed);
      };
      await step();

      // Full while it runs, and from the beginning, and with room for a part of a step.
      for (const left of [100_000, 0, 4_000]) {
        const makeRoom = fill(disk, left);
        const before = completed.length;
        const errors: unknown[] = [];
        while (errors.length < 3) {
          const error = await thrownBy(async () => {
            await step();
            throw null;
          });
          if (error !== null) errors.push(error);
          if (completed.length - before > 30) throw new Error("the disk does not become full");
        }
        if (left > 50_000) expect(completed.length).toBeGreaterThan(before);
        for (const error of errors) expect(error).toBeInstanceOf(PersistenceError);
        expect(String((errors[0] as PersistenceError).cause)).toMatch(full);
        await expectAgreement();
        makeRoom();
        for (let times = 0; times < 3; times++) await step();
        await expectAgreement();
      }

      const persister = look();
      const last = app.sequenceId ?? -1;
      const stored = await Promise.all(
        Array.from({ length: last + 1 }, async (_, sequenceId) => persister.load({ appId: "app", sequenceId })),
      );
      expect(stored.map((found) => found?.sequenceId)).toEqual(Array.from({ length: last + 1 }, (_, id) => id));
      const lasting = stored.flatMap((found) => (found?.status === "completed" ? [found.sequenceId] : []));
      expect(lasting).toEqual(completed);
      const again = await application5kB(persister);
      await again.step();
      expect(numbersIn(again.state.list)).toEqual([...completed, last + 1]);
    },
  );
});
