import { PersistenceError, type StoredStep } from "../../index.js";
import type { TornLine } from "../file.js";
import type { Line } from "./lines.js";
import { stepFrom } from "./record.js";

/**
 * What a writer begins with, where the file does not end with a newline: what stands before it is no step then, even if nothing
 * but its newline was missing. Of a writer that is still at it nothing is broken: all of its line comes before this one.
 */
export const separator = "<torn>\n";

/** A step that was read, and whether it counts. */
export interface Found {
  readonly step: StoredStep;
  readonly isAccepted: boolean;
}

/** Which lines of a file count, by the order in which they stand: each that follows the last one that did. */
export class Journal {
  readonly #file: string;
  readonly #tell: (torn: TornLine) => void;
  #lastId: number | null = null;
  #lines = 0;
  /** The last line that could not be read, since the last one that counts. */
  #unreadable: number | null = null;

  constructor(file: string, tell: (torn: TornLine) => void) {
    this.#file = file;
    this.#tell = tell;
  }

  /** Number of the last step that counts; null if there is none. */
  get lastId(): number | null {
    return this.#lastId;
  }

  /**
   * Takes the next line.
   *
   * @returns Null if it is no step.
   * @throws {PersistenceError} If it builds on what cannot be read.
   */
  take({ bytes, offset, isWhole }: Line): Found | null {
    this.#lines += 1;
    const step = isWhole ? stepFrom(bytes) : null;
    if (step === null) {
      const isNothing = bytes.length === 0 || `${bytes.toString("latin1")}\n` === separator;
      if (isNothing) return null;
      this.#unreadable = this.#lines;
      this.#tell({ file: this.#file, line: this.#lines, offset, bytes: bytes.length });
      return null;
    }
    const { previousId } = step;
    const last = this.#lastId;
    if (previousId === last) {
      this.#accept(step);
      return { step, isAccepted: true };
    }
    // Of several that follow one step the first counts, and those behind it are void.
    if (previousId === null || (last !== null && previousId < last)) return { step, isAccepted: false };
    throw new PersistenceError(this.#broken(step), step);
  }

  /** Takes a line that is known to be this step, and to follow the last one. */
  add(step: StoredStep): void {
    this.#lines += 1;
    this.#accept(step);
  }

  #accept({ sequenceId }: StoredStep): void {
    this.#lastId = sequenceId;
    this.#unreadable = null;
  }

  #broken({ sequenceId, previousId, appId }: StoredStep): string {
    const why = this.#unreadable === null ? "is not there" : `cannot be read, see line ${this.#unreadable}`;
    const earlier = this.#lastId === null ? "" : ` Steps up to ${this.#lastId} can be loaded, each by its sequenceId.`;
    return (
      `line ${this.#lines} of ${this.#file} has step ${sequenceId} of application '${appId}', which follows step ` +
      `${previousId}, and that one ${why}. The file is as it was.${earlier}`
    );
  }
}
