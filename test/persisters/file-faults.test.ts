import { execFileSync } from "node:child_process";
import fs, {
  appendFileSync,
  chmodSync,
  cpSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { ConflictError, PersistenceError, type StatePersister } from "typeburr";
import { filePersister, type TornLine } from "typeburr/persisters/file";
import { describe, expect, onTestFinished, test } from "vitest";
import { holdsAsync } from "../support/property.js";
import { faults } from "./faults.js";
import { freshDirectory, keptDirectory, stepOf, upTo } from "./file/steps.js";

faults("file", keptDirectory, (directory) => filePersister({ directory }));

interface Place {
  readonly persister: StatePersister;
  readonly torn: TornLine[];
  readonly file: string;
}

/** A directory with steps of the application `app`, and a persister that has not looked at them. */
async function place(count: number): Promise<Place> {
  const directory = freshDirectory();
  const writer = filePersister({ directory });
  for (const id of upTo(count)) await writer.save(stepOf(id));
  return look(directory);
}

function look(directory: string): Place {
  const torn: TornLine[] = [];
  const folder = path.join(directory, "no-partition");
  const file = path.join(folder, readdirSync(folder)[0] ?? "");
  return { persister: filePersister({ directory, onTorn: (line) => torn.push(line) }), torn, file };
}

const saidBy = async ({ persister }: Pick<Place, "persister">): Promise<unknown> =>
  (await persister.load({ appId: "app" }))?.state.said ?? null;

/** A line as a persister writes it. */
async function lineOf(step: Parameters<StatePersister["save"]>[0]): Promise<string> {
  const { file } = await place(step.previousId === null ? 0 : step.previousId + 1).catch(() => ({ file: "" }));
  await filePersister({ directory: path.dirname(path.dirname(file)) }).save(step);
  return `${readFileSync(file, "utf8").split("\n").at(-2)}\n`;
}

/** What is done behind the next look at how long a file is. */
function behindNextLook(act: () => void): void {
  const { fstatSync } = fs;
  instead("fstatSync", (...given: Parameters<typeof fstatSync>) => {
    const stats = fstatSync(...given);
    act();
    return stats;
  });
}

/** Has the next write end behind 60 bytes, with an error or without one. */
function tearNextWrite(thrown: Error | null): void {
  const { write } = fs;
  type Callback = (error: Error | null, count: number) => void;
  instead("write", (descriptor: number, bytes: Buffer, _: number, __: number, ___: null, then: Callback) =>
    write(descriptor, bytes, 0, 60, null, (error, count) => then(error ?? thrown, count)),
  );
}

/** Exchanges a function of the file system for one call, which has to come. */
function instead(name: "fstatSync" | "read" | "write", act: (...given: never[]) => unknown): void {
  const original = fs[name];
  const exchange = (by: unknown): void => {
    Object.assign(fs, { [name]: by });
    syncBuiltinESMExports();
  };
  exchange((...given: never[]) => {
    exchange(original);
    return act(...given);
  });
  onTestFinished(() => {
    const isCalled = fs[name] === original;
    exchange(original);
    expect(isCalled).toBe(true);
  });
}

describe("a last line that is torn", () => {
  test("at any byte is told, is not read, and is no step when others write behind it", async () => {
    const { file } = await place(3);
    const directory = path.dirname(path.dirname(file));
    const { size } = statSync(file);
    const begin = readFileSync(file).lastIndexOf("\n", size - 2) + 1;

    await Promise.all(
      Array.from({ length: size - begin }, async (_, length) => {
        const copy = path.join(freshDirectory(), "copy");
        cpSync(directory, copy, { recursive: true });
        const torn = look(copy);
        truncateSync(torn.file, begin + length);

        expect([length, await saidBy(torn)]).toEqual([length, [0, 1]]);
        const told = length === 0 ? [] : [{ file: torn.file, line: 3, offset: begin, bytes: length }];
        expect(torn.torn).toEqual(told);
        await torn.persister.save(stepOf(2, { delta: '[{"append":{"said":["again"]}}]' }));
        expect([length, await saidBy(torn)]).toEqual([length, [0, 1, "again"]]);
        expect(torn.torn).toHaveLength(length === 0 ? 0 : 1);
        await torn.persister.save(stepOf(3));
        expect(await saidBy(look(copy))).toEqual([0, 1, "again", 3]);
      }),
    );
  });

  test("is all of an application: then there is none, and it is not listed", async () => {
    const { persister, file, torn } = await place(1);
    truncateSync(file, 100);

    expect(await persister.load({ appId: "app" })).toBeNull();
    expect(await persister.list()).toEqual([]);
    expect(torn).toEqual([{ file, line: 1, offset: 0, bytes: 100 }]);
    await expect(persister.save(stepOf(1))).rejects.toThrow(ConflictError);
    await persister.save(stepOf(0));
    expect(await persister.list()).toEqual(["app"]);
  });

  test("of which only the newline is missing does not become a step by the newline of the next", async () => {
    const { persister, file } = await place(3);
    truncateSync(file, statSync(file).size - 1);
    await persister.save(stepOf(2, { writeId: "the other" }));

    expect(await persister.load({ appId: "app" })).toMatchObject({ sequenceId: 2, writeId: "the other" });
  });

  test("that grows while it is read was being written, and is read", async () => {
    const { persister, file, torn } = await place(2);
    const line = await lineOf(stepOf(2));
    appendFileSync(file, line.slice(0, 50));
    const read = fs.read as (...given: unknown[]) => void;
    // Whoever has found the end finds more behind it the next time.
    const reading = (...given: unknown[]): void => {
      const then = given.pop() as (error: Error | null, count: number) => void;
      read(...given, (error: Error | null, count: number) => {
        if (count === 0) appendFileSync(file, line.slice(50));
        else instead("read", reading);
        then(error, count);
      });
    };
    instead("read", reading);

    expect((await persister.load({ appId: "app" }))?.sequenceId).toBe(2);
    expect(torn).toEqual([]);
  });
});

describe("a line that is damaged", () => {
  test("between two that join is told and passed over", async () => {
    const { persister, file, torn } = await place(3);
    const [first = "", ...rest] = readFileSync(file, "utf8").split("\n");
    const garbage = ["no json", "{}", '{"format":1}', "null", "\0\0", "<torn>", "", `${first}${first}`];
    writeFileSync(file, [first, ...garbage, ...rest].join("\n"));

    expect(await saidBy({ persister })).toEqual([0, 1, 2]);
    expect(torn.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 9]);
    expect(torn[0]).toEqual({ file, line: 2, offset: first.length + 1, bytes: 7 });
    await persister.save(stepOf(3));
    expect(await saidBy({ persister })).toEqual([0, 1, 2, 3]);
    expect(torn).toHaveLength(6);
  });

  test("on which others build is an error that names it, and nothing is changed", async () => {
    const { persister, file, torn } = await place(5);
    const lines = readFileSync(file, "utf8").split("\n");
    const damaged = [lines[0], lines[1], lines[2]?.replace("append", "extend"), lines[3], ""].join("\n");
    writeFileSync(file, damaged);

    for (const call of [() => persister.load({ appId: "app" }), () => persister.save(stepOf(4))]) {
      await expect(call).rejects.toThrow(PersistenceError);
      await expect(call).rejects.toThrow(
        `line 4 of ${file} has step 3 of application 'app', which follows step 2, and that one cannot be read, see line 3.`,
      );
    }
    expect(readFileSync(file, "utf8")).toBe(damaged);
    expect(torn.map(({ line }) => line)).toEqual([3]);
    expect((await persister.load({ appId: "app", sequenceId: 1 }))?.state).toEqual({ said: [0, 1] });
    expect(await persister.list()).toEqual(["app"]);
    writeFileSync(file, [lines[0], lines[2], ""].join("\n"));
    await expect(persister.load({ appId: "app" })).rejects.toThrow("which follows step 1, and that one is not there");
  });

  test("in any of its bytes is never read as data", async () => {
    const { file } = await place(4);
    const directory = path.dirname(path.dirname(file));
    const before = readFileSync(file);

    await holdsAsync(
      fc.asyncProperty(fc.nat(before.length - 1), fc.nat(254), async (at, by) => {
        const bytes = Buffer.from(before);
        bytes[at] = ((bytes[at] ?? 0) + by + 1) % 256;
        writeFileSync(file, bytes);
        const damaged = look(directory);
        const line = before.subarray(0, at).filter((byte) => byte === 10).length;
        // Where a newline is gone, two lines are damaged.
        const isLast = line + (before[at] === 10 ? 1 : 0) >= 3;
        if (isLast) expect(await saidBy(damaged)).toEqual(upTo(line));
        else await expect(saidBy(damaged)).rejects.toThrow(PersistenceError);
        expect(damaged.torn).not.toEqual([]);
      }),
      300,
    );
  });
});

