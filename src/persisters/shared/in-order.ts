import { sortable } from "./sortable.js";

/** Ids in the order of their code points, which is that of their bytes in UTF-8; only those behind one, if it is given. */
export function inOrder(ids: readonly string[], after?: string): string[] {
  const keyed = ids.map((id) => ({ id, key: bytesOf(id) }));
  const begin = after === undefined ? null : bytesOf(after);
  return keyed
    .filter(({ key }) => begin === null || Buffer.compare(key, begin) > 0)
    .sort((one, other) => Buffer.compare(one.key, other.key))
    .map(({ id }) => id);
}

const bytesOf = (id: string): Buffer => Buffer.from(sortable(id));
