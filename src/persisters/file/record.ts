import { createHash } from "node:crypto";
import type { StoredStep } from "../../index.js";

/** Of the bytes before it: a line that is damaged within a text would still be JSON. */
const checksumOf = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

const ending = (checksum: string): string => `,"sha256":"${checksum}"}`;
const endingLength = ending(checksumOf("")).length;

/** A step as one line, without the newline. */
export function lineOf(step: StoredStep): string {
  const { format, partitionKey, appId, sequenceId, previousId, version, action, status, createdAt } = step;
  const { position, parent, delta, snapshot, writeId } = step;
  const head = { format, partitionKey, appId, sequenceId, previousId, version, action, status, createdAt };
  const text = JSON.stringify({ ...head, position, parent, delta, snapshot, writeId }).slice(0, -1);
  return text + ending(checksumOf(text));
}

/** @returns Null if it is no step, or not as it was written. */
export function stepFrom(line: Buffer): StoredStep | null {
  const text = line.subarray(0, -endingLength);
  if (line.subarray(-endingLength).toString("latin1") !== ending(checksumOf(text))) return null;
  const { sha256: _, ...step } = JSON.parse(line.toString("utf8")) as StoredStep & { readonly sha256: string };
  return step;
}
