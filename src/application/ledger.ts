import { PersistenceError, SerializationError } from "../errors.js";
import { storedOperations, storedValues } from "../persistence/operations.js";
import { currentFormat, type Position, type StoredStep } from "../persistence/record.js";
import type { Writer } from "../persistence/writer.js";
import { chainOf } from "../state/delta.js";
import type { Identity } from "./context.js";
import type { Call, Core } from "./core.js";
import type { Outcome } from "./outcome.js";
import type { Node } from "./plan.js";
import { randomId } from "./random-id.js";
import type { Saver, Sent } from "./saver.js";
import type { Standing, Taken } from "./standing.js";
import type { Store } from "./store.js";

/** What a ledger is made of. */
export interface LedgerParts {
  readonly saver: Saver;
  readonly writer: Writer;
  readonly identity: Identity;
  /** Of the application, as its author counts. */
  readonly version: string | null;
}

type Values = Readonly<Record<string, unknown>>;

/** What is particular to one attempted step. */
interface Entry {
  readonly node: Node;
  readonly sequenceId: number;
  readonly status: StoredStep["status"];
  readonly position: Position;
  readonly operations: readonly unknown[];
  /** The whole state behind it. Asked only where a snapshot is due. */
  readonly values: () => Iterable<readonly [string, unknown]>;
}

/** Makes a record of every attempted step, and has it saved. */
export class Ledger {
  readonly #saver: Saver;
  readonly #writer: Writer;
  readonly #identity: Identity;
  readonly #version: string | null;
  readonly #standing: Standing;
  readonly #store: Store;
  readonly #writerId = randomId().replaceAll("-", "").slice(0, 16);
  #writes = 0;
  /** What stands in the keys that were changed between steps, as it is stored with the next one. */
  #between: Values = {};

  constructor({ saver, writer, identity, version }: LedgerParts, standing: Standing, store: Store) {
    this.#saver = saver;
    this.#writer = writer;
    this.#identity = identity;
    this.#version = version;
    this.#standing = standing;
    this.#store = store;
  }

  /** Whether something has to be done before the next step can be taken: `settle`. */
  isUnsettled(call: Pick<Call, "twin">): boolean {
    return this.#saver.isUnsettled(call);
  }

  settle(call: Pick<Call, "twin">): Core<void, never> {
    return this.#saver.settle(call);
  }

  /**
   * Before something is changed between steps: nothing is, while nobody knows where the store stands.
   *
   * @throws {PersistenceError} If a record is in doubt.
   */
  checkSettled(): void {
    this.#saver.checkSettled();
  }

  /**
   * Notes what is changed between steps.
   *
   * @throws {SerializationError} If it cannot be stored.
   */
  changed(values: Values): void {
    this.#between = { ...this.#between, ...this.#stored(values) };
  }

  /**
   * The record of a completed step.
   *
   * @throws {SerializationError} If something in it cannot be stored.
   */
  completed(node: Node, sequenceId: number, { delta, effect }: Outcome): StoredStep {
    const { write, isWhole } = this.#writer;
    try {
      return this.#record({
        node,
        sequenceId,
        status: "completed",
        position: this.#standing.behind(node, sequenceId),
        operations: storedOperations(chainOf(delta), write, isWhole),
        values: () => this.#store.entries(effect),
      });
    } catch (error) {
      throw ofAction(node, error, undefined);
    }
  }

  /** Saves a step, and then takes it over. If the store fails, the step has failed, and that is stored in its place. */
  *save(call: Call, node: Node, record: StoredStep, adopt: () => void): Core<void, never> {
    const adopted = (): void => {
      this.#saved();
      adopt();
    };
    yield* this.#saver.save(call, { record, adopt: adopted }, () => this.#failed(node));
  }

  /** Saves that an action has failed, and is next again. What the store has against it is told before the next step. */
  *failed(call: Call, node: Node): Core<void, never> {
    try {
      yield* this.#saver.save(call, this.#failed(node), null);
    } catch {
      // Of two errors the caller gets the action's
    }
  }

  /**
   * Saves that an action has failed, and an error edge is taken; and then takes it.
   *
   * @throws {SerializationError} If what is captured cannot be stored. Then it is saved that the action is next again.
   * @throws {PersistenceError} If the store fails. Its cause has both errors: the edge would have taken the action's.
   */
  *moved(call: Call, node: Node, taken: Taken, captured: Values, move: () => void): Core<void, never> {
    let record: StoredStep;
    try {
      record = this.#record({
        ...this.#failure(node),
        position: this.#standing.along(node, taken),
        operations: [{ set: this.#stored(captured) }],
        values: () => this.#store.entries({ written: captured, deleted: [] }),
      });
    } catch (error) {
      yield* this.failed(call, node);
      throw ofAction(node, error, taken.error);
    }
    try {
      yield* this.save(call, node, record, move);
    } catch (error) {
      throw withBoth(error, taken.error);
    }
  }

  #failed(node: Node): Sent {
    return { record: this.#record(this.#failure(node)), adopt: this.#saved };
  }

  /** What was changed between steps is stored with the step. */
  readonly #saved = (): void => {
    this.#between = {};
  };

  #failure(node: Node): Entry {
    return {
      node,
      sequenceId: this.#standing.sequenceId as number,
      status: "failed",
      position: this.#standing.before(node),
      operations: [],
      values: () => this.#store.entries(),
    };
  }

  #stored(values: Values): Values {
    return storedValues(Object.entries(values), this.#writer.write);
  }

  #record({ node, sequenceId, status, position, operations, values }: Entry): StoredStep {
    const { partitionKey, appId } = this.#identity;
    const { previousId, parent } = this.#saver.stored;
    const between = Object.keys(this.#between).length === 0 ? [] : [{ set: this.#between }];
    const delta = JSON.stringify([...between, ...operations]);
    this.#writes += 1;
    return Object.freeze({
      format: currentFormat,
      version: this.#version,
      partitionKey,
      appId,
      sequenceId,
      previousId,
      action: node.action,
      status,
      position,
      delta,
      snapshot: this.#saver.isSnapshotDue(delta) ? JSON.stringify(storedValues(values(), this.#writer.write)) : null,
      parent,
      createdAt: new Date().toISOString(),
      writeId: `${this.#writerId}-${this.#writes.toString(36)}`,
    });
  }
}

/** @param cause What the action has thrown, where that was to be stored; otherwise the error keeps its own. */
function ofAction({ who }: Node, error: unknown, cause: unknown): unknown {
  if (!(error instanceof SerializationError)) return error;
  const { message, key, path } = error;
  return new SerializationError(`${who}: ${message}`, key, path, { cause: cause ?? error.cause });
}

function withBoth(error: unknown, thrown: unknown): unknown {
  if (!(error instanceof PersistenceError)) return error;
  const cause = new AggregateError([error.cause, thrown], "the store has failed, and before it the action");
  return new PersistenceError(error.message, error, { cause });
}
