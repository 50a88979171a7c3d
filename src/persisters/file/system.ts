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
