import { access, constants, unlink } from "node:fs/promises";
import path from "node:path";
import {
  type ApplicationQuery,
  checkQuery,
  type ListQuery,
  type LoadQuery,
  PersistenceError,
  type StatePersister,
  type StoredState,
  type StoredStep,
} from "../../index.js";
import type { FileOptions, TornLine } from "../file.js";
import { inOrder } from "../shared/in-order.js";
import { fileOf, folderOf } from "./names.js";
import { Queue } from "./queue.js";
import { idsIn, loadFrom } from "./reader.js";
import { isMissing, makeFolder, syncFolder } from "./system.js";
import { Writer } from "./writer.js";

/** How many files it is remembered of how far they were read; others are read once more. */
const most = 1_000;

export class FileStore implements StatePersister {
  readonly isSync = false;
  readonly #directory: string;
  readonly #onTorn: (torn: TornLine) => void;
  readonly #told = new Set<string>();
  /** The one that was used last stands at the end. */
  readonly #writers = new Map<string, Writer>();
  readonly #queue = new Queue();
  #made: Promise<void> | null = null;
  #isClosed = false;

  constructor({ directory, onTorn }: Required<FileOptions>) {
    this.#directory = directory;
    this.#onTorn = onTorn;
  }

  async initialize(): Promise<void> {
    await this.#open({});
    // Steps can be loaded where none can be saved, so that the others do not ask for it.
    await this.#checked("write to", () => access(this.#directory, constants.W_OK | constants.X_OK));
  }

  async save(step: StoredStep): Promise<void> {
    await this.#open(step);
    const file = this.#fileOf(step);
    await this.#queue.run(file, () => this.#writerOf(file).save(step));
  }

  async load(query: LoadQuery): Promise<StoredState | null> {
    await this.#open(checkQuery("load", query));
    return loadFrom(this.#fileOf(query), query, this.#tell);
  }

  async list(query: ListQuery = {}): Promise<readonly string[]> {
    const { partitionKey = null, limit, after } = checkQuery("list", query);
    await this.#open({ partitionKey });
    return inOrder(await idsIn(path.join(this.#directory, folderOf(partitionKey))), after).slice(0, limit);
  }

  async delete(query: ApplicationQuery): Promise<void> {
    await this.#open(checkQuery("delete", query));
    const file = this.#fileOf(query);
    await this.#queue.run(file, async () => {
      this.#writers.delete(file);
      try {
        await unlink(file);
      } catch (error) {
        if (isMissing(error)) return;
        throw error;
      }
      await syncFolder(path.dirname(file));
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#queue.isEmpty();
    this.#writers.clear();
  }

  async #open(of: Partial<LoadQuery>): Promise<void> {
    if (this.#isClosed) {
      throw new PersistenceError(
        "this file persister is closed: close it behind the last call, or make another with filePersister()",
        of,
      );
    }
    this.#made ??= this.#checked("make", async () => {
      await makeFolder(this.#directory);
    });
    try {
      await this.#made;
    } catch (error) {
      this.#made = null;
      throw error;
    }
  }

  async #checked(what: string, check: () => Promise<void>): Promise<void> {
    try {
      await check();
    } catch (error) {
      const isFile = ["EEXIST", "ENOTDIR"].includes((error as { readonly code: string }).code);
      const why = isFile ? "it is a file, or is below one" : (error as Error).message;
      throw new PersistenceError(
        `filePersister() cannot ${what} the directory '${this.#directory}': ${why}`,
        {},
        {
          cause: error,
        },
      );
    }
  }

  #fileOf({ partitionKey, appId }: ApplicationQuery): string {
    return path.join(this.#directory, folderOf(partitionKey), fileOf(appId));
  }

  #writerOf(file: string): Writer {
    const writer = this.#writers.get(file) ?? new Writer(file, this.#tell);
    this.#writers.delete(file);
    this.#writers.set(file, writer);
    const [oldest] = this.#writers.keys();
    if (this.#writers.size > most && oldest !== undefined) this.#writers.delete(oldest);
    return writer;
  }

  /** A line is told once, however often it is read. */
  readonly #tell = (torn: TornLine): void => {
    const key = `${torn.offset} ${torn.file}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#onTorn(torn);
  };
}
