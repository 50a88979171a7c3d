import {
  type ApplicationQuery,
  ConflictError,
  checkQuery,
  type ListQuery,
  type LoadQuery,
  PersistenceError,
  replay,
  type StatePersister,
  type StoredState,
  type StoredStep,
} from "../index.js";

/**
 * A store in memory: for tests, and for what need not outlive its process. Nothing of it takes time, so it serves `runSync` and
 * its like, too.
 *
 * What it promises: whatever `save` has taken is there until the application is deleted, the store is closed, or the process
 * ends, whichever comes first. Applications that are to share what is stored share the persister.
 *
 * @returns A persister that nobody has saved to yet. Once it is closed, what was stored is gone, and its methods throw a
 *   PersistenceError.
 * @example
 * ```ts
 * import { memoryPersister } from "typeburr/persisters/memory";
 *
 * const persister = memoryPersister();
 * persister.list(); // []
 * ```
 */
export function memoryPersister(): MemoryPersister {
  return new Memory();
}

/** A persister of which nothing takes time. */
export interface MemoryPersister extends StatePersister {
  readonly isSync: true;
  initialize(): void;
  save(step: StoredStep): void;
  load(query: LoadQuery): StoredState | null;
  list(query?: ListQuery): readonly string[];
  delete(query: ApplicationQuery): void;
  close(): void;
}

interface Stored {
  readonly partitionKey: string | null;
  readonly appId: string;
  /** The first one first; never empty. */
  readonly steps: StoredStep[];
}

class Memory implements MemoryPersister {
  readonly isSync = true;
  /** Null once it is closed. */
  #stored: Map<string, Stored> | null = new Map();

  initialize(): void {
    this.#open({});
  }

  save(step: StoredStep): void {
    const stored = this.#open(step);
    const { partitionKey, appId } = step;
    const steps = stored.get(idOf(step))?.steps ?? [];
    if ((steps.at(-1)?.sequenceId ?? null) !== step.previousId) throw new ConflictError(step);
    steps.push(kept(step));
    stored.set(idOf(step), { partitionKey, appId, steps });
  }

  load(query: LoadQuery): StoredState | null {
    const { sequenceId } = checkQuery("load", query);
    const steps = this.#open(query).get(idOf(query))?.steps ?? [];
    const end = sequenceId === undefined ? steps.length : steps.findIndex((step) => step.sequenceId === sequenceId) + 1;
    if (end === 0) return null;
    let begin = end - 1;
    while (begin > 0 && steps[begin]?.snapshot === null) begin -= 1;
    return replay(steps.slice(begin, end));
  }

  list(query: ListQuery = {}): readonly string[] {
    const { partitionKey = null, limit, after } = checkQuery("list", query);
    return [...this.#open({ partitionKey }).values()]
      .filter((stored) => stored.partitionKey === partitionKey)
      .map(({ appId }) => appId)
      .filter((appId) => after === undefined || byCodePoint(appId, after) > 0)
      .sort(byCodePoint)
      .slice(0, limit);
  }

  delete(query: ApplicationQuery): void {
    this.#open(checkQuery("delete", query)).delete(idOf(query));
  }

  close(): void {
    this.#stored = null;
  }

  #open(of: Partial<LoadQuery>): Map<string, Stored> {
    if (this.#stored !== null) return this.#stored;
    throw new PersistenceError(
      "this memory persister is closed, and what was stored in it is gone: close it behind the last call, or make another " +
        "with memoryPersister()",
      of,
    );
  }
}

/** A text of two that no other two make: JSON escapes what stands between them, and halves of surrogate pairs. */
const idOf = ({ partitionKey = null, appId }: ApplicationQuery): string => JSON.stringify([partitionKey, appId]);

/** A copy that nobody changes: whoever has saved the step may go on with the record. */
function kept(step: StoredStep): StoredStep {
  const { position, parent } = step;
  return Object.freeze({
    ...step,
    position: Object.freeze({
      ...position,
      error: position.error && Object.freeze({ ...position.error }),
      edges: Object.freeze(position.edges.map((edge) => Object.freeze({ ...edge }))),
    }),
    parent: parent && Object.freeze({ ...parent }),
  });
}

/** The order of code points; that of strings in JavaScript is another one, of their halves. */
function byCodePoint(left: string, right: string): number {
  for (let at = 0; ; ) {
    const one = left.codePointAt(at) ?? -1;
    const other = right.codePointAt(at) ?? -1;
    if (one !== other) return one - other;
    if (one === -1) return 0;
    at += one > 0xffff ? 2 : 1;
  }
}
