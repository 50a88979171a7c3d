import { AsyncError, type ConflictError, PersistenceError } from "../errors.js";
import type { StatePersister } from "../persistence/persister.js";
import type { StepPointer, StoredStep } from "../persistence/record.js";
import { weightOf } from "../persistence/replay.js";
import { textOf } from "../text/wording.js";
import { isPromiseLike, letGo } from "../types/promise.js";
import type { Call, Core } from "./core.js";

/** What a store has of an application when it begins. */
export interface Stored {
  /** The last step that is stored; null for none. */
  readonly previousId: number | null;
  readonly parent: StepPointer | null;
  readonly weight: { readonly snapshot: number; readonly deltas: number };
}

export const nothingStored: Stored = { previousId: null, parent: null, weight: { snapshot: 0, deltas: 0 } };

/** A record on its way to the store. */
export interface Sent {
  readonly record: StoredStep;
  /** Takes over what the record says, once it is stored. */
  readonly adopt: () => void;
}

/** A record of which nobody knows whether it is stored: the store has failed. */
interface Doubt {
  readonly sent: Sent;
  /** What is to be stored, so that it is known: in its place, or itself once more. */
  readonly next: Sent;
}

/** How much may be stored behind a snapshot in any case, in characters: so that a small state is not written at each step. */
const leastWeight = 4_000;

/** Stores the steps of one application, and knows what its store has. */
export class Saver {
  readonly #persister: StatePersister;
  #stored: Stored;
  #inDoubt: Doubt | null = null;
  /** Somebody else has gone on: from here on every step is refused. */
  #conflict: ConflictError | null = null;

  constructor(persister: StatePersister, stored: Stored) {
    this.#persister = persister;
    this.#stored = stored;
  }

  get stored(): Stored {
    return this.#stored;
  }

