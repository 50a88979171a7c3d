import type { StatePersister } from "../index.js";
import { checkFileOptions } from "./file/options.js";
import { FileStore } from "./file/store.js";

/** Where the files are, and who is told of what cannot be read in them. */
export interface FileOptions {
  /** Where the files are; made, if it is not there. On a local file system: others append in no order. */
  readonly directory: string;
  /** Told once of every line that cannot be read; `console.warn`, if it is not given. */
  readonly onTorn?: (torn: TornLine) => void;
}

/** A line that is no record: its writer was ended while it wrote, the disk was full, or somebody else has changed it. */
export interface TornLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Where it begins, in bytes. */
  readonly offset: number;
  /** How many bytes it has, without the newline at its end, if there is one. */
  readonly bytes: number;
}

/**
 * A store in files that people can read: a folder for each partition, a file for each application, a line of JSON for each step.
 * Files only grow.
 *
 * What it promises: a step that `save` has taken is on the disk, and stays there if the process or the machine ends at any
 * moment. Several processes may save at once: lines are appended as a whole, the first of those that follow the same step
 * counts, and the others get a ConflictError. There are no locks that could stay behind. A line that was not written to its end
 * is told to `onTorn`, and is never read as data. A line that is damaged is told as well; if steps behind it build on it, what
 * reads them throws a PersistenceError that names file and line.
 *
 * A load reads the file of its application, and keeps what stands behind the last snapshot. A list reads the first line of each
 * file of its partition.
 *
 * @param options A `directory`, and `onTorn`.
 * @returns A persister that makes its directory with the first call.
 * @throws {DefinitionError} If the options are wrong.
 * @example
 * ```ts
 * import { filePersister } from "typeburr/persisters/file";
 *
 * const persister = filePersister({ directory: "steps", onTorn: ({ file, line }) => console.warn(`${file}:${line} is torn`) });
 * const list = () => persister.list({ limit: 10 });
 * ```
 */
export function filePersister(options: FileOptions): StatePersister {
  return new FileStore(checkFileOptions(options));
}
