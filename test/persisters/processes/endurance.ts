import { setTimeout as delay } from "node:timers/promises";
import { PersistenceError, type StatePersister } from "typeburr";
import { expect } from "vitest";
import { buildList } from "./list-application.js";
import { standing, upTo } from "./look.js";

/** An application that goes on whatever its store does, and what it has seen. */
export class Endurance {
  readonly acknowledged: number[] = [];
  readonly failures: PersistenceError[] = [];
  readonly ran: number[] = [];
  readonly #persister: StatePersister;
  #isOver = false;

  constructor(persister: StatePersister) {
    this.#persister = persister;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  build(persister = this.#persister, during: () => Promise<void> = async () => {}) {
    return buildList({
      persister,
      appId: "enduring",
      name: "",
      megabytes: 0,
      tell: (word, id) => {
        if (word === "run") this.ran.push(id);
      },
      during,
    });
  }

  /** Takes steps until so many have completed, and the trouble is over. What the store throws is noted, anything else is thrown. */
  async run<TResult>(steps: number, trouble: () => Promise<TResult>): Promise<TResult> {
    let isTroubled = true;
    const over = trouble().finally(() => {
      isTroubled = false;
    });
    const [result] = await Promise.all([over, this.#run((count) => count < steps || isTroubled)]);
    return result;
  }

  async #run(isWanted: (count: number) => boolean): Promise<void> {
    try {
      const app = await this.build(this.#persister, () => delay(1));
      while (isWanted(app.state.count)) {
        try {
          await app.step();
          this.acknowledged.push(app.sequenceId ?? Number.NaN);
        } catch (error) {
          if (!(error instanceof PersistenceError)) throw error;
          this.failures.push(error);
          await delay(5);
        }
      }
    } finally {
      this.#isOver = true;
    }
  }

  /** Waits until something has come, or the run has ended. */
  async until(isThere: () => boolean): Promise<void> {
    while (!this.#isOver && !isThere()) await delay(1);
  }

  /** Holds what is stored to what was acknowledged. */
  async expectWhole(store: StatePersister): Promise<void> {
    const last = (await standing(store, "enduring"))?.last ?? -1;
    const completed: number[] = [];
    for (const id of upTo(last + 1)) {
      const stored = await store.load({ appId: "enduring", sequenceId: id });
      // No gap: each number is there, of a step that has completed or failed.
      expect(stored?.sequenceId).toBe(id);
      if (stored?.status === "completed") completed.push(id);
    }
    const end = await standing(store, "enduring");
    expect(end?.list.map(({ id }) => id)).toEqual(completed);
    expect(end?.count).toBe(completed.length);
    // Nothing acknowledged is lost; what is there though it was not acknowledged was in doubt when its call failed.
    expect(this.acknowledged.filter((id) => !completed.includes(id))).toEqual([]);
    const inDoubt = new Set(this.failures.map(({ sequenceId }) => sequenceId));
    expect(completed.filter((id) => !this.acknowledged.includes(id) && !inDoubt.has(id))).toEqual([]);
    // Nothing has run twice.
    expect(this.ran).toEqual([...new Set(this.ran)]);
    const again = await this.build(store);
    expect([again.state.count, again.sequenceId]).toEqual([completed.length, last]);
  }
}
