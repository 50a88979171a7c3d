/** Runs what is done under one name one after the other. */
export class Queue {
  /** What was begun last. It never rejects. */
  readonly #last = new Map<string, Promise<unknown>>();

  async run(name: string, task: () => Promise<void>): Promise<void> {
    const before = this.#last.get(name);
    const result = before === undefined ? task() : before.then(task);
    const ended = result.catch(() => undefined);
    this.#last.set(name, ended);
    try {
      await result;
    } finally {
      if (this.#last.get(name) === ended) this.#last.delete(name);
    }
  }

  /** Resolves when nothing is running. */
  async isEmpty(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values());
  }
}
