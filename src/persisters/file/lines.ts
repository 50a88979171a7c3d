import { setTimeout as delay } from "node:timers/promises";
import { readAt } from "./system.js";

/** What stands between two newlines, or behind the last one. */
export interface Line {
  readonly bytes: Buffer;
  /** Where it begins. */
  readonly offset: number;
  /** Whether a newline ends it. The last one of a file has none while it is written, or if its writer was ended. */
  readonly isWhole: boolean;
}

const newline = 10;
const chunkSize = 256 * 1024;

/**
 * Lines from an offset to the end of a file, without holding more than one of them, and a piece of the file.
 *
 * @param patience How long to wait, in milliseconds, for more of a last line that is not whole: its writer may be at it.
 */
export async function* linesOf(descriptor: number, from: number, patience = 0): AsyncGenerator<Line> {
  let begun: Buffer[] = [];
  let offset = from;
  let position = from;
  let isPatient = patience > 0;
  for (;;) {
    const buffer = Buffer.allocUnsafe(chunkSize);
    const bytesRead = await readAt(descriptor, buffer, position);
    if (bytesRead === 0) {
      if (begun.length === 0 || !isPatient) break;
      await delay(patience);
      isPatient = false;
      continue;
    }
    isPatient = patience > 0;
    position += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const bytes = Buffer.concat([...begun, chunk.subarray(start, end)]);
      begun = [];
      yield { bytes, offset, isWhole: true };
      offset += bytes.length + 1;
      start = end + 1;
    }
    if (start < bytesRead) begun.push(chunk.subarray(start));
  }
  const bytes = Buffer.concat(begun);
  if (bytes.length > 0) yield { bytes, offset, isWhole: false };
}
