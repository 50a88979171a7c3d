import { type LoadQuery, PersistenceError, TypeburrError } from "../../index.js";

/** How a persister comes to its store, and leaves it. */
interface Doors<TStore> {
  /** Who it is, for the messages: `postgresPersister()`. */
  readonly where: string;
  /** Opens the store, and makes what it needs. */
  open(): Promise<TStore>;
  /** Lets go of what was opened; what was handed in stays open. */
  close(store: TStore): Promise<void>;
}

/**
 * A store that is opened by the first call, whichever that is, and once, however many come at once. If it could not be opened, the
 * next call tries again.
 */
export class Opening<TStore> {
  readonly #doors: Doors<TStore>;
  #opened: Promise<TStore> | null = null;
  #closed: Promise<void> | null = null;

  constructor(doors: Doors<TStore>) {
    this.#doors = doors;
  }

  /**
   * Does something with the store.
   *
   * @param of Which application or step is concerned, as far as it is known, for the error.
   * @throws {PersistenceError} If the persister is closed, or the store has failed: with what it has thrown as the cause.
   */
  async use<TResult>(of: Partial<LoadQuery>, work: (store: TStore) => Promise<TResult>): Promise<TResult> {
    const { where } = this.#doors;
    if (this.#closed) {
      const message = `${where} is closed: close it behind the last call, or make another persister`;
      throw new PersistenceError(message, of);
    }
    try {
      return await work(await this.#open());
    } catch (error) {
      if (error instanceof TypeburrError) throw error;
      throw new PersistenceError(`${where}: ${messageOf(error)}`, of, { cause: error });
    }
  }

  /** Closes the store, if it was opened. A second time nothing happens. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #open(): Promise<TStore> {
    if (this.#opened) return this.#opened;
    const opened = this.#doors.open();
    this.#opened = opened;
    opened.catch(() => {
      this.#opened = null;
    });
    return opened;
  }

  async #close(): Promise<void> {
    if (this.#opened === null) return;
    // What could not be opened has nothing to let go of, and its error was thrown by the call that has opened it.
    const store = await this.#opened.then(
      (opened) => ({ opened }),
      () => null,
    );
    if (store) await this.#doors.close(store.opened);
  }
}

/** Where a host has several addresses, what was thrown is an AggregateError, which says nothing by itself. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
