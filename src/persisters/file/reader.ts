import { type FileHandle, open, readdir } from "node:fs/promises";
import path from "node:path";
import { type LoadQuery, replay, type StoredState, type StoredStep } from "../../index.js";
import type { TornLine } from "../file.js";
import { Journal } from "./journal.js";
import { linesOf } from "./lines.js";
import { fileOf } from "./names.js";
import { stepFrom } from "./record.js";
import { isMissing, using } from "./system.js";

/** How long a reader waits for a line that somebody may be writing, in milliseconds. A megabyte takes less than one. */
const patience = 20;
/** How many files are open at once for a list. */
const atOnce = 16;

/** What to do with a file that may not be there. */
async function reading<TResult>(
  file: string,
  missing: TResult,
  use: (handle: FileHandle) => Promise<TResult>,
): Promise<TResult> {
  let handle: FileHandle;
  try {
    handle = await open(file, "r");
  } catch (error) {
    if (isMissing(error)) return missing;
    throw error;
  }
  return using(handle, use);
}

/** A step, and the state behind it; null if it is not in the file. */
export function loadFrom(
  file: string,
  { sequenceId }: LoadQuery,
  tell: (torn: TornLine) => void,
): Promise<StoredState | null> {
  return reading(file, null, async (handle) => {
    const journal = new Journal(file, tell);
    let steps: StoredStep[] = [];
    for await (const line of linesOf(handle.fd, 0, patience)) {
      const found = journal.take(line);
      if (!found?.isAccepted) continue;
      if (found.step.snapshot !== null) steps = [];
      steps.push(found.step);
      if (sequenceId !== undefined && found.step.sequenceId >= sequenceId) break;
    }
    const isFound = steps.length > 0 && (sequenceId === undefined || journal.lastId === sequenceId);
    return isFound ? replay(steps) : null;
  });
}

/** The ids of the applications in a folder, in no order: the names of files tell too little of them. */
export async function idsIn(folder: string): Promise<string[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(".jsonl"));
  const ids: string[] = [];
  const readAll = async (): Promise<void> => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const id = await firstIdOf(path.join(folder, name));
      // A copy that somebody has made of a file has another name.
      if (id !== null && fileOf(id) === name) ids.push(id);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, readAll));
  return ids;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Null if there is nothing but what was not written to its end. */
const firstIdOf = (file: string): Promise<string | null> =>
  reading(file, null, async (handle) => {
    for await (const { bytes, isWhole } of linesOf(handle.fd, 0)) {
      const step = isWhole ? stepFrom(bytes) : null;
      if (step !== null) return step.appId;
    }
    return null;
  });
