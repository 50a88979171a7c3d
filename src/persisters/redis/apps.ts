import { fromSortable, sortable } from "../shared/sortable.js";
import type { Send } from "./client.js";

/** How many are asked for at once. */
const most = 500;

/**
 * Ids of a list, in their order. What has no steps is left out: its first step was refused, or is being written.
 *
 * @param keyOf The key that an application has as long as it has steps.
 */
export async function listed(
  send: Send,
  place: string,
  keyOf: (appId: string) => string,
  limit: number,
  after: string | undefined,
): Promise<readonly string[]> {
  const found: string[] = [];
  let first = after === undefined ? "-" : behind(after);
  while (found.length < limit) {
    const count = Math.min(most, limit - found.length);
    const page = await send(place, ["ZRANGEBYLEX", place, first, "+", "LIMIT", "0", String(count)]);
    const appIds = (page as readonly string[]).map(fromSortable);
    const areThere = await Promise.all(appIds.map((appId) => send(keyOf(appId), ["EXISTS", keyOf(appId)])));
    found.push(...appIds.filter((_, index) => Number(areThere[index]) === 1));
    const last = appIds.at(-1);
    if (last === undefined || appIds.length < count) break;
    first = behind(last);
  }
  return found;
}

const behind = (appId: string): string => `(${sortable(appId)}`;