describe("somebody who writes between the look and the line", () => {
  test("and was first with the same step has won", async () => {
    const { persister, file } = await place(2);
    const rival = await lineOf(stepOf(2, { writeId: "the rival" }));
    behindNextLook(() => appendFileSync(file, rival));

    await expect(persister.save(stepOf(2))).rejects.toThrow(ConflictError);
    expect(await persister.load({ appId: "app" })).toMatchObject({ sequenceId: 2, writeId: "the rival" });
    await persister.save(stepOf(3));
    expect(await saidBy({ persister })).toEqual([0, 1, 2, 3]);
  });

  test("and was ended at any byte is written over once more, in a line of its own", async () => {
    const rival = await lineOf(stepOf(2, { writeId: "the rival" }));
    for (const length of [1, 2, 100, rival.length - 2, rival.length - 1]) {
      const { persister, file, torn } = await place(2);
      behindNextLook(() => appendFileSync(file, rival.slice(0, length)));
      await persister.save(stepOf(2, { writeId: "mine" }));

      expect(await persister.load({ appId: "app" })).toMatchObject({ sequenceId: 2, writeId: "mine" });
      expect(torn.map(({ line }) => line)).toEqual([3]);
      expect(readFileSync(file, "utf8").split("\n")).toHaveLength(5);
    }
  });

  test("something that is void changes nothing", async () => {
    const { persister, file } = await place(2);
    const late = readFileSync(file, "utf8").split("\n")[1];
    behindNextLook(() => appendFileSync(file, `${late}\n`));
    await persister.save(stepOf(2));
    await persister.save(stepOf(3));

    expect(await saidBy({ persister })).toEqual([0, 1, 2, 3]);
  });
});

