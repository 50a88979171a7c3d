import { fdatasync, read, write } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";

/** Makes a folder, and those above it, and has their names on the disk: a file does not last in a folder that does not. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  const top = path.dirname(first);
  for (let made = folder; made !== top; ) {
    made = path.dirname(made);
    await syncFolder(made);
  }
}

/** Has the names in a folder on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and keeps names by itself.
  if (process.platform === "win32") return;
  await using(await open(folder, "r"), (handle) => handle.sync());
}

/** Closes a handle when what is done with it has ended. */
export async function using<TResult>(
  handle: FileHandle,
  use: (handle: FileHandle) => Promise<TResult>,
): Promise<TResult> {
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

/** Whether a file, or its folder, is not there. */
export const isMissing = (error: unknown): boolean => (error as { readonly code?: unknown } | null)?.code === "ENOENT";

/** Reads what stands at an offset, as much as there is and fits. */
export const readAt = (descriptor: number, bytes: Buffer, offset: number): Promise<number> =>
  new Promise((resolve, reject) => {
    read(descriptor, bytes, 0, bytes.length, offset, (error, count) => (error ? reject(error) : resolve(count)));
  });

/** Writes once, at the end of a file that was opened for that. Returns how many bytes: less than all, if the disk is full. */
export const writeTo = (descriptor: number, bytes: Buffer): Promise<number> =>
  new Promise((resolve, reject) => {
    write(descriptor, bytes, 0, bytes.length, null, (error, count) => (error ? reject(error) : resolve(count)));
  });

/** Has what was written on the disk. */
export const syncData = (descriptor: number): Promise<void> =>
  new Promise((resolve, reject) => {
    fdatasync(descriptor, (error) => (error ? reject(error) : resolve()));
  });
