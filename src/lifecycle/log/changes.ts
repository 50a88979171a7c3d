import { line, told } from "./told.js";

/** How many changes a line tells. */
const most = 20;
/** How long each of two values may be. */
const half = 40;

/** What has become of a state: `counter 1 → 2`, `history +1 item`, `draft deleted`. */
export function changesBetween(before: object, after: object): string {
  const changes: string[] = [];
  let count = 0;
  const add = (change: () => string): void => {
    count += 1;
    if (count <= most) changes.push(change());
  };
  for (const key of Object.keys(after)) {
    const value: unknown = Reflect.get(after, key);
    if (!Object.hasOwn(before, key)) add(() => `${line(key)} ${told(value)}`);
    else if (!Object.is(Reflect.get(before, key), value))
      add(() => changeOf(line(key), Reflect.get(before, key), value));
  }
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) add(() => `${line(key)} deleted`);
  if (count > most) changes.push(`… ${count - most} more`);
  return changes.length === 0 ? "nothing changed" : changes.join(", ");
}

function changeOf(key: string, before: unknown, after: unknown): string {
  if (Array.isArray(before) && Array.isArray(after)) {
    const added = after.length - before.length;
    if (added > 0 && beginsWith(after, before)) return `${key} +${added} ${added === 1 ? "item" : "items"}`;
  }
  const [was, is] = [told(before, half), told(after, half)];
  // Where they differ there was no room to tell
  return was === is ? `${key} changed` : `${key} ${was} → ${is}`;
}

/** Asked of both ends: to compare ten thousand messages would cost more than the step that has added one. */
function beginsWith(list: readonly unknown[], start: readonly unknown[]): boolean {
  const last = start.length - 1;
  return start.length === 0 || (Object.is(list[0], start[0]) && Object.is(list[last], start[last]));
}