describe("a write that fails", () => {
  test("is thrown as it is; what it has written is void, and the next one goes on", async () => {
    const { persister } = await place(2);
    tearNextWrite(Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }));
    await expect(persister.save(stepOf(2))).rejects.toMatchObject({ code: "ENOSPC" });

    expect(await saidBy({ persister })).toEqual([0, 1]);
    await persister.save(stepOf(2));
    expect(await saidBy({ persister })).toEqual([0, 1, 2]);
  });

  test("behind a part is tried again as a whole, never gone on with", async () => {
    const { persister, torn } = await place(2);
    tearNextWrite(null);
    await persister.save(stepOf(2));

    expect(await saidBy({ persister })).toEqual([0, 1, 2]);
    expect(torn.map(({ line, bytes }) => [line, bytes])).toEqual([[3, 66]]);
  });

  test("as a file may not grow on loses nothing, and there is room again", () => {
    if (process.platform !== "linux") return skipLoudly("no prlimit");
    const root = fileURLToPath(new URL("../..", import.meta.url));
    for (const kind of ["file", "sqlite"]) {
      const program = path.join(root, "test", "persisters", "processes", "limited.ts");
      const output = execFileSync(process.execPath, ["--import", "tsx", program, kind, freshDirectory()], {
        cwd: root,
        env: { ...process.env, NODE_NO_WARNINGS: "1" },
        encoding: "utf8",
      });
      const { next, refused, whileFull, after, said, torn } = JSON.parse(output);
      expect(next).toBeGreaterThan(3);
      expect(refused).toEqual([next, next, next]);
      expect(whileFull).toBe(next - 1);
      expect(after).toBe(next);
      expect(said).toHaveLength(next + 1);
      if (kind === "file") expect(torn).not.toEqual([]);
    }
  });

  test("in a folder that takes none is told", async () => {
    if (process.getuid?.() === 0) return skipLoudly("root may write everywhere");
    const { persister, file } = await place(1);
    const directory = path.dirname(path.dirname(file));
    for (const folder of [file, path.dirname(file), directory]) chmodSync(folder, 0o555);
    onTestFinished(() => {
      for (const folder of [directory, path.dirname(file), file]) chmodSync(folder, 0o755);
    });

    await expect(persister.initialize()).rejects.toThrow(`cannot write to the directory '${directory}'`);
    await expect(persister.save(stepOf(1))).rejects.toMatchObject({ code: "EACCES" });
    await expect(persister.save(stepOf(0, { appId: "new" }))).rejects.toMatchObject({ code: "EACCES" });
    expect(await saidBy({ persister })).toEqual([0]);
  });
});

function skipLoudly(why: string): void {
  console.warn(`LEFT OUT: ${expect.getState().currentTestName}: ${why}`);
}
