import type { Signal } from "../action/context.js";
import type { VisualizeOptions } from "../graph/drawing.js";
import type { Facts } from "../graph/facts.js";
import type { Graph } from "../graph/graph.js";
import type { ApplicationStream, Events } from "./events.js";
import type { Halts, NotEmpty } from "./halt.js";
import type { HistoryEntry } from "./history.js";
import type { Offers } from "./offers.js";
import type { Steps, Stops } from "./stop.js";
import type { NextAction, Sync, SyncTwins } from "./sync.js";

/** What `step` can be asked for. */
export interface StepOptions<TInputs> {
  /** Inputs by name, offered to every step that declares them. */
  readonly inputs?: TInputs;
  /** Stops between steps; handed to the action that is running as `context.signal`. */
  readonly signal?: Signal;
}

/** What `run`, `iterate` and `stream` can be asked for. */
export interface RunOptions<TInputs, TAfter, TBefore> extends StepOptions<TInputs> {
  /** Stop when one of these has run, or with `all(...)`, when each of them has. */
  readonly haltAfter?: TAfter & NotEmpty<TAfter>;
  /** Stop when one of these is next. */
  readonly haltBefore?: TBefore & NotEmpty<TBefore>;
}

/** A running application: its state, its position in the graph, and the ways to move on. */
export interface Application<TState, TFacts extends Facts> {
  readonly appId: string;
  readonly partitionKey: string | null;
  /** Number of the last attempted step, from 0; null before the first. */
  readonly sequenceId: number | null;
  readonly state: TState;
  readonly graph: Graph;
  /**
   * The last completed steps, newest first, each with the state behind it. Empty without `withHistory`. What was loaded is not in
   * it, only what has run since.
   */
  readonly history: readonly HistoryEntry<TState, keyof TFacts["actions"] & string>[];

  /**
   * Runs the next action.
   *
   * @returns The step, or null when there is nothing to run.
   * @throws What the action throws, unchanged; {@link InputError}, {@link ReadError}, {@link WriteError},
   *   {@link OutcomeError}, {@link ItemError}, {@link PlaceholderError}, {@link BusyError}; {@link DefinitionError} for wrong
   *   options. State and position stay as they were. {@link HookError}, if a hook has thrown: a hook after the step cannot undo it.
   *   With a persister, and then the step is not committed either: {@link ConflictError}, if somebody else has gone on with the
   *   application; {@link PersistenceError}, if the store has failed; {@link SerializationError}, for a value that cannot be
   *   written.
   */
  step(options?: StepOptions<Offers<TFacts>["inputs"]>): Promise<Steps<TFacts>["each"] | null>;

  /**
   * Runs until a halt or the end. At least one step is taken before a halt is tested, so calling `run` again goes on.
   *
   * @throws As `step`, and {@link HaltError} before the first step.
   * @example
   * ```ts
   * const stop = await app.run({ haltAfter: ["respond"], inputs: { text: "hello" } });
   * ```
   */
  run<
    const TAfter extends Halts<Offers<TFacts>["halts"]> = never,
    const TBefore extends Halts<Offers<TFacts>["halts"]> = never,
  >(options?: RunOptions<Offers<TFacts>["inputs"], TAfter, TBefore>): Promise<Stops<TFacts, TAfter, TBefore>["each"]>;

  /**
   * As `run`, step by step.
   *
   * @returns A generator of the steps, which returns the stop. Who leaves the loop can go on with another call.
   * @throws As `run`, from the generator: {@link HaltError} and {@link InputError} for wrong options at once.
   */
  iterate<
    const TAfter extends Halts<Offers<TFacts>["halts"]> = never,
    const TBefore extends Halts<Offers<TFacts>["halts"]> = never,
  >(
    options?: RunOptions<Offers<TFacts>["inputs"], TAfter, TBefore>,
  ): AsyncGenerator<Steps<TFacts>["each"], Stops<TFacts, TAfter, TBefore>["each"], void>;

  /**
   * As `run`, told as it happens: a start and a step for each step, and between them the items of a streaming action. Who
   * leaves the loop stops the action.
   *
   * @throws As `run`, from the stream: {@link HaltError} and {@link InputError} for wrong options at once.
   * @example
   * ```ts
   * for await (const event of app.stream({ haltAfter: ["respond"], inputs: { text: "hello" } })) {
   *   if (event.type === "step") console.log(event.action, event.result);
   * }
   * ```
   */
  stream<
    const TAfter extends Halts<Offers<TFacts>["halts"]> = never,
    const TBefore extends Halts<Offers<TFacts>["halts"]> = never,
  >(
    options?: RunOptions<Offers<TFacts>["inputs"], TAfter, TBefore>,
  ): ApplicationStream<Events<TFacts>["each"], Stops<TFacts, TAfter, TBefore>["each"]>;

  /**
   * The action that is next, or null if there is none. A promise, where an async condition has to be asked: `await` it.
   *
   * @throws What a condition throws; {@link ReadError}.
   */
  nextAction(): NextAction<TFacts>;

  /**
   * Goes back to where everything starts: the entrypoint is next. The state stays, but keys of the initial state that were deleted
   * have their initial values again, because the entrypoint counts on them; step numbers go on.
   *
   * @throws {BusyError} While a call is running; {@link PersistenceError}, if it is not known whether the last step is stored.
   */
  resetToEntrypoint(): void;

  /**
   * Changes the state from outside, between two calls. All of it, or nothing.
   *
   * @throws {WriteError} For a key that the graph does not have, and a value that no schema of the key accepts.
   * @throws {BusyError} While a call is running.
   */
  updateState(patch: Partial<TState>): void;

  /**
   * The graph as SVG. What draws it is loaded by the first call.
   *
   * @throws {DefinitionError} If the options are wrong.
   */
  visualize(options?: VisualizeOptions): Promise<string>;

  /**
   * As `step`, `run` and `iterate`, without promises. While the application has something async, they cannot be called, and
   * their type is the sentence that says why.
   *
   * @throws As their twins, and {@link AsyncError} at what takes time. The step before it stands.
   */
  readonly stepSync: Sync<TFacts, "step", SyncTwins<TFacts>["stepSync"]>;
  readonly runSync: Sync<TFacts, "run", SyncTwins<TFacts>["runSync"]>;
  readonly iterateSync: Sync<TFacts, "iterate", SyncTwins<TFacts>["iterateSync"]>;
}

/** The state of an application at any moment: what the initial state gives, and the rest optional. */
export type InferState<TApplication extends { readonly state: unknown }> = TApplication["state"];