  get #takesTime(): boolean {
    return this.#persister.isSync !== true;
  }

  /** Whether what is stored behind the last snapshot outweighs it, with one delta more. */
  isSnapshotDue(delta: string): boolean {
    const { previousId, weight } = this.#stored;
    return previousId === null || weight.deltas + weightOf({ delta }) > Math.max(weight.snapshot, leastWeight);
  }

  /** Whether something has to be done before the next step can be taken: `settle`. */
  isUnsettled({ twin }: Pick<Call, "twin">): boolean {
    return this.#inDoubt !== null || this.#conflict !== null || (twin !== null && this.#takesTime);
  }

  /**
   * Finds out what has become of a record in doubt.
   *
   * @throws {ConflictError} If somebody else has gone on.
   * @throws {PersistenceError} If the store still fails.
   * @throws {AsyncError} In a sync call, if the store takes time.
   */
  *settle(call: Pick<Call, "twin">): Core<void, never> {
    if (this.#conflict) throw this.#conflict;
    if (call.twin !== null && this.#takesTime) throw storeTakesTime(call.twin);
    const doubt = this.#inDoubt;
    if (doubt === null) return;
    try {
      yield* this.#settle(call, doubt);
    } catch (error) {
      throw told(error, doubt.sent.record);
    }
  }

  /**
   * Nothing is changed between steps while nobody knows where the store stands.
   *
   * @throws {PersistenceError} If a record is in doubt.
   */
  checkSettled(): void {
    if (this.#inDoubt === null) return;
    const { record } = this.#inDoubt.sent;
    const { sequenceId, appId } = record;
    const message = `whether step ${sequenceId} of application '${appId}' is stored is not known: run on first, when the store answers`;
    throw new PersistenceError(message, record);
  }

  /**
   * Stores a record, and then takes over what it says. If the store fails, it may be stored or not: the store is asked at
   * once, and if it does not answer, before the next step.
   *
   * @param instead Makes what is stored in its place if it turns out that it is not: that the step has failed. Null for the same again.
   * @throws {ConflictError} If somebody else has gone on.
   * @throws {PersistenceError} If the store has failed. Then nothing was taken over.
   */
  *save(call: Pick<Call, "twin">, sent: Sent, instead: (() => Sent) | null): Core<void, never> {
    try {
      yield* this.#send(call, sent.record);
    } catch (error) {
      const doubt = { sent, next: instead === null ? sent : inPlaceOf(sent, instead) };
      this.#inDoubt = doubt;
      if (yield* this.#isStored(call, doubt, error)) return;
      throw told(error, sent.record);
    }
    this.#arrived(sent);
  }

  /** Whether a record is stored though the store has failed; false also if nobody can tell yet. */
  *#isStored(call: Pick<Call, "twin">, doubt: Doubt, failure: unknown): Core<boolean, never> {
    try {
      // A driver may have sent it twice: then the conflict is with itself
      if (isConflict(failure)) return yield* this.#lookUp(call, doubt, failure);
      return yield* this.#settle(call, doubt);
    } catch (error) {
      if (isConflict(error)) throw error;
      // It still fails, and is asked again before the next step
      return false;
    }
  }

  /** Stores what makes it known what has become of a record. Whether it was stored itself. */
  *#settle(call: Pick<Call, "twin">, doubt: Doubt): Core<boolean, never> {
    const { sent, next } = doubt;
    try {
      yield* this.#send(call, next.record);
    } catch (error) {
      if (isConflict(error)) return yield* this.#lookUp(call, doubt, error);
      throw error;
    }
    this.#arrived(next);
    return next === sent;
  }

  /** Whose record stands in the place of one in doubt: itself, what was stored instead, or somebody else's. */
  *#lookUp(call: Pick<Call, "twin">, { sent, next }: Doubt, conflict: ConflictError): Core<boolean, never> {
    const { partitionKey, appId, sequenceId } = sent.record;
    const loaded = this.#persister.load({ partitionKey, appId, sequenceId });
    const there = (yield* answerOf(call, loaded)) as { readonly writeId: string } | null;
    const own = [sent, next].find(({ record }) => record.writeId === there?.writeId);
    if (own === undefined) {
      this.#conflict = conflict;
      this.#inDoubt = null;
      throw conflict;
    }
    this.#arrived(own);
    return own === sent;
  }

  *#send(call: Pick<Call, "twin">, record: StoredStep): Core<void, never> {
    yield* answerOf(call, this.#persister.save(record));
  }

  #arrived({ record, adopt }: Sent): void {
    const { sequenceId, parent, snapshot } = record;
    const { weight } = this.#stored;
    this.#inDoubt = null;
    this.#stored = {
      previousId: sequenceId,
      parent,
      weight:
        snapshot === null
          ? { ...weight, deltas: weight.deltas + weightOf(record) }
          : { snapshot: snapshot.length, deltas: 0 },
    };
    adopt();
  }
}

/** @throws {AsyncError} In a sync call, if it is a promise: `load` may be, even where `save` is none. */
function* answerOf({ twin }: Pick<Call, "twin">, answer: unknown): Core<unknown, never> {
  if (!isPromiseLike(answer)) return answer;
  if (twin === null) return yield answer;
  letGo(answer);
  throw storeTakesTime(twin);
}

/** By its code: the class of a store may be that of another copy of the library, as ESM and CommonJS each have one. */
const isConflict = (error: unknown): error is ConflictError =>
  error instanceof Error && (error as { code?: unknown }).code === "TYPEBURR_CONFLICT";

function inPlaceOf(sent: Sent, instead: () => Sent): Sent {
  try {
    return instead();
  } catch {
    // The state as it was before cannot be stored: the record itself is sent again
    return sent;
  }
}

function told(error: unknown, { partitionKey, appId, sequenceId, action }: StoredStep): unknown {
  if (isConflict(error)) return error;
  return new PersistenceError(
    `step ${sequenceId} of application '${appId}', action '${action}', could not be saved: ${textOf(error)}. State and position ` +
      "are as before it; when the store answers again, the application can go on",
    { partitionKey, appId, sequenceId },
    { cause: error },
  );
}

function storeTakesTime(twin: NonNullable<Call["twin"]>): AsyncError {
  return new AsyncError(`the store of the application takes time: call ${twin}() and await it`, null, null);
}
