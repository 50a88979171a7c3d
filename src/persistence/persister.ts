import type { StoredState, StoredStep } from "./record.js";

/** Which application; without a partition key, one that has none. */
export interface ApplicationQuery {
  readonly partitionKey?: string | null;
  /** Not empty. */
  readonly appId: string;
}

/** Which step of which application; without a sequence id, the last one that is stored. */
export interface LoadQuery extends ApplicationQuery {
  /** A whole number from 0. */
  readonly sequenceId?: number;
}

/** Which applications; without a partition key, those that have none. */
export interface ListQuery {
  readonly partitionKey?: string | null;
  /** How many at most: a whole number from 0. */
  readonly limit?: number;
  /** Only those behind this one: the last of the page before. */
  readonly after?: string;
}

/** Where steps are stored. What is done may take time, or not. */
export interface StatePersister {
  /** Whether `save` never returns a promise. Sync calls (`runSync` and its like) need that. */
  readonly isSync?: boolean;

  /**
   * Makes what the store needs, if it is not there yet. Safe to call twice, and from several processes at once. The other
   * methods call it by themselves; called before, it tells early what is wrong.
   */
  initialize(): void | Promise<void>;

  /**
   * Stores a step, all of it or nothing, durably: by the store's own measure.
   *
   * @throws {ConflictError} If `step.previousId` is not the last one that is stored of this application, or something is
   *   stored though it is null. Then nothing has changed. Of several that save the same step at once, one wins.
   */
  save(step: StoredStep): void | Promise<void>;

  /**
   * A step, and the state behind it.
   *
   * @returns Null if there is no such step.
   * @throws {DefinitionError} If the query has a name that is not known, or a value that cannot be.
   * @throws {PersistenceError} If what is stored cannot be read.
   */
  load(query: LoadQuery): StoredState | null | Promise<StoredState | null>;

  /**
   * The ids of stored applications.
   *
   * @returns In the order of their code points.
   * @throws {DefinitionError} If the query has a name that is not known, or a value that cannot be.
   */
  list(query?: ListQuery): readonly string[] | Promise<readonly string[]>;

  /**
   * Forgets an application. One that is not there is no error.
   *
   * @throws {DefinitionError} If the query has a name that is not known, or a value that cannot be.
   */
  delete(query: ApplicationQuery): void | Promise<void>;

  /** Lets go of what the store has opened itself. A client that was handed in stays open. */
  close(): void | Promise<void>;
}
