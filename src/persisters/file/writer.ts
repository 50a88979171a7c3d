import { constants, type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { ConflictError, type StoredStep } from "../../index.js";
import type { TornLine } from "../file.js";
import { Journal, separator } from "./journal.js";
import { linesOf } from "./lines.js";
import { lineOf } from "./record.js";
import { isMissing, makeFolder, syncFolder, using } from "./system.js";

/** How much of a line's end is remembered: it has the checksum, and so is of no other line. */
const endLength = 64;
/** How often a line is written that gets merged with what others have not written to the end. */
const attempts = 5;

/**
 * Saves the steps of one application, one after the other. It remembers how far it has read its file, so that a save reads only what
 * others have added since.
 */
export class Writer {
  readonly #file: string;
  readonly #tell: (torn: TornLine) => void;
  #journal: Journal;
  /** Where the line begins that is to be read next, and the bytes before it. */
  #offset = 0;
  #end: Buffer = Buffer.alloc(0);
  /** Whether the names of the file and its folder are on the disk. */
  #isNamed = false;

  constructor(file: string, tell: (torn: TornLine) => void) {
    this.#file = file;
    this.#tell = tell;
    this.#journal = new Journal(file, tell);
  }

  async save(step: StoredStep): Promise<void> {
    try {
      await using(await this.#open(step), (handle) => this.#saveIn(handle, step));
    } catch (error) {
      // What was read up to an error is read again: it may have come between a line and what is remembered of it.
      if (!(error instanceof ConflictError)) this.#forget();
      throw error;
    }
    if (this.#isNamed) return;
    const folder = path.dirname(this.#file);
    await syncFolder(folder);
    await syncFolder(path.dirname(folder));
    this.#isNamed = true;
  }

  async #saveIn(handle: FileHandle, step: StoredStep): Promise<void> {
    if (!(await this.#isSame(handle))) this.#forget();
    for (let attempt = 1; ; attempt++) {
      const { size } = await handle.stat();
      if (size !== this.#offset) await this.#read(handle, step);
      if (step.previousId !== this.#journal.lastId) throw new ConflictError(step);
      // What is left behind the lines that were read has no newline yet.
      if (await this.#append(handle, step, size > this.#offset)) return;
      if (attempt === attempts) throw new Error(`no line could be written as a whole to ${this.#file}`);
    }
  }

  async #open(step: StoredStep): Promise<FileHandle> {
    const flags = constants.O_RDWR | constants.O_APPEND;
    try {
      return await open(this.#file, flags);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    this.#forget();
    if (step.previousId !== null) throw new ConflictError(step);
    await makeFolder(path.dirname(this.#file));
    return open(this.#file, flags | constants.O_CREAT);
  }

  #forget(): void {
    this.#journal = new Journal(this.#file, this.#tell);
    this.#offset = 0;
    this.#end = Buffer.alloc(0);
    this.#isNamed = false;
  }

  /** Whether it is the file that was read: somebody else may have deleted it, and begun another one. */
  async #isSame(handle: FileHandle): Promise<boolean> {
    const { length } = this.#end;
    if (length === 0) return this.#offset === 0;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, this.#offset - length);
    return bytesRead === length && buffer.equals(this.#end);
  }

  /** Reads what was added. Returns whether the step is among it; null if it is, and does not count. */
  async #read(handle: FileHandle, wanted: StoredStep): Promise<boolean | null> {
    let result: boolean | null = false;
    for await (const line of linesOf(handle, this.#offset)) {
      if (!line.isWhole) break;
      const found = this.#journal.take(line);
      this.#passed(line.bytes);
      if (found?.step.writeId === wanted.writeId) result = found.isAccepted || null;
    }
    return result;
  }

  #passed(line: Buffer): void {
    this.#offset += line.length + 1;
    this.#end = Buffer.concat([line.subarray(-endLength), Buffer.from("\n")]);
  }

  /** Writes a line, to the disk. Returns whether it counts; if not, it is to be written again. */
  async #append(handle: FileHandle, step: StoredStep, isTorn: boolean): Promise<boolean> {
    const line = Buffer.from(lineOf(step));
    const all = Buffer.concat([Buffer.from(isTorn ? separator : ""), line, Buffer.from("\n")]);
    // One call: those of several processes do not get between each other. What is left of one is not written after it.
    const { bytesWritten } = await handle.write(all, 0, all.length, null);
    await handle.datasync();
    const { size } = await handle.stat();
    if (!isTorn && bytesWritten === all.length && size === this.#offset + all.length) {
      this.#journal.add(step);
      this.#passed(line);
      return true;
    }
    // Somebody else has written, too, or was ended while it wrote: what stands in the file decides.
    const result = await this.#read(handle, step);
    if (result === null) throw new ConflictError(step);
    return result;
  }
}
