import { put } from "../state/put.js";
import { StateRecord } from "../state/state.js";
import type { HistoryEntry } from "./history.js";

/** What stood in a key before it was changed. */
interface Before {
  readonly key: string;
  readonly had: boolean;
  readonly value: unknown;
}

/** A change of the state: by a step, or between steps. */
interface Change {
  readonly step: { readonly sequenceId: number; readonly action: string } | null;
  readonly before: readonly Before[];
}

/**
 * The way back through the last steps: of each, what stood in the keys that it changed. A step costs what it touches; the
 * states are made when they are asked for, and share what did not change.
 */
export class Journal {
  readonly #limit: number;
  /** The oldest first. */
  readonly #changes: Change[] = [];
  #steps = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The state is about to be changed between steps: of changes in a row, what stood there before the first one counts. */
  changing(values: ReadonlyMap<string, unknown>, keys: readonly string[]): void {
    if (this.#steps === 0) return;
    const last = this.#changes.at(-1);
    const noted = last?.step === null ? (this.#changes.pop()?.before ?? []) : [];
    const others = keys.filter((key) => noted.every((before) => before.key !== key));
    this.#changes.push({ step: null, before: [...noted, ...standingIn(values, others)] });
  }

  /** A step is about to be taken over. */
  completing(
    step: { readonly sequenceId: number; readonly action: string },
    values: ReadonlyMap<string, unknown>,
    keys: readonly string[],
  ): void {
    this.#changes.push({ step, before: standingIn(values, keys) });
    this.#steps += 1;
    while (this.#steps > this.#limit) if (this.#changes.shift()?.step) this.#steps -= 1;
  }

  /** The last steps, the newest first, each with the state behind it. */
  entries(current: ReadonlyMap<string, unknown>): readonly HistoryEntry[] {
    const values: Record<string, unknown> = {};
    for (const [key, value] of current) put(values, key, value);
    const entries: HistoryEntry[] = [];
    for (const { step, before } of [...this.#changes].reverse()) {
      if (step) entries.push(Object.freeze({ ...step, state: StateRecord.of(values) }));
      for (const { key, had, value } of before) {
        if (had) put(values, key, value);
        else delete values[key];
      }
    }
    return Object.freeze(entries);
  }
}

const standingIn = (values: ReadonlyMap<string, unknown>, keys: readonly string[]): readonly Before[] =>
  keys.map((key) => ({ key, had: values.has(key), value: values.get(key) }));
