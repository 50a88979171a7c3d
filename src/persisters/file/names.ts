import { createHash } from "node:crypto";

/** Of applications without a partition key: a name that no key makes. */
const withoutKey = "no-partition";

export const folderOf = (partitionKey: string | null | undefined): string =>
  partitionKey === null || partitionKey === undefined ? withoutKey : nameOf(partitionKey);

export const fileOf = (appId: string): string => `${nameOf(appId)}.jsonl`;

/**
 * A name for people, and a hash that tells ids apart: an id may be longer than file names may be, may lead to another folder, or
 * differ from another one in capitals only, which file systems may not tell. UTF-16, as UTF-8 makes one of all halves of
 * surrogate pairs.
 */
function nameOf(id: string): string {
  const readable = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-|-$/g, "");
  const hash = createHash("sha256").update(id, "utf16le").digest("hex").slice(0, 32);
  return readable === "" ? hash : `${readable}-${hash}`;
}
